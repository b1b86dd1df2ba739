"""Forms about orders, their reports and placements, filled in as they should be; see `right_forms`."""

from collections.abc import Callable, Mapping
from typing import Any

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.orders import services
from fremdrift.orders.models import ProgressReport
from tests.orders import made
from tests.orders.placed import sent_placement
from tests.orders.test_states import SAID
from tests.web.right_forms import Form
from tests.world import World

Actors = Callable[[str], Actor]
Ids = Mapping[str, Any]


def _draft(world: World, _actor: Actors) -> Ids:
    return {"order": made.a_draft(world).pk}


def _sent(world: World, _actor: Actors) -> Ids:
    return {"order": made.sent(world).pk}


def _running(world: World, _actor: Actors) -> Ids:
    return {"order": made.running(world).pk}


def _change(world: World, actor: Actors) -> Ids:
    """The provider would like fewer hours."""
    order, by = made.running(world), actor("provider")
    with acting(by):
        change = services.change_propose(order=order, kind="hours", hours=10, reason="Det er for meget", by=by)
    return {"order": order.pk, "change": change.pk}


def _report(world: World, actor: Actors) -> Ids:
    """A report that was submitted."""
    order, by = made.running(world), actor("provider")
    with acting(by):
        report = ProgressReport.objects.get(order=order, kind="midway")
        return {"report": services.report_submit(report=report, content=SAID, by=by).pk}


def _offer(world: World, _actor: Actors) -> Ids:
    return {"offer": made.an_offer(world).pk}


def _workplace(world: World, _actor: Actors) -> Ids:
    return {"workplace": made.a_workplace(world).pk}


def _placement(world: World, _actor: Actors) -> Ids:
    return {"order": sent_placement(world).pk}


ORDER = {
    "version": "1",
    "purposes": "employment",
    "question": made.QUESTION,
    "aim_1": "Møde til tiden fire dage om ugen",
    "work_everyday": "on",
    "from_everyday": "Kommer op, når der er en aftale",
    "hours": "15",
    "begins_on": "24.11.2026",
    "ends_on": "22.2.2027",
    "midway_on": "8.1.2027",
    "share_phone": "on",
    "why_phone": "Så I kan ringe",
    "informed_on": "24.11.2026",
}
PLACEMENT = {
    "workplace": "{workplace}",
    "kind": "company_placement",
    "purpose": "work_capacity_test",
    "question": made.QUESTION,
    "begins_on": "24.11.2026",
    "ends_on": "18.1.2027",
    "hours": "15",
    "considerations": "Ingen tunge løft",
    "mentor_name": "Mona Mester",
    "mentor_hours": "2",
    "informed": "on",
    "approved": "on",
    "action": "send",
}
OF_ORDER = ("{order}",)
OF_REPORT = ("{report}",)

ORDER_FORMS = {
    "an order": Form("order_edit", ORDER, OF_ORDER, case=False, before=_draft),
    "what the citizen says of it": Form(
        "order_answer",
        {"citizen-answer": "commented", "citizen-comment": "Hellere om formiddagen."},
        OF_ORDER,
        case=False,
        before=_draft,
    ),
    "a word to the place": Form(
        "order_message", {"text": "Hvornår begynder det?", "wants_answer": "on"}, OF_ORDER, case=False, before=_sent
    ),
    "a start meeting": Form(
        "order_meet",
        {"meeting_on": "25.11.2026", "meeting_at": "9.30", "meeting_place": "Hos jer"},
        OF_ORDER,
        case=False,
        before=_sent,
    ),
    "an order taken back": Form(
        "order_withdraw", {"withdraw-reason": "Cilla har fået job."}, OF_ORDER, case=False, before=_sent
    ),
    "an order interrupted": Form(
        "order_interrupt",
        {"interrupt-reason": "Cilla er syg.", "interrupt-on": "24.11.2026"},
        OF_ORDER,
        case=False,
        before=_running,
    ),
    "a change": Form(
        "change_propose",
        {"kind": "extend", "ends_on": "1.3.2027", "reason": "Hun er ved at få fodfæste."},
        OF_ORDER,
        case=False,
        before=_running,
    ),
    "a change turned down": Form(
        "change_decide",
        {"verb": "reject", "decide-reason": "Det går godt, som det er."},
        ("{order}", "{change}"),
        case=False,
        before=_change,
    ),
    "what comes of a report": Form(
        "report_review", {"decision": "continue", "words": "Det går godt."}, OF_REPORT, case=False, before=_report
    ),
    "a report returned": Form(
        "report_review",
        {"step": "return", "missing": "Hvilke opgaver kan hun klare alene?"},
        OF_REPORT,
        case=False,
        before=_report,
    ),
    "an extra report": Form(
        "report_ask",
        {"due_on": "8.12.2026", "why": "Kan hun være der en hel dag?"},
        OF_ORDER,
        case=False,
        before=_running,
    ),
    "an offer to show": Form("offer_show", {"note": "Du ville gerne ud i haver."}, ("{offer}",), before=_offer),
    "a placement": Form("placement_new", PLACEMENT, before=_workplace),
    "a workplace's yes": Form(
        "placement_accept", {"accepted_by_name": "Mona Mester"}, OF_ORDER, case=False, before=_placement
    ),
    "a workplace's no": Form(
        "placement_decline", {"reason": "De har ikke plads lige nu."}, OF_ORDER, case=False, before=_placement
    ),
    "my answer to an order": Form(
        "own_order",
        {"answer": "objected", "comment": "Jeg vil ikke have, at de kender mit nummer."},
        OF_ORDER,
        case=False,
        before=_draft,
    ),
    "my word to a report": Form(
        "own_report", {"comment": "Jeg er ikke enig om mandagene."}, OF_REPORT, case=False, before=_report
    ),
}
