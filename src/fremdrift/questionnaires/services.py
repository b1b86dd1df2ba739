"""Writes of questionnaires."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as
from fremdrift.questionnaires import rules, selectors
from fremdrift.questionnaires.enums import QuestionnaireState
from fremdrift.questionnaires.models import Questionnaire


@transaction.atomic
def questionnaire_begin(*, form: rules.Form, by: Actor) -> Questionnaire:
    """Begin a new version; there is one draft of a questionnaire at a time."""
    drafted = _next_version(form, by)
    with refused_as(
        questionnaire_one_draft=("questionnaire.draft_already", None),
        questionnaire_version=("questionnaire.draft_already", None),
    ):
        drafted.save(force_insert=True)
    return drafted


def _next_version(form: rules.Form, by: Actor) -> Questionnaire:
    """The version after the last one, not yet stored."""
    assert by.municipality_id is not None
    versions = Questionnaire.objects.filter(municipality=by.municipality_id, key=form.key)
    if {version.use for version in versions[:1]} - {form.use}:
        raise RuleViolation("questionnaire.other_use", "use")
    return Questionnaire(
        municipality_id=by.municipality_id,
        key=form.key,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        use=form.use,
        content=form.model_dump(mode="json"),
        made_at=clock.now(),
        made_by_id=by.user_id or None,
    )


@transaction.atomic
def questionnaire_update(*, draft: Questionnaire, form: rules.Form, seen: int, by: Actor) -> None:
    """Write what a draft says; `seen` is the count of changes that was on the screen."""
    now = _locked(draft, QuestionnaireState.DRAFT, seen)
    if (form.key, form.use) != (now.key, now.use):
        raise RuleViolation("questionnaire.another", "key")
    now.content = form.model_dump(mode="json")
    now.changes += 1
    now.save(update_fields=["content", "changes"])
    draft.content, draft.changes = now.content, now.changes


@transaction.atomic
def questionnaire_publish(*, draft: Questionnaire, seen: int | None = None, by: Actor) -> None:
    """Take a draft into use instead of the version before; from now on its words stay.

    `seen` is the count of changes that was on the screen, so that nobody publishes words that they have not read.
    """
    now = _locked(draft, QuestionnaireState.DRAFT, seen)
    for code, _item in rules.problems(now.form):
        raise RuleViolation(code)
    before = Questionnaire.objects.filter(
        municipality=now.municipality_id, key=now.key, state=QuestionnaireState.PUBLISHED
    )
    before.update(state=QuestionnaireState.RETIRED)
    now.state = QuestionnaireState.PUBLISHED
    now.published_at = clock.now()
    now.published_by_id = by.user_id or None
    now.save(update_fields=["state", "published_at", "published_by"])


@transaction.atomic
def questionnaire_retire(*, questionnaire: Questionnaire, by: Actor) -> None:
    """Ask it no more; what was answered stands."""
    now = _locked(questionnaire, QuestionnaireState.PUBLISHED)
    now.state = QuestionnaireState.RETIRED
    now.save(update_fields=["state"])


@transaction.atomic
def questionnaire_reopen(*, questionnaire: Questionnaire, by: Actor) -> None:
    """Ask an earlier version again, where no other is in use."""
    now = _locked(questionnaire, QuestionnaireState.RETIRED)
    now.state = QuestionnaireState.PUBLISHED
    with refused_as(questionnaire_one_in_use=("questionnaire.another_in_use", None)):
        now.save(update_fields=["state"])


@transaction.atomic
def questionnaire_discard(*, draft: Questionnaire, seen: int | None = None, by: Actor) -> None:
    """Throw a draft away; one that somebody wrote in since it was on the screen stays."""
    _locked(draft, QuestionnaireState.DRAFT, seen).delete()


@transaction.atomic
def questionnaire_start(*, key: str, by: Actor) -> Questionnaire:
    """The version in use; a municipality that never had one begins with that of the product, whatever is in a draft."""
    found = selectors.questionnaire_in_use(by, key)
    if found is not None:
        return found
    if Questionnaire.objects.visible_to(by).filter(key=key).exclude(state=QuestionnaireState.DRAFT).exists():
        raise RuleViolation("questionnaire.none_in_use")
    standard = _next_version(selectors.standard_forms()[key], by)
    standard.state, standard.published_at = QuestionnaireState.PUBLISHED, standard.made_at
    standard.made_by_id = None  # whoever answers first has not written it
    standard.save(force_insert=True)
    return standard


def _locked(version: Questionnaire, state: QuestionnaireState, seen: int | None = None) -> Questionnaire:
    """The version as it is now, for us to change; it must be in this state, and as it was seen."""
    now = Questionnaire.objects.select_for_update(of=("self",)).filter(pk=version.pk).first()
    if now is None or now.state != state:
        raise RuleViolation("questionnaire.state_changed")
    if seen is not None and now.changes != seen:
        raise RuleViolation("questionnaire.changed_meanwhile")
    return now
