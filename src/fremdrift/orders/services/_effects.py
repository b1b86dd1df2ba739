"""What follows from an order elsewhere: who sees it, the effort in the case, the reports that fall due."""

import datetime as dt

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.models import Grant, grant_write
from fremdrift.cases import services as cases
from fremdrift.cases.enums import EffortKind, Organiser
from fremdrift.cases.models import Case
from fremdrift.catalogue.enums import Setting
from fremdrift.core.changes import case_changed
from fremdrift.orders import rules
from fremdrift.orders.enums import OrderState, ReportKind, ReportState
from fremdrift.orders.models import Order, ProgressReport
from fremdrift.orders.services._turns import day, of_order

_AT_WORKPLACE = {EffortKind.COMPANY_PLACEMENT, EffortKind.WAGE_SUBSIDY}
_WORKPLACES = {Setting.WORKPLACE, Setting.COMPANY_CENTRE}


def open_to_unit(order: Order, since: dt.date) -> None:
    """Show the order, and what it shares, to the unit that it was sent to."""
    assert order.ends_on is not None
    shares_health = order.shared.filter(chosen=True, field__in=rules.OF_HEALTH).exists()
    fields = [FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.ORDER]
    grant_write(
        municipality_id=order.municipality_id,
        holder=holder_of(order),
        subject=Case.objects.values_list("citizen_id", flat=True).get(pk=order.case_id),
        purpose=Purpose.ORDER if order.provider_id else Purpose.PLACEMENT,
        fields=[*fields, FieldClass.HEALTH] if shares_health else fields,
        begins_on=since,
        ends_on=rules.access_until(order.ends_on),
        source=order.pk,
    )


def holder_of(order: Order) -> str:
    """Whom an order is shown to: the provider's unit, or the company consultants of the municipality."""
    return f"provider:{order.provider_id}" if order.provider_id else f"consultants:{order.municipality_id}"


def seen_until(order: Order) -> None:
    """Let the unit see the order as long as its end and its reviews say."""
    last = _last_day(order)
    for grant in Grant.objects.filter(source=order.pk):
        _until(grant, last)


def _last_day(order: Order, closed_on: dt.date | None = None) -> dt.date:
    """The last day on which the unit sees the order; nothing is to come of it once its case is closed."""
    reviewed = order.reports.filter(state=ReportState.REVIEWED).values_list("reviewed_at", flat=True)
    end = order.ended_on or order.ends_on
    assert end is not None
    if closed_on is not None and order.state in {OrderState.SENT, OrderState.ACCEPTED}:
        return closed_on - rules.A_DAY
    if closed_on is not None and order.state == OrderState.RUNNING:
        end = min(end, closed_on)
    return rules.access_until(end, [day(at) for at in reviewed])


def _until(grant: Grant, last: dt.date) -> None:
    last = max(last, grant.begins_on - rules.A_DAY)
    if grant.ends_on != last:
        grant.ends_on = last
        grant.save(update_fields=["ends_on"])


def grants_follow(order: Order) -> None:
    """Let what the order opened follow its case: to whom the case belongs, and whether it is closed."""
    for grant in Grant.objects.filter(source=order.pk):
        if grant.subject != order.case.citizen_id:
            grant.subject = order.case.citizen_id
            grant.save(update_fields=["subject"])
        if order.state not in {OrderState.DECLINED, OrderState.WITHDRAWN}:
            _until(grant, _last_day(order, order.case.closed_on))


def effort_begin(order: Order, by: Actor) -> None:
    """Write what runs into the case: deadlines read efforts, never orders."""
    case = Case.objects.get(pk=order.case_id)
    offer = order.offer
    at_work = order.kind in _AT_WORKPLACE or (offer is not None and offer.setting in _WORKPLACES)
    assert order.begins_on is not None
    order.effort = cases.effort_add(
        case=case,
        kind=order.kind,
        title=order.title[:120],
        organiser=Organiser.PROVIDER if order.provider_id else Organiser.OTHER,
        organiser_name=_organiser(order),
        begins_on=order.begins_on,
        ends_on=order.ends_on,
        hours=float(order.hours) if order.hours is not None else None,
        at_workplace=at_work,
        by=by,
    )


def _organiser(order: Order) -> str:
    if order.provider is not None:
        return order.provider.name
    assert order.workplace is not None
    return order.workplace.company.name[:120]


def effort_follow(order: Order) -> None:
    """Let the effort of a running order last, and have the hours, that the order has now."""
    effort = order.effort
    if effort is None:
        return
    effort.ends_on = max(order.ended_on or order.ends_on or effort.begins_on, effort.begins_on)
    effort.hours = order.hours
    effort.save(update_fields=["ends_on", "hours"])
    case_changed(order.case_id)


def reports_plan(order: Order) -> None:
    """Let the reports that the order asks for fall due: midway on its day, the final one on the last day."""
    assert order.ends_on is not None
    wanted = {ReportKind.MIDWAY: order.midway_on, ReportKind.FINAL: order.ends_on}
    for kind, due_on in wanted.items():
        if due_on is not None:
            ProgressReport.objects.create(kind=kind, due_on=due_on, **of_order(order))


def reports_follow(order: Order) -> None:
    """The final report falls due on the last day as it is now; a midway report after that day is asked for no more."""
    last = order.ended_on or order.ends_on
    assert last is not None
    waiting = order.reports.filter(state__in=[ReportState.DUE, ReportState.DRAFT])
    for report in waiting.filter(kind=ReportKind.FINAL).exclude(due_on=last):
        report.due_on = last
        report.save(update_fields=["due_on"])
