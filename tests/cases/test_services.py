"""Writes about cases: grants follow contact persons, and rule, row and history are one transaction."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import selectors, services
from fremdrift.cases.models import BenefitSpell, Case, Citizen
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.stored import everything
from tests.world import CILLA, TODAY, World

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
See = Callable[..., bool]


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen", "municipality").get(pk=world.cilla)


@pytest.fixture
def system(world: World) -> Actor:
    return system_actor(world.nordby)


@pytest.fixture
def sees(actor: Callable[[str], Actor], world: World) -> See:
    """Whether a persona sees Cilla's case on a day."""

    def seen(persona: str, on: dt.date = TODAY) -> bool:
        with clock.at(on):
            who = actor(persona)
            with acting(who):
                return selectors.case_by_id(who, world.cilla) is not None

    return seen


def hand_over(case: Case, world: World, by: Actor, *, on: dt.date, to: str = "colleague", team: bool = True) -> None:
    user = world.users[to]
    unit = user.memberships.get().team_id if team else None
    worker = services.Worker(user.pk, unit)
    services.contact_person_set(case=case, worker=worker, begins_on=on, reason="illness", handover="x", by=by)


class TestGrantsFollowContactPersons:
    def test_at_once(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        assert (sees("caseworker"), sees("colleague")) == (True, False)
        hand_over(case, world, caseworker, on=TODAY)
        assert (sees("caseworker"), sees("colleague"), sees("leader")) == (False, True, True)
        assert sees("caseworker", YESTERDAY)

    def test_from_a_later_day(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        hand_over(case, world, caseworker, on=TOMORROW)
        assert (sees("caseworker"), sees("colleague")) == (True, False)
        assert (sees("caseworker", TOMORROW), sees("colleague", TOMORROW)) == (False, True)

    def test_the_leader_is_that_of_the_new_one(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        other = accounts.team_add(municipality=world.nordby, key="senior", name="Team Senior")
        worker = services.Worker(world.users["colleague"].pk, other.pk)
        services.contact_person_set(
            case=case, worker=worker, begins_on=TODAY, reason="new_group", handover="x", by=caseworker
        )
        assert not sees("leader")
        assert sees("leader", YESTERDAY)

    def test_without_a_team_no_leader_sees_it(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        hand_over(case, world, caseworker, on=TODAY, team=False)
        assert not sees("leader")

    def test_nobody_of_another_municipality_ever(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        hand_over(case, world, caseworker, on=TODAY, to="other-caseworker", team=False)
        assert not sees("other-caseworker")  # a grant in one municipality counts there alone

    def test_a_closed_case_is_seen_until_that_day(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        hand_over(case, world, caseworker, on=TOMORROW)
        services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
        assert sees("caseworker")
        for persona in ("caseworker", "colleague", "leader"):
            assert not sees(persona, TOMORROW), persona
        assert sees("citizen", TOMORROW)  # it stays the citizen's own

    def test_a_deputy_for_a_time(self, case: Case, world: World, caseworker: Actor, sees: See) -> None:
        worker = services.Worker(world.users["colleague"].pk, None)
        services.contact_person_set(
            case=case, worker=worker, begins_on=TODAY, ends_on=TOMORROW, reason="leave", handover="x", by=caseworker
        )
        days = [TODAY, TOMORROW, TOMORROW + dt.timedelta(days=1)]
        assert [sees("colleague", day) for day in days] == [True, True, False]

    def test_to_the_same_one_or_into_the_past_is_refused(self, case: Case, world: World, caseworker: Actor) -> None:
        before = everything(caseworker)
        for on, to, code in (
            (TODAY, "caseworker", "contact_person.same"),
            (case.opened_on, "colleague", "contact_person.two_coordinating"),
            (case.opened_on - dt.timedelta(days=1), "colleague", "contact_person.two_coordinating"),
        ):
            with pytest.raises(RuleViolation, match=code):
                hand_over(case, world, caseworker, on=on, to=to)
        assert everything(caseworker) == before


def add_benefit(case: Case, by: Actor) -> object:
    day = case.opened_on - dt.timedelta(days=1)
    return services.benefit_add(case=case, kind="flex_job", begins_on=day, ends_on=day, by=by)


def add_effort(case: Case, by: Actor) -> object:
    return services.effort_add(
        case=case, kind="mentor", title="x", organiser="other", begins_on=TODAY, ends_on=None, by=by
    )


def end_benefit(case: Case, by: Actor) -> object:
    return services.spell_end(spell=BenefitSpell.objects.get(case=case), ends_on=TODAY, by=by)


def exempt(case: Case, by: Actor) -> object:
    return services.exemption_add(case=case, pauses="both", reason="x", begins_on=TODAY, ends_on=None, by=by)


def change_contact_person(case: Case, by: Actor) -> object:
    colleague = User.objects.get(username="colleague")
    worker = services.Worker(colleague.pk, None)
    return services.contact_person_set(case=case, worker=worker, begins_on=TODAY, by=by)


def close(case: Case, by: Actor) -> object:
    return services.case_close(case=case, closed_on=TODAY, reason="job", by=by)


def reopen(case: Case, by: Actor) -> object:
    close(case, by)
    return services.case_open(citizen=case.citizen, opened_on=TODAY, by=by)


def record(case: Case, by: Actor) -> object:
    agreed = [talks.NewAgreement("x")]
    return talks.conversation_record(case=case, record=talks.Record("held", "walk", TODAY, agreements=agreed), by=by)


WRITES = [add_benefit, add_effort, end_benefit, exempt, change_contact_person, close, reopen, record]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
class TestOneTransaction:
    def test_row_and_history_are_written(self, write, case: Case, caseworker: Actor) -> None:
        before = everything(caseworker)
        write(case, caseworker)
        changed = {table for table, rows in everything(caseworker).items() if rows != before[table]}
        tracked = {table.removesuffix("event") for table in changed if table.endswith("event")}
        assert tracked
        assert tracked == {table for table in changed if not table.endswith("event")} - {"conversations_obligation"}

    def test_neither_is_when_it_breaks_after_the_write(
        self, write, case: Case, caseworker: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_case_id: object) -> None:
            with connection.cursor() as cursor:  # the row is there by now
                cursor.execute("select count(*) from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd > 0")
                assert cursor.fetchone()[0] > 0
            raise RuntimeError("the power went")

        before = everything(caseworker)
        for module in (services, talks):
            monkeypatch.setattr(module, "case_changed", broken)
        with pytest.raises(RuntimeError, match="the power went"):
            write(case, caseworker)
        assert everything(caseworker) == before


def test_nor_is_a_contact_person_without_the_access_that_comes_with_it(
    case: Case, caseworker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_grant: object) -> None:
        raise RuntimeError("the power went")

    before = everything(caseworker)
    monkeypatch.setattr(services, "grant_write", broken)
    with pytest.raises(RuntimeError, match="the power went"):
        change_contact_person(case, caseworker)
    assert everything(caseworker) == before


def test_history_says_who(case: Case, caseworker: Actor) -> None:
    add_effort(case, caseworker)
    ((context, title),) = case.efforts.get().events.values_list("pgh_context", "title")
    assert context == {"actor": caseworker.user_id, "role": "caseworker", "unit": caseworker.unit}
    assert title == "x"


def test_history_sees_what_goes_past_the_services(case: Case, caseworker: Actor) -> None:
    before = case.citizen.events.count()
    Citizen.objects.filter(pk=case.citizen_id).update(phone="1")
    with connection.cursor() as cursor:
        cursor.execute("update cases_citizen set phone = '2' where id = %s", [case.citizen_id])
    assert list(case.citizen.events.order_by("pgh_id").values_list("phone", flat=True))[before:] == ["1", "2"]


def adding(cpr: str) -> Callable[[Case, Actor], object]:
    """Registering somebody with that number."""
    return lambda _, by: services.citizen_add(name="x", cpr=cpr, by=by)


REFUSALS = {
    "cpr.letters": adding("61O1801234"),
    "cpr.length": adding("610180123"),
    "cpr.date": adding("6113801234"),
    "cpr.born_later": adding("6112264123"),
    "citizen.known": adding(CILLA),
    "case.already_open": lambda case, by: services.case_open(citizen=case.citizen, opened_on=TODAY, by=by),
    "case.opens_in_future": lambda case, by: services.case_open(citizen=case.citizen, opened_on=TOMORROW, by=by),
    "case.before_birth": lambda case, by: services.case_open(
        citizen=case.citizen, opened_on=case.citizen.born - dt.timedelta(days=1), by=by
    ),
    "case.closes_in_future": lambda case, by: services.case_close(case=case, closed_on=TOMORROW, reason="job", by=by),
    "case.closes_before_opening": lambda case, by: services.case_close(
        case=case, closed_on=case.opened_on - dt.timedelta(days=1), reason="job", by=by
    ),
    "benefit.overlaps": lambda case, by: services.benefit_add(
        case=case, kind="flex_job", begins_on=TODAY, ends_on=None, by=by
    ),
    "target_group.overlaps": lambda case, by: services.target_group_add(
        case=case, group="match_1", begins_on=TODAY, ends_on=TODAY, by=by
    ),
    "period.ends_first": lambda case, by: services.exemption_add(
        case=case, pauses="both", reason="x", begins_on=TODAY, ends_on=YESTERDAY, by=by
    ),
    "exemption.overlaps": lambda case, by: [exempt(case, by) for _ in range(2)],
    "effort.hours": lambda case, by: services.effort_add(
        case=case, kind="mentor", title="x", organiser="other", begins_on=TODAY, ends_on=None, hours=0, by=by
    ),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_rule_refuses_and_nothing_is_written(code: str, case: Case, caseworker: Actor) -> None:
    before = everything(caseworker)
    with pytest.raises(RuleViolation) as violation:
        REFUSALS[code](case, caseworker)
    assert violation.value.code == code
    if code != "exemption.overlaps":  # of the two, the first stands
        assert everything(caseworker) == before


def test_a_citizen_is_corrected_and_told_whether_anything_changed(case: Case, caseworker: Actor) -> None:
    citizen = case.citizen
    assert services.citizen_update(citizen=citizen, values={"name": "Ås Ny"}, by=caseworker)
    citizen.refresh_from_db()
    assert (citizen.name, citizen.sort_key) == ("Ås Ny", "zzzcs ny")
    before = everything(caseworker)
    assert not services.citizen_update(citizen=citizen, values={"name": "Ås Ny", "phone": citizen.phone}, by=caseworker)
    assert everything(caseworker) == before
