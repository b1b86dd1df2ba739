"""Attempts to reach the citizen."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.conversations import rules
from fremdrift.conversations.models import ContactAttempt, Conversation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def contact_attempt_add(
    *,
    case: Case,
    way: str,
    on: dt.date,
    at: dt.time | None = None,
    outcome: str = "",
    note: str = "",
    conversation: Conversation | None = None,
    by: Actor,
) -> ContactAttempt:
    """Write down how and when somebody tried to reach the citizen, and what came of it; the same twice is told."""
    problem = rules.attempt_problem(on, clock.today())
    if problem:
        raise RuleViolation(problem, "on")
    take_open_turn(case.pk)
    said = {"conversation": conversation, "way": way, "on": on, "at": at, "outcome": outcome, "note": note}
    if ContactAttempt.objects.filter(case=case, **said).exists():
        raise RuleViolation("attempt.already_written")
    return ContactAttempt.objects.create(
        case=case, municipality_id=case.municipality_id, made_by_id=by.user_id or None, **said
    )
