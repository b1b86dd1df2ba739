"""Writes about cases: grants follow contact persons, and rule, row and history are one transaction."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import selectors, services
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson, Merge
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


def hand_over(
    case: Case,
    world: World,
    by: Actor,
    *,
    on: dt.date,
    to: str = "colleague",
    team: bool = True,
    ends_on: dt.date | None = None,
) -> ContactPerson:
    user = world.users[to]
    unit = user.memberships.get().team_id if team else None
    worker = services.Worker(user.pk, unit)
    return services.contact_person_set(
        case=case, worker=worker, begins_on=on, ends_on=ends_on, reason="illness", handover="x", by=by
    )


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

    def test_a_closed_case_can_be_read_for_six_months_by_whoever_had_it_last(
        self, case: Case, world: World, caseworker: Actor, sees: See
    ) -> None:
        hand_over(case, world, caseworker, on=TOMORROW)
        services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
        last = dt.date(2027, 5, 24)
        for persona in ("caseworker", "leader"):
            days = [TODAY, TOMORROW, last, last + dt.timedelta(days=1)]
            assert [sees(persona, day) for day in days] == [True, True, True, False], persona
        assert not sees("colleague", TOMORROW)  # it never came to them
        assert sees("citizen", last + dt.timedelta(days=1))  # it stays the citizen's own

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


DAYS = [YESTERDAY, *(TODAY + dt.timedelta(days=n) for n in (0, 1, 9, 10, 11, 400))]


class TestTakingBack:
    """A contact person planned for a later day is taken back before that day."""

    @pytest.fixture
    def who_sees(self, sees: See) -> Callable[[], dict[str, list[bool]]]:
        """On which of `DAYS` each persona sees the case."""
        return lambda: {p: [sees(p, day) for day in DAYS] for p in ("caseworker", "colleague", "leader", "citizen")}

    def has_it(self, case: Case) -> list[tuple[str, dt.date, dt.date | None]]:
        persons = ContactPerson.objects.standing().filter(case=case).order_by("begins_on")
        return [(p.user.username, p.begins_on, p.ends_on) for p in persons]

    def test_all_is_as_if_nothing_had_been_planned(self, case, world, caseworker, who_sees) -> None:
        before = (self.has_it(case), who_sees())
        planned = hand_over(case, world, caseworker, on=TOMORROW)
        assert (self.has_it(case), who_sees()) != before
        services.contact_person_cancel(person=planned, by=caseworker)
        assert (self.has_it(case), who_sees()) == before
        persons = selectors.contact_persons(caseworker, [case.pk])
        assert [person.user.username for person in persons] == ["caseworker"]
        with clock.at(TOMORROW):
            assert [own.pk for own in selectors.own_cases(caseworker)] == [case.pk]

    def test_who_was_taken_back_has_no_case_of_their_own(self, case, world, caseworker) -> None:
        services.contact_person_cancel(person=hand_over(case, world, caseworker, on=TOMORROW), by=caseworker)
        system = system_actor(world.nordby)  # sees all cases, so that no grant hides a wrong answer
        with clock.at(TOMORROW):
            own = selectors.own_cases(replace(system, user_id=world.users["colleague"].pk))
        assert [found.pk for found in own] == [world.bertil]

    def test_the_day_is_free_for_somebody_else(self, case, world, caseworker, who_sees) -> None:
        services.contact_person_cancel(person=hand_over(case, world, caseworker, on=TOMORROW), by=caseworker)
        hand_over(case, world, caseworker, on=TOMORROW)
        assert self.has_it(case)[1:] == [("colleague", TOMORROW, None)]
        assert who_sees()["colleague"] == [False, False, True, True, True, True, True]

    def test_until_the_next_one_if_another_is_planned(self, case, world, caseworker, who_sees) -> None:
        before = (self.has_it(case), who_sees())
        begin, last = case.opened_on, TODAY + dt.timedelta(days=9)
        first = hand_over(case, world, caseworker, on=TOMORROW)
        second = hand_over(case, world, caseworker, on=DAYS[4], to="caseworker")
        services.contact_person_cancel(person=first, by=caseworker)
        assert self.has_it(case) == [("caseworker", begin, last), ("caseworker", DAYS[4], None)]
        assert who_sees() == before[1]
        services.contact_person_cancel(person=second, by=caseworker)
        assert (self.has_it(case), who_sees()) == before

    def test_a_last_day_agreed_from_the_start_stays(self, case, world, caseworker, who_sees) -> None:
        hand_over(case, world, caseworker, on=TODAY, ends_on=TOMORROW)
        before = (self.has_it(case), who_sees())
        planned = hand_over(case, world, caseworker, on=TOMORROW + dt.timedelta(days=1), to="caseworker")
        services.contact_person_cancel(person=planned, by=caseworker)
        assert (self.has_it(case), who_sees()) == before
        hand_over(case, world, caseworker, on=TOMORROW + dt.timedelta(days=2), to="caseworker")  # nobody in the way

    def test_closing_the_case_leaves_it_taken_back(self, case, world, caseworker) -> None:
        planned = hand_over(case, world, caseworker, on=TOMORROW)
        services.contact_person_cancel(person=planned, by=caseworker)
        before = planned.events.count()
        with clock.at(TOMORROW):
            services.case_close(case=case, closed_on=TOMORROW, reason="job", by=caseworker)
        assert planned.events.count() == before

    def test_not_when_the_day_has_come_and_not_twice(self, case, world, caseworker) -> None:
        planned = hand_over(case, world, caseworker, on=TOMORROW)
        before = everything(caseworker)
        with clock.at(TOMORROW), pytest.raises(RuleViolation, match=r"contact_person\.begun"):
            services.contact_person_cancel(person=planned, by=caseworker)
        assert everything(caseworker) == before
        services.contact_person_cancel(person=planned, by=caseworker)
        before = everything(caseworker)
        with pytest.raises(RuleViolation, match=r"contact_person\.changed"):
            services.contact_person_cancel(person=planned, by=caseworker)
        assert everything(caseworker) == before

    def test_a_closed_case_comes_to_nobody(self, case, world, caseworker, who_sees) -> None:
        planned = hand_over(case, world, caseworker, on=TOMORROW)
        services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
        assert self.has_it(case) == [("caseworker", case.opened_on, TODAY)]
        with pytest.raises(RuleViolation, match=r"case\.closed"):
            services.contact_person_cancel(person=planned, by=caseworker)
        assert who_sees()["caseworker"] == [True] * 6 + [False]  # to look back, for six months
        assert set(who_sees()["colleague"]) == {False}

    def test_the_case_is_held_until_it_is_done(self, case, world, caseworker) -> None:
        planned = hand_over(case, world, caseworker, on=TOMORROW)
        with CaptureQueriesContext(connection) as asked:
            services.contact_person_cancel(person=planned, by=caseworker)
        first = next(q["sql"] for q in asked if '"cases_' in q["sql"])
        assert first.endswith("FOR NO KEY UPDATE")


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


def plan_and_take_back(case: Case, by: Actor) -> object:
    colleague = User.objects.get(username="colleague")
    worker = services.Worker(colleague.pk, None)
    planned = services.contact_person_set(case=case, worker=worker, begins_on=TOMORROW, by=by)
    return services.contact_person_cancel(person=planned, by=by)


def close(case: Case, by: Actor) -> object:
    return services.case_close(case=case, closed_on=TODAY, reason="job", by=by)


def close_yesterday(case: Case, by: Actor) -> None:
    services.case_close(case=case, closed_on=YESTERDAY, reason="job", by=by)


def reopen(case: Case, by: Actor) -> object:
    return services.case_reopen(case=case, by=by)


def open_another(case: Case, by: Actor) -> object:
    close(case, by)
    return services.case_open(citizen=case.citizen, opened_on=TODAY, by=by)


def register_twice(case: Case, by: Actor) -> None:
    services.citizen_add(name="Cilla Papir", cpr="6103820119", by=by)


def merge(case: Case, by: Actor) -> object:
    other = Citizen.objects.get(name="Cilla Papir")
    return services.citizens_merge(citizen=other, gone=case.citizen, reason="x", by=by)


def register_twice_and_merge(case: Case, by: Actor) -> None:
    register_twice(case, by)
    merge(case, by)


def undo_merge(case: Case, by: Actor) -> object:
    return services.merge_undo(merge=Merge.objects.get(), by=by)


def record(case: Case, by: Actor) -> object:
    agreed = [talks.NewAgreement("x")]
    return talks.conversation_record(case=case, record=talks.Record("held", "walk", TODAY, agreements=agreed), by=by)


def modules_of(*packages: ModuleType) -> list[ModuleType]:
    """The modules of packages of services, where the functions are that one breaks."""
    return [
        import_module(f"{package.__name__}.{found.name}")
        for package in packages
        for found in iter_modules(package.__path__)
    ]


WRITES = [
    add_benefit,
    add_effort,
    end_benefit,
    exempt,
    change_contact_person,
    plan_and_take_back,
    close,
    reopen,
    open_another,
    merge,
    undo_merge,
    record,
]


BEFORE: dict[object, Callable[[Case, Actor], None]] = {
    reopen: close_yesterday,
    merge: register_twice,
    undo_merge: register_twice_and_merge,
}


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
class TestOneTransaction:
    @pytest.fixture(autouse=True)
    def _what_it_needs(self, write, case: Case, caseworker: Actor) -> None:
        if write in BEFORE:
            BEFORE[write](case, caseworker)

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
        for module in modules_of(services, talks):
            if hasattr(module, "case_changed"):
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
    monkeypatch.setattr(import_module("fremdrift.cases.services._handing"), "grant_write", broken)
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
