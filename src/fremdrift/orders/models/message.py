"""What municipality, provider and citizen write to one another about an order."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import Side
from fremdrift.orders.models.order import OfOrderQuerySet, Order


class OrderMessageQuerySet(OfOrderQuerySet):
    """Reads of messages."""

    def waiting_for(self, side: Side) -> Self:
        """Questions of the others that nobody has answered or settled."""
        return self.filter(wants_answer=True, answered_at=None, settled_at=None).exclude(side=side)


@tracked
class OrderMessage(TenantModel):
    """One message in the thread of an order; a question waits until another side has written."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="messages")
    side = models.CharField(max_length=20, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    wants_answer = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # when another side has written
    settled_at = models.DateTimeField(null=True, blank=True)  # no answer is needed after all

    objects = OrderMessageQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "side", "author", "wants_answer"], FieldClass.ORDER),
        **dict.fromkeys(["sent_at", "answered_at", "settled_at"], FieldClass.ORDER),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="order_message_case"),
            SameMunicipality(field="order_id", to="orders_order", name="order_message_order"),
            models.CheckConstraint(condition=~Q(text=""), name="order_message_text"),
        ]
        indexes = [models.Index(fields=["order", "sent_at"], name="order_message_thread")]

    @property
    def waits(self) -> bool:
        """Whether it is a question that nobody has answered or settled."""
        return self.wants_answer and self.answered_at is None and self.settled_at is None

    def __str__(self) -> str:
        return f"{self.side} {self.sent_at}"
