"""Conversations, what was agreed in them, and the obligations that the rulebook derives from a case."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.conversations.enums import (
    AgreementState,
    Attempt,
    Form,
    Minutes,
    NoShowReason,
    State,
    Topic,
    Who,
)
from fremdrift.conversations.rules import read_back, stored
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.rulebook import rules as rulebook


@tracked
class Conversation(TenantModel):
    """A conversation, planned or recorded."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="conversations")
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    form = models.CharField(max_length=20, choices=Form)
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    resets = models.BooleanField(default=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    minutes = models.TextField(blank=True)
    minutes_state = models.CharField(max_length=10, choices=Minutes, default=Minutes.NONE)
    shared_at = models.DateTimeField(null=True, blank=True)
    no_show_reason = models.CharField(max_length=20, choices=NoShowReason, blank=True)
    attempts = ArrayField(models.CharField(max_length=10, choices=Attempt), default=list, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "state", "form", "on", "at", "resets", "shared_at", "minutes_state", "recorded_by"],
            FieldClass.CONVERSATIONS,
        ),
        **dict.fromkeys(["topics", "minutes", "no_show_reason", "attempts"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="conversation_key"),
            SameMunicipality(field="case_id", to="cases_case", name="conversation_case"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="conversation_state"),
            models.CheckConstraint(
                condition=Q(minutes_state="shared", shared_at__isnull=False)
                | (~Q(minutes_state="shared") & Q(shared_at__isnull=True)),
                name="conversation_shared_at",
            ),
            models.CheckConstraint(condition=Q(no_show_reason="") | Q(state="no_show"), name="conversation_no_show"),
        ]
        indexes = [models.Index(fields=["case", "on"], name="conversation_of_case")]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"


@tracked
class Agreement(TenantModel):
    """Who does what by when; it comes up again at the next conversation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="agreements")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, db_constraint=False, related_name="agreements"
    )
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=20, choices=Who)
    who_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.OPEN)
    followed_up_at = models.ForeignKey(
        Conversation,
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="followed_up",
    )
    followed_up_on = models.DateField(null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                "case",
                "conversation",
                "who",
                "who_name",
                "due_on",
                "state",
                "followed_up_at",
                "followed_up_on",
            ],
            FieldClass.CONVERSATIONS,
        ),
        "what": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["due_on"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="agreement_case"),
            SameMunicipality(field="conversation_id", to="conversations_conversation", name="agreement_conversation"),
            SameMunicipality(field="followed_up_at_id", to="conversations_conversation", name="agreement_followed_up"),
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(followed_up_on__isnull=False), name="agreement_closed_when"
            ),
        ]
        indexes = [models.Index(fields=["case", "state"], name="agreement_of_case")]

    def __str__(self) -> str:
        return self.what


class Obligation(TenantModel):
    """What the office owes by a rule. Worked out from the case's facts, never edited."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_constraint=False, related_name="obligations")
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    arises_on = models.DateField()
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    detail = models.JSONField()  # the whole obligation as the rulebook writes it

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "kind", "rule", "arises_on", "due_on", "met_on", "closed_on"], FieldClass.PLAN),
        "detail": FieldClass.HEALTH,  # carries the reasons of exemptions
    }

    class Meta:
        ordering = ["due_on", "kind", "arises_on"]
        constraints = [SameMunicipality(field="case_id", to="cases_case", name="obligation_case")]
        indexes = [
            models.Index(fields=["case", "arises_on"], name="obligation_of_case"),
            models.Index(
                fields=["municipality", "due_on"],
                condition=Q(met_on__isnull=True, closed_on__isnull=True),
                name="obligation_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"

    @classmethod
    def of(cls, case: Case, found: rulebook.Obligation) -> Obligation:
        """The row that keeps an obligation of the rulebook."""
        return cls(case=case, municipality_id=case.municipality_id, **stored(found))

    @property
    def value(self) -> rulebook.Obligation:
        """The obligation as the rulebook knows it."""
        return read_back(vars(self))
