"""The last answers as a spider's web: a thread for each question, five rings, and a line for each respondent.

An alternative to the lines over time for those who see a whole more easily in one shape. The order of the threads is
that of the questionnaire; the area has no meaning of its own and is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

import vl_convert
from django.utils.safestring import SafeString, mark_safe

from fremdrift.web.shared.trajectory import COLOURS, FIGURE, LINE, SHAPES, SOFT

Spec = dict[str, Any]
STEPS = 5
WIDE, NARROW = 520, 340  # of the figure, in CSS pixels
_LETTERS = {WIDE: 14, NARROW: 13}
# How far the figure reaches beyond the last ring, for the words: to the sides, and above and below.
_BESIDE = {WIDE: 1.75, NARROW: 1.95}
_ABOVE = 1.4
_FIRST, _OTHERS = 210, 70  # sizes of points: where two lie together, the first looks out below the second
_DASHES = {"citizen": [1, 0], "municipality": [6, 4], "provider": [2, 3]}


@dataclass(frozen=True)
class Shape:
    """What one respondent answered last: a step for each question that was answered."""

    who: str
    name: str
    steps: Mapping[str, int]


def drawn(shapes: Sequence[Shape], labels: Mapping[str, str], width: int) -> SafeString:
    """The figure as SVG; the same answers stand in a table on the page."""
    svg = vl_convert.vegalite_to_svg(specification(shapes, labels, width))
    return mark_safe(svg)  # noqa: S308 - drawn from values; the drawing program escapes every text


def specification(shapes: Sequence[Shape], labels: Mapping[str, str], width: int) -> Spec:
    """The Vega-Lite specification; `labels` are the questions by key, in the order of the threads."""
    keys = list(labels)
    rings = [
        {"ring": ring, "order": n, **_at(n, len(keys), ring)} for ring in range(1, 6) for n in range(len(keys) + 1)
    ]
    threads = [{"thread": n, "end": end, **_at(n, len(keys), end)} for n in range(len(keys)) for end in (0, STEPS)]
    reach = {"x": STEPS * _BESIDE[width], "y": STEPS * _ABOVE}
    at = {
        axis: {"field": axis, "type": "quantitative", "scale": {"domain": [-far, far]}, "axis": None}
        for axis, far in reach.items()
    }
    still = {"encoding": {**at, "order": {"field": "order"}}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": width * _ABOVE / _BESIDE[width],
        "layer": [
            {"data": {"values": rings}, "mark": _line(LINE), **_of("ring", still)},
            {"data": {"values": threads}, "mark": _line(LINE), **_of("thread", {"encoding": at})},
            *[_words(keys, labels, side, at, _LETTERS[width]) for side in ("left", "center", "right")],
            *[layer for n, shape in enumerate(shapes) for layer in _shape(shape, keys, at, _OTHERS if n else _FIRST)],
        ],
        "config": FIGURE,
    }


def _at(number: int, of: int, step: float) -> dict[str, float]:
    """Where a step of a question lies, the first question at the top and the others clockwise."""
    turn = 2 * pi * (number % of) / of
    return {"x": round(step * sin(turn), 4), "y": round(step * cos(turn), 4)}


def _line(colour: str) -> Spec:
    return {"type": "line", "color": colour, "strokeWidth": 1}


def _of(field: str, layer: Spec) -> Spec:
    """A line for each value of a field."""
    return {**layer, "encoding": {**layer["encoding"], "detail": {"field": field}}}


def _words(keys: Sequence[str], labels: Mapping[str, str], side: str, at: Spec, letters: int) -> Spec:
    """The names of the questions at the ends of their threads, those on the left written towards the web."""
    ends = [(key, _at(number, len(keys), STEPS * 1.18)) for number, key in enumerate(keys)]
    here = [{"text": labels[key].split(" ", 1), **end} for key, end in ends if _side(end["x"]) == side]
    mark = {"type": "text", "align": side, "baseline": "middle", "fontSize": letters, "color": SOFT}
    return {"data": {"values": here}, "mark": mark, "encoding": {**at, "text": {"field": "text"}}}


def _side(x: float) -> str:
    return "center" if abs(x) < 1 else "left" if x > 0 else "right"


def _shape(shape: Shape, keys: Sequence[str], at: Spec, size: int) -> list[Spec]:
    """The line of a respondent from question to question; it is broken where one was skipped."""
    colour, count = COLOURS[shape.who], len(keys)
    parts: list[list[Spec]] = [[]]
    for order, number in enumerate([*range(count), 0]):
        step = shape.steps.get(keys[number])
        if step is None:
            parts.append([])
        else:
            parts[-1].append({"order": order, "part": len(parts), **_at(number, count, step)})
    rows = [row for part in parts for row in part]
    line = {"type": "line", "color": colour, "strokeWidth": 2.5, "strokeDash": _DASHES[shape.who]}
    point = {"type": "point", "color": colour, "shape": SHAPES[shape.who], "filled": True, "size": size, "opacity": 1}
    joined = _of("part", {"encoding": {**at, "order": {"field": "order"}}})
    return [
        {"data": {"values": rows}, "mark": line, **joined},
        {"data": {"values": rows}, "mark": point, "encoding": at},
    ]
