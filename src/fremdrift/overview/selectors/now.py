"""Reads about one case: its *now* and its timeline. The first argument is who reads."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.cases import selectors as cases
from fremdrift.cases.enums import NeedState, Owner, SubGoalState
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    ContactPerson,
    Effort,
    JobPlan,
    Need,
    SubGoal,
    TargetGroupSpell,
)
from fremdrift.cases.rules import unanswered
from fremdrift.conversations import selectors as talks
from fremdrift.conversations.enums import AgreementState, State
from fremdrift.conversations.models import Agreement, Conversation, Hearing, WaitingNote
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.rules import Wait
from fremdrift.overview.selectors.entries import Entry
from fremdrift.overview.selectors.order_entries import order_entries
from fremdrift.overview.selectors.progress_entries import progress_entries
from fremdrift.rulebook.enums import Status
from fremdrift.rulebook.rules import Obligation, status

SpellOf = TypeVar("SpellOf", BenefitSpell, TargetGroupSpell)
_ENDED = {SubGoalState.REACHED, SubGoalState.DROPPED}
_OVER = {Status.MET, Status.MET_LATE, Status.LAPSED, Status.MISSED}
_STANDING = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}


def _wait(note: WaitingNote) -> Wait:
    return Wait(note.meets, note.reason, note.until, note.made_by.name)


def _begun(persons: Iterable[ContactPerson], today: dt.date) -> list[ContactPerson]:
    return [person for person in persons if person.begins_on <= today]


def _changes(begun: list[ContactPerson]) -> int:
    return max(len(begun) - 1, 0)


def _changes_in_a_year(begun: list[ContactPerson], today: dt.date) -> int:
    a_year_ago = today - dt.timedelta(days=365)
    return sum(after.begins_on > a_year_ago for after in begun[1:])


def _holds(row: ContactPerson | Effort, today: dt.date) -> bool:
    return row.begins_on <= today and (row.ends_on is None or row.ends_on >= today)


@dataclass(frozen=True)
class Now:
    """What a case page opens with."""

    planned: list[Conversation]
    agreements: list[Agreement]
    obligations: list[tuple[Obligation, Status]]
    waits: dict[str, Wait]  # by what would meet the duty
    earlier: list[tuple[Obligation, Status]]
    last_contact: Conversation | None
    contact_persons: list[ContactPerson]  # those to come too
    contact_person: ContactPerson | None
    coming_persons: list[ContactPerson]
    changes: int  # of contact person, so far
    changes_in_a_year: int
    beside: list[ContactPerson]  # who helps beside the contact person today
    benefit: BenefitSpell | None
    target_group: TargetGroupSpell | None
    efforts: list[Effort]
    running: list[Effort]
    plan: JobPlan | None
    sub_goals: list[SubGoal]  # all of them, soonest due first
    needs: list[Need]  # all of them, named first on top


def case_now(actor: Actor, case: Case) -> Now:
    """Next steps, deadlines with their rules, last contact, contact persons and efforts of a case."""
    today = clock.today()
    held = talks.conversations(actor, [case.pk])
    standing = [(row.value, status(row.value, today)) for row in talks.obligations(actor, [case.pk])]
    persons = cases.contact_persons(actor, [case.pk])
    begun, efforts = _begun(persons, today), cases.efforts(actor, [case.pk])
    return Now(
        planned=[t for t in held if t.state == State.PLANNED],
        agreements=talks.open_agreements(actor, [case.pk]),
        obligations=[(o, s) for o, s in standing if s in _STANDING],
        waits={note.meets: _wait(note) for note in talks.waiting_notes(actor, [case.pk])},
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
        changes_in_a_year=_changes_in_a_year(begun, today),
        beside=[p for p in _begun(cases.contact_persons_beside(actor, [case.pk]), today) if _holds(p, today)],
        benefit=_current(cases.benefits(actor, [case.pk]), today),
        target_group=_current(cases.target_groups(actor, [case.pk]), today),
        efforts=efforts,
        running=[effort for effort in efforts if _holds(effort, today)],
        plan=cases.job_plan(actor, case),
        sub_goals=cases.sub_goals(actor, [case.pk]),
        needs=cases.needs(actor, [case.pk]),
    )


def _current(spells: list[SpellOf], today: dt.date) -> SpellOf | None:
    return next((s for s in spells if s.begins_on <= today and (s.ends_on is None or s.ends_on >= today)), None)


def timeline(actor: Actor, case: Case) -> list[Entry]:
    """Everything that happened in the case until today, newest first."""
    today, ids = clock.today(), [case.pk]
    of_orders, told = order_entries(actor, ids)
    entries = [
        *of_orders,
        Entry(case.opened_on, EntryKind.CASE, "case_opened", "municipality", case),
        *_conversation_entries(actor, ids),
        *(e for hearing in talks.hearings(actor, ids) for e in _hearing_entries(hearing)),
        *_message_entries(actor, case),
        *(_agreement_entry(a) for a in talks.agreements(actor, ids) if a.state != AgreementState.OPEN),
        *(e for effort in cases.efforts(actor, ids) if effort.pk not in told for e in _effort_entries(effort)),
        *(_sub_goal_entry(g) for g in cases.sub_goals(actor, ids) if g.state in _ENDED),
        *(e for need in cases.needs(actor, ids) for e in _need_entries(need)),
        *_consent_entries(actor, ids),
        *progress_entries(actor, case),
        *(
            Entry(p.begins_on, EntryKind.CONTACT, "contact_person", "municipality", p, p.user.name)
            for p in cases.contact_persons(actor, ids)
        ),
        *(
            Entry(p.begins_on, EntryKind.CONTACT, "contact_person_beside", _shape(p), p, p.user.name)
            for p in cases.contact_persons_beside(actor, ids)
        ),
        *(Entry(b.begins_on, EntryKind.CASE, "benefit", "municipality", b) for b in cases.benefits(actor, ids)),
        *(
            Entry(g.begins_on, EntryKind.CASE, "target_group", "municipality", g)
            for g in cases.target_groups(actor, ids)
        ),
        *(Entry(x.begins_on, EntryKind.CASE, "exemption", "municipality", x) for x in cases.exemptions(actor, ids)),
        *(Entry(r.begins_on, EntryKind.CASE, "rule_pack", "municipality", r) for r in cases.rule_packs(actor, ids)),
    ]
    if case.closed_on is not None:
        entries.append(Entry(case.closed_on, EntryKind.CASE, "case_closed", "municipality", case))
    past = [e for e in entries if e.on <= today]
    return sorted(past, key=lambda e: (e.on, e.kind != EntryKind.CASE, e.what, str(e.row.pk)), reverse=True)


def _shape(person: ContactPerson) -> str:
    return "provider" if person.provider_id is not None else "municipality"


def _conversation_entries(actor: Actor, case_ids: list[UUID]) -> Iterable[Entry]:
    found, attempts = talks.conversations(actor, case_ids), talks.contact_attempts(actor, case_ids)
    moved_to = {t.moved_from_id: t for t in found if t.moved_from_id}
    tried: dict[UUID, tuple[str, ...]] = {t.pk: tuple(t.attempts) for t in found}
    for attempt in attempts:
        who = attempt.made_by.name if attempt.made_by else ""
        if attempt.outcome or attempt.conversation_id is None:
            yield Entry(attempt.on, EntryKind.CONVERSATION, "contact_attempt", "municipality", attempt, who)
        else:
            tried[attempt.conversation_id] += (attempt.way,)
    for talk in found:
        author = talk.recorded_by.name if talk.recorded_by else ""
        what = f"conversation_{talk.state}"
        if talk.moved_on is not None:
            asked = {"citizen": "citizen", "office": "municipality"}.get(talk.move_asked_by, "other")
            to = moved_to.get(talk.pk)
            yield Entry(talk.moved_on, EntryKind.CONVERSATION, what, asked, talk, author, moved_to=to)
        elif talk.state != State.PLANNED:
            yield Entry(talk.on, EntryKind.CONVERSATION, what, "municipality", talk, author, tried=tried[talk.pk])


def _hearing_entries(hearing: Hearing) -> Iterable[Entry]:
    kind = EntryKind.CONVERSATION
    yield Entry(hearing.asked_on, kind, "hearing_asked", "municipality", hearing, hearing.made_by.name)
    if hearing.answered_on is not None:
        yield Entry(hearing.answered_on, kind, "hearing_answered", "citizen", hearing)
    if hearing.closed_on is not None:
        yield Entry(hearing.closed_on, kind, "hearing_closed", "municipality", hearing)
    if hearing.handed_off_on is not None and hearing.handed_off_by is not None:
        name = hearing.handed_off_by.name
        yield Entry(hearing.handed_off_on, kind, "hearing_handed_off", "municipality", hearing, name)


def _message_entries(actor: Actor, case: Case) -> Iterable[Entry]:
    """Messages, for whoever may open the page that they stand on."""
    thread = cases.messages(actor, case) if actor.may(Permission.MESSAGE_WRITE) else []
    waiting = unanswered([(m.sender, m.wants_answer and m.settled_at is None) for m in thread])
    for message, waits in zip(thread, waiting, strict=True):
        on = message.sent_at.astimezone(clock.COPENHAGEN).date()
        yield Entry(on, EntryKind.MESSAGE, "message", message.sender, message, message.author.name, waits=waits)


def _agreement_entry(agreement: Agreement) -> Entry:
    who = {"citizen": "citizen", "caseworker": "municipality"}.get(agreement.who, "other")
    on = agreement.followed_up_on or agreement.conversation.on
    return Entry(on, EntryKind.AGREEMENT, f"agreement_{agreement.state}", who, agreement)


def _sub_goal_entry(goal: SubGoal) -> Entry:
    who = {Owner.CITIZEN: "citizen", Owner.CASEWORKER: "municipality"}.get(Owner(goal.owner), "other")
    return Entry(goal.state_on, EntryKind.PLAN, f"sub_goal_{goal.state}", who, goal, goal.owner_name)


def _need_entries(need: Need) -> Iterable[Entry]:
    who = {Owner.CITIZEN: "citizen", Owner.CASEWORKER: "municipality"}.get(Owner(need.named_by), "other")
    yield Entry(need.named_on, EntryKind.PLAN, "need_named", who, need)
    if need.state != NeedState.OPEN:
        by = need.effort.organiser if need.effort else "municipality"
        yield Entry(need.state_on, EntryKind.PLAN, f"need_{need.state}", by, need)


def _consent_entries(actor: Actor, case_ids: list[UUID]) -> Iterable[Entry]:
    """Consents to speak with somebody, for whoever may open the page that they stand on."""
    for person in cases.network_persons(actor, case_ids) if actor.may(Permission.PLAN_CHANGE) else []:
        if person.consent_on is not None:
            yield Entry(person.consent_on, EntryKind.CONTACT, "consent_given", "citizen", person)
        if person.consent_ended_on is not None:
            yield Entry(person.consent_ended_on, EntryKind.CONTACT, "consent_withdrawn", "citizen", person)


def _effort_entries(effort: Effort) -> Iterable[Entry]:
    yield Entry(effort.begins_on, EntryKind.EFFORT, "effort_began", effort.organiser, effort)
    if effort.ends_on is not None:
        yield Entry(effort.ends_on, EntryKind.EFFORT, "effort_ended", effort.organiser, effort)
