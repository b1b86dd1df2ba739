"""Decisions of the progression app, from values alone: when a case is measured, and who has answered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fremdrift.questionnaires.rules import Texts
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
