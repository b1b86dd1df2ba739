"""What somebody has begun to write in a case, in words, and whether a form still opens it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import rules, selectors
from fremdrift.conversations.enums import State
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from fremdrift.orders.enums import OrderState, ReportState
from fremdrift.orders.selectors import order_by_id, report_by_id
from fremdrift.overview.models import Draft
from fremdrift.overview.selectors import Place, drafts_of_case
from fremdrift.web.caseworker import drafts
from fremdrift.web.shared.texts import worded
from fremdrift.web.shared.words import day

_TITLES: dict[str, str | Promise] = {
    "conversation_record": gettext_lazy("Recording of a conversation"),
    "minutes_write": gettext_lazy("Minutes"),
    "plan_edit": gettext_lazy("Plan"),
    "messages": gettext_lazy("Message"),
    "contact_persons": gettext_lazy("Handover"),
    "order_edit": gettext_lazy("Order"),
    "report_review": gettext_lazy("Decision on a report"),
    "measurement_answer": gettext_lazy("Answers to the measurement"),
}


@dataclass(frozen=True)
class Unfinished:
    """An own draft: what it is, and its form; where none opens it any more, its texts if they were asked for."""

    draft: Draft
    title: str
    texts: list[str]
    address: str


def unfinished(actor: Actor, case: Case, *, texts: bool = False) -> list[Unfinished]:
    """Own drafts of a case, the latest first."""
    return [_read(actor, case, draft, texts=texts) for draft in drafts_of_case(actor, case, texts=texts)]


def left_behind(actor: Actor, case: Case) -> list[Unfinished]:
    """Those that no form opens any more."""
    return [found for found in unfinished(actor, case) if not found.address]


def _read(actor: Actor, case: Case, draft: Draft, *, texts: bool) -> Unfinished:
    key = drafts.read_key(draft.about)
    talk = selectors.conversation_by_id(actor, case, key) if key else None
    title = str(_TITLES.get(draft.form, _("Text")))
    address = drafts.page_of(Place(case, draft.form, draft.about)) if _is_open(actor, case, draft, talk) else ""
    return Unfinished(
        draft=draft,
        title=_("%(what)s, %(day)s") % {"what": title, "day": day(talk.on)} if talk else title,
        texts=worded(draft.content.items()) if texts and not address else [],
        address=address,
    )


def _order_is_open(actor: Actor, key: UUID) -> bool:
    order = order_by_id(actor, key)
    return order is not None and order.state == OrderState.DRAFT


def _report_is_open(actor: Actor, key: UUID) -> bool:
    report = report_by_id(actor, key)
    return report is not None and report.state == ReportState.SUBMITTED


_OF_ORDERS = {"order_edit": _order_is_open, "report_review": _report_is_open}


def _is_open(actor: Actor, case: Case, draft: Draft, talk: Conversation | None) -> bool:
    """Whether the form of a draft still shows it."""
    if case.closed_on is not None:
        return False
    if draft.form == "minutes_write":
        return talk is not None and rules.minutes_problem(talk.state, talk.minutes_state) is None
    if draft.form in _OF_ORDERS:
        key = drafts.read_key(draft.about)
        return key is not None and _OF_ORDERS[draft.form](actor, key)
    if draft.form != "conversation_record":
        return True
    if draft.about:
        return talk is not None and talk.state == State.PLANNED
    first = selectors.next_planned(actor, case)  # while one is due, the page is about that one
    return first is None or first.on > clock.today()
