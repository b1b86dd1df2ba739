"""What the worklist knows of measurements and phases: that something is to be answered or talked of, never how much.

It tells how somebody is, so it is read only of cases whose health is open to the reader today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.overview.rules import Fell, Measuring, to_talk_of
from fremdrift.overview.rules.signals import LOOKED_AT, Measured, differ, fell_twice
from fremdrift.progression import rules
from fremdrift.progression import selectors as progression
from fremdrift.progression.enums import Chooser
from fremdrift.progression.selectors import CaseProgress, Stand
from fremdrift.questionnaires.enums import Respondent, ResponseState

PARTIES = (Respondent.CITIZEN, Respondent.CASEWORKER)


@dataclass(frozen=True)
class Taken:
    """One party's answer to a round: of when it is, and since when the office could see it."""

    response_id: UUID
    on: dt.date
    told_on: dt.date


@dataclass(frozen=True)
class Progress:
    """What is read of many cases at once; of a case that is not here nothing is open to the reader."""

    cases: Mapping[UUID, CaseProgress] = field(default_factory=dict)
    steps: Mapping[UUID, Mapping[str, int]] = field(default_factory=dict)  # by response


def progress_facts(actor: Actor, read: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, dict[str, Any]]:
    """By case, what a situation holds of it: a measurement to answer, who fell, and since when two differ."""
    known, today = _read_progress(actor, read), clock.today()
    return {
        key: {
            "measuring": _measuring(row, known, today),
            "falls": _falls(row, known),
            "differ_since": _differ_since(row, known),
        }
        for key, row in read.items()
    }


def _read_progress(actor: Actor, read: Mapping[UUID, Mapping[str, Any]]) -> Progress:
    """Two queries for all cases; answers themselves only where there may be something to talk of."""
    known = progression.progress_of(actor, read)
    late = {key: [t.response_id for party in PARTIES for t in _late(read[key], known[key], party)] for key in known}
    return Progress(known, progression.steps_answered(actor, {key: found for key, found in late.items() if found}))


def _measuring(row: Mapping[str, Any], known: Progress, today: dt.date) -> Measuring | None:
    """The measurement that is open, where the caseworker has not answered it."""
    case = known.cases.get(row["pk"])
    if case is None or not row["measured_by"]:
        return None
    begins_on, every = row["measured_by"][0]
    now = rules.current(rules.rounds(_date(begins_on), every, today), today)
    if now is None:
        return None
    taken = next((UUID(key) for key, on in row["rounds_taken"] if _date(on) == now.opens_on), None)
    own = case.standings.get(taken, {}).get(Respondent.CASEWORKER) if taken else None
    if own is not None and own.state == ResponseState.GIVEN:
        return None
    return Measuring(now.opens_on, now.due_on, begun=own is not None)


def _falls(row: Mapping[str, Any], known: Progress) -> list[Fell]:
    """Whose answers fell in the two latest measurements, each party by itself."""
    case, found = known.cases.get(row["pk"]), []
    for party in PARTIES:
        last = _late(row, case, party) if case is not None else []
        if fell_twice([Measured(taken.on, known.steps.get(taken.response_id, {})) for taken in last]):
            found.append(Fell(party.value, last[0].on, last[-1].told_on))
    return found


def _late(row: Mapping[str, Any], case: CaseProgress, party: str) -> Sequence[Taken]:
    """One party's three latest measurements, where they are enough and the last was not talked of since."""
    last = list(_taken(row["rounds_taken"], case.standings, party))[-LOOKED_AT:]
    if len(last) < LOOKED_AT or not to_talk_of(last[-1].told_on, _talked(row), clock.today()):
        return []
    return last


def _taken(
    rounds: Iterable[Sequence[str]], standings: Mapping[UUID, Mapping[str, Stand]], party: str
) -> Iterable[Taken]:
    """As on the case's page: what the other answered is known once the office's own answer is given."""
    for key, opens_on in rounds:
        stands = standings.get(UUID(key), {})
        days = [stands[who].given_on for who in {party, Respondent.CASEWORKER.value} if who in stands]
        given = [on for on in days if on is not None]
        if len(given) == len({party, Respondent.CASEWORKER.value}):
            yield Taken(stands[party].response_id, _date(opens_on), max(given))


def _talked(row: Mapping[str, Any]) -> dt.date | None:
    return max((_date(talk[2]) for talk in row["last_held"]), default=None)


def _differ_since(row: Mapping[str, Any], known: Progress) -> dt.date | None:
    """On which day the later of the two said another phase than the other had."""
    case = known.cases.get(row["pk"])
    said = case.phases if case is not None else {}
    citizen, caseworker = said.get(Chooser.CITIZEN), said.get(Chooser.CASEWORKER)
    if not differ(citizen[0] if citizen else None, caseworker[0] if caseworker else None):
        return None
    return max(day for _phase, day in said.values())


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
