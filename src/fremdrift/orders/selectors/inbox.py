"""What a provider's unit reads: its orders as a list that is filtered, sorted and paged in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Collate, Least, Lower, Replace

from fremdrift.access.actor import Actor
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Grant
from fremdrift.core import clock
from fremdrift.orders import rules
from fremdrift.orders.enums import InboxShow, InboxSort, OrderState, Presence, ReportKind, ReportState, Shared, Side
from fremdrift.orders.models import AttendanceDay, Order, OrderMessage, ProgressReport, SharedField
from fremdrift.orders.selectors.contents import used_in_year

_MORE_THAN_ALL = 1_000_000
_ENDED = (OrderState.COMPLETED, OrderState.INTERRUPTED)
# Danish order in plain letters: æ, ø, å last, and aa as å, alike in every database.
_DANISH_LAST = (("aa", "zzzc"), ("å", "zzzc"), ("æ", "zzza"), ("ø", "zzzb"))


def _name() -> Subquery:
    """The citizen's name as the order tells it; no table of the case is asked."""
    told = SharedField.objects.filter(order=OuterRef("pk"), field=Shared.NAME, chosen=True)
    return Subquery(told.values("text")[:1])


def _danish(column: str) -> Collate:
    key: Any = Lower(column)
    for letter, last in _DANISH_LAST:
        key = Replace(key, Value(letter), Value(last))
    return Collate(key, "C")


def _awaited() -> QuerySet[ProgressReport]:
    """Reports of an order that are to be written: `asked_for`, with the order at hand."""
    last = Coalesce(OuterRef("ended_on"), OuterRef("ends_on"))
    still = ~Q(kind=ReportKind.MIDWAY, state=ReportState.DUE) | Q(due_on__lte=last)
    # Said by what it is not, so that no index of states is chosen where the one of orders belongs.
    written = [state for state in ReportState.values if state not in rules.OPEN_REPORTS]
    of_order = ProgressReport.objects.filter(still, order=OuterRef("pk"))
    return of_order.exclude(state__in=written)


def _asked() -> QuerySet[OrderMessage]:
    """Questions of the others in an order that wait for an answer."""
    of_order = OrderMessage.objects.filter(order=OuterRef("pk"))
    return of_order.waiting_for(Side.PROVIDER)


