"""What the lists and a case's *now* say: as if everything were read, and of contact persons whose day has come."""

import datetime as dt
import random
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import selectors as case_reads
from fremdrift.cases import services as cases
from fremdrift.cases.models import BenefitSpell, Case, Effort, Spell
from fremdrift.cases.rules import AREA_OF_EFFORT
from fremdrift.conversations import selectors as reads
from fremdrift.conversations import services as talks
from fremdrift.conversations.enums import State
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.enums import Column, Duty
from fremdrift.overview.rules import Item, OpenNeed, Promise, Situation, Talk, Work, worklist
from fremdrift.overview.selectors import OwnCase, case_lines, case_now, caseload, own_lines, own_worklist
from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import status
from tests.world import TODAY, World, add_case

DAY = dt.timedelta(days=1)
OPENED = TODAY - 300 * DAY
STANDING = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}


class TestReadingOnlyWhatCounts:
    """The worklist and the caseload of generated histories, on several days."""

    @pytest.fixture(params=range(3))
    def own(self, request: pytest.FixtureRequest, world: World, caseworker: Actor) -> Actor:
        rng = random.Random(request.param)
        with together():
            for number in range(12):
                case = add_case(world.nordby, "caseworker", f"Test {number}", f"6103820{200 + number}", OPENED)
                live(case, rng, caseworker)
        return caseworker

    @pytest.mark.parametrize("look", [-200, -60, -7, 0, 1, 4, 45, 200])
    def test_says_the_same_as_reading_everything(self, own: Actor, look: int) -> None:
        with clock.at(TODAY + look * DAY):
            found = own_worklist(own)
            mine = case_reads.own_cases(own)
            whole = worklist([everything_about(own, case) for case in mine], [], clock.today())
            assert found.worklist == whole
            table = caseload(own)
            assert own_lines(own, table.load, table.cases, set(Column)) == [from_everything(own, c) for c in mine]
        assert len(found.worklist.rows) > 3

    def test_one_case_has_the_lines_that_it_has_among_all(self, own: Actor) -> None:
        for row in own_worklist(own).worklist.rows:
            case = Case.objects.get(pk=row.case_id)
            assert tuple(case_lines(own, case)) == row.items

    def test_asks_no_more_for_many_cases_than_for_one(self, own: Actor, actor) -> None:
        colleague = actor("colleague")
        asked = {}
        for who in (own, colleague):
            for read in (own_worklist, caseload):
                with acting(who), CaptureQueriesContext(connection) as queries:
                    read(who)
                asked[who.name, read.__name__] = len(queries)
        assert asked["Caseworker", "own_worklist"] == asked["Colleague", "own_worklist"]
        assert asked["Caseworker", "caseload"] == asked["Colleague", "caseload"]


def live(case: Case, rng: random.Random, by: Actor) -> None:
    """Up to fifteen things that happen, some of them planned for later days; what a rule refuses does not happen."""
    for _ in range(rng.randrange(16)):
        on, length = OPENED + rng.randrange(301) * DAY, rng.randrange(1, 200) * DAY
        happen = rng.choice([talk, talk, talk, plan, plan, exempt, effort, end, need])
        try:
            happen(case, rng, by, on, length)
        except RuleViolation:
            continue


