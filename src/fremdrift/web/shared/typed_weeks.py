"""What was typed in a week of attendance, to read and type again: who is not signed in is told no names."""

import datetime as dt
import re
from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from fremdrift.core import clock
from fremdrift.orders.enums import Presence
from fremdrift.web.shared.words import day

_CELL = re.compile(r"([0-9a-f-]{36})_([0-4])")  # the grid of a unit: whose week, and which of its days
_DAY = re.compile(r"day_(\d{4}-\d{2}-\d{2})")  # the week of one placement


def weeks_typed(post: QueryDict, week: str) -> list[str]:
    """A line for each participant of the grid whose week was changed, and for each day of a placement's week."""
    sent = {name: str(value) for name, value in post.items()}
    lines = [*_of_grid(sent, _monday(week)), *_of_placement(sent)]
    return ["\n".join(lines)] if lines else []


def _of_grid(post: Mapping[str, str], monday: dt.date) -> list[str]:
    cells = [(found[1], int(found[2]), post[name].strip()) for name in post if (found := _CELL.fullmatch(name))]
    lines = []
    for number, key in enumerate(dict.fromkeys(key for key, _n, _said in cells), 1):
        was = post.get(f"{key}_was", "").split(";")
        days = [
            f"{day(monday + dt.timedelta(days=n))}: {said or '–'}"
            for of, n, said in cells
            if of == key and said != (was[n] if n < len(was) else "")
        ]
        if days:
            lines.append(f"{_('Participant %(number)s') % {'number': number}} – {', '.join(days)}")
    return lines


def _of_placement(post: Mapping[str, str]) -> list[str]:
    went = dict(Presence.choices)
    lines = []
    for name in post:
        on = _read(found[1]) if (found := _DAY.fullmatch(name)) else None
        if on is not None:
            said = [str(went.get(post[name], "")), post.get(f"hours_{on}", "").strip()]
            lines.append(f"{day(on)}: {', '.join(filter(None, said)) or '–'}")
    return lines


def _read(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _monday(week: str) -> dt.date:
    """The Monday of a week written 2026-W48; of this week when it cannot be read."""
    today = clock.today()
    return _read(f"{week}-1") or today - dt.timedelta(days=today.weekday())