def _first(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    """The least of them, as one row: `Min` would group, and so give no row where there is none."""
    first: QuerySet[Any] = rows.order_by().annotate(first=Func(F(column), function="min")).values("first")
    return first


def _unit(actor: Actor) -> QuerySet[Any]:
    seen: QuerySet[Any] = Order.objects.visible_to(actor)
    asked: QuerySet[Any] = seen.annotate(asked_at=Subquery(_first(_asked(), "sent_at")))
    unit: QuerySet[Any] = asked.alias(report_due=Subquery(_first(_awaited(), "due_on")))
    return unit


def _fits(today: dt.date) -> dict[InboxShow, Q]:
    reporting = Q(state__in=rules.REPORTING)
    return {
        InboxShow.NEW: Q(state=OrderState.SENT, sent_at__date__gt=today - rules.NEW_FOR),
        InboxShow.ANSWER: Q(state=OrderState.SENT),
        InboxShow.QUESTION: Q(asked_at__isnull=False),
        InboxShow.STARTS: Q(state=OrderState.ACCEPTED),
        InboxShow.DUE: reporting & Q(report_due__gte=today, report_due__lte=today + rules.REPORTS_SOON),
        InboxShow.OVERDUE: reporting & Q(report_due__lt=today),
        InboxShow.RUNNING: Q(state=OrderState.RUNNING),
        InboxShow.ENDED: Q(state__in=_ENDED),
    }


def inbox(actor: Actor, show: InboxShow | None, name: str, sort: InboxSort, *, down: bool) -> QuerySet[Any]:
    """The unit's orders that fit: without a filter, all from which something is still to come."""
    found: QuerySet[Any] = _unit(actor).annotate(name=_name()).prefetch_related("offer", "municipality")
    found = found.filter(_fits(clock.today())[show] if show else _in_hand())
    if name:
        found = found.filter(Q(("name__icontains", name)))
    return _sorted(found, sort, down=down)


def _in_hand() -> Q:
    return ~Q(state__in=_ENDED) | Q(report_due__isnull=False) | Q(asked_at__isnull=False)


def _sorted(found: QuerySet[Any], sort: InboxSort, *, down: bool) -> QuerySet[Any]:
    by: Any = {
        InboxSort.DUE: _next_day(),
        InboxSort.NAME: _danish("name"),
        InboxSort.TITLE: _danish("title"),
        InboxSort.BEGINS: F("begins_on"),
        InboxSort.ENDS: Coalesce("ended_on", "ends_on"),
        InboxSort.HOME: _danish("municipality__name"),
    }[sort]
    # Only where many are alike the name decides: it costs another look at each order.
    alike = [_danish("name")] if sort in {InboxSort.TITLE, InboxSort.HOME} else []
    return found.order_by(by.desc() if down else by.asc(), *alike, "pk")


def _next_day() -> Coalesce:
    """The day of what comes next; an order that waits for an answer counts from when it was sent."""
    otherwise = Case(
        When(state=OrderState.SENT, then=Cast("sent_at", DateField())),
        When(state=OrderState.ACCEPTED, then=F("begins_on")),
        default=Least("report_due", Coalesce("ended_on", "ends_on")),
        output_field=DateField(),
    )
    return Coalesce(Cast("asked_at", DateField()), otherwise)


def inbox_counts(actor: Actor) -> dict[str, int]:
    """How many orders each filter shows, and under the empty text how many are in hand: one question."""
    fits = {show.value: Count("pk", filter=fit) for show, fit in _fits(clock.today()).items()}
    # Cut off behind more than there can be: then each order's reports are looked up once, not for each count.
    unit = _unit(actor).order_by()[:_MORE_THAN_ALL]
    counts = unit.aggregate(**fits, in_hand=Count("pk", filter=_in_hand()))
    return {"": counts.pop("in_hand"), **counts}


def reports_awaited(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, list[ProgressReport]]:
    """What is to be written of these orders, earliest first."""
    seen = ProgressReport.objects.visible_to(actor).asked_for()
    seen = seen.filter(order__in=list(order_ids), state__in=rules.OPEN_REPORTS)
    found: dict[UUID, list[ProgressReport]] = {}
    for report in seen.order_by("due_on"):
        found.setdefault(report.order_id, []).append(report)
    return found


def grants_of(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, Grant]:
    """By which grant each of these orders is seen: whose it is, which classes of fields, and until when."""
    held = Grant.objects.current(clock.today()).filter(holder__in=actor.holders, purpose=Purpose.ORDER)
    return {grant.source: grant for grant in held.filter(source__in=list(order_ids))}


def unit_place_problem(actor: Actor, order: Order) -> str | None:
    """Whether there is a place for an order that waits, as it stands now; accepting asks again."""
    offer = order.offer
    if offer is None or order.begins_on is None or order.ends_on is None:
        return None
    standing = Order.objects.visible_to(actor).filter(offer=offer, state__in=rules.TAKING_A_PLACE)
    taken = [rules.Taken(*days) for days in standing.values_list("begins_on", "ends_on")]
    used = used_in_year(offer.pk, order.begins_on.year, order.pk)
    return rules.place_problem(offer.places, taken, rules.Taken(order.begins_on, order.ends_on), offer.quota, used)


def orders_in_week(actor: Actor, monday: dt.date, friday: dt.date) -> QuerySet[Any]:
    """The unit's orders that run on a day of the week, by name."""
    seen: QuerySet[Any] = Order.objects.visible_to(actor).filter(state__in=rules.REPORTING, begins_on__lte=friday)
    running = seen.annotate(name=_name(), last=Coalesce("ended_on", "ends_on")).filter(last__gte=monday)
    by_name: QuerySet[Any] = running.select_related("offer").order_by(_danish("name"), "pk")
    return by_name


def absent_days(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, list[dt.date]]:
    """Days of these orders, within the last two weeks, on which somebody stayed away without saying so."""
    since = clock.today() - rules.ABSENT_WITHIN
    seen = AttendanceDay.objects.visible_to(actor).filter(presence=Presence.ABSENT, cleared=False, on__gt=since)
    found: dict[UUID, list[dt.date]] = {}
    for order, on in seen.filter(order__in=list(order_ids)).values_list("order", "on"):
        found.setdefault(order, []).append(on)
    return found


def unit_report(actor: Actor, report_id: UUID) -> ProgressReport | None:
    """A report of an order to the unit, with what it says so far."""
    seen = ProgressReport.objects.visible_to(actor).filter(pk=report_id)
    found: ProgressReport | None = (
        seen.select_related("order__offer", "order__municipality", "order__sent_by", "submitted_by", "reviewed_by")
        .prefetch_related("points", "aims", "order__aims", "order__shared", "order__days", "order__indicators")
        .first()
    )
    return found


def reports_of_unit(actor: Actor, order: Order) -> list[ProgressReport]:
    """The reports of an order, by the day they are due."""
    return list(ProgressReport.objects.visible_to(actor).asked_for().filter(order=order).order_by("due_on"))
