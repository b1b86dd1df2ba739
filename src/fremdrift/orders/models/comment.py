"""What the citizen says about an order before it is sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.models.order import OfOrderQuerySet, Order, as_it_was_sent


@tracked
class OrderComment(TenantModel):
    """The citizen's words to the municipality about a draft: a row of its own, since the unit never sees it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="comments")
    text = models.TextField(blank=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order"], FieldClass.ORDER),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="order_comment_case"),
            SameMunicipality(field="order_id", to="orders_order", name="order_comment_order"),
            models.UniqueConstraint(fields=["municipality", "order"], name="order_comment_once"),
        ]
        triggers = [as_it_was_sent("order_comment_as_sent")]

    def __str__(self) -> str:
        return f"{self.order_id}"
