"""Messages between a citizen and the contact person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.cases.enums import Sender
from fremdrift.cases.models.case import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of messages."""

    def visible_to(self, actor: Actor) -> MessageQuerySet:
        """Those of citizens for whom a grant of this actor holds today."""
        return self.filter(opened_to(actor, "case__citizen_id"))

    def unanswered(self) -> MessageQuerySet:
        """Those that want an answer and have none; a later message of the other side is one."""
        later = Message.objects.filter(case=OuterRef("case"), sent_at__gt=OuterRef("sent_at"))
        answered = later.exclude(sender=OuterRef("sender"))
        return self.filter(~Exists(answered), wants_answer=True, settled_at=None)


@tracked
class Message(TenantModel):
    """One message. Whoever did not write the last one that wants an answer is waited for."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="messages")
    sender = models.CharField(max_length=20, choices=Sender)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(default=False)  # written for the citizen by whoever helps them here
    text = models.TextField()
    wants_answer = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)  # by the other side
    settled_at = models.DateTimeField(null=True, blank=True)  # no answer is needed after all

    objects = MessageQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "sender", "author", "on_behalf", "wants_answer", "sent_at", "read_at", "settled_at"],
            FieldClass.CONVERSATIONS,
        ),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="message_case"),
            models.CheckConstraint(condition=~Q(text=""), name="message_text"),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | Q(sender="citizen"), name="message_on_behalf_of_the_citizen"
            ),
        ]
        indexes = [models.Index(fields=["case", "sent_at"], name="message_of_case")]

    def __str__(self) -> str:
        return f"{self.sender} {self.sent_at}"
