"""Order: what a provider or a workplace is asked to do for a citizen, what it is told, and where that stands."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.models import Grant, opened_to, shut_out
from fremdrift.access.roles import Role
from fremdrift.accounts.models import Provider
from fremdrift.cases.enums import EffortKind
from fremdrift.cases.models import Case, Effort, SubGoal
from fremdrift.catalogue.enums import Purpose as OfferPurpose
from fremdrift.catalogue.models import Offer, Workplace
from fremdrift.core import clock
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.enums import CitizenAnswer, Indicator, OrderState, Shared
from fremdrift.orders.rules import MOVES


class _IsAny(Func):
    """Whether a column is one of an array: `column = any(array)`."""

    template = "%(expressions)s)"
    arg_joiner = " = any("
    output_field = models.BooleanField()


def _opened_by_grant(actor: Actor, order: str) -> Q:
    """Rows whose order, at path `order`, a grant of its own opens to the actor: the provider's unit, the consultants.

    They see nothing of the case, so no table of it is joined: who is shut out follows from the grant's citizen.
    """
    today = clock.today()
    granted = Grant.objects.current(today).filter(
        ~shut_out(actor, "subject", today),
        holder__in=actor.holders,
        purpose__in=[Purpose.ORDER, Purpose.PLACEMENT],
    )
    # Asked once for all rows, as row-level security does: a semi-join of thousands without statistics takes minutes.
    home = Q() if actor.municipality_id is None else Q(municipality=actor.municipality_id)
    return home & Q(_IsAny(F(order), ArraySubquery(granted.values("source"))))


class OfOrderQuerySet(models.QuerySet[Any]):
    """Reads of orders and what hangs on them."""

    order = "order_id"

    def visible_to(self, actor: Actor) -> Self:
        """That of orders sent to the actor's unit; for those who work with cases, of citizens open to them today."""
        if actor.role in {Role.PROVIDER, Role.CONSULTANT}:
            return self.filter(_opened_by_grant(actor, self.order))
        return self.filter(opened_to(actor, "case__citizen_id"))


class OrderQuerySet(OfOrderQuerySet):
    """Reads of orders."""

    order = "pk"


def as_it_was_sent(name: str) -> pgtrigger.Trigger:
    """What hangs on a draft is written in the draft alone: later it stays in the very words that were sent."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="IF EXISTS (SELECT FROM orders_order o WHERE o.id = NEW.order_id AND o.state <> 'draft') THEN"
        " RAISE EXCEPTION 'The order was sent' USING ERRCODE = 'check_violation',"
        f" CONSTRAINT = '{name}'; END IF; RETURN NEW;",
    )


def begins_as(name: str, state: str) -> pgtrigger.Trigger:
    """A new row stands where its states begin."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=~pgtrigger.Q(new__state=state),
        func=f"RAISE EXCEPTION 'It begins as {state}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';",
    )


_ORDER = [
    *("case", "offer", "workplace", "provider", "kind", "state", "purposes", "hours", "begins_on", "ends_on"),
    *("midway_on", "right_and_duty", "informed_on", "citizen_answer", "citizen_answered_at", "sent_at", "sent_by"),
    *("answered_at", "accepted_by", "accepted_by_name", "ended_on", "version", "follows", "effort", "made_by"),
    *("meeting_on", "meeting_at", "meeting_place", "mentor_name", "mentor_hours", "title"),
]


