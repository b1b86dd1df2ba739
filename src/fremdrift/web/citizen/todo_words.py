"""What we would like to hear from the citizen: each thing in a sentence, and where to do it. None is a duty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.cases import selectors as cases
from fremdrift.core import clock
from fremdrift.orders import selectors as ordered
from fremdrift.orders.enums import OrderState
from fremdrift.progression.selectors import round_on
from fremdrift.web.citizen import answer_words
from fremdrift.web.shared import order_sheet
from fremdrift.web.shared.messages import waits_for_you
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.orders.models import Order


@dataclass(frozen=True)
class Todo:
    """One thing to do, what it takes, and the words of the link."""

    title: str
    text: str
    url: str
    action: str


def todos(actor: Actor, case: Case, orders: list[Order], contact: str) -> list[Todo]:
    """All that waits for the citizen, what others wait for first."""
    return [
        *_messages(actor, case, contact),
        *_orders(orders),
        *_measurement(actor, case),
        *_reports(actor, case),
        *_offers(actor, case),
    ]


def _messages(actor: Actor, case: Case, contact: str) -> Iterator[Todo]:
    waiting = cases.answers_waited_for(actor, [case.pk]).get(case.pk)
    if waiting is not None and not waiting.for_us:
        yield Todo(
            _("You have a message"), waits_for_you(waiting, contact), reverse("own_messages"), _("Read and answer")
        )


def _orders(orders: list[Order]) -> Iterator[Todo]:
    for order in orders:
        if order.state == OrderState.DRAFT and not order.citizen_answer:
            text = _("Nothing is sent to %(place)s yet. Say what you think first.") % {
                "place": order_sheet.place_of(order)
            }
            yield Todo(order.title, text, reverse("own_order", args=[order.pk]), _("Read it"))


def _measurement(actor: Actor, case: Case) -> Iterator[Todo]:
    due = round_on(actor, case, clock.today())
    asked = answer_words.asked(actor, case, due.opens_on) if due else None
    if asked is None or asked.given or asked.closed:
        return
    count = len(asked.items)
    text = ngettext(
        "%(count)s short question. Answer by %(day)s.",
        "%(count)s short questions, about 3 minutes. Answer by %(day)s.",
        count,
    ) % {"count": count, "day": full_day(asked.until)}
    url = reverse("own_question", args=[asked.opens_on.isoformat(), asked.first_open])
    yield Todo(_("How is it going?"), text, url, _("Go on") if asked.answers else _("Begin"))


def _reports(actor: Actor, case: Case) -> Iterator[Todo]:
    for report in ordered.reports_in(actor, [case.pk]):
        if report.state in ordered.TOLD and report.read_at is None:
            day = full_day(report.submitted_at.astimezone(clock.COPENHAGEN).date()) if report.submitted_at else ""
            place = order_sheet.place_of(report.order)
            text = _("%(place)s wrote on %(day)s how it goes.") % {"place": place, "day": day}
            yield Todo(str(report.get_kind_display()), text, reverse("own_report", args=[report.pk]), _("Read it"))


def _offers(actor: Actor, case: Case) -> Iterator[Todo]:
    open_ones = [shown for shown in ordered.shown_offers(actor, [case.pk]) if not shown.reaction]
    if open_ones:
        text = ", ".join(shown.offer.name for shown in open_ones)
        yield Todo(_("Something you may like"), text, reverse("own_offers"), _("Have a look"))
