"""The contact person registers yes or no: looked through, corrected, refused with a clear sentence, nothing lost."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.cases.services import characteristic_add
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.models import ParticipationChoice, RegistrationRound
from fremdrift.progression.selectors import registered
from fremdrift.progression.services import Said
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import delegate
from tests.web.caseworker import pages
from tests.world import TODAY, World

As = Callable[[str], Client]
A_DAY = dt.timedelta(days=1)
LAST = TODAY + 10 * A_DAY
TYPED = {"choice": "yes", "reason_everyday": "2", "reason_health": "1", "characteristics": ["mental", "housing"]}


@pytest.fixture
def one(system: Actor) -> RegistrationRound:
    with acting(system):
        return services.registration_round_open(title="Frivillig vinter", opens_on=TODAY, closes_on=LAST, by=system)


@pytest.fixture
def url(world: World) -> str:
    return reverse("participation", args=[world.cilla])


def typed(one: RegistrationRound, seen: int = 0, step: str = "look", **more: object) -> dict[str, object]:
    return {"round": str(one.pk), "seen": str(seen), "step": step, **TYPED, **more}


def words(response) -> str:
    return pages.text(pages.page(response))


def said(world: World, system: Actor) -> list[tuple[int, str, tuple[str, ...]]]:
    with acting(system):
        found = registered(system, Case.objects.get(pk=world.cilla))
        return [(one.choice.number, one.choice.choice, one.chosen("reasons")) for one in found]


def test_the_case_says_that_nothing_is_registered_until_it_is(
    browser: Client, url: str, one: RegistrationRound, world: World
) -> None:
    case, news = reverse("case", args=[world.cilla]), "it is voluntary here: Frivillig vinter."
    assert news in words(browser.get(case))
    assert browser.post(url, typed(one, step="save")).status_code == 302
    assert news not in words(browser.get(case))


def test_without_a_period_no_case_says_a_thing_of_it(browser: Client, world: World) -> None:
    assert "voluntary here" not in words(browser.get(reverse("case", args=[world.cilla])))


def test_without_a_period_the_page_says_so(browser: Client, url: str) -> None:
    assert "Nothing is voluntary for a time now" in words(browser.get(url))
    refused = browser.post(url, {"choice": "yes", "step": "save"})
    assert refused.status_code == 422
    assert str(SENTENCES["registration.closed_round"]) in words(refused)


def test_a_second_look_comes_before_it_is_registered(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    look = browser.post(url, typed(one))
    page = words(look)
    assert "Nothing is registered yet." in page
    assert page.index("Coping with health") < page.index("Coping with everyday life")
    assert "Mental disorder · Insecure housing" in page
    assert said(world, system) == []
    back = browser.post(url, typed(one, step="back"))
    assert back.status_code == 200
    assert 'value="mental"' in back.content.decode()
    done = browser.post(url, typed(one, step="save"), follow=True)
    assert "It is registered." in words(done)
    assert said(world, system) == [(1, "yes", ("health", "everyday"))]


def test_characteristics_of_the_case_are_chosen_beforehand(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        characteristic_add(case=case, kind="housing", begins_on=TODAY, ends_on=None, by=system)
        characteristic_add(case=case, kind="mental", begins_on=TODAY - 9 * A_DAY, ends_on=TODAY - A_DAY, by=system)
    page = browser.get(url)
    checked = re.findall(r'<input[^>]*name="characteristics"[^>]*checked[^>]*>', page.content.decode())
    assert ["housing" in box for box in checked] == [True]
    assert "What stands in the case today is chosen already." in words(page)


def test_a_correction_begins_with_what_stands_and_keeps_it(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    browser.post(url, typed(one, step="save"))
    page = browser.get(url)
    assert "Correct the registration" in words(page)
    assert '<option value="1" selected' in page.content.decode()
    browser.post(url, {"round": str(one.pk), "seen": "1", "choice": "no", "step": "save"})
    assert said(world, system) == [(1, "yes", ("health", "everyday")), (2, "no", ())]
    assert "Earlier" in words(browser.get(url))


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "a sixth characteristic": (
        {"characteristics": ["mental", "isolated", "long_term", "physical", "financial", "substance"]},
        "At most 5 can be registered, and 6 are chosen.",
    ),
    "a gap": ({"reason_everyday": "3"}, SENTENCES["registration.rank_gap"]),
    "a rank twice": ({"reason_everyday": "1"}, SENTENCES["registration.rank_gap"]),
    "reasons of a no": ({"choice": "no"}, SENTENCES["registration.reasons_of_no"]),
    "neither yes nor no": ({"choice": ""}, SENTENCES["registration.yes_or_no"]),
}


@pytest.mark.parametrize("step", ["look", "save"])
@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_all_is_kept(
    name: str, step: str, browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    more, sentence = WRONG[name]
    answer = browser.post(url, typed(one, step=step, **more))
    assert answer.status_code == 422
    assert str(sentence) in words(answer)
    kept = answer.content.decode()
    assert '<option value="1" selected' in kept
    assert kept.count("checked") >= 2
    assert said(world, system) == []


def test_a_period_that_closed_meanwhile_takes_nothing_and_the_form_keeps_all(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    browser.post(url, typed(one, step="save"))
    with clock.at(LAST + A_DAY):
        answer = browser.post(url, typed(one, seen=1, step="save"))
        assert answer.status_code == 422
        assert str(SENTENCES["registration.closed_round"]) in words(answer)
        assert '<option value="1" selected' in answer.content.decode()
        page = words(browser.get(url, {"round": str(one.pk)}))
        assert "The link leads to a period that is not open: Frivillig vinter." in page
        assert "Coping with health" in page
    assert len(said(world, system)) == 1


@pytest.mark.parametrize("link", ["x", "6d1e7a0e-0000-7000-8000-000000000000"])
def test_a_link_to_nothing_says_so(link: str, browser: Client, url: str, one: RegistrationRound) -> None:
    assert "The link leads to a period that is not here any more." in words(browser.get(url, {"round": link}))


def test_of_two_tabs_the_second_sees_what_stands_and_loses_nothing(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    browser.post(url, {"round": str(one.pk), "seen": "0", "choice": "no", "step": "save"})
    second = browser.post(url, typed(one, step="save"))
    assert second.status_code == 422
    assert str(SENTENCES["registration.changed_meanwhile"]) in words(second)
    assert '<option value="1" selected' in second.content.decode()
    assert 'name="seen" value="1"' in second.content.decode()
    assert len(said(world, system)) == 1
    assert browser.post(url, typed(one, seen=1, step="save")).status_code == 302
    assert said(world, system)[-1] == (2, "yes", ("health", "everyday"))


def test_pressed_twice_it_is_registered_once(
    browser: Client, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    codes = [browser.post(url, typed(one, step="save")).status_code for _ in range(2)]
    assert codes == [302, 422]
    assert len(said(world, system)) == 1


def test_the_list_says_who_is_missing(browser: Client, url: str, one: RegistrationRound) -> None:
    address = reverse("registration_round", args=[one.pk])
    assert "Cilla Papirsen" in words(browser.get(address))
    browser.post(url, typed(one, step="save"))
    assert "Nobody is missing" in words(browser.get(address))
    assert "Cilla Papirsen Yes, to take part" in words(browser.get(address, {"show": "registered"}))


def test_a_contact_person_at_a_provider_registers_only_while_the_delegation_holds(
    as_: As, url: str, one: RegistrationRound, world: World, system: Actor
) -> None:
    assert as_("delegate").get(url).status_code == 404
    delegate(world, last=TODAY)
    browser = as_("delegate")
    assert browser.post(url, typed(one, step="save")).status_code == 302
    assert browser.get(reverse("participation", args=[world.bertil])).status_code == 404
    assert browser.get(reverse("registration_round", args=[one.pk])).status_code == 200
    with clock.at(TODAY + A_DAY):
        assert browser.post(url, typed(one, seen=1, step="save")).status_code == 404
        assert browser.get(reverse("registration_round", args=[one.pk])).status_code == 404
    with acting(system):
        assert ParticipationChoice.objects.get().site == "Prøvebænken"


def test_the_citizens_own_word_stands_beside(
    browser: Client, url: str, one: RegistrationRound, world: World, actor: Callable[[str], Actor]
) -> None:
    by = actor("citizen")
    with acting(by):
        case = Case.objects.select_related("citizen", "municipality").get(pk=world.cilla)
        services.registration_record(case=case, round_id=one.pk, said=Said("no"), by=by)
    assert "Cilla Papirsen says" in words(browser.get(url))
