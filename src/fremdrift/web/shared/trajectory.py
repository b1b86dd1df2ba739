"""The figure of how it goes: answers as lines, and below them what went on meanwhile. Drawn to SVG on the server.

One Vega-Lite specification serves page and print; it is drawn at the width at which it is shown, with the page's own
fonts, and without any script. Who is told by shape and dash as well as by colour, so that black and white is enough.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import vl_convert
from babel.dates import get_day_names, get_month_names
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Spec = dict[str, Any]
WIDE, NARROW = 900, 300  # of the plot, in CSS pixels; the names of the lanes stand to the left of it
_NAMES = {WIDE: 118, NARROW: 24}
_HEIGHT, _LANE, _LETTER = 190, 24, 6.8
_INK, SOFT, LINE, _DONE = "#1a1a1a", "#454545", "#dcdcdc", "#358000"
COLOURS = {"citizen": "#00796b", "municipality": "#0059b3", "provider": "#8f5200", "other": "#5c5c5c"}
SHAPES = {"citizen": "circle", "municipality": "square", "provider": "diamond"}
# What all our figures share. They are told in words beside them, so that nothing is said twice to those who listen.
FIGURE: Spec = {
    "aria": False,
    "mark": {"aria": False},
    "background": "transparent",
    "font": "IBM Plex Sans, system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {"labelColor": SOFT, "labelFontSize": 13, "domain": False, "ticks": False},
}


def _sunday_first(names: Mapping[int, str]) -> list[str]:
    """Days as the drawing program wants them; of the names that we get Monday is 0."""
    return [names[(day - 1) % 7].strip(".") for day in range(7)]


_DANISH: Spec = {
    "months": list(get_month_names("wide", locale="da").values()),
    "shortMonths": [name.strip(".") for name in get_month_names("abbreviated", locale="da").values()],
    "days": _sunday_first(get_day_names("wide", locale="da")),
    "shortDays": _sunday_first(get_day_names("abbreviated", locale="da")),
    "dateTime": "%A den %d. %B %Y %X",
    "date": "%d-%m-%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
}
_COMMA: Spec = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]}


@dataclass(frozen=True)
class Series:
    """What one respondent answered: a step, or the mean of steps, for each day. Each order has a line of its own."""

    who: str  # citizen, municipality or provider
    name: str
    points: Sequence[tuple[dt.date, float]]


@dataclass(frozen=True)
class Span:
    """Something that went on meanwhile, in a lane."""

    lane: str
    text: str
    who: str
    begins: dt.date
    ends: dt.date | None


@dataclass(frozen=True)
class Moment:
    """A day on which something happened: a sub-goal was reached, or the contact person changed."""

    text: str
    on: dt.date


@dataclass(frozen=True)
class Told:
    """All that one figure shows."""

    series: Sequence[Series]
    spans: Sequence[Span] = ()
    reached: Sequence[Moment] = ()
    changes: Sequence[Moment] = ()
    reached_lane: str = ""
    whole_steps: bool = False

    def days(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """From a little before the first answer until today."""
        first = min(on for series in self.series for on, _value in series.points)
        room = max((today - first) // 30, dt.timedelta(days=5))
        return first - room, today + room


def drawn(told: Told, today: dt.date, width: int) -> SafeString:
    """The figure as SVG; what it says to those who do not see it stands in the page's own words beside it."""
    danish = not (get_language() or "da").startswith("en")
    locale: Spec = {"format_locale": _COMMA, "time_format_locale": _DANISH} if danish else {}
    svg = vl_convert.vegalite_to_svg(specification(told, today, width), **locale)
    return mark_safe(svg)  # noqa: S308 - drawn from values; the drawing program escapes every text


def specification(told: Told, today: dt.date, width: int) -> Spec:
    """The Vega-Lite specification: answers above, lanes below, on one axis of time."""
    first, last = told.days(today)
    lanes = _lanes(told, first, last, today, width)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "vconcat": [_answers(told, first, last, width), *([lanes] if lanes else [])],
        "spacing": 14,
        "config": FIGURE,
    }


