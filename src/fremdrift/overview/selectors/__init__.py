"""Reads across apps: the worklist, a case's *now* and its timeline. The first argument is who reads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.cases.selectors import CoveredFor
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
    covered_for: dict[UUID, CoveredFor] = field(default_factory=dict)  # looked after for somebody absent


def own_worklist(actor: Actor, chosen: Iterable[Filter] = ()) -> Caseload:
    """Who needs what from the office today, by which rule; a constant number of queries."""
    today = clock.today()
    mine = {case.pk: case for case in cases.own_cases(actor)}
    persons = _grouped(_begun(cases.contact_persons(actor, mine), today))
    changes = {case_id: _changes(persons[case_id]) for case_id in mine}
    covered = cases.covered_for(actor, mine)
    begun = {case_id: [] if case_id in covered else persons[case_id] for case_id in mine}
    situations = [_with_start(s, begun[s.case_id]) for s in _situations(actor, mine)]
    return Caseload(mine, worklist(situations, chosen, today), changes, today, covered)


def _situations(actor: Actor, mine: Iterable[UUID]) -> Iterable[Situation]:
    ids = list(mine)
    obligations, held, promised = (
        _grouped(talks.standing_obligations(actor, ids)),
        _grouped(talks.unfinished_conversations(actor, ids)),
        _grouped(talks.open_agreements(actor, ids)),
    )
    for case_id in ids:
        yield Situation(
            case_id=case_id,
            obligations=[row.value for row in obligations[case_id]],
            talks=[Talk(t.pk, t.state, t.on, t.at, t.form, t.minutes_state) for t in held[case_id]],
            promises=[Promise(a.what, a.who, a.due_on) for a in promised[case_id]],
        )


def _with_start(situation: Situation, begun: list[ContactPerson]) -> Situation:
    if not begun:  # looked after for somebody else, or handed over while this was being read
        return situation
    mine = begun[-1]  # the case is the actor's own, and one coordinates at a time
    taken_over = _changes(begun) > 0 and bool(mine.handover)
    return replace(situation, mine_since=mine.begins_on, taken_over=taken_over)


def _begun(persons: Iterable[ContactPerson], today: dt.date) -> list[ContactPerson]:
    return [person for person in persons if person.begins_on <= today]


def _changes(begun: list[ContactPerson]) -> int:
    return max(len(begun) - 1, 0)


@dataclass(frozen=True)
class Now:
    """What a case page opens with."""

    planned: list[Conversation]
    agreements: list[Agreement]
    obligations: list[tuple[Obligation, Status]]
    earlier: list[tuple[Obligation, Status]]
    last_contact: Conversation | None
    contact_persons: list[ContactPerson]  # those to come too
    contact_person: ContactPerson | None
    coming_persons: list[ContactPerson]
    changes: int  # of contact person, so far
    changes_in_a_year: int
    benefit: BenefitSpell | None
    target_group: TargetGroupSpell | None
    efforts: list[Effort]


def case_now(actor: Actor, case: Case) -> Now:
    """Next steps, deadlines with their rules, last contact, contact persons and efforts of a case."""
    today = clock.today()
    held = talks.conversations(actor, [case.pk])
    standing = [(row.value, status(row.value, today)) for row in talks.obligations(actor, [case.pk])]
    persons = cases.contact_persons(actor, [case.pk])
    begun = _begun(persons, today)
    a_year_ago = today - dt.timedelta(days=365)
    return Now(
        planned=[t for t in held if t.state == State.PLANNED],
        agreements=talks.open_agreements(actor, [case.pk]),
        obligations=[(o, s) for o, s in standing if s in _STANDING],
        earlier=sorted(
            ((o, s) for o, s in standing if s in _OVER),
            key=lambda pair: pair[0].met_on or pair[0].closed_on or today,
            reverse=True,
        ),
        last_contact=next((t for t in reversed(held) if t.state == State.HELD), None),
        contact_persons=persons,
        contact_person=begun[-1] if begun else None,
        coming_persons=persons[len(begun) :],
        changes=_changes(begun),
        changes_in_a_year=sum(after.begins_on > a_year_ago for after in begun[1:]),
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
    covered: CoveredFor | None = None


def caseload(actor: Actor, name: str = "") -> list[OwnCase]:
    """All own cases in Danish order of names, those whose name contains `name`."""
    mine = {c.pk: c for c in cases.own_cases(actor) if name.casefold() in c.citizen.name.casefold()}
    standing = _grouped(talks.standing_obligations(actor, mine))
    planned, held = talks.coming_conversations(actor, mine), talks.last_held_conversations(actor, mine)
    persons = _grouped(_begun(cases.contact_persons(actor, mine), clock.today()))
    covered = cases.covered_for(actor, mine)
    return [
        OwnCase(
            case=case,
            deadline=standing[pk][0].value if standing[pk] else None,
            planned=planned.get(pk),
            last_contact=held.get(pk),
            since=next((p.begins_on for p in reversed(persons[pk]) if p.user_id == actor.user_id), None),
            covered=covered.get(pk),
        )
        for pk, case in mine.items()
    ]
