"""Orders as they are told to the citizen: what happens now, and what was changed."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders.enums import ChangeState, CitizenAnswer, OrderState
from fremdrift.orders.models import ChangeProposal, Order
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.words import full_day


def what_now(order: Order, contact: str) -> str:
    """What happens now, in one or two sentences."""
    due = order_sheet.answer_by(order)
    words = {
        "contact": contact or _("The municipality"),
        "place": order_sheet.place_of(order),
        "begins": _day(order.begins_on),
        "ends": _day(order.ended_on or order.ends_on),
        "due": _day(due),
    }
    if order.state == OrderState.DRAFT:
        return _DRAFT[CitizenAnswer(order.citizen_answer)]() % words
    return _SAYS[OrderState(order.state)]() % words


def changed_since(order: Order) -> str:
    """That a draft was changed after the citizen answered; empty when it was not."""
    if order.state != OrderState.DRAFT or order.citizen_answer or order.citizen_answered_at is None:
        return ""
    day = full_day(order.citizen_answered_at.astimezone(COPENHAGEN).date())
    return _("Changed since you answered on %(day)s. Read it again, and say what you think.") % {"day": day}


def changes(found: list[ChangeProposal]) -> list[str]:
    """What was changed after it was sent, oldest first."""
    return [_change(change) for change in found if change.state == ChangeState.APPROVED]


def _change(change: ChangeProposal) -> str:
    when = _day(change.decided_at.astimezone(COPENHAGEN).date() if change.decided_at else None)
    if change.ends_on is not None:
        return _("Changed on %(when)s: the last day is now %(day)s.") % {"when": when, "day": full_day(change.ends_on)}
    return _("Changed on %(when)s: it is now %(hours)s hours a week.") % {
        "when": when,
        "hours": f"{change.hours:f}".rstrip("0").rstrip(".").replace(".", ","),
    }


def _day(value: dt.date | None) -> str:
    return full_day(value) if value is not None else "–"


_DRAFT: dict[CitizenAnswer, Callable[[], str]] = {
    CitizenAnswer.NONE: lambda: _("Nothing is sent yet. Read it, and say yes, or what should be different."),
    CitizenAnswer.APPROVED: lambda: _("You have said yes. %(contact)s can send it to %(place)s now."),
    CitizenAnswer.COMMENTED: lambda: _(
        "You have written what you think. %(contact)s can read it. Nothing is sent yet."
    ),
    CitizenAnswer.OBJECTED: lambda: _(
        "You have said that you do not want it sent like this. %(contact)s can read why. Nothing is sent yet."
    ),
}
_SAYS: dict[OrderState, Callable[[], str]] = {
    OrderState.SENT: lambda: _("It is sent to %(place)s. They answer by %(due)s."),
    OrderState.ACCEPTED: lambda: _("%(place)s has said yes. You begin on %(begins)s."),
    OrderState.RUNNING: lambda: _("You are at %(place)s until %(ends)s."),
    OrderState.COMPLETED: lambda: _("It ended on %(ends)s, as agreed."),
    OrderState.DECLINED: lambda: _("%(place)s could not say yes. They do not see this any more. Ask %(contact)s."),
    OrderState.WITHDRAWN: lambda: _("It was taken back on %(ends)s. %(place)s sees nothing."),
    OrderState.INTERRUPTED: lambda: _("It ended on %(ends)s, earlier than agreed. Ask %(contact)s if you wonder why."),
}
