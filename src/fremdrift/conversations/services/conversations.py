"""Planning, moving, cancelling and recording conversations."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_open_turn, take_turn
from fremdrift.conversations import rules
from fremdrift.conversations.enums import AgreementState, Minutes, State, Who
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.conversations.services._turns import in_turn
from fremdrift.conversations.services.agreements import agreement_follow_up
from fremdrift.conversations.services.attempts import contact_attempt_add
from fremdrift.conversations.services.participants import NewParticipant, participants_set
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@dataclass(frozen=True)
class NewAgreement:
    """Who does what by when; imports bring along how it went."""

    what: str
    who: str = Who.CITIZEN
    due_on: dt.date | None = None
    who_name: str = ""
    state: str = AgreementState.OPEN
    followed_up_on: dt.date | None = None


@dataclass(frozen=True)
class Record:
    """What is written down about a conversation that took place, or did not."""

    state: str
    form: str
    on: dt.date
    at: dt.time | None = None
    topics: list[str] = field(default_factory=list)
    minutes: str = ""
    share: bool = False
    no_show_reason: str = ""
    attempts: list[str] = field(default_factory=list)  # ways, on the day of the conversation
    agreements: list[NewAgreement] = field(default_factory=list)
    followed_up: Mapping[UUID, str] = field(default_factory=dict)  # agreement → its state now
    shared_at: dt.datetime | None = None  # for imports; else now
    resets: bool = True  # whether it moves the deadline of the next one
    id: UUID | None = None  # of one that was not planned; the same id twice is the same conversation
    participants: Sequence[NewParticipant] | None = None  # none: as it was planned


@transaction.atomic
def conversation_plan(
    *,
    case: Case,
    on: dt.date,
    form: str,
    at: dt.time | None = None,
    participants: Sequence[NewParticipant] = (),
    by: Actor,
) -> Conversation:
    """Plan a conversation for today or later."""
    problem = rules.planned_problem(on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    take_open_turn(case.pk)
    if Conversation.objects.filter(case=case, state=State.PLANNED, on=on, at=at).exists():
        raise RuleViolation("conversation.already_planned", "on")
    planned = Conversation.objects.create(
        case=case, municipality_id=case.municipality_id, on=on, at=at, form=form, state=State.PLANNED
    )
    if participants:
        participants_set(conversation=planned, participants=participants, by=by)
    case_changed(case.pk)
    return planned


@transaction.atomic
def conversation_move(
    *,
    conversation: Conversation,
    on: dt.date,
    at: dt.time | None,
    form: str,
    asked_by: str,
    reason: str = "",
    participants: Sequence[NewParticipant] | None = None,
    by: Actor,
) -> Conversation:
    """Move a planned conversation: the old one says who asked and why, and a new one is planned that points to it.

    It was neither held nor missed, so it meets no deadline and none counts it. The same people take part unless told.
    """
    problem = rules.planned_problem(on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    old = in_turn(conversation)
    problem = rules.move_problem(old.state, State.MOVED)
    if problem:
        raise RuleViolation(problem)
    if (on, at, form) == (old.on, old.at, old.form):
        raise RuleViolation("conversation.not_moved", "on")
    old.state, old.move_asked_by, old.move_reason = State.MOVED, asked_by, reason
    old.moved_on, old.recorded_by_id = clock.today(), by.user_id or None
    old.save(update_fields=["state", "move_asked_by", "move_reason", "moved_on", "recorded_by"])
    if participants is None:
        participants = [NewParticipant(p.party, p.name) for p in old.others]
    case = Case.objects.get(pk=old.case_id)
    new = conversation_plan(case=case, on=on, at=at, form=form, participants=participants, by=by)
    new.moved_from = old
    new.save(update_fields=["moved_from"])
    return new


@transaction.atomic
def conversation_cancel(*, conversation: Conversation, by: Actor) -> None:
    """Take a planned conversation off the calendar; one that was left there when the case closed too."""
    take_turn(conversation.case_id)
    conversation = Conversation.objects.get(pk=conversation.pk)
    problem = rules.move_problem(conversation.state, State.CANCELLED)
    if problem:
        raise RuleViolation(problem)
    conversation.state, conversation.recorded_by_id = State.CANCELLED, by.user_id or None
    conversation.save(update_fields=["state", "recorded_by"])
    case_changed(conversation.case_id)


@transaction.atomic
def conversation_record(*, case: Case, record: Record, planned: Conversation | None = None, by: Actor) -> Conversation:
    """Write down what became of a conversation; what it agreed stands until it is followed up at a later one."""
    problem = rules.recorded_problem(record.on, case.opened_on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    take_open_turn(case.pk)
    talk = Conversation.objects.get(pk=planned.pk) if planned else _unplanned(case, record)
    problem = rules.move_problem(talk.state, record.state)
    if problem:
        raise RuleViolation(problem)
    _write(talk, record, by)
    if record.participants is not None:
        participants_set(conversation=talk, participants=record.participants, by=by)
    for way in dict.fromkeys(record.attempts):
        contact_attempt_add(case=case, way=way, on=record.on, conversation=talk, by=by)
    for agreed in record.agreements:
        _agree(talk, agreed)
    for agreement in Agreement.objects.filter(case=case, pk__in=list(record.followed_up)).order_by("pk"):
        agreement_follow_up(agreement=agreement, state=record.followed_up[agreement.pk], at=talk, by=by)
    case_changed(case.pk)
    return talk


def _unplanned(case: Case, record: Record) -> Conversation:
    made = Conversation(case=case, municipality_id=case.municipality_id, state=State.PLANNED)
    made.pk = record.id or made.pk
    return made


def _write(talk: Conversation, record: Record, by: Actor) -> None:
    talk.state, talk.form, talk.on, talk.at = record.state, record.form, record.on, record.at or talk.at
    talk.topics, talk.resets = record.topics, record.resets
    talk.no_show_reason = record.no_show_reason if record.state == State.NO_SHOW else ""
    talk.minutes = record.minutes
    talk.minutes_state = Minutes.DRAFT if record.minutes else Minutes.NONE
    if record.share and record.minutes and record.state == State.HELD:
        talk.minutes_state, talk.shared_at = Minutes.SHARED, record.shared_at or clock.now()
    talk.recorded_by_id = by.user_id or None
    with refused_as(conversations_conversation_pkey=("conversation.already_recorded", None)):
        talk.save(force_insert=talk._state.adding)


def _agree(talk: Conversation, agreed: NewAgreement) -> None:
    Agreement.objects.create(
        case_id=talk.case_id,
        municipality_id=talk.municipality_id,
        conversation=talk,
        what=agreed.what,
        who=agreed.who,
        who_name=agreed.who_name,
        due_on=agreed.due_on,
        state=agreed.state,
        followed_up_on=agreed.followed_up_on,
    )
