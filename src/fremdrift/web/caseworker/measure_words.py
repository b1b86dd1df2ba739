"""Measurements of a case as a table, and in a sentence for each who answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fremdrift.overview.rules.signals import Measured, Moved, Way, directions
from fremdrift.progression.selectors import Measurement
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.web.shared.asked import answered, said
from fremdrift.web.shared.report_answers import step_said
from fremdrift.web.shared.words import day, full_day

if TYPE_CHECKING:
    from fremdrift.orders.selectors import ReportAnswers
    from fremdrift.progression.models import Response
    from fremdrift.questionnaires.rules import Question


@dataclass(frozen=True)
class Line:
    """One item over time: the step of each measurement, the latest first, or a dash; the last is told in full."""

    label: str
    steps: list[str]
    last: str


@dataclass(frozen=True)
class Table:
    """What one respondent answered, measurement by measurement."""

    key: str  # of its place on the page
    kind: str  # who: citizen, municipality or provider, as shape and colour
    name: str
    sentence: str
    days: list[str]  # the latest first
    lines: list[Line]


def tables(measured: Sequence[Measurement], name: str) -> list[Table]:
    """For the citizen and for the caseworker what was given; nobody's answers are added up."""
    asked = ((Respondent.CITIZEN, "citizen", name), (Respondent.CASEWORKER, "municipality", _("The caseworker")))
    found = [_table(measured, respondent, kind, called) for respondent, kind, called in asked]
    return [table for table in found if table is not None]


def place_tables(places: Sequence[ReportAnswers]) -> list[Table]:
    """For each order what its reports answered: only what the order names is asked."""
    of_order: dict[UUID, list[ReportAnswers]] = {}
    for one in places:
        of_order.setdefault(one.order_id, []).append(one)
    tables = [_place_table(f"place-{number}", found) for number, found in enumerate(of_order.values(), start=1)]
    names = Counter(table.name for table in tables)
    return [replace(t, name=f"{t.name}, {t.days[-1]}") if names[t.name] > 1 else t for t in tables]


def _place_table(key: str, found: list[ReportAnswers]) -> Table:
    items = {item.key: item for one in found for item in one.items}
    last = found[-1].answers
    lines = [
        Line(
            said(item.label),
            [str(one.steps.get(item.key, "–")) for one in reversed(found)],
            step_said(item, last[item.key]) if item.key in last else _("Not answered"),
        )
        for item in items.values()
    ]
    moves = directions([Measured(one.on, one.steps) for one in found])
    name = f"{found[-1].place}, {found[-1].title}"
    return Table(key, "provider", name, sentence(moves[-1]), [day(one.on) for one in reversed(found)], lines)


def _table(measured: Sequence[Measurement], respondent: Respondent, kind: str, name: str) -> Table | None:
    given = given_by(measured, respondent)
    if not given:
        return None
    items = given[-1][1].items
    rows = [{answer.item: answer for answer in response.answers.all()} for _one, response in given]
    lines = [
        Line(
            said(item.label),
            [_step(item, row.get(item.key)) for row in reversed(rows)],
            answered(item, rows[-1].get(item.key)),
        )
        for item in items
    ]
    moves = directions(measured_by(measured, respondent))
    days = [day(one.round.opens_on) for one, _response in reversed(given)]
    return Table(kind, kind, name, sentence(moves[-1]), days, lines)


def measured_by(measured: Sequence[Measurement], respondent: Respondent) -> list[Measured]:
    """What one respondent gave, as far as it is shown, oldest first."""
    return [steps_of(one, response) for one, response in given_by(measured, respondent)]


def _step(item: Question, answer: object) -> str:
    keys = getattr(answer, "keys", None)
    return keys[0] if keys else "–"


def given_by(measured: Sequence[Measurement], respondent: Respondent) -> list[tuple[Measurement, Response]]:
    """What one respondent has given of what this reader is shown, oldest first."""
    return [
        (one, response)
        for one in measured
        if (response := one.responses.get(respondent)) and response.state == ResponseState.GIVEN
    ]


def steps_of(one: Measurement, response: Response) -> Measured:
    """The steps of a response, by item, for the signals."""
    steps = {a.item: int(a.keys[0]) for a in response.answers.all() if a.kind == "scale" and a.keys}
    return Measured(one.round.opens_on, steps)


def sentence(move: Moved) -> str:
    """Where the answers went, with how many of them; nothing is added up into one figure."""
    if move.way is Way.NOT_ENOUGH or move.since is None:
        return _("Not enough to say: it takes two measurements with the same questions answered.")
    ways = (
        (move.up, pgettext("answers", "higher")),
        (move.down, pgettext("answers", "lower")),
        (move.same, pgettext("answers", "the same")),
    )
    (most, way), *others = [(count, way) for count, way in ways if count]
    first = ngettext("%(n)s answer %(way)s", "%(n)s answers %(way)s", most) % {"n": most, "way": way}
    told = ", ".join([first, *(f"{count} {way}" for count, way in others)])
    return _("Since %(day)s: %(told)s.") % {"day": full_day(move.since), "told": told}
