"""Writing a conversation down with all that came of it: the next one, the caseworker's answers, where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import services as conversations
from fremdrift.conversations.models import Conversation
from fremdrift.progression import services as progression
from fremdrift.questionnaires.rules import Given


@dataclass(frozen=True)
class Next:
    """When the next conversation is, and in which form."""

    on: dt.date
    at: dt.time | None
    form: str


@dataclass(frozen=True)
class Scores:
    """What the caseworker answers to the measurement that opened on a day; given for good, or as far as it has come."""

    opens_on: dt.date
    given: Mapping[str, Given]
    evidence: Mapping[str, str] = field(default_factory=dict)
    final: bool = False


@dataclass(frozen=True)
class Stands:
    """Which of the four phases the caseworker says it is, and what that is built on."""

    phase: str
    why: str


@transaction.atomic
def conversation_write(
    *,
    case: Case,
    record: conversations.Record,
    planned: Conversation | None = None,
    following: Next | None = None,
    scores: Scores | None = None,
    stands: Stands | None = None,
    by: Actor,
) -> Conversation:
    """Record a conversation and all that was said with it, or nothing of it when a part cannot be taken."""
    talk = conversations.conversation_record(case=case, record=record, planned=planned, by=by)
    if following is not None:
        conversations.conversation_plan(case=case, on=following.on, at=following.at, form=following.form, by=by)
    if scores is not None:
        keep = progression.measurement_give if scores.final else progression.measurement_answer
        keep(case=case, opens_on=scores.opens_on, given=scores.given, evidence=scores.evidence, by=by)
    if stands is not None:
        progression.phase_choose(case=case, phase=stands.phase, why=stands.why, by=by)
    return talk
