"""Questionnaires, version by version. No row here is about a person; what people answer lies with the case."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.core.models import TenantModel
from fremdrift.questionnaires.enums import QuestionnaireState, Use
from fremdrift.questionnaires.rules import MOVES, Form


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Reads of questionnaires."""

    def visible_to(self, actor: Actor) -> QuestionnaireQuerySet:
        """Those of the own municipality."""
        return self.filter(municipality=actor.municipality_id or 0)


def any_changes(*columns: str) -> pgtrigger.Q:
    """A trigger's condition: at least one of the columns is to change."""
    changed = pgtrigger.Q()
    for column in columns:
        changed |= pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")})
    return changed


class Questionnaire(TenantModel):
    """One version of a questionnaire. Once it was published its words stay: answers refer to them."""

    key = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=20, choices=Use)
    state = models.CharField(max_length=20, choices=QuestionnaireState, default=QuestionnaireState.DRAFT)
    content = models.JSONField()  # rules.Form, whole
    changes = models.PositiveIntegerField(default=0)  # of the draft, so that two who edit at once see it
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="questionnaire_key"),
            models.UniqueConstraint(fields=["municipality", "key", "version"], name="questionnaire_version"),
            models.UniqueConstraint(
                fields=["municipality", "key"], condition=Q(state="draft"), name="questionnaire_one_draft"
            ),
            models.UniqueConstraint(
                fields=["municipality", "key"], condition=Q(state="published"), name="questionnaire_one_in_use"
            ),
            models.CheckConstraint(condition=Q(state__in=QuestionnaireState.values), name="questionnaire_state"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | ~Q(state="draft") & Q(published_at__isnull=False),
                name="questionnaire_published_then",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="questionnaire_moves",
                field="state",
                transitions=[(state, to) for state, reached in MOVES.items() for to in sorted(reached)],
            ),
            pgtrigger.ReadOnly(name="questionnaire_stays_itself", fields=["municipality", "key", "version", "use"]),
            pgtrigger.Protect(
                name="questionnaire_published_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="draft") & any_changes("content", "published_at", "published_by_id"),
            ),
            pgtrigger.Protect(
                name="questionnaire_published_is_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="draft"),
            ),
        ]

    @property
    def form(self) -> Form:
        """What it says."""
        return Form.model_validate(self.content)

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
