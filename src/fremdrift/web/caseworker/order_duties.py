"""The worklist's words about orders and reports: what to do, by which own rule, and where."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.orders.enums import CitizenAnswer, Decision, ReportKind, Side
from fremdrift.overview.enums import Duty
from fremdrift.overview.rules import Item, OrderStep
from fremdrift.web.caseworker.order_links import change_url, new_order_url, order_url
from fremdrift.web.shared.words import day


def title(item: Item, name: str) -> str:
    """The duty as one says it."""
    about = _about(item)
    match item.duty:
        case Duty.ORDER_ANSWERED:
            return _answered(about, name)
        case Duty.ORDER_QUESTION:
            return _("Answer a question about %(order)s") % {"order": about.title}
        case Duty.ORDER_CHANGE:
            return _("Decide on a proposal to change %(order)s") % {"order": about.title}
        case Duty.ORDER_DECLINED | Duty.ORDER_INTERRUPTED | Duty.ORDER_DECIDED:
            return _next(item, about, name)
        case Duty.ORDER_UNANSWERED:
            return _("Nobody has answered the order to %(order)s") % {"order": about.title}
        case Duty.ORDER_STARTING:
            return _("%(order)s begins soon, and nobody has said yes") % {"order": about.title}
        case Duty.ORDER_DRAFT:
            return _("Send the order to %(order)s, or throw it away") % {"order": about.title}
        case Duty.REPORT:
            return _("Read the %(kind)s from %(order)s") % {"kind": _kind(about), "order": about.title}
        case Duty.REPORT_OVERDUE:
            return _("Ask %(order)s for the %(kind)s") % {"kind": _kind(about), "order": about.title}
        case _:
            return _("Call %(name)s about the absence from %(order)s") % {"name": name, "order": about.title}


def _next(item: Item, about: OrderStep, name: str) -> str:
    """What is to come after the order, or instead of it."""
    words = {"order": about.title, "name": name}
    match item.duty:
        case Duty.ORDER_DECLINED:
            return _("%(order)s said no: find something else together with %(name)s") % words
        case Duty.ORDER_INTERRUPTED:
            return _("%(order)s was interrupted: agree with %(name)s what happens now") % words
        case _ if about.word == Decision.EXTEND:
            return _("You decided to extend %(order)s: propose it") % words
        case _:
            return _("You decided on a new order after %(order)s: begin it") % words


def _answered(about: OrderStep, name: str) -> str:
    words = {"name": name, "order": about.title}
    if about.word == CitizenAnswer.APPROVED:
        return _("%(name)s says yes: send the order to %(order)s") % words
    if about.word == CitizenAnswer.OBJECTED:
        return _("%(name)s does not want the order to %(order)s sent like this") % words
    return _("Read what %(name)s says about the order to %(order)s") % words


def _kind(about: OrderStep) -> str:
    return str(ReportKind(about.word).label).lower()


def why(item: Item) -> str:
    """The office's own rule, and what it counts from."""
    about = _about(item)
    since = {"day": day(about.since)}
    match item.duty:
        case Duty.ORDER_ANSWERED:
            return _("Own rule: answered within three days. The citizen wrote %(day)s.") % since
        case Duty.ORDER_QUESTION:
            return _("Own rule: answered within three days. Asked %(day)s.") % since
        case Duty.ORDER_CHANGE:
            return _("Own rule: decided within a week. %(who)s proposed it %(day)s.") % (since | {"who": _who(about)})
        case Duty.ORDER_DECLINED:
            return _("Own rule: something else within a week. The answer came %(day)s.") % since
        case Duty.ORDER_INTERRUPTED:
            return _("Own rule: something else within a week. The last day was %(day)s.") % since
        case Duty.ORDER_DECIDED:
            return _("Own rule: done within three days. Decided %(day)s, and nobody has begun it yet.") % since
        case Duty.ORDER_UNANSWERED:
            return _("Own rule: answered within ten working days. Sent %(day)s.") % since
        case Duty.ORDER_STARTING:
            return _("Own rule: a yes a week before it begins. Sent %(day)s.") % since
        case Duty.ORDER_DRAFT:
            return _("Own rule: sent within 14 days. Begun %(day)s.") % since
        case Duty.REPORT:
            return _("Own rule: decided on within a week. Submitted %(day)s.") % since
        case Duty.REPORT_OVERDUE:
            return _("Own rule: written by its day. It was due %(day)s.") % since
        case _:
            days = ", ".join(day(on) for on in about.days)
            return _("Own rule: three days in two weeks without saying so. %(days)s.") % {"days": days.rstrip(".")}


def _who(about: OrderStep) -> str:
    return _("The place") if about.word == Side.PROVIDER else _("Your own side")


def action(item: Item, case_id: UUID) -> tuple[str, str, str]:
    """What the button says, where it leads, and its icon."""
    about = _about(item)
    order = order_url(about.order_id)
    match item.duty:
        case Duty.REPORT:
            return _("Read and decide"), reverse("report_review", args=[about.id]), "assignment"
        case Duty.ORDER_QUESTION:
            return _("Read and answer"), order, "email"
        case Duty.ORDER_CHANGE:
            return _("Read and decide"), order, "assignment"
        case Duty.ORDER_DECLINED | Duty.ORDER_INTERRUPTED:
            return _("Order something else"), new_order_url(case_id, about.order_id), "plus"
        case Duty.ORDER_DECIDED if about.word == Decision.EXTEND:
            return _("Propose it"), change_url(about.order_id, "extend"), "plus"
        case Duty.ORDER_DECIDED:
            return _("Begin the order"), new_order_url(case_id, about.order_id), "plus"
        case Duty.REPORT_OVERDUE | Duty.ORDER_UNANSWERED | Duty.ORDER_STARTING:
            return _("Write to the place"), order, "email"
        case _:
            return _("Open the order"), order, "arrow-forward"


def _about(item: Item) -> OrderStep:
    assert item.about is not None
    return item.about
