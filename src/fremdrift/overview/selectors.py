"""Reads across apps: the worklist, a case's *now* and its timeline. The first argument is who reads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.conversations import selectors as talks
from fremdrift.conversations.enums import AgreementState, State
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.conversations.models import Obligation as Obligations
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind, Filter
from fremdrift.overview.rules import Promise, Situation, Talk, Worklist, worklist
from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Obligation, status

SpellOf = TypeVar("SpellOf", BenefitSpell, TargetGroupSpell)
RowOf = TypeVar("RowOf", Obligations, Conversation, Agreement, ContactPerson)
_OVER = {Status.MET, Status.MET_LATE, Status.LAPSED, Status.MISSED}
_STANDING = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}


@dataclass(frozen=True)
class Caseload:
    """The actor's own cases and what stands in them."""

    cases: dict[UUID, Case]
    worklist: Worklist
    changes: dict[UUID, int]  # changes of contact person so far
    today: dt.date


def own_worklist(actor: Actor, chosen: Iterable[Filter] = ()) -> Caseload:
    """Who needs what from the office today, by which rule; a constant number of queries."""
    today = clock.today()
    mine = {case.pk: case for case in cases.own_cases(actor)}
    situations = list(_situations(actor, mine))
    persons = _grouped(cases.contact_persons(actor, mine))
    changes = {case_id: len(persons[case_id]) - 1 for case_id in mine}
    situations = [_with_start(s, persons[s.case_id], actor) for s in situations]
    return Caseload(mine, worklist(situations, chosen, today), changes, today)


def _situations(actor: Actor, mine: Iterable[UUID]) -> Iterable[Situation]:
    ids = list(mine)
    obligations, held, promised = (
        _grouped(talks.obligations(actor, ids)),
        _grouped(talks.conversations(actor, ids)),
        _grouped(talks.agreements(actor, ids)),
    )
    for case_id in ids:
        yield Situation(
            case_id=case_id,
            obligations=[row.value for row in obligations[case_id]],
            talks=[Talk(t.pk, t.state, t.on, t.at, t.form, t.minutes_state) for t in held[case_id]],
            promises=[Promise(a.what, a.who, a.due_on) for a in promised[case_id] if a.state == AgreementState.OPEN],
        )


def _with_start(situation: Situation, persons: list[ContactPerson], actor: Actor) -> Situation:
    own = [p for p in persons if p.user_id == actor.user_id and p.ends_on is None]
    if not own:
        return situation
    return Situation(
        situation.case_id,
        situation.obligations,
        situation.talks,
        situation.promises,
        mine_since=own[-1].begins_on,
        taken_over=len(persons) > 1 and bool(own[-1].handover),
    )


@dataclass(frozen=True)
class Now:
    """What a case page opens with."""

    planned: list[Conversation]
    agreements: list[Agreement]
    obligations: list[tuple[Obligation, Status]]
    earlier: list[tuple[Obligation, Status]]
    last_contact: Conversation | None
    contact_persons: list[ContactPerson]
    changes_in_a_year: int
    benefit: BenefitSpell | None
    target_group: TargetGroupSpell | None
    efforts: list[Effort]

    @property
    def contact_person(self) -> ContactPerson | None:
        """Who coordinates the case now."""
        return self.contact_persons[-1] if self.contact_persons else None

    @property
    def changes(self) -> int:
        """Changes of contact person so far."""
        return max(len(self.contact_persons) - 1, 0)


def case_now(actor: Actor, case: Case) -> Now:
    """Next steps, deadlines with their rules, last contact, contact persons and efforts of a case."""
    today = clock.today()
    held = talks.conversations(actor, [case.pk])
    standing = [(row.value, status(row.value, today)) for row in talks.obligations(actor, [case.pk])]
    persons = cases.contact_persons(actor, [case.pk])
    a_year_ago = today - dt.timedelta(days=365)
    return Now(
        planned=[t for t in held if t.state == State.PLANNED],
        agreements=[a for a in talks.agreements(actor, [case.pk]) if a.state == AgreementState.OPEN],
        obligations=[(o, s) for o, s in standing if s in _STANDING],
        earlier=sorted(
            ((o, s) for o, s in standing if s in _OVER),
            key=lambda pair: pair[0].met_on or pair[0].closed_on or today,
            reverse=True,
        ),
        last_contact=next((t for t in reversed(held) if t.state == State.HELD), None),
        contact_persons=persons,
        changes_in_a_year=sum(after.begins_on > a_year_ago for _, after in pairwise(persons)),
        benefit=_current(cases.benefits(actor, [case.pk]), today),
        target_group=_current(cases.target_groups(actor, [case.pk]), today),
        efforts=cases.efforts(actor, [case.pk]),
    )


