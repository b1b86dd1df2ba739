"""Messages between a citizen and the contact person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.enums import Sender
from fremdrift.cases.models.case import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


@tracked
class Message(TenantModel):
    """One message. Whoever did not write the last one that wants an answer is waited for."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="messages")
    sender = models.CharField(max_length=20, choices=Sender)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    wants_answer = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)  # by the other side
    settled_at = models.DateTimeField(null=True, blank=True)  # no answer is needed after all

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "sender", "author", "wants_answer", "sent_at", "read_at", "settled_at"], FieldClass.CONVERSATIONS
        ),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="message_case"),
            models.CheckConstraint(condition=~Q(text=""), name="message_text"),
        ]
        indexes = [models.Index(fields=["case", "sent_at"], name="message_of_case")]

    def __str__(self) -> str:
        return f"{self.sender} {self.sent_at}"
