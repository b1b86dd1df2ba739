"""What a leader has to look at: emergencies until a leader has seen them, and cases that somebody else must have."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access import services as access
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import Relation
from fremdrift.access.models import BreakGlass
from fremdrift.accounts.models import User
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from tests.access.full_cases import citizen_of
from tests.access.test_break_glass import emergency, second_leader
from tests.access.test_kept_out import restrict
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.teamlead.questions import LeaderScreen
from tests.world import TODAY, World, add_case

Personas = Callable[[str], Actor]
REASON = "Ringer i krise, kollegaen er syg i dag."
NEIGHBOURS = "Hendes nabo, hun passer mine børn"


@pytest.fixture
def cilla(world: World) -> UUID:
    """Cilla herself, not her case."""
    return citizen_of(world.nordby, world.cilla)


@pytest.fixture
def opened(actor: Personas, cilla: UUID) -> BreakGlass:
    """The colleague opened Cilla's case in an emergency."""
    return emergency(actor("colleague"), cilla, REASON)


@pytest.fixture
def declared(actor: Personas, cilla: UUID) -> None:
    """Cilla's contact person has declared a conflict of interest."""
    by = actor("caseworker")
    with acting(by):
        access.conflict_declare(subject=cilla, relation=Relation.FRIEND, reason=NEIGHBOURS, by=by)


def words(browser: Client) -> str:
    return pages.text(pages.page(browser.get(reverse("attention"))))


def see(opened: BreakGlass) -> str:
    return reverse("break_glass_see", args=[opened.pk])


def seen(opened: BreakGlass, by: Actor) -> tuple[int | None, bool]:
    with acting(by):
        row = BreakGlass.objects.get(pk=opened.pk)
    return row.seen_by, row.seen_at is not None


class TestAttention(LeaderScreen):
    route = "attention"
    shows = ("Needs your attention", "Nothing needs you now", "Back to the team")


def test_an_emergency_stands_with_who_when_why_and_about_whom(browser: Client, opened: BreakGlass) -> None:
    told = words(browser)
    assert "Colleague opened the case of Cilla Papirsen" in told
    assert "open until tomorrow at" in told
    assert f"“{REASON}”" in told


def test_seen_it_is_gone_and_kept(
    browser: Client, opened: BreakGlass, world: World, actor: Personas, system: Actor
) -> None:
    response = browser.post(see(opened), follow=True)
    assert response.redirect_chain == [(reverse("attention"), 302)]
    told = pages.text(pages.page(response))
    assert "It is noted that you have seen it." in told
    assert "Nothing needs you now" in told
    assert seen(opened, system) == (world.users["leader"].pk, True)
    assert "Needs" not in pages.text(pages.page(browser.get(reverse("team"))))


def test_in_place_the_row_goes_and_the_rest_of_the_page_stays(browser: Client, opened: BreakGlass) -> None:
    part = browser.post(see(opened), headers={"HX-Request": "true"}, follow=True).content.decode()
    assert "<h1" not in part
    assert REASON not in part
    assert 'hx-swap-oob="true"' in part
    assert "It is noted that you have seen it." in part


def test_said_twice_it_was_seen_once(browser: Client, opened: BreakGlass, system: Actor) -> None:
    browser.post(see(opened))
    with acting(system):
        first = BreakGlass.objects.get(pk=opened.pk).seen_at
    assert browser.post(see(opened)).status_code == 302
    with acting(system):
        assert BreakGlass.objects.get(pk=opened.pk).seen_at == first


def test_the_leader_of_another_team_sees_none_and_gets_404(
    client: Client, world: World, opened: BreakGlass, declared: None, system: Actor
) -> None:
    second_leader(world)
    client.force_login(User.objects.get(username="second-leader"))
    User.objects.filter(username="second-leader").update(language="en")
    assert "Nothing needs you now" in words(client)
    assert "opened in an emergency" not in pages.text(pages.page(client.get(reverse("team"))))
    before = everything(system)
    assert client.post(see(opened)).status_code == 404
    assert everything(system) == before


def test_an_emergency_that_is_not_there_is_404(browser: Client, world: World) -> None:
    assert browser.post(reverse("break_glass_see", args=[uuid4()])).status_code == 404


def test_ones_own_is_for_another_leader(browser: Client, actor: Personas, cilla: UUID, system: Actor) -> None:
    """Somebody who was a caseworker yesterday."""
    own = emergency(actor("leader"), cilla, REASON)
    assert REASON not in words(browser)
    assert browser.post(see(own)).status_code == 404
    assert seen(own, system) == (None, False)


def test_whom_the_leader_must_not_see_is_not_named(
    browser: Client, actor: Personas, opened: BreakGlass, cilla: UUID, looks
) -> None:
    restrict(actor("caseworker"), cilla, actor("colleague").user_id)
    looks.forget()
    told = words(browser)
    assert "Colleague opened a case that you do not see" in told
    assert REASON in told
    assert "Cilla" not in told
    (entry,) = looks.entries()
    assert entry.subjects == []


