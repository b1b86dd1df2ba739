"""Reads of measurements, answers, phases and guidance. The first argument is who reads."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, Subquery

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.rows import rows
from fremdrift.progression import rules
from fremdrift.progression.enums import Chooser
from fremdrift.progression.models import (
    Answer,
    CalibrationAnswer,
    GuidanceText,
    MeasurementRhythm,
    MeasurementRound,
    PhaseChoice,
    Response,
)
from fremdrift.questionnaires import selectors as questions
from fremdrift.questionnaires.enums import ItemKind, Respondent, ResponseState
from fremdrift.questionnaires.rules import Form, Texts

STANDARD = Path(__file__).parent.parent / "standard" / "guidance.toml"
CALIBRATION = STANDARD.with_name("calibration.toml")


@cache
def standard_guidance() -> dict[str, Texts]:
    """The guidance that comes with the product, by key."""
    return rules.guidance_from(tomllib.loads(STANDARD.read_text("utf-8")))


def guidance(actor: Actor, case: Case | None = None) -> dict[str, Texts]:
    """The guidance of one's municipality, or of a case's: its own words where it has written some."""
    written = GuidanceText.objects.visible_to(_at_home(actor, case) if case else actor)
    return standard_guidance() | {text.key: Texts(da=text.da, en=text.en) for text in written}


def _at_home(actor: Actor, case: Case) -> Actor:
    """The actor in the municipality of a case: whoever is contact person at a provider belongs to none."""
    return replace(actor, municipality_id=case.municipality_id)


def guidance_written(actor: Actor) -> dict[str, GuidanceText]:
    """The texts that the municipality has in its own words, by key, with who wrote them when."""
    return {text.key: text for text in GuidanceText.objects.visible_to(actor).select_related("written_by")}


def rhythm_on(actor: Actor, case: Case, day: dt.date) -> MeasurementRhythm | None:
    """How often the case is measured on a day."""
    seen = MeasurementRhythm.objects.visible_to(actor).filter(case=case, begins_on__lte=day)
    found: MeasurementRhythm | None = seen.filter(Q(ends_on=None) | Q(ends_on__gte=day)).first()
    return found


def round_on(actor: Actor, case: Case, day: dt.date) -> rules.Round | None:
    """The measurement of a case that is open on a day, begun or not."""
    rhythm = rhythm_on(actor, case, day)
    return rules.current(rules.rounds(rhythm.begins_on, rhythm.every, day), day) if rhythm else None


def next_opening(actor: Actor, case: Case, day: dt.date) -> dt.date | None:
    """When the first measurement opens after a day on which none is open; a plan that was taken back opens none."""
    coming = MeasurementRhythm.objects.visible_to(actor).filter(case=case, begins_on__gt=day)
    stands = coming.filter(Q(ends_on=None) | Q(ends_on__gte=F("begins_on"))).order_by("begins_on").first()
    return stands.begins_on if stands else None


def form_of(actor: Actor, case: Case, day: dt.date) -> Form:
    """What a case is asked on a day: the version of the round, once somebody has begun it, else the one in use."""
    begun = MeasurementRound.objects.visible_to(actor).filter(case=case, opens_on__lte=day, closes_on__gte=day)
    taken: MeasurementRound | None = begun.select_related("questionnaire").order_by("-opens_on").first()
    if taken is not None:
        return taken.questionnaire.form
    rhythm = rhythm_on(actor, case, day)
    key = rhythm.questionnaire_key if rhythm else "progression"
    used = questions.questionnaire_in_use(_at_home(actor, case), key)
    return used.form if used else questions.standard_forms()[key]


@dataclass(frozen=True)
class Measurement:
    """A round that somebody has begun to answer, and of its responses those that this reader is shown."""

    round: MeasurementRound
    responses: dict[str, Response]  # by respondent
    hidden: frozenset[str]  # parties that have answered and are not shown before one's own answer is given


def measurements(actor: Actor, case: Case) -> list[Measurement]:
    """The measurements of a case, oldest first; what the others said is hidden until one has given one's own answer."""
    taken = list(
        MeasurementRound.objects.visible_to(actor)
        .filter(case=case)
        .select_related("questionnaire")
        .order_by("opens_on")
    )
    of_round: dict[UUID, dict[str, Response]] = {one.pk: {} for one in taken}
    for response in responses_on(actor, of_round):
        of_round[response.occasion][response.respondent] = response
    return [_shown(one, of_round[one.pk], own_respondent(actor)) for one in taken]


def responses_on(actor: Actor, occasions: Iterable[UUID]) -> list[Response]:
    """What was answered on these occasions, begun or given, with the answers."""
    seen = Response.objects.visible_to(actor).filter(occasion__in=list(occasions))
    return list(seen.select_related("questionnaire", "given_by").prefetch_related("answers"))


def responses_given(actor: Actor, case: Case) -> list[Response]:
    """Who gave answers to the measurements of a case, and when, oldest first; not what they answered."""
    rounds = MeasurementRound.objects.visible_to(actor).filter(case=case)
    asked = Response.objects.visible_to(actor).filter(case=case, occasion__in=rounds.values("pk"))
    return list(asked.filter(state=ResponseState.GIVEN).order_by("given_at", "pk"))


def own_respondent(actor: Actor) -> Respondent:
    """As whom somebody answers who sees the case; a contact person at a provider does the caseworker's work."""
    return Respondent.CITIZEN if actor.role is Role.CITIZEN else Respondent.CASEWORKER


