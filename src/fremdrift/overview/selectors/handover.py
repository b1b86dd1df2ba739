"""Reads for whoever comes new to a case: the handover page, and the list of those who have the contact for a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors as cases
from fremdrift.cases.enums import NeedState, SubGoalState
from fremdrift.cases.models import Case, ContactPerson, Effort, JobPlan, Message, Need, NetworkPerson, SubGoal
from fremdrift.conversations import selectors as talks
from fremdrift.conversations.enums import State
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from fremdrift.overview.selectors.now import Now, case_now

_LAST_CONVERSATIONS, _LAST_HANDOVERS = 3, 2
_UNDER_WAY = {SubGoalState.PROPOSED, SubGoalState.OPEN}
OfCase = TypeVar("OfCase", ContactPerson, Conversation)


@dataclass(frozen=True)
class Handover:
    """The case in five minutes."""

    now: Now
    plan: JobPlan | None
    sub_goals: list[SubGoal]
    needs: list[Need]  # that nothing meets yet
    around: list[NetworkPerson]  # those who still have to do with the citizen
    conversations: list[Conversation]  # the last three, newest first
    efforts: list[Effort]  # running
    messages: list[Message]  # that wait for an answer
    persons: list[ContactPerson]  # who has had the case, newest first
    handovers: list[ContactPerson]  # the latest of them that came with a text


def handed_over(actor: Actor, case: Case) -> Handover:
    """What somebody needs who takes a case over; a constant number of queries."""
    now = case_now(actor, case)
    recorded = [t for t in talks.conversations(actor, [case.pk]) if t.state in {State.HELD, State.NO_SHOW}]
    return Handover(
        now=now,
        plan=now.plan,
        sub_goals=[goal for goal in now.sub_goals if goal.state in _UNDER_WAY],
        needs=[need for need in now.needs if need.state == NeedState.OPEN],
        around=[person for person in cases.network_persons(actor, [case.pk]) if person.ended_on is None],
        conversations=list(reversed(recorded[-_LAST_CONVERSATIONS:])),
        efforts=now.running,
        messages=cases.messages_to_answer(actor, case),
        persons=list(reversed(now.contact_persons)),
        handovers=[p for p in reversed(now.contact_persons) if p.handover][:_LAST_HANDOVERS],
    )


@dataclass(frozen=True)
class Delegated:
    """A line of the list of somebody at a provider who has the contact with citizens for a time."""

    case: Case
    until: dt.date | None
    coordinating: ContactPerson | None
    planned: Conversation | None
    last_contact: Conversation | None


def delegated(actor: Actor) -> list[Delegated]:
    """Citizens delegated to the actor today, in Danish order of names; a constant number of queries."""
    today = clock.today()
    mine = {case.pk: case for case in cases.delegated_cases(actor)}
    beside = _by_case(p for p in cases.contact_persons_beside(actor, mine) if p.begins_on <= today)
    persons = _by_case(p for p in cases.contact_persons(actor, mine) if p.begins_on <= today)
    conversations = _by_case(talks.conversations(actor, mine))
    return [
        Delegated(
            case=case,
            until=max((p.ends_on for p in beside[pk] if p.user_id == actor.user_id and p.ends_on), default=None),
            coordinating=persons[pk][-1] if persons[pk] else None,
            planned=next((t for t in conversations[pk] if t.state == State.PLANNED and t.on >= today), None),
            last_contact=next((t for t in reversed(conversations[pk]) if t.state == State.HELD), None),
        )
        for pk, case in mine.items()
    ]


def _by_case(rows: Iterable[OfCase]) -> dict[UUID, list[OfCase]]:
    found: dict[UUID, list[OfCase]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
