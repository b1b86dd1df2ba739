"""The citizen's own page: what is now and next, who to write to, and nothing that is not meant for the citizen."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Municipality
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from fremdrift.overview import services as overview
from tests.asked import measure
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World

PAGE, PAPER, ASK = reverse("own_page"), reverse("own_print"), reverse("own_conversation")
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def cilla(as_: Callable[[str], Client], world: World) -> Client:
    """Cilla at her own page."""
    return as_("citizen")


def words(client: Client, url: str = PAGE) -> str:
    return pages.text(pages.page(client.get(url)))


def close(world: World, system: Actor) -> None:
    with acting(system):
        cases.case_close(case=Case.objects.get(pk=world.cilla), closed_on=TODAY, reason="job", by=system)


def test_signing_in_leads_there_and_it_stands_first_in_the_menu(cilla: Client) -> None:
    assert cilla.get(reverse("home"))["Location"] == PAGE
    assert pages.links(pages.page(cilla.get(PAGE)))[2:4] == [PAGE, reverse("own_plan")]


def test_the_next_conversation_is_told_with_day_time_way_and_person(cilla: Client) -> None:
    told = words(cilla)
    assert "Hi Citizen" in told
    assert "Today at 10:30 You go for a walk with Caseworker." in told


def test_what_is_agreed_says_who_does_it_and_when(cilla: Client) -> None:
    assert "Friday 27 November: Se på to gartnerier You do it." in words(cilla)


def test_the_contact_person_is_in_sight_on_every_page(cilla: Client, world: World) -> None:
    Municipality.objects.filter(pk=world.nordby.pk).update(phone="00 11 22 33")
    for name in ("own_page", "own_plan", "own_log", "own_messages", "own_answers", "own_orders", "own_conversation"):
        page = pages.page(cilla.get(reverse(name)))
        assert "Your contact person" in str(page), name
        assert "tel:00112233" in pages.links(page), name


def test_what_waits_for_the_citizen_stands_with_a_link(
    cilla: Client, world: World, actor: Callable[..., Actor]
) -> None:
    measure(world)
    by = actor("caseworker")
    with acting(by):
        cases.message_send(case=Case.objects.get(pk=world.cilla), text="Passer mandag?", by=by)
    page = pages.page(cilla.get(PAGE))
    assert "9 short questions, about 3 minutes. Answer by" in pages.text(page)
    assert reverse("own_question", args=[TODAY.isoformat(), 1]) in pages.links(page)
    assert "You have a message Caseworker wrote" in pages.text(page)


def test_why_we_wait_is_told(cilla: Client, world: World, actor: Callable[..., Actor]) -> None:
    by = actor("caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        talks.waiting_note_set(
            case=case, meets="start_offer", reason="Venter på svar fra lægen", until=TODAY + A_DAY, by=by
        )
    told = words(cilla)
    assert "Caseworker writes why: “Venter på svar fra lægen”" in told


@pytest.mark.parametrize("url", [PAGE, PAPER])
def test_what_is_not_for_the_citizen_is_not_there(
    cilla: Client, world: World, actor: Callable[..., Actor], url: str
) -> None:
    secrets = {"minutes": "Vi gik en tur.", "reminder": "Husk at ringe til lægen", "aside": "Gider ikke nu"}
    by = actor("caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        assert Conversation.objects.get(pk=world.draft).minutes == secrets["minutes"]  # not shared yet
        overview.reminder_add(case=case, on=TODAY, text=secrets["reminder"], by=by)
        overview.dismissal_add(case=case, duty="offer", fact="x", reason=secrets["aside"], by=by)
    told = words(cilla, url)
    assert "Se på to gartnerier" in told  # what is for the citizen is there
    assert [name for name, secret in secrets.items() if secret in told] == []
    assert "Bertil" not in told
    assert "610382" not in told


@pytest.mark.parametrize("url", [PAGE, PAPER])
def test_minutes_are_read_once_they_are_shared(
    cilla: Client, world: World, actor: Callable[..., Actor], url: str
) -> None:
    assert "Vi gik en tur." not in words(cilla, url)
    by = actor("caseworker")
    with acting(by):
        talks.minutes_share(conversation=Conversation.objects.get(pk=world.draft), by=by)
    assert "What we talked about 31 August 2026 Vi gik en tur." in words(cilla, url)


def test_a_closed_case_can_be_read_and_asks_for_nothing(cilla: Client, world: World, system: Actor) -> None:
    measure(world)
    close(world, system)
    told = words(cilla)
    assert "Your case is closed It was closed on 24 November 2026." in told
    assert "You have no contact person any more. You can call Nordby Kommune." in told
    assert "We would like to hear from you" not in told
    assert "Your case was closed on 24 November 2026." in words(cilla, PAPER)
    assert cilla.post(ASK, {"about": "Jeg vil gerne tale"}).status_code == 422


def test_without_plan_conversation_and_contact_person_it_says_what_one_can_do(
    cilla: Client, world: World, system: Actor
) -> None:
    with acting(system):
        Conversation.objects.filter(case=world.cilla, state="planned").update(state="cancelled")
        ContactPerson.objects.filter(case=world.cilla).update(ends_on=TODAY - A_DAY)
    told = words(cilla)
    assert "No conversation is planned." in told
    assert "There is no plan yet." in told
    assert "You have no contact person right now. A new one is found." in told


def test_the_paper_has_the_same_and_neither_number_nor_address(cilla: Client) -> None:
    told = words(cilla, PAPER)
    assert "Today at 10:30: You go for a walk with Caseworker." in told
    assert "your contact person is Caseworker" in told


def test_a_wish_for_a_conversation_waits_with_the_caseworker(
    cilla: Client, as_: Callable[[str], Client], world: World
) -> None:
    sent = {"about": "Jeg er i tvivl om praktikken.", "how": "walk", "when": "Om formiddagen"}
    assert "Your wish is sent." in cilla.post(ASK, sent, follow=True).content.decode()
    told = pages.text(pages.page(as_("caseworker").get(reverse("messages", args=[world.cilla]))))
    assert "I would like a conversation." in told
    assert "How: We go for a walk" in told
    assert "waits for us since" in told


def test_another_day_can_be_asked_for_and_the_conversation_stands(cilla: Client, world: World, system: Actor) -> None:
    assert "Your conversation is planned: Today at 10:30" in words(cilla, f"{ASK}?move=1")
    page = cilla.post(f"{ASK}?move=1", {"about": "Jeg skal til lægen."}, follow=True).content.decode()
    assert "I would like to move our conversation: 24 November 2026 at 10:30" in page
    with acting(system):
        assert Conversation.objects.get(pk=world.planned).state == "planned"


def test_a_conversation_that_was_cancelled_meanwhile_is_told_of_and_the_words_stay(
    cilla: Client, world: World, system: Actor
) -> None:
    address, typed = f"{ASK}?move=1", {"about": "Jeg skal til lægen."}
    seen = {"moves": pages.typed(pages.page(cilla.get(address)), "moves")}
    with acting(system):
        Conversation.objects.filter(pk=world.planned).update(state="cancelled")
    response = cilla.post(address, typed | seen)
    page = pages.page(response)
    assert response.status_code == 422
    assert "The conversation was changed meanwhile." in pages.text(page)
    assert pages.typed(page, "about") == "Jeg skal til lægen."
    again = cilla.post(address, typed | {"moves": pages.typed(page, "moves")}, follow=True).content.decode()
    assert "I would like a conversation." in again


def test_a_wish_without_words_is_refused_and_keeps_what_was_typed(cilla: Client, system: Actor) -> None:
    before = everything(system)
    response = cilla.post(ASK, {"about": " ", "how": "phone", "when": "Fredag"})
    page = pages.page(response)
    assert response.status_code == 422
    assert pages.error(page, "about") == "This field is required."
    assert (pages.typed(page, "how"), pages.typed(page, "when")) == ("phone", "Fredag")
    assert everything(system) == before


@pytest.mark.parametrize("url", [PAGE, PAPER, ASK])
def test_reading_writes_nothing(cilla: Client, system: Actor, url: str) -> None:
    before = everything(system)
    assert cilla.get(url).status_code == 200
    assert everything(system) == before
