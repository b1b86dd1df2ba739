"""How it goes over time: a sentence, the figure and its numbers, for whoever reads; never beside other citizens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fremdrift.cases.enums import Area, SubGoalState
from fremdrift.cases.rules import AREA_OF_EFFORT
from fremdrift.core import clock
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.web.shared import spider, trajectory
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.dates import number
from fremdrift.web.shared.trajectory import Moment, Series, Span, Told
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from fremdrift.orders.selectors import ReportAnswers
    from fremdrift.overview.selectors import Now
    from fremdrift.progression.selectors import Measurement

# Two means closer than this read the same with one decimal.
_SAME = 0.05
_WHO = {Respondent.CITIZEN: "citizen", Respondent.CASEWORKER: "municipality"}


@dataclass(frozen=True)
class Choice:
    """One of the questions that the figure can show alone."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Trajectory:
    """What the part of a page shows."""

    sentence: str
    note: str
    choices: list[Choice]
    legend: list[tuple[str, str]]  # who as shape and colour, and the name
    wide: SafeString
    narrow: SafeString
    changes: bool  # of contact person, each a dotted line

    @property
    def shows_all(self) -> bool:
        """Whether all questions are shown together."""
        return not any(choice.chosen for choice in self.choices)


def trajectory_of(
    measured: Sequence[Measurement], now: Now, name: str, item: str, places: Sequence[ReportAnswers] = ()
) -> Trajectory | None:
    """The figure of a case; none before somebody has answered on a day. An item that nobody was asked shows all."""
    labels = _labels(measured, places)
    item = item if item in labels else ""
    names = {Respondent.CITIZEN: name, Respondent.CASEWORKER: _("The caseworker")}
    series = [Series(_WHO[who], names[who], points) for who in _WHO if (points := _points(measured, who, item))]
    of_places = _of_places(places, item)
    if not series and not of_places:  # nothing was answered each time: one question is shown, if any was answered
        shown = (trajectory_of(measured, now, name, key, places) for key in labels) if not item else ()
        return next((found for found in shown if found), None)
    told = Told(
        [*series, *of_places],
        spans=_spans(now),
        reached=_reached(now),
        changes=_changes(now),
        reached_lane=_("Sub-goals reached"),
        whole_steps=bool(item),
    )
    today = clock.today()
    choices = [Choice(key, text, key == item) for key, text in labels.items()]
    told_of = [*series, *(of_places[-1:] if item or not series else [])]  # a mean of two beside one of nine misleads
    return Trajectory(
        " ".join(_sentence(one, labels.get(item, "")) for one in told_of),
        _note(item, of_places),
        choices,
        list(dict.fromkeys((one.who, one.name) for one in told.series)),
        trajectory.drawn(told, today, trajectory.WIDE),
        trajectory.drawn(told, today, trajectory.NARROW),
        any(change.on > min(series.points[0][0] for series in told.series) for change in told.changes),
    )


def own_way(measured: Sequence[Measurement]) -> str:
    """Which way the citizen's own answers have gone, as it is said to them: in words alone, without figures."""
    points = _points(measured, Respondent.CITIZEN, "")
    if not points:
        return ""
    if len(points) < 2:
        return _("You have answered once. Next time you can see which way it goes.")
    (first, before), (_last, after) = points[0], points[-1]
    if abs(after - before) < _SAME:
        way = _("Your answers are as on %(day)s.")
    elif after > before:
        way = _("Your answers are higher than on %(day)s.")
    else:
        way = _("Your answers are lower than on %(day)s.")
    told = [way % {"day": full_day(first)}]
    if turned := _turned(points):
        latest = _("They are lower than on %(day)s.") if after < turned[1] else _("They are higher than on %(day)s.")
        told.append(latest % {"day": full_day(turned[0])})
    return " ".join(told)


@dataclass(frozen=True)
class Web:
    """The last answers as a spider's web, and what stands beside it."""

    sentence: str
    legend: list[tuple[str, str]]
    wide: SafeString
    narrow: SafeString


def web_of(measured: Sequence[Measurement], name: str) -> Web | None:
    """Each respondent's last answers as a spider's web; none before somebody has answered."""
    names = {Respondent.CITIZEN: name, Respondent.CASEWORKER: _("The caseworker")}
    last: dict[Respondent, tuple[dt.date, Mapping[str, int]]] = {}
    for one in measured:
        for who in names:
            if steps := _steps(one, who):
                last[who] = (one.round.opens_on, steps)
    if not last:
        return None
    asked = {
        key: label for key, label in _labels(measured, ()).items() if any(key in steps for _on, steps in last.values())
    }
    shapes = [spider.Shape(_WHO[who], names[who], steps) for who, (_on, steps) in last.items()]
    said_on = [
        _("%(name)s: answers of %(day)s.") % {"name": names[who], "day": full_day(on)} for who, (on, _s) in last.items()
    ]
    wide, narrow = (spider.drawn(shapes, asked, width) for width in (spider.WIDE, spider.NARROW))
    return Web(" ".join(said_on), [(one.who, one.name) for one in shapes], wide, narrow)


@dataclass(frozen=True)
class Event:
    """Something that went on meanwhile, as a line of the table below the figure."""

    what: str
    text: str
    begins: dt.date
    ends: dt.date | None


