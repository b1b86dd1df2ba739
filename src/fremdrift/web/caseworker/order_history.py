"""The timeline's words about orders, their reports and what was written about them."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fremdrift.orders.enums import ChangeKind
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport
from fremdrift.overview.selectors import Entry
from fremdrift.web.caseworker.order_links import order_url
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import day

_TITLES: dict[str, Callable[[], str]] = {
    "order_answered": lambda: _("The citizen about the order to %(order)s: %(answer)s"),
    "order_sent": lambda: _("Order sent to %(order)s"),
    "order_accepted": lambda: _("%(order)s said yes to the order"),
    "order_declined": lambda: _("%(order)s said no to the order"),
    "order_meeting": lambda: _("Start meeting about %(order)s"),
    "order_started": lambda: _("%(order)s began"),
    "order_completed": lambda: _("%(order)s ended as agreed"),
    "order_interrupted": lambda: _("%(order)s was interrupted"),
    "order_withdrawn": lambda: _("The order to %(order)s was taken back"),
    "change_proposed": lambda: _("Proposal to change %(order)s: %(change)s"),
    "change_approved": lambda: _("%(order)s was changed: %(change)s"),
    "change_rejected": lambda: _("%(order)s stays as it was. Not agreed: %(change)s"),
    "change_withdrawn": lambda: _("A proposal to change %(order)s was taken back"),
    "report_submitted": lambda: _("%(kind)s from %(order)s"),
    "report_commented": lambda: _("The citizen's comment to the %(report)s from %(order)s"),
    "report_reviewed": lambda: _("%(kind)s from %(order)s read. Decided: %(decision)s"),
}


def title(entry: Entry) -> str:
    """What happened, in a few words."""
    if entry.what == "order_messages":
        words = ngettext("%(count)s message about %(order)s", "%(count)s messages about %(order)s", entry.count)
        return words % (_values(entry) | {"count": entry.count})
    return _TITLES[entry.what]() % _values(entry)


def _values(entry: Entry) -> dict[str, object]:
    match entry.row:
        case Order() as order:
            return {"order": order.title, "answer": order.get_citizen_answer_display().lower()}
        case ChangeProposal() as proposal:
            return {"order": proposal.order.title, "change": change(proposal)}
        case ProgressReport() as report:
            kind = report.get_kind_display()
            decision = report.get_decision_display().lower()
            return {"order": report.order.title, "kind": kind, "report": kind.lower(), "decision": decision}
        case OrderMessage() as message:
            return {"order": message.order.title}
        case _:
            return {}


def change(proposal: ChangeProposal) -> str:
    """What a proposal changes: “until 1 Mar instead of 1 Feb”, “20 hours a week instead of 15”."""
    if proposal.kind == ChangeKind.HOURS:
        language = get_language() or "da"
        hours = {
            "new": dates.number(proposal.hours or 0, language),
            "old": dates.number(proposal.was_hours or 0, language),
        }
        return _("%(new)s hours a week instead of %(old)s") % hours
    assert proposal.ends_on is not None
    if proposal.was_ends_on is None:
        return _("until %(day)s") % {"day": day(proposal.ends_on)}
    return _("until %(new)s instead of %(old)s") % {"new": day(proposal.ends_on), "old": day(proposal.was_ends_on)}


def url(entry: Entry) -> str:
    """Where it can be read."""
    match entry.row:
        case ProgressReport() as report:
            return reverse("report_review", args=[report.pk])
        case Order() as order:
            return order_url(order.pk)
        case ChangeProposal(order_id=order_id) | OrderMessage(order_id=order_id):
            return order_url(order_id)
        case _:
            return ""
