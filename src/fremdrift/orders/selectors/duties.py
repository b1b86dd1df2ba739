"""What lists of many cases read of their orders: each a column of the one query that reads the cases."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.rows import rows
from fremdrift.orders import rules
from fremdrift.orders.enums import ChangeKind, ChangeState, Decision, OrderState, Presence, ReportState, Side
from fremdrift.orders.models import AttendanceDay, ChangeProposal, Order, OrderMessage, ProgressReport

_BEFORE = dt.timedelta(days=30)  # further back no rule about absence looks


def order_rows(actor: Actor) -> dict[str, Subquery]:
    """Beside a case: orders that have not ended, reports that wait, questions, proposals, days of absence.

    Of each order: id, title, state, when it was sent, first and last day, the citizen's answer and when it came, the
    order that it follows, its effort. Of those that a place said no to, or that were interrupted: id, title, state,
    when, last day, the order that they follow. Of each report: id, order, title, kind, state, due, submitted,
    returned. Of questions: id, order, title, when. Of proposals the same, and the side that proposes. Of decisions
    that nobody has acted on: report, order, title, when, which. Of absence: order, title, day.
    """
    today = clock.today()
    standing = Order.objects.filter(state__in=[*rules.STANDING, OrderState.DRAFT])
    absent = AttendanceDay.objects.filter(
        order__state=OrderState.RUNNING, presence=Presence.ABSENT, cleared=False, on__gt=today - _BEFORE, on__lte=today
    )
    proposed = ChangeProposal.objects.filter(state=ChangeState.PROPOSED)
    asked = OrderMessage.objects.waiting_for(Side.MUNICIPALITY)
    return {
        "ordered": rows(standing.order_by("pk"), *_ORDER),
        "fell_away": rows(_fell_away(today).order_by("pk"), *_ENDED),
        "reported": rows(_reports(today).order_by("due_on", "pk"), *_REPORT),
        "order_asked": rows(asked.order_by("sent_at", "pk"), "pk", *_OF, "sent_at"),
        "proposed": rows(proposed.order_by("proposed_at", "pk"), "pk", *_OF, "proposed_at", "side"),
        "decided": rows(_decided(today).order_by("reviewed_at", "pk"), "pk", *_OF, "reviewed_at", "decision"),
        "absent": rows(absent.order_by("order", "on"), *_OF, "on"),
    }


_OF = ("order_id", "order__title")
_ORDER = (
    "pk",
    "title",
    "state",
    "sent_at",
    "begins_on",
    "ends_on",
    "citizen_answer",
    "citizen_answered_at",
    "follows_id",
    "effort_id",
)
_ENDED = ("pk", "title", "state", "answered_at", "ended_on", "follows_id")
_REPORT = ("pk", *_OF, "kind", "state", "due_on", "submitted_at", "returned_at")


def _fell_away(today: dt.date) -> QuerySet[Order]:
    """Those that a place said no to, or that were interrupted, not long ago."""
    since = today - rules.FELL_AWAY_FOR
    declined = Q(state=OrderState.DECLINED, answered_at__date__gte=since)
    return Order.objects.filter(declined | Q(state=OrderState.INTERRUPTED, ended_on__gte=since))


def _decided(today: dt.date) -> QuerySet[ProgressReport]:
    """The last reviews of orders that decided to extend, or on a new order, when nobody has proposed or begun it."""
    later = ProgressReport.objects.filter(order=OuterRef("order"), reviewed_at__gt=OuterRef("reviewed_at"))
    extended = ChangeProposal.objects.filter(
        Q(state=ChangeState.PROPOSED)
        | Q(proposed_at__gte=OuterRef("reviewed_at"))
        | Q(decided_at__gte=OuterRef("reviewed_at")),
        order=OuterRef("order"),
        kind=ChangeKind.EXTEND,
    )
    follows = Order.objects.filter(follows=OuterRef("order")).exclude(state=OrderState.WITHDRAWN)
    runs = Q(decision=Decision.EXTEND, order__state__in=rules.TAKING_A_PLACE) & ~Exists(extended)
    ends = Q(decision=Decision.NEW_ORDER, reviewed_at__date__gte=today - rules.FELL_AWAY_FOR)
    found: QuerySet[ProgressReport] = ProgressReport.objects.filter(
        ~Exists(later), ~Exists(follows), runs | ends, state=ReportState.REVIEWED
    )
    return found


def _reports(today: dt.date) -> QuerySet[ProgressReport]:
    """Those that were submitted and wait, and those that should have been."""
    late = Q(state__in=[ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED], due_on__lt=today)
    found: QuerySet[ProgressReport] = ProgressReport.objects.asked_for().filter(Q(state=ReportState.SUBMITTED) | late)
    found = found.annotate(last=Coalesce("order__ended_on", "order__ends_on"))
    # What the unit sees no more it can not write any more either.
    return found.exclude(order__state=OrderState.WITHDRAWN).exclude(late, last__lt=today - rules.ACCESS_AFTER)