def _time(first: dt.date, last: dt.date, *, labels: bool, width: int) -> Spec:
    months = max((last - first).days // 30, 1)
    every = max(1, round(months / (width / 70)))
    axis: Spec = {
        "title": None,
        "grid": False,
        "labels": labels,
        "format": "%b %Y",
        "labelFlush": True,
        "labelPadding": 9,
    }
    axis |= {"tickCount": {"interval": "month", "step": every}, "labelOverlap": True}
    return {"type": "temporal", "scale": {"domain": [_day(first), _day(last)]}, "axis": axis}


def _answers(told: Told, first: dt.date, last: dt.date, width: int) -> Spec:
    of_day: dict[dt.date, list[float]] = {}
    for series in told.series:
        for on, value in series.points:
            of_day.setdefault(on, []).append(value)
    rows = [
        {"on": _day(on), "value": value, "who": s.who, "line": n, "side": _side(n, of_day[on], value)}
        for n, s in enumerate(told.series)
        for on, value in s.points
    ]
    who = list(dict.fromkeys(series.who for series in told.series))
    format_ = "d" if told.whole_steps else ".1f"
    x = {"field": "on", **_time(first, last, labels=True, width=width)}
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [1, 5]},
        "axis": {"title": None, "values": [1, 2, 3, 4, 5], "gridColor": LINE, **_extent(width)},
    }
    colour = {"field": "who", "legend": None, "scale": {"domain": who, "range": [COLOURS[one] for one in who]}}
    dash = {"field": "who", "legend": None, "scale": {"domain": who, "range": [_DASH[one] for one in who]}}
    shape = {"field": "who", "legend": None, "scale": {"domain": who, "range": [SHAPES[one] for one in who]}}
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "strokeWidth": 2.5},
            "encoding": {"color": colour, "strokeDash": dash, "detail": {"field": "line"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
            "encoding": {"color": colour, "shape": shape},
        },
    ]
    layers += (
        [_values(side, dy, format_, colour) for side, dy in (("above", -15), ("below", 19))] if width >= WIDE else []
    )
    return {
        "width": width,
        "height": _HEIGHT,
        "data": {"values": rows},
        "encoding": {"x": x, "y": y},
        "layer": [*_changes(told, first, last, width), *layers],
    }


_DASH = {"citizen": [1, 0], "municipality": [6, 4], "provider": [2, 3]}


def _side(number: int, values: Sequence[float], value: float) -> str:
    """Where the figure of a point stands, so that two that lie together do not cover one another."""
    alike = values.count(value) > 1
    return "below" if value < max(values) or (alike and number) else "above"


def _values(side: str, dy: int, format_: str, colour: Spec) -> Spec:
    """The figures beside the points: of the higher above, of the lower below."""
    return {
        "transform": [{"filter": {"field": "side", "equal": side}}],
        "mark": {"type": "text", "dy": dy, "fontSize": 13, "fontWeight": 600},
        "encoding": {"text": {"field": "value", "type": "quantitative", "format": format_}, "color": colour},
    }


