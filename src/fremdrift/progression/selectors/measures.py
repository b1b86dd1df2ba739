"""Reads of measurements, answers, phases and guidance. The first argument is who reads."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.progression import rules
from fremdrift.progression.models import GuidanceText, MeasurementRhythm, MeasurementRound, PhaseChoice, Response
from fremdrift.questionnaires import selectors as questions
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.questionnaires.rules import Form, Texts

STANDARD = Path(__file__).parent.parent / "standard" / "guidance.toml"


@cache
def standard_guidance() -> dict[str, Texts]:
    """The guidance that comes with the product, by key."""
    return rules.guidance_from(tomllib.loads(STANDARD.read_text("utf-8")))


def guidance(actor: Actor) -> dict[str, Texts]:
    """The guidance of the municipality: its own words where it has written some."""
    own = {text.key: Texts(da=text.da, en=text.en) for text in GuidanceText.objects.visible_to(actor)}
    return standard_guidance() | own


def rhythm_on(actor: Actor, case: Case, day: dt.date) -> MeasurementRhythm | None:
    """How often the case is measured on a day."""
    seen = MeasurementRhythm.objects.visible_to(actor).filter(case=case, begins_on__lte=day)
    found: MeasurementRhythm | None = seen.filter(Q(ends_on=None) | Q(ends_on__gte=day)).first()
    return found


def round_on(actor: Actor, case: Case, day: dt.date) -> rules.Round | None:
    """The measurement of a case that is open on a day, begun or not."""
    rhythm = rhythm_on(actor, case, day)
    return rules.current(rules.rounds(rhythm.begins_on, rhythm.every, day), day) if rhythm else None


def form_of(actor: Actor, case: Case, day: dt.date) -> Form:
    """What a case is asked on a day: the version in use, or before anybody was asked the one that comes with us."""
    rhythm = rhythm_on(actor, case, day)
    key = rhythm.questionnaire_key if rhythm else "progression"
    used = questions.questionnaire_in_use(actor, key)
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