def _shown(one: MeasurementRound, responses: dict[str, Response], own: Respondent) -> Measurement:
    mine = responses.get(own)
    told = mine is not None and mine.state == ResponseState.GIVEN
    # What another has only begun is theirs until they give it.
    ready = {respondent for respondent, response in responses.items() if response.state == ResponseState.GIVEN}
    shown = {
        respondent: r for respondent, r in responses.items() if respondent == own or (told and respondent in ready)
    }
    return Measurement(one, shown, frozenset(ready - set(shown)))


def phase_choices(actor: Actor, case: Case) -> list[PhaseChoice]:
    """What citizen and caseworker have said about the phase, oldest first."""
    return list(PhaseChoice.objects.visible_to(actor).filter(case=case).select_related("chosen_by"))


@cache
def scenes() -> dict[str, rules.Scene]:
    """The described cases that raters answer about, by key."""
    return {scene.key: scene for scene in rules.scenes_from(tomllib.loads(CALIBRATION.read_text("utf-8")))}


def calibration_answers(actor: Actor) -> dict[str, dict[str, int]]:
    """Which steps one has chosen oneself: scene → item → step."""
    found: dict[str, dict[str, int]] = {}
    for row in CalibrationAnswer.objects.visible_to(actor):
        found.setdefault(row.scene, {})[row.item] = row.step
    return found


def calibration_spread(actor: Actor, scene: str) -> dict[str, dict[int, int]]:
    """How many others chose each step: item → step → how many; an item that fewer than five answered is not there.

    The first answers count, and new ones come by five: who looks before and after a colleague answers learns nothing.
    Counted by the database, which shows nobody's row to anybody else. `actor` is whom the database knows already.
    """
    found: dict[str, dict[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select item, step, chosen from sec.calibrated(%s)", [scene])
        for item, step, chosen in cursor.fetchall():
            found.setdefault(item, {})[step] = chosen
    return found


def measurement_rows(actor: Actor) -> dict[str, Subquery]:
    """What lists read beside a case: today's rhythm (first day, how often), and rounds taken (id, first day)."""
    today = clock.today()
    holds = MeasurementRhythm.objects.filter(begins_on__lte=today).exclude(ends_on__lt=today)
    return {
        "measured_by": rows(holds.order_by("begins_on"), "begins_on", "every"),
        "rounds_taken": rows(MeasurementRound.objects.order_by("opens_on"), "pk", "opens_on"),
    }


def health_open(actor: Actor, case_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these cases tell this actor today how somebody is; of the others answers and phases are nobody's."""
    found = Case.objects.filter(opened_to(actor, "citizen_id", FieldClass.HEALTH), pk__in=list(case_ids))
    return set(found.order_by().values_list("pk", flat=True))


@dataclass(frozen=True)
class Stand:
    """Where one respondent stands with a round: that something was answered, and when; not what."""

    response_id: UUID
    respondent: str
    state: str
    given_on: dt.date | None


@dataclass(frozen=True)
class CaseProgress:
    """What lists know of a case whose health is open: who answered when, and what was said last; no answers."""

    standings: dict[UUID, dict[str, Stand]]  # by round and respondent
    phases: dict[str, tuple[str, dt.date]]  # by chooser, which phase and on which day


def progress_of(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, CaseProgress]:
    """By case, of those that tell this actor today how somebody is; one query for all.

    The case is asked whether it is open, as `visible_to` of answers and phases asks of each of them.
    """
    seen = Case.objects.filter(opened_to(actor, "citizen_id", FieldClass.HEALTH), pk__in=list(case_ids))
    said = {
        f"said_by_{who}": rows(
            PhaseChoice.objects.filter(chooser=who).order_by("-chosen_at", "-pk"), "phase", "chosen_at", most=1
        )
        for who in Chooser
    }
    answered = rows(Response.objects.order_by(), "occasion", "pk", "respondent", "state", "given_at")
    read = seen.order_by().annotate(answered=answered, **said).values("pk", "answered", *said)
    return {row["pk"]: CaseProgress(_standings(row["answered"]), _last_said(row)) for row in read}


def _standings(answered: Iterable[list[Any]]) -> dict[UUID, dict[str, Stand]]:
    found: dict[UUID, dict[str, Stand]] = {}
    for occasion, key, who, state, at in answered:
        found.setdefault(UUID(occasion), {})[who] = Stand(UUID(key), who, state, _day(at) if at else None)
    return found


def _last_said(row: dict[str, Any]) -> dict[str, tuple[str, dt.date]]:
    return {who.value: (phase, _day(at)) for who in Chooser for phase, at in row[f"said_by_{who}"]}


def _day(moment: str) -> dt.date:
    return dt.datetime.fromisoformat(moment).astimezone(clock.COPENHAGEN).date()


def steps_answered(actor: Actor, responses: Mapping[UUID, Iterable[UUID]]) -> dict[UUID, dict[str, int]]:
    """By response, the step of each item that was answered on a scale; `responses` are those of each case."""
    wanted = [key for keys in responses.values() for key in keys]
    seen = Case.objects.filter(opened_to(actor, "citizen_id", FieldClass.HEALTH), pk__in=list(responses))
    scales = Answer.objects.filter(response__in=wanted, kind=ItemKind.SCALE, skipped=False)
    found: dict[UUID, dict[str, int]] = {}
    told = seen.order_by().annotate(steps=rows(scales, "response_id", "item", "keys")).values_list("steps", flat=True)
    for key, item, keys in (step for steps in told for step in steps):
        found.setdefault(UUID(key), {})[item] = int(keys[0])
    return found
