"""Decisions about conversations and agreements, from values alone."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fremdrift.rulebook.enums import (
    ClosedBecause,
    ConversationState,
    Meets,
    MetBy,
    ObligationKind,
    PauseBecause,
    ReasonCode,
)
from fremdrift.rulebook.rules import ConversationFact, Facts, Obligation, Packs, Pause, obligations

# From which state a conversation may go where, and an agreement.
MOVES: dict[str, frozenset[str]] = {
    "planned": frozenset({"held", "no_show", "cancelled", "moved"}),
    "moved": frozenset(),
    "held": frozenset(),
    "no_show": frozenset(),
    "cancelled": frozenset(),
}
AGREEMENT_MOVES: dict[str, frozenset[str]] = {
    "open": frozenset({"done", "dropped"}),
    "done": frozenset(),
    "dropped": frozenset(),
}


HEARING_MOVES: dict[str, frozenset[str]] = {
    "asked": frozenset({"answered", "no_answer"}),
    "answered": frozenset({"closed"}),
    "no_answer": frozenset({"answered"}),  # an answer that comes late is heard too
    "closed": frozenset(),
}
# How long somebody has to answer when nothing else is said. Own practice, not a number of the law.
ANSWER_WITHIN = dt.timedelta(days=14)


def move_problem(state: str, to: str) -> str | None:
    """Whether a conversation in `state` may go to `to`."""
    if to in MOVES[state]:
        return None
    return "conversation.already_moved" if state == "moved" else "conversation.already_recorded"


def minutes_problem(state: str, minutes_state: str) -> str | None:
    """Minutes are of a conversation that was held, and stay as they are once the citizen could read them."""
    if state != "held":
        return "minutes.not_held"
    return "minutes.already_shared" if minutes_state == "shared" else None


def version(text: str) -> str:
    """What tells one text from another: the mark that a form carries of the text it was opened with."""
    return hashlib.sha256(text.encode()).hexdigest()


def attempt_problem(on: dt.date, today: dt.date) -> str | None:
    """One can write down only what was tried."""
    return "attempt.in_future" if on > today else None


def hearing_day_problem(no_show_on: dt.date, asked_on: dt.date, today: dt.date) -> str | None:
    """The citizen is asked after the no-show, and today at the latest."""
    if asked_on > today:
        return "hearing.asked_in_future"
    return "hearing.asked_before_no_show" if asked_on < no_show_on else None


def hearing_problem(state: str, to: str) -> str | None:
    """Whether a hearing in `state` may go to `to`."""
    return None if to in HEARING_MOVES[state] else "hearing.changed"


def answer_day_problem(asked_on: dt.date, answered_on: dt.date, today: dt.date) -> str | None:
    """An answer comes after the question, and not in the future."""
    return None if asked_on <= answered_on <= today else "hearing.answer_day"


def conclusion_problem(answered_on: dt.date | None, answer_by: dt.date, today: dt.date) -> str | None:
    """Nothing is concluded while the citizen can still answer."""
    return "hearing.time_left" if answered_on is None and today <= answer_by else None


def hand_off_problem(closed_on: dt.date | None, on: dt.date, today: dt.date) -> str | None:
    """A case is handed to the benefit office once the hearing is concluded, and not in the future."""
    if closed_on is None:
        return "hearing.not_concluded"
    return None if closed_on <= on <= today else "hearing.hand_off_day"


def recorded_problem(on: dt.date, opened_on: dt.date, today: dt.date) -> str | None:
    """A conversation cannot be recorded before its day, nor before the case was opened."""
    if on > today:
        return "conversation.in_future"
    return "conversation.before_case" if on < opened_on else None


def planned_problem(on: dt.date, today: dt.date) -> str | None:
    """A conversation is planned for today or later."""
    return "conversation.planned_in_past" if on < today else None


def waiting_problem(until: dt.date, today: dt.date) -> str | None:
    """A reason to wait holds until today or later."""
    return "waiting_note.in_past" if until < today else None


def next_conversation(facts: Facts, packs: Packs, held_on: dt.date) -> Obligation | None:
    """The first conversation that is due after one that is held on a day."""
    held = ConversationFact(on=held_on, state=ConversationState.HELD)
    then = obligations(replace(facts, conversations=(*facts.conversations, held)), packs, dt.date.max)
    asked = (o for o in then if o.what_would_meet_it is Meets.HOLD_CONVERSATION and o.met_on is None)
    return next((o for o in asked if o.due_on is not None and o.due_on > held_on), None)


def stored(found: Obligation) -> dict[str, Any]:
    """An obligation as columns and JSON, so that it can be kept and compared."""
    params = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in sorted(found.reason_params.items())}
    return {
        "kind": str(found.kind),
        "rule": found.rule,
        "arises_on": found.arises_on,
        "due_on": found.due_on,
        "met_on": found.met_on,
        "closed_on": found.closed_on,
        "detail": {
            "source": found.source,
            "reason_code": str(found.reason_code),
            "reason_params": params,
            "base_due_on": _iso(found.base_due_on),
            "paused": [[p.start.isoformat(), _iso(p.end), str(p.because), p.reason] for p in found.paused],
            "met_by": found.met_by and str(found.met_by),
            "closed_because": found.closed_because and str(found.closed_because),
            "what_would_meet_it": str(found.what_would_meet_it),
            "unconfirmed": found.unconfirmed,
        },
    }


def read_back(columns: Mapping[str, Any]) -> Obligation:
    """The obligation that `stored` wrote."""
    detail = columns["detail"]
    params = {k: dt.date.fromisoformat(v) if k == "since" else v for k, v in detail["reason_params"].items()}
    return Obligation(
        kind=ObligationKind(columns["kind"]),
        rule=columns["rule"],
        source=detail["source"],
        reason_code=ReasonCode(detail["reason_code"]),
        reason_params=params,
        arises_on=columns["arises_on"],
        base_due_on=_date(detail["base_due_on"]),
        due_on=columns["due_on"],
        paused=tuple(_pause(*pause) for pause in detail["paused"]),
        met_on=columns["met_on"],
        met_by=MetBy(detail["met_by"]) if detail["met_by"] else None,
        closed_on=columns["closed_on"],
        closed_because=ClosedBecause(detail["closed_because"]) if detail["closed_because"] else None,
        what_would_meet_it=Meets(detail["what_would_meet_it"]),
        unconfirmed=detail["unconfirmed"],
    )


# An obligation's columns in the order of `read_row`.
COLUMNS = ("kind", "rule", "arises_on", "due_on", "met_on", "closed_on", "detail")


def read_row(row: Sequence[Any]) -> Obligation:
    """The obligation from its columns as JSON, days as text."""
    columns = dict(zip(COLUMNS, row, strict=True))
    return read_back(columns | {name: _date(columns[name]) for name in COLUMNS if name.endswith("_on")})


def _pause(start: str, end: str | None, because: str, reason: str) -> Pause:
    return Pause(start=dt.date.fromisoformat(start), end=_date(end), because=PauseBecause(because), reason=reason)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