@tracked
class Order(TenantModel):
    """One order; its state moves as `rules.MOVES` says, and the database lets it move no other way."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="orders")
    offer = models.ForeignKey(
        Offer, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="orders"
    )
    workplace = models.ForeignKey(
        Workplace, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="orders"
    )
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40, choices=EffortKind)
    title = models.CharField(max_length=160)  # of the offer or the workplace, as it was called when it was ordered
    state = models.CharField(max_length=20, choices=OrderState, default=OrderState.DRAFT)
    purposes = ArrayField(models.CharField(max_length=30, choices=OfferPurpose), default=list, blank=True)
    question = models.TextField(blank=True)  # what the provider is asked to find out or bring about
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    midway_on = models.DateField(null=True, blank=True)
    right_and_duty = models.BooleanField(default=False)  # ordered for no other reason than the rule
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="followed_by"
    )
    effort = models.ForeignKey(
        Effort, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="+"
    )
    # Of a workplace: what it must take into account is the only health text that it sees.
    mentor_name = models.CharField(max_length=120, blank=True)
    mentor_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # a week
    no_mentor_reason = models.CharField(max_length=300, blank=True)
    # The citizen's part.
    informed_on = models.DateField(null=True, blank=True)
    citizen_answer = models.CharField(max_length=20, choices=CitizenAnswer, blank=True, default=CitizenAnswer.NONE)
    citizen_answered_at = models.DateTimeField(null=True, blank=True)
    # What became of it.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_by_name = models.CharField(max_length=120, blank=True)  # at the workplace, as the consultant was told
    declined_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending_reason = models.TextField(blank=True)  # of a withdrawal or an interruption
    meeting_on = models.DateField(null=True, blank=True)
    meeting_at = models.TimeField(null=True, blank=True)
    meeting_place = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = OrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(_ORDER, FieldClass.ORDER),
        **dict.fromkeys(["question", "declined_reason", "ending_reason", "no_mentor_reason"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="order_key"),
            SameMunicipality(field="case_id", to="cases_case", name="order_case"),
            SameMunicipality(field="offer_id", to="catalogue_offer", name="order_offer"),
            SameMunicipality(field="workplace_id", to="catalogue_workplace", name="order_workplace"),
            SameMunicipality(field="follows_id", to="orders_order", name="order_follows"),
            SameMunicipality(field="effort_id", to="cases_effort", name="order_effort"),
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state"),
            models.CheckConstraint(
                condition=Q(offer__isnull=False, provider__isnull=False, workplace__isnull=True)
                | Q(offer__isnull=True, provider__isnull=True, workplace__isnull=False),
                name="order_to_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="order_period"
            ),
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=37), name="order_hours"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(sent_at__isnull=False, begins_on__isnull=False, ends_on__isnull=False, informed_on__isnull=False),
                name="order_sent_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "running", "completed", "interrupted"])
                | (Q(answered_at__isnull=False) & (Q(accepted_by__isnull=False) | ~Q(accepted_by_name=""))),
                name="order_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_reason=""), name="order_declined_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "interrupted"])
                | (~Q(ending_reason="") & Q(ended_on__isnull=False)),
                name="order_ended_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="order_moves",
                field="state",
                transitions=[(state, to) for state, reached in MOVES.items() for to in sorted(reached)],
            ),
            begins_as("order_begins_as_draft", "draft"),
            pgtrigger.ReadOnly(name="order_stays", fields=["case", "offer", "workplace", "provider"]),
        ]
        indexes = [
            models.Index(fields=["case", "state"], name="order_of_case"),
            models.Index(fields=["municipality", "state", "ends_on"], name="order_standing"),
            models.Index(fields=["provider", "state", "begins_on"], name="order_of_provider"),
            models.Index(fields=["offer", "state"], name="order_of_offer"),
            models.Index(fields=["workplace", "state"], name="order_of_workplace"),
        ]

    @property
    def citizen_comment(self) -> str:
        """What the citizen said of the draft; empty for the unit, to which no such row is shown."""
        return next((comment.text for comment in self.comments.all()), "")

    def __str__(self) -> str:
        return f"{self.title} {self.begins_on}"


@tracked
class Aim(TenantModel):
    """One of the one to three things that an order is to lead to, tied to a sub-goal of the plan where there is one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="aims")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    sub_goal = models.ForeignKey(
        SubGoal, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="+"
    )
    dropped = models.BooleanField(default=False)  # taken out of the draft again

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "position", "sub_goal", "dropped"], FieldClass.ORDER),
        "what": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="aim_key"),
            SameMunicipality(field="case_id", to="cases_case", name="aim_case"),
            SameMunicipality(field="order_id", to="orders_order", name="aim_order"),
            SameMunicipality(field="sub_goal_id", to="cases_subgoal", name="aim_sub_goal"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=3), name="aim_position"),
            models.UniqueConstraint(fields=["municipality", "order", "position"], name="aim_once"),
            models.CheckConstraint(
                condition=Q(dropped=False) | Q(what="", sub_goal__isnull=True), name="aim_dropped_is_empty"
            ),
        ]
        triggers = [as_it_was_sent("aim_as_sent")]

    def __str__(self) -> str:
        return self.what


@tracked
class OrderIndicator(TenantModel):
    """Something that the provider is asked to work on, and where it stands at the start, in words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="indicators")
    indicator = models.CharField(max_length=20, choices=Indicator)
    baseline = models.CharField(max_length=300, blank=True)
    chosen = models.BooleanField(default=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "indicator", "chosen"], FieldClass.ORDER),
        "baseline": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["indicator"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="order_indicator_case"),
            SameMunicipality(field="order_id", to="orders_order", name="order_indicator_order"),
            models.UniqueConstraint(fields=["municipality", "order", "indicator"], name="order_indicator_once"),
            models.CheckConstraint(condition=Q(indicator__in=Indicator.values), name="order_indicator_known"),
            models.CheckConstraint(condition=Q(chosen=True) | Q(baseline=""), name="order_indicator_chosen_or_empty"),
        ]
        triggers = [as_it_was_sent("order_indicator_as_sent")]

    def __str__(self) -> str:
        return self.indicator


@tracked
class SharedField(TenantModel):
    """What an order tells of a citizen: which field, why the provider needs it, and the very words that are sent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, db_constraint=False, related_name="shared")
    field = models.CharField(max_length=20, choices=Shared)
    why = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    chosen = models.BooleanField(default=True)

    objects = OfOrderQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "order", "field", "chosen"], FieldClass.ORDER),
        **dict.fromkeys(["why", "text"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["field"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="shared_field_case"),
            SameMunicipality(field="order_id", to="orders_order", name="shared_field_order"),
            models.CheckConstraint(condition=Q(field__in=Shared.values), name="shared_field_known"),
            models.UniqueConstraint(fields=["municipality", "order", "field"], name="shared_field_once"),
            models.CheckConstraint(
                condition=Q(chosen=True) | Q(text="", why=""), name="shared_field_not_ticked_is_empty"
            ),
        ]
        triggers = [as_it_was_sent("shared_field_as_sent")]

    def __str__(self) -> str:
        return self.field
