"""In the figure a place is told by a shape and a dash of its own, and no line leads from one order to the next."""

import datetime as dt

from fremdrift.web.shared.trajectory import WIDE, Series, Told, specification

DAY = dt.date(2026, 5, 1)


def drawn(*series: Series) -> dict[str, object]:
    told = Told(series)
    found: dict[str, object] = specification(told, DAY + dt.timedelta(days=90), WIDE)["vconcat"][0]
    return found


def test_each_order_has_a_line_of_its_own_and_all_places_one_look() -> None:
    later = DAY + dt.timedelta(days=30)
    figure = drawn(
        Series("citizen", "Cilla", [(DAY, 2.0)]),
        Series("provider", "Prøvebænken", [(DAY, 2.0), (later, 3.0)]),
        Series("provider", "Køkkenet", [(later, 4.0)]),
    )
    rows = figure["data"]["values"]  # type: ignore[index]  # a specification is a tree of dictionaries
    assert [(row["who"], row["line"]) for row in rows] == [
        ("citizen", 0),
        ("provider", 1),
        ("provider", 1),
        ("provider", 2),
    ]
    line = figure["layer"][0]["encoding"]  # type: ignore[index]  # a specification is a tree of dictionaries
    assert line["detail"] == {"field": "line"}
    assert line["strokeDash"]["scale"] == {"domain": ["citizen", "provider"], "range": [[1, 0], [2, 3]]}
    point = figure["layer"][1]["encoding"]  # type: ignore[index]  # a specification is a tree of dictionaries
    assert point["shape"]["scale"]["range"] == ["circle", "diamond"]
