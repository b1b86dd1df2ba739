"""Writes of measurements, answers, phases and guidance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case, as_system, take_open_turn
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import rules, selectors
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
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import STEPS, Given, Question, Texts, answer_problem

_A_DAY = dt.timedelta(days=1)


@transaction.atomic
def rhythm_set(*, case: Case, every: str, begins_on: dt.date, by: Actor) -> MeasurementRhythm:
    """Measure a case so often from a day on; what held ends the day before, and what is only planned is changed."""
    take_open_turn(case.pk)
    if begins_on < clock.today():
        raise RuleViolation("rhythm.in_past", "begins_on")
    ahead = MeasurementRhythm.objects.filter(case=case, begins_on__gte=begins_on)
    planned: MeasurementRhythm | None = ahead.order_by("begins_on").first()
    if planned is not None and not MeasurementRound.objects.filter(case=case, opens_on__gte=planned.begins_on).exists():
        _stop(case, begins_on, but=planned)
        planned.every, planned.begins_on, planned.ends_on = every, begins_on, None
        planned.save(update_fields=["every", "begins_on", "ends_on"])
        return planned
    _stop(case, begins_on)
    return MeasurementRhythm.objects.create(
        case=case, municipality_id=case.municipality_id, every=every, begins_on=begins_on
    )


@transaction.atomic
def rhythm_end(*, case: Case, last_day: dt.date, by: Actor) -> None:
    """Measure no more after a day; what was answered stands."""
    take_open_turn(case.pk)
    if last_day < clock.today() - _A_DAY:
        raise RuleViolation("rhythm.in_past", "ends_on")
    _stop(case, last_day + _A_DAY)


def _stop(case: Case, from_day: dt.date, but: MeasurementRhythm | None = None) -> None:
    """End the rhythm that holds on a day, the day before; refused when another begins then or later."""
    others = MeasurementRhythm.objects.filter(case=case).exclude(pk=but.pk if but else None)
    standing = others.filter(Q(ends_on=None) | Q(ends_on__gte=from_day))
    if standing.filter(begins_on__gte=from_day).exists():
        raise RuleViolation("rhythm.later_one", "begins_on")
    standing.update(ends_on=from_day - _A_DAY)


@transaction.atomic
def measurement_answer(
    *,
    case: Case,
    opens_on: dt.date,
    given: Mapping[str, Given],
    evidence: Mapping[str, str] | None = None,
    by: Actor,
) -> Response:
    """Keep what somebody answers to the measurement that opened on a day, as far as they have come."""
    _check_speaks_for_oneself(by)
    with as_system(case.pk, case.municipality_id, by):
        begun = _response(case, opens_on, by)
        answers_write(response=begun, given=given, evidence=evidence, by=by)
        return begun


@transaction.atomic
def measurement_give(
    *,
    case: Case,
    opens_on: dt.date,
    given: Mapping[str, Given],
    evidence: Mapping[str, str] | None = None,
    at: dt.datetime | None = None,
    by: Actor,
) -> Response:
    """Answer the measurement that opened on a day, once and for all; what was left out counts as skipped.

    `at` is for imports, else now.
    """
    _check_speaks_for_oneself(by)
    with as_system(case.pk, case.municipality_id, by):
        begun = _response(case, opens_on, by)
        answers_write(response=begun, given=given, evidence=evidence, by=by)
        return response_give(response=begun, at=at, by=by)


def _check_speaks_for_oneself(by: Actor) -> None:
    """What one answers and chooses is one's own: nobody who helps does it in the citizen's place."""
    if by.role is Role.REPRESENTATIVE:
        raise RuleViolation("representation.citizen_alone")


def _response(case: Case, opens_on: dt.date, by: Actor) -> Response:
    """What this respondent answers to the round that is open; the first of them makes the round."""
    system = replace(by, role=Role.SYSTEM, municipality_id=case.municipality_id, provider_id=None)
    today = clock.today()
    rhythm = selectors.rhythm_on(system, case, today)
    due = selectors.round_on(system, case, today)
    if rhythm is None or due is None or due.opens_on != opens_on:
        raise RuleViolation("round.closed")
    begun = MeasurementRound.objects.filter(case=case, opens_on=due.opens_on).select_related("questionnaire").first()
    taken = begun or _round(case, due, questions.questionnaire_start(key=rhythm.questionnaire_key, by=system))
    return response_begin(
        questionnaire=taken.questionnaire,
        case=case,
        occasion=taken.pk,
        respondent=selectors.own_respondent(by),
        by=system,
    )


def _round(case: Case, due: rules.Round, asked: Questionnaire) -> MeasurementRound:
    """The round, made by whoever answers first; two who are first at once share it."""
    taken, _new = MeasurementRound.objects.get_or_create(
        municipality_id=case.municipality_id,
        case=case,
        opens_on=due.opens_on,
        defaults={"questionnaire": asked, "due_on": due.due_on, "closes_on": due.closes_on},
    )
    return taken


@transaction.atomic
def response_begin(
    *, case: Case, questionnaire: Questionnaire, occasion: UUID, respondent: Respondent, by: Actor
) -> Response:
    """What a respondent answers on an occasion; begun once, and gone on with afterwards."""
    begun, _new = Response.objects.get_or_create(
        municipality_id=case.municipality_id,
        occasion=occasion,
        respondent=respondent,
        defaults={"case": case, "questionnaire": questionnaire, "begun_at": clock.now()},
    )
    return begun


@transaction.atomic
def answers_write(
    *, response: Response, given: Mapping[str, Given], evidence: Mapping[str, str] | None = None, by: Actor
) -> None:
    """Keep answers to items by their keys, as far as somebody has come; each can be changed until all are given."""
    now = _begun(response)
    items = {item.key: item for item in now.items}
    for key, said in given.items():
        if key not in items:
            raise RuleViolation("answer.not_asked", key)
        problem = answer_problem(items[key], said)
        if problem:
            raise RuleViolation(problem, key)
    rows = [_row(now, items[key], said, (evidence or {}).get(key, "")) for key, said in given.items()]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "response", "item"],
        update_fields=["skipped", "keys", "number", "text", "evidence"],
    )


def _row(response: Response, item: Question, said: Given, evidence: str) -> Answer:
    return Answer(
        municipality_id=response.municipality_id,
        case_id=response.case_id,
        response=response,
        item=item.key,
        kind=item.kind,
        skipped=said.skipped,
        keys=list(said.chosen),
        number=said.number,
        text=said.text.strip(),
        evidence=evidence.strip(),
    )


@transaction.atomic
def response_give(*, response: Response, at: dt.datetime | None = None, by: Actor) -> Response:
    """Say that this is what one answers; what was not answered counts as skipped, and all of it stays.

    `at` is for imports, else now.
    """
    now = _begun(response)
    answered = set(now.answers.values_list("item", flat=True))
    left = {item.key: Given(skipped=True) for item in now.items if item.key not in answered}
    answers_write(response=now, given=left, by=by)
    now.state = ResponseState.GIVEN
    now.given_at = at or clock.now()
    now.given_by_id = by.user_id or None
    now.save(update_fields=["state", "given_at", "given_by"])
    return now


def _begun(response: Response) -> Response:
    now: Response = Response.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=response.pk)
    if now.state != ResponseState.BEGUN:
        raise RuleViolation("response.given_already")
    return now


@transaction.atomic
def phase_choose(*, case: Case, phase: str, why: str = "", at: dt.datetime | None = None, by: Actor) -> PhaseChoice:
    """Say which of the four phases it is; what was said before stays beside it. `at` is for imports, else now."""
    _check_speaks_for_oneself(by)
    chooser = Chooser.CITIZEN if by.role is Role.CITIZEN else Chooser.CASEWORKER
    if phase not in rules.PHASES:
        raise RuleViolation("phase.not_one_of_four", "phase")
    if chooser is Chooser.CASEWORKER and not why.strip():
        raise RuleViolation("phase.why", "why")
    with as_system(case.pk, case.municipality_id, by):
        return PhaseChoice.objects.create(
            case=case,
            municipality_id=case.municipality_id,
            chooser=chooser,
            phase=phase,
            why=why.strip(),
            chosen_at=at or clock.now(),
            chosen_by_id=by.user_id or None,
        )


@transaction.atomic
def guidance_write(*, key: str, da: str, en: str, seen: Texts | None = None, by: Actor) -> None:
    """Say something of the guidance in the municipality's own words; the words that came with us bring those back.

    `seen` is what stood there when somebody began to write: if it is another text by now, nothing is written over.
    """
    assert by.municipality_id is not None
    standard = selectors.standard_guidance().get(key)
    if standard is None:
        raise RuleViolation("guidance.unknown", "key")
    texts = Texts(da=da.strip(), en=en.strip())
    if not (texts.da and texts.en):
        raise RuleViolation("guidance.both_languages", "en" if texts.da else "da")
    own = GuidanceText.objects.select_for_update().filter(municipality=by.municipality_id, key=key)
    now = next((Texts(da=one.da, en=one.en) for one in own), standard)
    if seen not in (None, now) and texts != now:
        raise RuleViolation("guidance.changed_meanwhile")
    if texts == standard:
        own.delete()
        return
    GuidanceText.objects.update_or_create(
        municipality_id=by.municipality_id,
        key=key,
        defaults={"da": texts.da, "en": texts.en, "written_at": clock.now(), "written_by_id": by.user_id or None},
    )


@transaction.atomic
def calibration_answer(*, scene: str, steps: Mapping[str, int], by: Actor) -> None:
    """Say which steps fit a described case, all at once; who answers again changes what they said.

    What was said first is kept beside it: others are shown how many said what before they saw anybody else's.
    """
    described = selectors.scenes().get(scene)
    if described is None:
        raise RuleViolation("calibration.unknown")
    for item in described.items:
        if item.key not in steps:
            raise RuleViolation("calibration.missing", item.key)
        if not 1 <= steps[item.key] <= STEPS:
            raise RuleViolation("calibration.step_off", item.key)
    now, circle = clock.now(), rules.circle(by.municipality_id, by.provider_id)
    said = {"user_id": by.user_id, "circle": circle, "scene": scene, "answered_at": now, "first_at": now}
    rows = [
        CalibrationAnswer(item=item.key, step=steps[item.key], first_step=steps[item.key], **said)
        for item in described.items
    ]
    CalibrationAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["circle", "scene", "item", "user"],
        update_fields=["step", "answered_at"],
    )