def _current(spells: list[SpellOf], today: dt.date) -> SpellOf | None:
    return next((s for s in spells if s.begins_on <= today and (s.ends_on is None or s.ends_on >= today)), None)


def _grouped(rows: Iterable[RowOf]) -> dict[UUID, list[RowOf]]:
    found: dict[UUID, list[RowOf]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


@dataclass(frozen=True)
class Entry:
    """One thing that happened, with what its words need: the row itself, who stands for it, and who wrote it."""

    on: dt.date
    kind: EntryKind
    what: str  # code of the title
    who: str  # municipality, citizen, provider, other, system
    row: Case | Conversation | Agreement | Effort | ContactPerson | Exemption | BenefitSpell | TargetGroupSpell
    author: str = ""

    @property
    def text(self) -> str:
        """All words of the row, for search."""
        parts = [
            getattr(self.row, name, "") for name in ("minutes", "what", "title", "handover", "reason", "organiser_name")
        ]
        return " ".join([*map(str, parts), self.author]).casefold()


def timeline(actor: Actor, case: Case) -> list[Entry]:
    """Everything that happened in the case until today, newest first."""
    today, ids = clock.today(), [case.pk]
    entries = [
        Entry(case.opened_on, EntryKind.CASE, "case_opened", "municipality", case),
        *(_conversation_entry(t) for t in talks.conversations(actor, ids) if t.state != State.PLANNED),
        *(_agreement_entry(a) for a in talks.agreements(actor, ids) if a.state != AgreementState.OPEN),
        *(e for effort in cases.efforts(actor, ids) for e in _effort_entries(effort)),
        *(
            Entry(p.begins_on, EntryKind.CONTACT, "contact_person", "municipality", p, p.user.name)
            for p in cases.contact_persons(actor, ids)
        ),
        *(Entry(b.begins_on, EntryKind.CASE, "benefit", "municipality", b) for b in cases.benefits(actor, ids)),
        *(
            Entry(g.begins_on, EntryKind.CASE, "target_group", "municipality", g)
            for g in cases.target_groups(actor, ids)
        ),
        *(Entry(x.begins_on, EntryKind.CASE, "exemption", "municipality", x) for x in cases.exemptions(actor, ids)),
    ]
    if case.closed_on is not None:
        entries.append(Entry(case.closed_on, EntryKind.CASE, "case_closed", "municipality", case))
    past = [e for e in entries if e.on <= today]
    return sorted(past, key=lambda e: (e.on, e.kind != EntryKind.CASE, e.what, str(e.row.pk)), reverse=True)


def _conversation_entry(talk: Conversation) -> Entry:
    author = talk.recorded_by.name if talk.recorded_by else ""
    return Entry(talk.on, EntryKind.CONVERSATION, f"conversation_{talk.state}", "municipality", talk, author)


def _agreement_entry(agreement: Agreement) -> Entry:
    who = {"citizen": "citizen", "caseworker": "municipality"}.get(agreement.who, "other")
    on = agreement.followed_up_on or agreement.conversation.on
    return Entry(on, EntryKind.AGREEMENT, f"agreement_{agreement.state}", who, agreement)


def _effort_entries(effort: Effort) -> Iterable[Entry]:
    yield Entry(effort.begins_on, EntryKind.EFFORT, "effort_began", effort.organiser, effort)
    if effort.ends_on is not None:
        yield Entry(effort.ends_on, EntryKind.EFFORT, "effort_ended", effort.organiser, effort)


@dataclass(frozen=True)
class OwnCase:
    """A line of the caseload: the case, what is next, and when they last spoke."""

    case: Case
    deadline: Obligation | None
    planned: Conversation | None
    last_contact: Conversation | None
    since: dt.date | None


def caseload(actor: Actor, name: str = "") -> list[OwnCase]:
    """All own cases in Danish order of names, those whose name contains `name`."""
    today = clock.today()
    mine = {c.pk: c for c in cases.own_cases(actor) if name.casefold() in c.citizen.name.casefold()}
    obligations, held, persons = (
        _grouped(talks.obligations(actor, mine)),
        _grouped(talks.conversations(actor, mine)),
        _grouped(cases.contact_persons(actor, mine)),
    )
    return [
        OwnCase(
            case=case,
            deadline=next((r.value for r in obligations[pk] if status(r.value, today) in _STANDING), None),
            planned=next((t for t in held[pk] if t.state == State.PLANNED and t.on >= today), None),
            last_contact=next((t for t in reversed(held[pk]) if t.state == State.HELD), None),
            since=next((p.begins_on for p in reversed(persons[pk]) if p.user_id == actor.user_id), None),
        )
        for pk, case in mine.items()
    ]