def test_whom_it_names_is_in_the_look_up_log(
    browser: Client, opened: BreakGlass, declared: None, cilla: UUID, looks
) -> None:
    looks.forget()
    browser.get(reverse("attention"))
    (entry,) = looks.entries()
    assert (entry.screen, entry.purpose, entry.subjects) == ("attention", "leadership", [cilla])
    assert "health" not in entry.fields


def test_a_case_whose_contact_person_is_kept_out_leads_on(browser: Client, world: World, declared: None) -> None:
    tree = pages.page(browser.get(reverse("attention")))
    told, worker = pages.text(tree), world.users["caseworker"].pk
    assert "Caseworker has declared a conflict of interest" in told
    assert NEIGHBOURS not in told  # that stands on the case's own page of access
    to_share = f"{reverse('reassign')}?worker={worker}&case={world.cilla}"
    assert {to_share, reverse("access", args=[world.cilla])} <= set(pages.links(tree))
    box = pages.page(browser.get(to_share))
    assert pages.attribute(pages.by_id(box, "id_case_0"), "checked") is not None
    assert browser.get(reverse("access", args=[world.cilla])).status_code == 200


def test_each_way_of_being_kept_out_is_said(browser: Client, world: World, actor: Personas, cilla: UUID) -> None:
    worker, leader = world.users["caseworker"].pk, actor("leader")
    with acting(leader):
        access.exclusion_add(subject=cilla, user_id=worker, reason="Truet af familien.", by=leader)
    restrict(leader, citizen_of(world.nordby, world.bertil))
    told = words(browser)
    assert "Caseworker is excluded from the case" in told
    assert "The case is restricted, and Colleague is not on the list" in told


def hand_on(world: World, leader: Actor, *, at_once: bool) -> None:
    """The leader gives Cilla's case to the colleague."""
    to = world.users["colleague"]
    with acting(leader):
        case = Case.objects.get(pk=world.cilla)
        move = cases.Move(case=case, to=cases.Worker(to.pk, to.memberships.get().team_id), handover="Hun er ny her.")
        cases.cases_reassign(
            moves=[move],
            from_user=world.users["caseworker"].pk,
            begins_on=TODAY,
            reason="other",
            at_once=at_once,
            by=leader,
        )


def test_what_is_on_its_way_already_is_said(browser: Client, world: World, actor: Personas, declared: None) -> None:
    hand_on(world, actor("leader"), at_once=False)
    assert "Colleague has been asked" in words(browser)


def test_handed_on_it_is_gone(browser: Client, world: World, actor: Personas, declared: None) -> None:
    hand_on(world, actor("leader"), at_once=True)
    assert "Nothing needs you now" in words(browser)


def test_the_team_page_counts_and_names_nobody(browser: Client, opened: BreakGlass, declared: None) -> None:
    tree = pages.page(browser.get(reverse("team")))
    told = pages.text(tree)
    assert "1 case was opened in an emergency. 1 case must go to another contact person. Look at it" in told
    assert reverse("attention") in pages.links(tree)
    assert "Cilla" not in told


def test_nothing_to_look_at_is_no_notice(browser: Client, world: World) -> None:
    assert reverse("attention") not in pages.links(pages.page(browser.get(reverse("team"))))


@pytest.mark.parametrize("route", ["attention", "team"])
def test_asks_as_much_for_six_as_for_one(
    route: str, browser: Client, world: World, actor: Personas, opened: BreakGlass, declared: None
) -> None:
    with CaptureQueriesContext(connection) as few:
        assert browser.get(reverse(route)).status_code == 200
    worker, colleague = actor("caseworker"), actor("colleague")
    for n in range(5):
        case = add_case(world.nordby, "caseworker", f"Anna {n}", f"620382011{n}")
        emergency(colleague, case.citizen_id, REASON)
        with acting(worker):
            access.conflict_declare(subject=case.citizen_id, relation=Relation.FAMILY, by=worker)
    with CaptureQueriesContext(connection) as many:
        response = browser.get(reverse(route))
    assert "6 cases" in response.content.decode() or response.content.decode().count(REASON) == 6
    assert len(few) == len(many)


def test_one_who_declared_about_no_own_case_is_promised_nothing(
    as_: Callable[[str], Client], world: World, opened: BreakGlass
) -> None:
    """A leader, or whoever steps in: nobody else has to take the case then."""
    page = reverse("conflict", args=[world.cilla])
    promise = "Your team leader is told that somebody else must take it."
    assert promise in as_("caseworker").get(page).content.decode()
    assert promise not in as_("leader").get(page).content.decode()
