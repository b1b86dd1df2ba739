"""Voluntary periods: who opens and ends them, who saves their rows, and that the rows name nobody."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.models import RegistrationRound
from fremdrift.progression.services import Said
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log
from tests.world import TODAY, World

As = Callable[[str], Client]
ROUNDS, NEW = reverse("registration_rounds"), reverse("registration_round_add")
TYPED = {
    "title": "Frivillig vinter",
    "opens_on": "24.11.2026",
    "closes_on": "24.12.2026",
    "questionnaire_key": "registration",
}


@pytest.fixture(autouse=True)
def _in_english(world: World):
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def one(as_: As, world: World) -> RegistrationRound:
    assert as_("administrator").post(NEW, TYPED).status_code == 302
    return RegistrationRound.objects.get()


@pytest.fixture
def registered(one: RegistrationRound, world: World) -> RegistrationRound:
    by = system_actor(world.nordby, "tests")
    with acting(by):
        case = Case.objects.select_related("citizen", "municipality").get(pk=world.cilla)
        said = Said("yes", {"social": 1, "everyday": 2}, ["mental"])
        services.registration_record(case=case, round_id=one.pk, said=said, by=by)
        citizen = Actor(0, "", Role.CITIZEN, municipality_id=world.nordby.pk)
        services.registration_record(case=case, round_id=one.pk, said=Said("no"), by=citizen)
    return one


@pytest.mark.parametrize("persona", ["administrator", "leader"])
def test_a_period_is_planned_counted_and_ended(persona: str, as_: As, registered: RegistrationRound) -> None:
    browser = as_(persona)
    page = browser.get(ROUNDS).content.decode()
    assert "Frivillig vinter" in page
    assert '<td class="fd-right" data-title="Registered">1</td>' in page
    end = reverse("registration_round_end", args=[registered.pk])
    assert browser.post(end, {"last_day": "23.11.2026"}).status_code == 422
    assert browser.post(end, {"last_day": "30.11.2026"}).status_code == 302
    registered.refresh_from_db()
    assert registered.closes_on == dt.date(2026, 11, 30)


def test_a_second_period_on_the_same_days_is_refused_and_all_is_kept(as_: As, one: RegistrationRound) -> None:
    answer = as_("leader").post(NEW, TYPED | {"title": "En til"})
    assert answer.status_code == 422
    assert str(SENTENCES["registration_round.another"]) in answer.content.decode()
    assert 'value="En til"' in answer.content.decode()


def test_the_rows_name_nobody_and_the_log_names_all(
    as_: As, registered: RegistrationRound, world: World, log: Log
) -> None:
    with clock.at(registered.closes_on + dt.timedelta(days=1)):
        assert reverse("registrations_export", args=[registered.pk]) in as_("evaluator").get(ROUNDS).content.decode()
        response = as_("evaluator").get(reverse("registrations_export", args=[registered.pk]))
    head, row = response.content.decode("utf-8-sig").splitlines()
    assert head == "number;municipality;site;age_group;choice;chosen_on;said_by;own_choice;characteristics;reasons"
    assert row.startswith("1;Nordby Kommune;Nordby Kommune;")
    assert row.endswith(f"yes;{TODAY};caseworker;no;mental;social,everyday")
    assert "Cilla" not in row
    (entry,) = [found for found in log.entries() if found.screen == "registrations_export"]
    with acting(system_actor(world.nordby)):
        assert entry.subjects == [Case.objects.get(pk=world.cilla).citizen_id]


def test_while_the_period_is_open_nothing_is_saved_of_it(as_: As, registered: RegistrationRound, log: Log) -> None:
    address = reverse("registrations_export", args=[registered.pk])
    with clock.at(registered.closes_on):
        answer = as_("evaluator").get(address, follow=True)
    assert str(SENTENCES["registration_round.still_open"]) in answer.content.decode()
    assert address not in answer.content.decode()
    (entry,) = [found for found in log.entries() if found.screen == "registrations_export"]
    assert entry.subjects == []


def test_nobody_else_saves_them_and_no_other_municipality_sees_the_period(
    as_: As, one: RegistrationRound, world: World
) -> None:
    address = reverse("registrations_export", args=[one.pk])
    for persona in ("administrator", "leader", "caseworker", "auditor", "citizen", "provider"):
        assert as_(persona).get(address).status_code == 403
    other = as_("other-caseworker")
    assert other.get(reverse("registration_round", args=[one.pk])).status_code == 404
    assert "Frivillig vinter" not in other.get(ROUNDS).content.decode()
