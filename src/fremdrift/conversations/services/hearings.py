"""The citizen's side of a no-show. Nothing here happens by itself: each step is somebody's act."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import take_open_turn
from fremdrift.conversations import rules
from fremdrift.conversations.enums import HearingState, State
from fremdrift.conversations.models import Conversation, Hearing
from fremdrift.conversations.services._turns import in_turn
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def hearing_open(
    *,
    conversation: Conversation,
    question: str,
    asked_on: dt.date,
    answer_by: dt.date | None = None,
    by: Actor,
) -> Hearing:
    """Ask the citizen about a no-show; one hearing for each, answered within a time that is own practice."""
    conversation = in_turn(conversation)
    if conversation.state != State.NO_SHOW:
        raise RuleViolation("hearing.only_after_no_show")
    problem = rules.hearing_day_problem(conversation.on, asked_on, clock.today())
    if problem:
        raise RuleViolation(problem, "asked_on")
    with refused_as(
        hearing_one=("hearing.already_asked", None), hearing_time=("hearing.answer_before_question", "answer_by")
    ):
        return Hearing.objects.create(
            case_id=conversation.case_id,
            municipality_id=conversation.municipality_id,
            conversation=conversation,
            question=question,
            asked_on=asked_on,
            answer_by=answer_by or asked_on + rules.ANSWER_WITHIN,
            made_by_id=_person(by),
        )


@transaction.atomic
def hearing_answer(*, hearing: Hearing, answer: str, answered_on: dt.date, by: Actor) -> None:
    """Write down what the citizen said, in the citizen's words; late answers count too."""
    hearing = _go(hearing, HearingState.ANSWERED)
    problem = rules.answer_day_problem(hearing.asked_on, answered_on, clock.today())
    if problem:
        raise RuleViolation(problem, "answered_on")
    hearing.answer, hearing.answered_on, hearing.closed_on = answer, answered_on, None
    hearing.save(update_fields=["state", "answer", "answered_on", "closed_on"])


@transaction.atomic
def hearing_close(*, hearing: Hearing, conclusion: str, by: Actor) -> None:
    """Conclude a hearing that was answered, or whose time has passed."""
    answered = hearing.answered_on is not None
    hearing = _go(hearing, HearingState.CLOSED if answered else HearingState.NO_ANSWER)
    problem = rules.conclusion_problem(hearing.answered_on, hearing.answer_by, clock.today())
    if problem:
        raise RuleViolation(problem)
    hearing.conclusion, hearing.closed_on = conclusion, clock.today()
    hearing.save(update_fields=["state", "conclusion", "closed_on"])


@transaction.atomic
def hearing_hand_off(*, hearing: Hearing, on: dt.date, by: Actor) -> None:
    """Note that a person handed the matter to the benefit office, and on which day; the system never does."""
    take_open_turn(hearing.case_id)
    hearing = Hearing.objects.get(pk=hearing.pk)
    if hearing.handed_off_on is not None:
        raise RuleViolation("hearing.changed")
    problem = rules.hand_off_problem(hearing.closed_on, on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    hearing.handed_off_on, hearing.handed_off_by_id = on, _person(by)
    hearing.save(update_fields=["handed_off_on", "handed_off_by"])


def _go(hearing: Hearing, to: str) -> Hearing:
    """The hearing as it stands once it is our turn, on its way to another state."""
    take_open_turn(hearing.case_id)
    hearing = Hearing.objects.get(pk=hearing.pk)
    problem = rules.hearing_problem(hearing.state, to)
    if problem:
        raise RuleViolation(problem)
    hearing.state = to
    return hearing


def _person(by: Actor) -> int:
    if not by.user_id:
        raise RuleViolation("hearing.by_a_person")
    return by.user_id
