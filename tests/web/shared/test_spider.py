"""The web has a thread for each question, a point for each answer and a gap where one was skipped."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from fremdrift.web.shared import spider
from fremdrift.web.shared.spider import Shape

LABELS = {"everyday": "Klarer hverdagen", "energy": "Overskud", "health": "Helbred", "goals": "Mål for job"}


def points(spec: spider.Spec, layer: int) -> list[dict[str, float]]:
    return list(spec["layer"][layer]["data"]["values"])


@pytest.mark.parametrize("width", [spider.WIDE, spider.NARROW])
def test_every_question_is_named_and_every_answer_has_a_point(width: int) -> None:
    shape = Shape("citizen", "Cilla", {"everyday": 5, "energy": 1, "health": 3, "goals": 2})
    spec = spider.specification([shape], LABELS, width)
    named = [" ".join(row["text"]) for layer in spec["layer"][2:5] for row in layer["data"]["values"]]
    assert sorted(named) == sorted(LABELS.values())
    far = [round((row["x"] ** 2 + row["y"] ** 2) ** 0.5) for row in points(spec, 6)]
    assert far == [5, 1, 3, 2, 5]  # closed where it began


def test_the_line_is_broken_where_one_was_skipped() -> None:
    shape = Shape("municipality", "Signe", {"everyday": 2, "energy": 2, "goals": 4})
    rows = points(spider.specification([shape], LABELS, spider.WIDE), 5)
    joined = [(a["order"], b["order"]) for a, b in pairwise(rows) if a["part"] == b["part"]]
    assert joined == [(0, 1), (3, 4)]


def test_it_is_drawn_without_script_or_style_and_tells_nothing_twice() -> None:
    both = [Shape("citizen", "Cilla", {"everyday": 2}), Shape("municipality", "Signe <b>", {"everyday": 3})]
    svg = str(spider.drawn(both, LABELS | {"goals": "Mål & <b>job</b>"}, spider.WIDE))
    tree = ET.fromstring(svg)  # noqa: S314 - what we have drawn ourselves
    assert not [e for e in tree.iter() if "style" in e.attrib or e.tag.endswith(("script", "style", "b"))]
    assert "graphics-symbol" not in svg