def talk(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    state = rng.choice(["held", "held", "no_show", "cancelled"])
    went = rng.choice([{}, {"state": "done", "followed_up_on": on}])
    agreed = [talks.NewAgreement("x", due_on=on + length / 10, **went)] if state == "held" else []
    record = talks.Record(
        state,
        "phone",
        on,
        at=rng.choice([None, dt.time(9), dt.time(14)]),
        minutes=rng.choice(["", "x"]),
        share=rng.random() < 0.7,
        no_show_reason="ill" if state == "no_show" else "",
        agreements=agreed,
    )
    talks.conversation_record(case=case, record=record, by=by)


def plan(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    on += length
    with clock.at(min(on, TODAY)):
        talks.conversation_plan(case=case, on=on, at=rng.choice([None, dt.time(10)]), form="walk", by=by)


def exempt(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    ends = rng.choice([None, on + length])
    cases.exemption_add(case=case, pauses="both", reason="op", begins_on=on, ends_on=ends, by=by)


def effort(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    kind = rng.choice(["company_placement", "wage_subsidy", "mentor"])
    period = {"begins_on": on, "ends_on": on + length}
    cases.effort_add(case=case, kind=kind, title="x", organiser="other", **period, by=by)


def need(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    named = cases.Named(f"x {on}", rng.choice(["employment", "social", "debt"]))
    found = cases.need_name(case=case, named=named, on=on, by=by)
    if rng.random() < 0.5:
        cases.need_let_go(need=found, reason="x", by=by)


def end(case: Case, rng: random.Random, by: Actor, on: dt.date, length: dt.timedelta) -> None:
    """The benefit ends, often on a day to come."""
    cases.spell_end(spell=BenefitSpell.objects.get(case=case), ends_on=on + length, by=by)


def everything_about(by: Actor, case: Case) -> Situation:
    """What the worklist's rules read of a case, all of it."""
    today, ids = clock.today(), [case.pk]
    persons = [p for p in case_reads.contact_persons(by, ids) if p.begins_on <= today]
    exempt = [x for x in case_reads.exemptions(by, ids) if x.pauses != "conversation" and x.begins_on <= today]
    return Situation(
        case_id=case.pk,
        obligations=[row.value for row in reads.obligations(by, ids)],
        talks=[Talk(t.pk, t.state, t.on, t.at, t.form, t.minutes_state) for t in reads.conversations(by, ids)],
        promises=[Promise(a.what, a.who, a.due_on, a.pk) for a in reads.open_agreements(by, ids)],
        mine_since=persons[-1].begins_on,
        taken_over=len(persons) > 1 and bool(persons[-1].handover),
        since=case.opened_on,
        efforts=[
            Work(e.pk, e.title, e.begins_on, e.ends_on, AREA_OF_EFFORT[e.kind]) for e in case_reads.efforts(by, ids)
        ],
        needs=[OpenNeed(n.pk, n.what, n.area, n.state_on) for n in case_reads.needs(by, ids) if n.state == "open"],
        exempt=any(x.ends_on is None or x.ends_on >= today for x in exempt),
    )


def from_everything(by: Actor, case: Case) -> OwnCase:
    """The line of the caseload, from all that is stored about the case."""
    today, ids = clock.today(), [case.pk]
    owed = (row.value for row in reads.obligations(by, ids))
    held = reads.conversations(by, ids)
    persons = [p for p in case_reads.contact_persons(by, ids) if p.begins_on <= today]
    return OwnCase(
        case=case,
        benefit=next((str(b.get_kind_display()) for b in case_reads.benefits(by, ids) if runs(b, today)), ""),
        target_group=next(
            (str(g.get_group_display()) for g in case_reads.target_groups(by, ids) if runs(g, today)), ""
        ),
        deadline=next((o for o in owed if status(o, today) in STANDING), None),
        next_talk=next((t.on for t in held if t.state == State.PLANNED and t.on >= today), None),
        last_contact=next((t.on for t in reversed(held) if t.state == State.HELD and t.on <= today), None),
        changes=len(persons) - 1,
        efforts=tuple(e.title for e in case_reads.efforts(by, ids) if runs(e, today)),
        since=persons[-1].begins_on,
    )


def runs(period: Spell | Effort, on: dt.date) -> bool:
    return period.begins_on <= on and (period.ends_on is None or on <= period.ends_on)


class TestAHandoverToCome:
    """Bertil's colleague gave his case to the caseworker three days ago, until tomorrow."""

    @pytest.fixture(autouse=True)
    def _handed_over(self, world: World) -> Iterator[None]:
        system = system_actor(world.nordby)
        with acting(system):
            bertil = Case.objects.get(pk=world.bertil)
            plans = [("caseworker", TODAY - 3 * DAY), ("colleague", TODAY + DAY), ("caseworker", TODAY + 30 * DAY)]
            for name, on in plans:
                worker = cases.Worker(world.users[name].pk, None)
                cases.contact_person_set(
                    case=bertil, worker=worker, begins_on=on, reason="illness", handover="Går gerne.", by=system
                )
        return

    def bertil(self, world: World, by: Actor) -> Case:
        return Case.objects.visible_to(by).get(pk=world.bertil)

    def test_now_names_the_one_whose_day_has_come(self, world: World, caseworker: Actor) -> None:
        now = case_now(caseworker, self.bertil(world, caseworker))
        assert now.contact_person is not None
        assert (now.contact_person.user.username, now.contact_person.begins_on) == ("caseworker", TODAY - 3 * DAY)
        assert [p.begins_on for p in now.coming_persons] == [TODAY + DAY, TODAY + 30 * DAY]
        assert len(now.contact_persons) == 4

    def test_a_change_counts_when_its_day_has_come(self, world: World, caseworker: Actor, actor) -> None:
        now = case_now(caseworker, self.bertil(world, caseworker))
        assert (now.changes, now.changes_in_a_year) == (1, 1)
        assert own_worklist(caseworker).changes[world.bertil] == 1
        with clock.at(TODAY + DAY):
            colleague = actor("colleague")
            with acting(colleague):
                now = case_now(colleague, self.bertil(world, colleague))
                assert (now.changes, now.changes_in_a_year) == (2, 2)
                assert now.contact_person is not None
                assert now.contact_person.user_id == colleague.user_id

    def test_yours_since_is_since_the_day_that_has_come(self, world: World, caseworker: Actor) -> None:
        table = caseload(caseworker)
        lines = own_lines(caseworker, table.load, table.cases, [])
        since = {line.case.pk: line.since for line in lines}
        assert since == {world.bertil: TODAY - 3 * DAY, world.cilla: TODAY - 300 * DAY}

    def test_the_handover_is_to_be_read_also_when_the_case_goes_on_tomorrow(
        self, world: World, caseworker: Actor
    ) -> None:
        assert handover(own_worklist(caseworker).worklist.rows, world.bertil).since == TODAY - 3 * DAY


def handover(rows, case_id: UUID) -> Item:
    """The duty to read the handover of a case."""
    return next(item for row in rows for item in row.items if row.case_id == case_id and item.duty is Duty.HANDOVER)
