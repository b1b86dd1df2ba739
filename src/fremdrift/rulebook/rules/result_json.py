"""Obligations as JSON: dates as text, and the status on a date."""

from collections.abc import Iterable, Mapping
from datetime import date

from fremdrift.rulebook.rules.obligation import Obligation, status
from fremdrift.rulebook.rules.pauses import Pause

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def as_json(obligations: Iterable[Obligation], today: date) -> list[Json]:
    """The obligations, each with its status on `today`, as values that `json.dumps` takes."""
    return [_row(obligation, today) for obligation in obligations]


def _row(obligation: Obligation, today: date) -> Json:
    return {
        "kind": obligation.kind.value,
        "status": status(obligation, today).value,
        "rule": obligation.rule,
        "source": obligation.source,
        "reason": obligation.reason,
        "reason_code": obligation.reason_code.value,
        "reason_params": _params(obligation.reason_params),
        "arises_on": obligation.arises_on.isoformat(),
        "due_on": _day(obligation.due_on),
        "base_due_on": _day(obligation.base_due_on),
        "met_on": _day(obligation.met_on),
        "met_by": obligation.met_by,
        "closed_on": _day(obligation.closed_on),
        "closed_because": obligation.closed_because,
        "paused": [_pause(pause) for pause in obligation.paused],
        "what_would_meet_it": obligation.what_would_meet_it.value,
        "unconfirmed": obligation.unconfirmed,
    }


def _params(params: Mapping[str, str | int | date]) -> Json:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in params.items()}


def _pause(pause: Pause) -> Json:
    return {
        "from": pause.start.isoformat(),
        "to": _day(pause.end),
        "because": pause.because.value,
        "reason": pause.reason,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
