"""When a case is measured, where a respondent stands with a measurement, and that the guidance is whole."""

import datetime as dt
from itertools import pairwise

import pytest

from fremdrift.progression import rules
from fremdrift.progression.enums import Phase, Quality
from fremdrift.progression.rules import Round, Standing
from fremdrift.progression.selectors import standard_guidance

A_DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("begins", "rhythm", "until", "opens"),
    [
        ("2026-08-31", "quarter", "2027-05-30", ["2026-08-31", "2026-11-30", "2027-02-28"]),
        ("2026-08-31", "quarter", "2027-05-31", ["2026-08-31", "2026-11-30", "2027-02-28", "2027-05-31"]),
        ("2027-11-29", "quarter", "2028-02-29", ["2027-11-29", "2028-02-29"]),
        ("2026-11-02", "fortnight", "2026-11-30", ["2026-11-02", "2026-11-16", "2026-11-30"]),
        ("2026-11-02", "fortnight", "2026-11-01", []),
    ],
)
def test_when_rounds_open(begins: str, rhythm: str, until: str, opens: list[str]) -> None:
    found = rules.rounds(day(begins), rhythm, day(until))
    assert [one.opens_on for one in found] == [day(text) for text in opens]
    assert all(after.opens_on - before.closes_on == A_DAY for before, after in pairwise(found))
    assert all(one.opens_on <= one.due_on <= one.closes_on for one in found)


def test_one_round_is_open_at_a_time() -> None:
    found = rules.rounds(day("2026-08-31"), "quarter", day("2027-08-31"))
    for one in found:
        assert {rules.current(found, on) for on in (one.opens_on, one.due_on, one.closes_on)} == {one}
    assert rules.current(found, found[0].opens_on - A_DAY) is None


ROUND = Round(day("2026-11-02"), day("2026-11-16"), day("2027-02-01"))


@pytest.mark.parametrize(
    ("answered", "on", "found"),
    [
        (None, ROUND.opens_on - A_DAY, Standing.COMING),
        (None, ROUND.opens_on, Standing.ASKED),
        ("begun", ROUND.due_on, Standing.ASKED),
        (None, ROUND.due_on + A_DAY, Standing.LATE),
        ("begun", ROUND.closes_on, Standing.LATE),
        ("begun", ROUND.closes_on + A_DAY, Standing.HALF),
        (None, ROUND.closes_on + A_DAY, Standing.MISSED),
        ("given", ROUND.opens_on, Standing.GIVEN),
        ("given", ROUND.closes_on + A_DAY, Standing.GIVEN),
    ],
)
def test_where_a_party_stands(answered: str | None, on: dt.date, found: Standing) -> None:
    assert rules.standing(ROUND, answered, on) is found


def test_the_guidance_has_four_phases_twelve_cells_and_ten_points() -> None:
    texts = standard_guidance()
    cells = {f"{phase}.{quality}" for phase in Phase.values for quality in Quality.values}
    assert cells <= set(texts)
    assert len(cells) == 12
    assert [key for key in texts if key.startswith("checklist.")] == [f"checklist.{n}" for n in range(1, 11)]
    assert [key for key, text in texts.items() if not (text.da and text.en)] == []
    assert list(rules.PHASES) == Phase.values


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (ROUND.opens_on, ROUND.due_on),
        (ROUND.due_on, ROUND.due_on),
        (ROUND.due_on + A_DAY, ROUND.closes_on),
        (ROUND.closes_on, ROUND.closes_on),
    ],
)
def test_until_when_somebody_is_asked(on: dt.date, until: dt.date) -> None:
    assert rules.last_day(ROUND.due_on, ROUND.closes_on, on) == until
