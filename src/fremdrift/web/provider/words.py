"""An order in words, as the provider reads it: what comes next and by when, how attendance went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.core import clock
from fremdrift.orders import rules
from fremdrift.orders.enums import ChangeKind, ChangeState, OrderState, Point, ReportState
from fremdrift.rulebook.rules import working_days_after
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.orders.models import ChangeProposal, Order, ProgressReport

# What belongs to each of the five points, so that nobody needs the guide beside the screen.
POINTS: dict[str, str | Promise] = {
    Point.VOCATIONAL: gettext_lazy("Tasks, tools, pace"),
    Point.PERSONAL: gettext_lazy("Being on time, working with others, saying no"),
    Point.HEALTH: gettext_lazy("What the citizen tells"),
    Point.CONDITIONS: gettext_lazy("Home, money, transport, support"),
    Point.PERSPECTIVE: gettext_lazy("What does the citizen say about a job?"),
}
STATES: dict[str, tuple[str, str | Promise]] = {
    OrderState.SENT: ("badge-info", gettext_lazy("Waits for your answer")),
    OrderState.ACCEPTED: ("badge-plain", gettext_lazy("Accepted")),
    OrderState.RUNNING: ("badge-success", gettext_lazy("Running")),
    OrderState.COMPLETED: ("badge-plain", gettext_lazy("Completed")),
    OrderState.INTERRUPTED: ("badge-plain", gettext_lazy("Interrupted")),
}
# That it is full, to the place: which period or offer it is to be is not theirs to choose.
FULL: dict[str, Promise] = {
    "order.no_free_place": gettext_lazy(
        "There is no free place in the period. Decline, or agree on another period with the caseworker."
    ),
    "order.quota_used": gettext_lazy(
        "The quota of the year is used. Decline, or speak with the caseworker about what can be done."
    ),
}


@dataclass(frozen=True)
class Next:
    """What comes next of an order, and where it is done."""

    text: str
    url: str = ""
    late: bool = False


def local_day(at: dt.datetime) -> dt.date:
    """The day of a moment, in Danish time."""
    return at.astimezone(clock.COPENHAGEN).date()


def when(on: dt.date) -> str:
    """A day as one says how far it is: “today”, “in 3 days, Fri 27 Nov”, “2 days ago, Sun 22 Nov”."""
    days = (on - clock.today()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow, %(day)s") % {"day": day(on)}
    if days < 0:
        words = ngettext("%(count)s day ago, %(day)s", "%(count)s days ago, %(day)s", -days)
        return words % {"count": -days, "day": day(on)}
    return ngettext("in %(count)s day, %(day)s", "in %(count)s days, %(day)s", days) % {"count": days, "day": day(on)}


def answer_by(order: Order) -> dt.date | None:
    """The day on which an order without an answer goes back to the caseworker."""
    if order.sent_at is None:
        return None
    return working_days_after(local_day(order.sent_at), rules.ANSWER_WORKING_DAYS)


def coming(order: Any, reports: list[ProgressReport]) -> list[Next]:
    """What comes next of an order on the list, the most pressing first. It carries `asked_at` from the inbox."""
    found = _question(order)
    if order.state == OrderState.SENT:
        found.append(_answer(order))
    if order.state == OrderState.ACCEPTED:
        found.append(Next(_("Begins %(when)s") % {"when": when(order.begins_on)}))
    if order.state in rules.REPORTING:
        last = order.ended_on or order.ends_on
        found += [_report(report) for report in reports if report.kind != "midway" or report.due_on <= last][:1]
        text = _("Ends %(when)s") if order.state == OrderState.RUNNING else _("Ended %(when)s")
        found.append(Next(text % {"when": when(last)}))
    return found


def _question(order: Any) -> list[Next]:
    if order.asked_at is None:
        return []
    text = _("A question to you since %(day)s") % {"day": day(local_day(order.asked_at))}
    return [Next(text, reverse("unit_order", args=[order.pk]) + "#thread")]


def _answer(order: Order) -> Next:
    by = answer_by(order)
    assert by is not None
    url = reverse("unit_order", args=[order.pk])
    if by < clock.today():
        return Next(_("The answer was due %(when)s") % {"when": when(by)}, url, late=True)
    return Next(_("Answer by %(day)s") % {"day": day(by)}, url)


def _report(report: ProgressReport) -> Next:
    words = {"report": report.get_kind_display(), "when": when(report.due_on)}
    url, late = reverse("unit_report", args=[report.pk]), report.due_on < clock.today()
    if report.state == ReportState.RETURNED:
        return Next(_("%(report)s: sent back for more") % words, url)
    if late:
        return Next(_("%(report)s: was due %(when)s") % words, url, late=True)
    return Next(_("%(report)s: due %(when)s") % words, url)


def written(hours: float | Decimal) -> str:
    """Hours in the reader's language."""
    return dates.number(round(float(hours), 1), get_language() or "da")


def attendance(counts: dict[str, Any]) -> list[str]:
    """How attendance went, from its counts: days there of all that were registered, hours, and the absence."""
    days = sum(counts[kind] for kind in ("present", "sick", "excused", "absent"))
    if not days:
        return [_("No attendance is registered yet.")]
    told = [
        ngettext("%(there)s of %(days)s day", "%(there)s of %(days)s days", days)
        % {"there": counts["present"], "days": days}
    ]
    hours = {name: written(counts[name]) for name in ("hours", "planned")}
    told.append(_("%(hours)s of %(planned)s agreed hours") % hours)
    told.append(_("Sick %(sick)s · agreed absence %(excused)s · absent without saying so %(absent)s") % counts)
    return told


def change(proposal: ChangeProposal) -> str:
    """What a proposal asks for: “Longer: until Fri 26 Feb 2027, now Mon 22 Feb 2027”."""
    if proposal.kind == ChangeKind.HOURS:
        values = {"new": written(proposal.hours or 0), "old": written(proposal.was_hours or 0)}
        return _("%(new)s hours a week, now %(old)s") % values
    assert proposal.ends_on is not None
    assert proposal.was_ends_on is not None
    values = {"new": day(proposal.ends_on), "old": day(proposal.was_ends_on)}
    if proposal.kind == ChangeKind.EXTEND:
        return _("Longer: until %(new)s instead of %(old)s") % values
    return _("End earlier: %(new)s instead of %(old)s") % values


def is_waiting(proposal: ChangeProposal) -> bool:
    """Whether a proposal has no answer yet."""
    return proposal.state == ChangeState.PROPOSED