def _changes(told: Told, first: dt.date, last: dt.date, width: int) -> list[Spec]:
    rows = [{"on": _day(change.on), "text": change.text} for change in told.changes if first < change.on <= last]
    if not rows:
        return []
    x = {"field": "on", **_time(first, last, labels=True, width=width)}
    rule = {"type": "rule", "strokeDash": [2, 4], "color": _INK}
    text = {"type": "text", "align": "left", "dx": 4, "dy": 8, "fontSize": 12, "fontWeight": 600, "color": _INK}
    found: list[Spec] = [{"data": {"values": rows}, "mark": rule, "encoding": {"x": x, "y": None}}]
    if width >= WIDE:
        found.append(
            {"data": {"values": rows}, "mark": text, "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}}}
        )
    return found


def _lanes(told: Told, first: dt.date, last: dt.date, today: dt.date, width: int) -> Spec | None:
    spans = [span for span in told.spans if span.begins <= last and (span.ends is None or span.ends >= first)]
    reached = sorted((moment for moment in told.reached if first <= moment.on <= last), key=lambda moment: moment.on)
    names = [*([told.reached_lane] if reached else []), *dict.fromkeys(span.lane for span in spans)]
    if not names or width < WIDE:
        return None  # on a narrow figure the lanes would have no words; the table tells them
    x = _time(first, last, labels=False, width=width)
    y = {
        "field": "lane",
        "type": "nominal",
        "scale": {"domain": names},
        "axis": {"title": None, "labelLimit": _NAMES[width], **_extent(width)},
    }
    clipped = [replace(s, begins=max(s.begins, first), ends=min(s.ends or last, last)) for s in spans]
    rows = [_bar(span, first, last, today, width) for span in clipped]
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 17, "cornerRadius": 3, "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "begins", **x},
            "x2": {"field": "ends"},
            "y": y,
            "fill": {"field": "fill", "scale": None},
            "stroke": {"field": "stroke", "scale": None},
            "strokeDash": {"field": "dash", "scale": None, "legend": None},
        },
    }
    words: Spec = {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "fontWeight": 600},
        "encoding": {
            "x": {"field": "begins", **x},
            "y": y,
            "text": {"field": "text"},
            "color": {"field": "ink", "scale": None},
        },
    }
    return {
        "width": width,
        "height": _LANE * len(names),
        "layer": [bars, words, *_reached(reached, told.reached_lane, x, y, first, last, width)],
    }


def _bar(span: Span, first: dt.date, last: dt.date, today: dt.date, width: int) -> Spec:
    assert span.ends is not None
    text = _fitting(span.text, span.begins, span.ends, last - first, width, 14)
    planned, person = span.begins > today, span.who == "person"
    colour = COLOURS.get(span.who, COLOURS["other"])  # a person is grey too
    return {
        "lane": span.lane,
        "begins": _day(span.begins),
        "ends": _day(span.ends),
        "text": text,
        "fill": "#ffffff" if planned or person else colour,
        "stroke": colour,
        "dash": [4, 3] if planned else [1, 0],
        "ink": _INK if planned or person else "#ffffff",
    }


def _fitting(text: str, begins: dt.date, ends: dt.date, whole: dt.timedelta, width: int, spare: int) -> str:
    """As much of a text as there is room for between two days; nothing rather than a few letters."""
    room = int((width * (ends - begins) / whole - spare) / _LETTER)
    return text if len(text) <= room else (text[: room - 1].rstrip() + "…" if room > 4 else "")


def _reached(
    reached: Sequence[Moment], lane: str, x: Spec, y: Spec, first: dt.date, last: dt.date, width: int
) -> list[Spec]:
    if not reached:
        return []
    ends = [*(moment.on for moment in reached[1:]), last]
    rows = [
        {"on": _day(moment.on), "lane": lane, "text": _fitting(moment.text, moment.on, end, last - first, width, 20)}
        for moment, end in zip(reached, ends, strict=True)
    ]
    at = {"x": {"field": "on", **x}, "y": y}
    point = {"type": "point", "shape": "circle", "size": 130, "filled": False, "strokeWidth": 2.5, "color": _DONE}
    text = {"type": "text", "align": "left", "dx": 10, "fontSize": 12, "color": _INK}
    return [
        {"data": {"values": rows}, "mark": point, "encoding": at},
        {"data": {"values": rows}, "mark": text, "encoding": {**at, "text": {"field": "text"}}},
    ]


def _extent(width: int) -> Spec:
    return {"minExtent": _NAMES[width], "maxExtent": _NAMES[width]}


def _day(on: dt.date) -> str:
    return f"{on}T12:00:00"
