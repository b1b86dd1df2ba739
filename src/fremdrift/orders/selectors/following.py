"""Reads of what follows an order: its reports, its days of attendance, and what still waits for somebody."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.orders import rules
from fremdrift.orders.enums import ReportState
from fremdrift.orders.models import (
    AttendanceDay,
    ChangeProposal,
    Order,
    OrderMessage,
    ProgressReport,
    ProgressReportQuerySet,
)

# What a provider writes is its own until it is submitted.
TOLD = (ReportState.SUBMITTED, ReportState.REVIEWED)


def report_by_id(actor: Actor, report_id: UUID) -> ProgressReport | None:
    """The report, when this actor may see it, with its points and aims."""
    found: ProgressReport | None = _reports(actor).filter(pk=report_id).prefetch_related("points", "aims__aim").first()
    return found


def reports_in(actor: Actor, case_ids: Iterable[UUID]) -> list[ProgressReport]:
    """Reports of these cases' orders, the soonest due first."""
    return list(_reports(actor).asked_for().filter(case__in=list(case_ids)))


def previous_report(actor: Actor, report: ProgressReport) -> ProgressReport | None:
    """The report before this one: of the same order, or of the one that it follows."""
    of = Q(order=report.order_id)
    if report.order.follows_id is not None:
        of |= Q(order=report.order.follows_id)
    earlier = _reports(actor).filter(of, state__in=TOLD).exclude(pk=report.pk)
    if report.submitted_at is not None:
        earlier = earlier.filter(submitted_at__lt=report.submitted_at)
    found: ProgressReport | None = earlier.prefetch_related("points", "aims__aim").order_by("-submitted_at").first()
    return found


def _reports(actor: Actor) -> ProgressReportQuerySet:
    found: ProgressReportQuerySet = ProgressReport.objects.visible_to(actor).select_related(
        "order__offer", "order__provider", "order__workplace__company", "submitted_by", "reviewed_by"
    )
    return found.order_by("due_on", "pk")


def days_of(actor: Actor, order: Order) -> list[AttendanceDay]:
    """What is registered of an order, day by day."""
    return list(AttendanceDay.objects.visible_to(actor).filter(order=order.pk, cleared=False).order_by("on"))


def changes_in(actor: Actor, case_ids: Iterable[UUID]) -> list[ChangeProposal]:
    """Proposals to change orders of these cases, oldest first."""
    seen = ChangeProposal.objects.visible_to(actor).filter(case__in=list(case_ids))
    return list(seen.select_related("order", "proposed_by", "decided_by"))


def messages_in(actor: Actor, case_ids: Iterable[UUID]) -> list[OrderMessage]:
    """What was written about orders of these cases, oldest first."""
    seen = OrderMessage.objects.visible_to(actor).filter(case__in=list(case_ids))
    return list(seen.select_related("order", "author").order_by("sent_at", "pk"))


def orders_not_ended(actor: Actor, case_id: UUID, *, besides: Iterable[UUID] = ()) -> list[Order]:
    """Orders of a case that have not ended, drafts too, and these besides; the first to begin on top."""
    asked = ~Q(state__in=rules.ENDED) | Q(pk__in=list(besides))
    seen = Order.objects.visible_to(actor).filter(asked, case=case_id)
    return list(seen.select_related("offer", "provider", "workplace__company").order_by("begins_on", "pk"))