def meanwhile(now: Now) -> list[Event]:
    """What the figure shows below the answers, in words: the latest first."""
    reached = [Event(_("Sub-goal reached"), one.text, one.on, one.on) for one in _reached(now)]
    spans = [Event(span.lane, span.text, span.begins, span.ends) for span in _spans(now)]
    return sorted([*reached, *spans], key=lambda event: event.begins, reverse=True)


def _note(item: str, of_places: Sequence[Series]) -> str:
    if item:
        return _("One question, steps 1–5.")
    note = _("Mean of the questions that were answered each time, steps 1–5.")
    if of_places:  # a mean of two questions lies beside one of nine
        note += " " + _("A place answers only what its order names, so choose one question to see them side by side.")
    return note


def _of_places(places: Sequence[ReportAnswers], item: str) -> list[Series]:
    """A line for each order: what two places answer about different things is no way from one to the other."""
    found: dict[UUID, Series] = {}
    for one in places:
        values = [step for key, step in one.steps.items() if item in ("", key)]
        if values:
            before = found[one.order_id].points if one.order_id in found else []
            point = (one.on, sum(values) / len(values))
            found[one.order_id] = Series("provider", one.place, [*before, point])
    return list(found.values())


def _labels(measured: Sequence[Measurement], places: Sequence[ReportAnswers]) -> dict[str, str]:
    """Every item that was ever asked, by its name in the newest version."""
    found: dict[str, str] = {}
    for one in measured:
        for item in one.round.questionnaire.form.items:
            if item.kind == "scale":
                found[item.key] = said(item.label)
    for key, label in ((item.key, said(item.label)) for one in places for item in one.items):
        found.setdefault(key, label)
    return found


def _points(measured: Sequence[Measurement], who: Respondent, item: str) -> list[tuple[dt.date, float]]:
    """A step for each day, or the mean of what was answered each time: else the days would not compare."""
    given = [(one.round.opens_on, steps) for one in measured if (steps := _steps(one, who))]
    asked = {item} if item else set.intersection(*(set(steps) for _on, steps in given)) if given else set()
    values = [(on, [steps[key] for key in asked if key in steps]) for on, steps in given]
    return [(on, sum(found) / len(found)) for on, found in values if found]


def _steps(one: Measurement, who: Respondent) -> Mapping[str, int]:
    """The steps that a respondent has given in a measurement, by question."""
    response = one.responses.get(who)
    if response is None or response.state != ResponseState.GIVEN:
        return {}
    return {a.item: int(a.keys[0]) for a in response.answers.all() if a.kind == "scale" and a.keys}


def _sentence(series: Series, label: str) -> str:
    """From the first to the last answer of one respondent, in words and figures."""
    (first, before), (_last, after) = series.points[0], series.points[-1]
    words = {
        "name": series.name,
        "about": f" ({label})" if label else "",
        "value": _number(after),
        "was": _number(before),
    }
    if len(series.points) < 2:
        return _("%(name)s has answered once%(about)s: %(value)s.") % words
    words["day"] = full_day(first)
    if abs(after - before) < _SAME:
        way = _("%(name)s: as on %(day)s%(about)s, %(value)s.")
    elif after > before:
        way = _("%(name)s: higher than on %(day)s%(about)s, %(was)s → %(value)s.")
    else:
        way = _("%(name)s: lower than on %(day)s%(about)s, %(was)s → %(value)s.")
    return " ".join([way % words, *_latest(series.points)])


def _latest(points: Sequence[tuple[dt.date, float]]) -> list[str]:
    """The last move, where it went against the whole way: else the first sentence would hide it."""
    if not (turned := _turned(points)):
        return []
    on, before = turned
    after = points[-1][1]
    words = {"day": full_day(on), "was": _number(before), "value": _number(after)}
    if after < before:
        return [_("But lower than on %(day)s, %(was)s → %(value)s.") % words]
    return [_("But higher than on %(day)s, %(was)s → %(value)s.") % words]


def _turned(points: Sequence[tuple[dt.date, float]]) -> tuple[dt.date, float] | None:
    """The answer before the last, where the last step did not go the way of them all."""
    if len(points) < 3:
        return None
    whole, last = points[-1][1] - points[0][1], points[-1][1] - points[-2][1]
    goes_on = whole * last > 0 and abs(whole) >= _SAME
    return None if goes_on or abs(last) < _SAME else points[-2]


def _number(value: float) -> str:
    return number(round(value, 1), get_language() or "da")


def _spans(now: Now) -> list[Span]:
    found = [Span(_("Contact person"), p.user.name, "person", p.begins_on, p.ends_on) for p in now.contact_persons]
    for area in Area:
        for effort in now.efforts:
            if AREA_OF_EFFORT[effort.kind] == area:
                found.append(Span(str(area.label), effort.title, effort.organiser, effort.begins_on, effort.ends_on))
    return found


def _reached(now: Now) -> list[Moment]:
    return [Moment(goal.what, goal.state_on) for goal in now.sub_goals if goal.state == SubGoalState.REACHED]


def _changes(now: Now) -> list[Moment]:
    begun = [person.begins_on for person in now.contact_persons][1:]
    return [Moment(_("change %(number)s") % {"number": n}, on) for n, on in enumerate(begun, start=1)]
