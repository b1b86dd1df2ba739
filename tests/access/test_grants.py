"""Citizens, mentors and providers: the database shows the persons of their current grants, and their rows alone."""

import datetime as dt
from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting, maintaining
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import Grant, grants_end
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, Citizen
from fremdrift.core import clock
from tests.access.full_cases import citizen_of, fill, open_to
from tests.access.tables import BARS, EMERGENCIES, everywhere, refusal, seen, subjects
from tests.world import TODAY, World

Personas = Callable[[str], Actor]
RIGHTS, FOREIGN_KEY = "42501", "23503"
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def full(world: World) -> World:
    """The world with a row in every table of each case."""
    fill(world)
    return world


@pytest.fixture
def provider(actor: Personas) -> Actor:
    return actor("provider")


def test_a_citizen_sees_all_of_the_own_case_and_nobody_else(full: World, actor: Personas) -> None:
    with acting(actor("citizen")):
        assert subjects() == everywhere(citizen_of(full.nordby, full.cilla), but=BARS)
        assert set(Grant.objects.values_list("holder", flat=True)) == {f"user:{full.users['citizen'].pk}"}


@pytest.mark.parametrize("persona", ["provider", "mentor"])
def test_without_a_grant_there_is_nobody(persona: str, full: World, actor: Personas) -> None:
    with acting(actor(persona)):
        assert seen() == {}


def test_a_unit_sees_whom_its_grants_name_in_any_municipality(full: World, provider: Actor) -> None:
    open_to(provider.unit, full.nordby, full.cilla)
    open_to(provider.unit, full.sydby, full.gerda)
    named = {citizen_of(full.nordby, full.cilla), citizen_of(full.sydby, full.gerda)}
    with acting(provider):
        assert subjects() == everywhere(*named, but=BARS | EMERGENCIES)


def test_a_mentor_does_not_hold_what_is_granted_to_the_unit(full: World, actor: Personas, provider: Actor) -> None:
    mentor = actor("mentor")
    assert mentor.unit == provider.unit
    open_to(provider.unit, full.nordby, full.cilla)
    open_to(f"user:{mentor.user_id}", full.nordby, full.bertil)
    with acting(mentor):
        assert subjects() == everywhere(citizen_of(full.nordby, full.bertil), but=BARS | EMERGENCIES)


def test_both_walls_name_the_same_citizens(full: World, actor: Personas, provider: Actor) -> None:
    open_to(provider.unit, full.nordby, full.cilla)
    for persona in ("provider", "mentor", "citizen"):
        who = actor(persona)
        with acting(who):
            every, filtered = Citizen.objects.all(), Citizen.objects.visible_to(who)
            assert sorted(every.values_list("pk")) == sorted(filtered.values_list("pk"))


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_first_wall_keeps_to_the_municipality_by_itself(world: World, actor: Personas) -> None:
    """Somebody who works in two municipalities acts in one at a time. Under maintenance there is no second wall."""
    who = actor("caseworker")
    with maintaining():
        for home, subject in ((world.nordby, world.cilla), (world.sydby, world.gerda)):
            Grant.objects.using("owner").create(
                municipality_id=home.pk,
                holder=f"user:{who.user_id}",
                subject=subject,
                purpose=Purpose.CASE_WORK,
                fields=CASE_WORK,
                begins_on=TODAY,
                source=subject,
            )
        held = Grant.objects.using("owner").held_by(who, TODAY)
        subjects_held = set(held.values_list("subject", flat=True))
    assert world.cilla in subjects_held
    assert world.gerda not in subjects_held


def test_a_grant_counts_from_its_first_day_to_its_last(full: World, provider: Actor) -> None:
    first, last = TODAY, TODAY + 10 * A_DAY
    open_to(provider.unit, full.nordby, full.cilla, first=first, last=last)
    shown = {}
    for day in (first - A_DAY, first, last, last + A_DAY):
        with clock.at(day), acting(provider):
            shown[day] = "cases_citizen" in seen()
            assert Citizen.objects.visible_to(provider).exists() == shown[day]
    assert shown == {first - A_DAY: False, first: True, last: True, last + A_DAY: False}


def test_outside_its_period_a_grant_opens_no_table_about_the_citizen(full: World, provider: Actor) -> None:
    open_to(provider.unit, full.nordby, full.cilla, last=TODAY)
    with clock.at(TODAY + A_DAY), acting(provider):
        assert set(seen()) == {"access_grant", "access_grantevent"}  # what one held stays known to oneself


def test_a_grant_that_ended_counts_no_more_at_the_next_request(full: World, provider: Actor) -> None:
    open_to(provider.unit, full.nordby, full.cilla)
    with acting(provider):
        assert "cases_citizen" in seen()
    with acting(system_actor(full.nordby)):
        grants_end(source=citizen_of(full.nordby, full.cilla), last_day=TODAY - A_DAY)
    with acting(provider):
        assert "cases_citizen" not in seen()


def test_a_grant_cannot_grant(full: World, actor: Personas) -> None:
    subject = citizen_of(full.nordby, full.cilla)
    citizen = actor("citizen")
    copied = (
        "insert into access_grant select gen_random_uuid(), holder, %s, purpose, fields, begins_on, ends_on, "
        "source, municipality_id from access_grant"
    )
    with acting(citizen):
        assert Grant.objects.count() == 1
        assert refusal(copied, [subject]) == RIGHTS
        assert refusal("update access_grant set ends_on = null") == RIGHTS
        assert refusal("update access_grant set subject = %s", [citizen_of(full.nordby, full.bertil)]) == RIGHTS
        assert refusal("delete from access_grant") == RIGHTS
        assert refusal("insert into access_grantevent (municipality_id) values (%s)", [full.nordby.pk]) == RIGHTS
    with acting(system_actor(full.nordby)):
        assert refusal(copied, [subject]) == ""


def test_a_grant_opens_no_writing_about_anybody_else(full: World, actor: Personas) -> None:
    with acting(actor("citizen")):
        own = Case.objects.get()
        added = "insert into cases_exemption (id, municipality_id, case_id, begins_on, ends_on, pauses, reason) "
        added += "values (gen_random_uuid(), %s, %s, '2020-01-01', '2020-01-01', 'both', '')"
        assert refusal(added, [full.nordby.pk, full.bertil]) == RIGHTS
        assert refusal(added, [full.sydby.pk, full.gerda]) == RIGHTS
        assert refusal(added, [full.sydby.pk, own.pk]) == FOREIGN_KEY
        assert refusal("update cases_citizen set municipality_id = %s", [full.sydby.pk]) == FOREIGN_KEY
        assert refusal("update cases_exemption set case_id = %s", [full.bertil]) == RIGHTS


def test_ending_what_a_relation_opened_leaves_other_grants_as_they_are(full: World, provider: Actor) -> None:
    open_to(provider.unit, full.nordby, full.cilla, last=TODAY + A_DAY)
    open_to(provider.unit, full.nordby, full.bertil, last=TODAY + 9 * A_DAY)
    ended, other = (citizen_of(full.nordby, case) for case in (full.cilla, full.bertil))
    with acting(system_actor(full.nordby)):
        grants_end(source=ended, last_day=TODAY + 5 * A_DAY)
        held = Grant.objects.filter(holder=provider.unit)
        assert held.get(subject=ended).ends_on == TODAY + A_DAY  # it ends before that by itself
        grants_end(source=ended, last_day=TODAY)
        last_days = dict(held.values_list("subject", "ends_on"))
    assert last_days == {ended: TODAY, other: TODAY + 9 * A_DAY}
