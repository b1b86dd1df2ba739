"""Reads of questionnaires; nothing here is about a person."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.questionnaires.enums import QuestionnaireState
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form, form_from

STANDARD = Path(__file__).parent / "standard"


@cache
def standard_forms() -> dict[str, Form]:
    """The questionnaires that come with the product, by key."""
    read = [form_from(tomllib.loads(path.read_text("utf-8"))) for path in sorted(STANDARD.glob("*.toml"))]
    return {form.key: form for form in read}


def questionnaires(actor: Actor) -> list[Questionnaire]:
    """Every version of every questionnaire of the municipality, the newest of each first."""
    return list(Questionnaire.objects.visible_to(actor).select_related("made_by", "published_by"))


def questionnaire_by_id(actor: Actor, questionnaire_id: UUID) -> Questionnaire | None:
    """One version, if the actor may see it."""
    return Questionnaire.objects.visible_to(actor).filter(pk=questionnaire_id).first()


def questionnaire_in_use(actor: Actor, key: str) -> Questionnaire | None:
    """The version that is asked now."""
    return Questionnaire.objects.visible_to(actor).filter(key=key, state=QuestionnaireState.PUBLISHED).first()
