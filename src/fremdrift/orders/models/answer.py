"""What a provider answers in a report to the indicators that its order names, in the words of the measurement."""

from __future__ import annotations

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import Indicator
from fremdrift.orders.models.order import OfOrderQuerySet, Order
from fremdrift.orders.models.report import ProgressReport
from fremdrift.questionnaires.models import Questionnaire


class IndicatorAnswerQuerySet(OfOrderQuerySet):
    """Reads of what providers answer: it tells how somebody is, so it takes more than to see the order."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own unit; for those who work with cases, of citizens whose health is open to them."""
        if actor.role in {Role.PROVIDER, Role.CONSULTANT}:
            return super().visible_to(actor)
        return self.filter(opened_to(actor, "case__citizen_id", FieldClass.HEALTH))


# Of a report or an order that is not the writer's to see it says nothing: the wall and the key refuse that.
_FITS = """
    SELECT r.state, r.order_id INTO stands, ordered FROM orders_progressreport r
    WHERE r.id = NEW.report_id AND r.municipality_id = NEW.municipality_id;
    IF stands IS NULL THEN RETURN NEW; END IF;
    IF stands IN ('submitted', 'reviewed') THEN
        RAISE EXCEPTION 'The report was sent' USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_answer_stays';
    END IF;
    IF NOT EXISTS (SELECT FROM orders_orderindicator i
        WHERE i.order_id = ordered AND i.indicator = NEW.indicator AND i.chosen)
        OR NEW.order_id <> ordered AND EXISTS (SELECT FROM orders_order o
        WHERE o.id = NEW.order_id AND o.municipality_id = NEW.municipality_id) THEN
        RAISE EXCEPTION 'The order does not name it' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'indicator_answer_ordered';
    END IF;
    RETURN NEW;
"""


@tracked
class IndicatorAnswer(TenantModel):
    """What a report answers to one indicator of its order: a step of the measurement, or none, and what shows it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, db_constraint=False, related_name="answers")
    # The words that the steps had then; a report keeps to the version that it was begun with.
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    indicator = models.CharField(max_length=20, choices=Indicator)
    step = models.PositiveSmallIntegerField(null=True, blank=True)  # none where the provider skipped it
    evidence = models.TextField(blank=True)

    objects = IndicatorAnswerQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "report", "questionnaire"], FieldClass.ORDER),
        **dict.fromkeys(["indicator", "step", "evidence"], FieldClass.HEALTH),
    }

    class Meta:
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="indicator_answer_case"),
            SameMunicipality(field="order_id", to="orders_order", name="indicator_answer_order"),
            SameMunicipality(field="report_id", to="orders_progressreport", name="indicator_answer_report"),
            SameMunicipality(
                field="questionnaire_id", to="questionnaires_questionnaire", name="indicator_answer_questionnaire"
            ),
            models.CheckConstraint(condition=Q(indicator__in=Indicator.values), name="indicator_answer_known"),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__gte=1, step__lte=5), name="indicator_answer_step"
            ),
            models.UniqueConstraint(fields=["municipality", "report", "indicator"], name="indicator_answer_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="indicator_answer_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("stands", "text"), ("ordered", "uuid")],
                func=_FITS,
            )
        ]
        indexes = [models.Index(fields=["case"], name="indicator_answer_of_case")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.step or 'skipped'}"
