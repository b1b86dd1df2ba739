"""Planning, recording and sharing conversations."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import rules
from fremdrift.conversations.enums import AgreementState, Minutes, State, Who
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.conversations.services._turns import in_turn, take_turn
from fremdrift.conversations.services.agreements import agreement_follow_up
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
    attempts: list[str] = field(default_factory=list)
    agreements: list[NewAgreement] = field(default_factory=list)
    followed_up: Mapping[UUID, str] = field(default_factory=dict)  # agreement → its state now
    shared_at: dt.datetime | None = None  # for imports; else now
    resets: bool = True  # whether it moves the deadline of the next one
    id: UUID | None = None  # of one that was not planned; the same id twice is the same conversation


@transaction.atomic
def conversation_plan(*, case: Case, on: dt.date, form: str, at: dt.time | None = None, by: Actor) -> Conversation:
    """Plan a conversation for today or later."""
    problem = rules.planned_problem(on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    take_turn(case.pk)
    if Conversation.objects.filter(case=case, state=State.PLANNED, on=on, at=at).exists():
        raise RuleViolation("conversation.already_planned", "on")
    planned = Conversation.objects.create(
        case=case, municipality_id=case.municipality_id, on=on, at=at, form=form, state=State.PLANNED
    )
    case_changed(case.pk)
    return planned


@transaction.atomic
def conversation_cancel(*, conversation: Conversation, by: Actor) -> None:
    """Take a planned conversation off the calendar."""
    conversation = in_turn(conversation)
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
    take_turn(case.pk)
    talk = Conversation.objects.get(pk=planned.pk) if planned else _unplanned(case, record)
    problem = rules.move_problem(talk.state, record.state)
    if problem:
        raise RuleViolation(problem)
    _write(talk, record, by)
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
    talk.topics, talk.attempts, talk.resets = record.topics, record.attempts, record.resets
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


@transaction.atomic
def minutes_share(*, conversation: Conversation, by: Actor) -> None:
    """Let the citizen read the minutes; sharing cannot be taken back."""
    conversation = in_turn(conversation)
    if conversation.minutes_state != Minutes.DRAFT:
        raise RuleViolation("minutes.nothing_to_share")
    conversation.minutes_state, conversation.shared_at = Minutes.SHARED, clock.now()
    conversation.save(update_fields=["minutes_state", "shared_at"])
