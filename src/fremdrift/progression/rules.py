"""Decisions of the progression app, from values alone: when a case is measured, who answered, what is registered."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from fremdrift.questionnaires.rules import Form, Texts
from fremdrift.rulebook.rules import add_months

MONTHS = 3  # between measurements: BIP's own web pages
DAYS = 14  # the option
# How long there is to answer before a measurement counts as late; it stays open until the next one begins.
ANSWER_WITHIN = {"quarter": dt.timedelta(days=14), "fortnight": dt.timedelta(days=4)}


@dataclass(frozen=True)
class Round:
    """One measurement of a case: open from a day, to be answered by a day, and closed after its last day."""

    opens_on: dt.date
    due_on: dt.date
    closes_on: dt.date


class Standing(StrEnum):
    """Where one respondent stands with a round."""

    COMING = "coming"
    ASKED = "asked"
    LATE = "late"
    GIVEN = "given"
    HALF = "half"  # it closed on what was answered so far
    MISSED = "missed"


def rounds(begins_on: dt.date, rhythm: str, until: dt.date) -> list[Round]:
    """Every round that opens by a day, the first one on the first day.

    Months are counted from the first day, so that the 31st does not wander; a shorter month has its last day instead.
    """
    found = []
    number = 0
    while (opens_on := _opening(begins_on, rhythm, number)) <= until:
        number += 1
        closes_on = _opening(begins_on, rhythm, number) - dt.timedelta(days=1)
        found.append(Round(opens_on, opens_on + ANSWER_WITHIN[rhythm], closes_on))
    return found


def _opening(begins_on: dt.date, rhythm: str, number: int) -> dt.date:
    if rhythm == "fortnight":
        return begins_on + dt.timedelta(days=DAYS * number)
    return add_months(begins_on, MONTHS * number)


def current(found: list[Round], today: dt.date) -> Round | None:
    """The round that is open on a day."""
    return next((one for one in reversed(found) if one.opens_on <= today <= one.closes_on), None)


def last_day(due_on: dt.date, closes_on: dt.date, today: dt.date) -> dt.date:
    """Until when somebody is asked: the day by which to answer, and when it has passed the last day of all."""
    return due_on if today <= due_on else closes_on


def standing(one: Round, answered: str | None, today: dt.date) -> Standing:
    """Where a respondent stands with a round; `answered` is the state of what it has written, if it has."""
    if answered == "given":
        return Standing.GIVEN
    if today > one.closes_on:
        return Standing.HALF if answered == "begun" else Standing.MISSED
    if today < one.opens_on:
        return Standing.COMING
    return Standing.LATE if today > one.due_on else Standing.ASKED


PHASES = ("progress", "standstill", "decline", "derailment")
SAYS = ("signs", "acts", "system", "orientation", "own", "meaning", "coherence", "momentum")  # of each phase


def guidance_from(data: Mapping[str, Any]) -> dict[str, Texts]:
    """The texts of a guidance file by key: `standstill.meaning`, `checklist.3`."""
    found = {f"{phase['key']}.{word}": Texts(**phase[word]) for phase in data["phases"] for word in SAYS}
    points = {f"checklist.{n}": Texts(**point["text"]) for n, point in enumerate(data["checklist"], start=1)}
    return found | points


@dataclass(frozen=True)
class Judged:
    """An item of the measurement about a described person, and what speaks for each of its five steps."""

    key: str
    reasons: tuple[Texts, ...]


@dataclass(frozen=True)
class Scene:
    """A person who is made up, described for raters to answer about."""

    key: str
    name: str
    paragraphs: tuple[Texts, ...]
    items: tuple[Judged, ...]


def scenes_from(data: Mapping[str, Any]) -> list[Scene]:
    """The described cases of a calibration file."""
    return [
        Scene(
            scene["key"],
            scene["name"],
            tuple(Texts(**text) for text in scene["text"]),
            tuple(Judged(item["key"], tuple(Texts(**why) for why in item["why"])) for item in scene["items"]),
        )
        for scene in data["scenes"]
    ]


def circle(municipality: int | None, provider: int | None) -> str:
    """Whose answers to described cases are counted together: those of a municipality's people, or of a unit's."""
    return f"municipality:{municipality}" if provider is None else f"provider:{provider}"


CHARACTERISTICS, REASONS = "characteristics", "reasons"  # the two lists of a registration, by the keys of their items
MOST = {CHARACTERISTICS: 5, REASONS: 4}
_BANDS = ((30, "under_30"), (45, "from_30"), (60, "from_45"))


def age_group(born: dt.date, on: dt.date) -> str:
    """How old somebody is on a day, in wide bands."""
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for below, band in _BANDS if years < below), "from_60")


def lists_problem(form: Form) -> str | None:
    """Why a questionnaire cannot be the lists of a registration, as the code of a rule; none when it can."""
    asked = {item.key: item.kind for item in form.items if "caseworker" in item.asked_of}
    if form.use != "registration" or asked != {CHARACTERISTICS: "multiple", REASONS: "ranked"}:
        return "registration_round.lists"
    longer = [item for item in form.items if (item.at_most or 0) > MOST.get(item.key, 0)]
    return "registration_round.too_long" if longer else None


def extract_problem(closes_on: dt.date, today: dt.date) -> str | None:
    """Why the rows of a round are not handed out yet: two files of one period would tell who came between them."""
    return "registration_round.still_open" if today <= closes_on else None


@dataclass(frozen=True)
class Share:
    """How many registrations say something, and how many that is of a hundred, as VFC prints it."""

    count: int
    percent: Decimal


def registration_tables(rows: Iterable[Mapping[str, str]]) -> dict[int, dict[str, Share]]:
    """Tables 2 to 5 of VFC from exported rows: municipality, characteristics, first reasons, and all reasons.

    Of those who said yes; a person can have several characteristics and reasons, so 3 and 5 add up to more than all.
    """
    taking_part = [row for row in rows if row["choice"] == "yes"]
    said = {
        2: [[row["municipality"]] for row in taking_part],
        3: [_keys(row[CHARACTERISTICS]) for row in taking_part],
        4: [_keys(row[REASONS])[:1] for row in taking_part],
        5: [_keys(row[REASONS]) for row in taking_part],
    }
    return {table: _shares(found, len(taking_part)) for table, found in said.items()}


def _keys(cell: str) -> list[str]:
    return cell.split(",") if cell else []


def _shares(found: list[list[str]], of: int) -> dict[str, Share]:
    counts = Counter(key for keys in found for key in keys)
    return {key: Share(count, percent_of(count, of)) for key, count in counts.items()}


def percent_of(count: int, of: int) -> Decimal:
    """A share of a hundred with one decimal, halves rounded up."""
    return (Decimal(100 * count) / of).quantize(Decimal("0.1"), ROUND_HALF_UP) if of else Decimal("0.0")
