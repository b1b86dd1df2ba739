"""Workplaces and placements that tests speak of."""

from typing import Any

from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Workplace
from fremdrift.orders import services
from fremdrift.orders.models import Order
from tests.orders.made import DAY, QUESTION, a_workplace, actor
from tests.world import TODAY, World

CONSIDERATIONS = "Kan ikke løfte over fem kilo, og har brug for en pause hver anden time."


def placement_content(**values: Any) -> services.Content:
    """A placement that lacks nothing."""
    known: dict[str, Any] = {
        "purposes": ["work_capacity_test"],
        "question": QUESTION,
        "aims": [services.NewAim("Møde til tiden fire dage om ugen")],
        "hours": 15,
        "begins_on": TODAY,
        "ends_on": TODAY + 55 * DAY,
        "midway_on": TODAY + 27 * DAY,
        "shared": {"phone": ("Så I kan ringe", ""), "considerations": ("Så I kan tage hensyn", CONSIDERATIONS)},
        "mentor_name": "Mona Mester",
        "mentor_hours": 2,
        "informed_on": TODAY,
    }
    return services.Content(**{**known, **values})


def a_placement(
    world: World, kind: str = "company_placement", workplace: Workplace | None = None, **values: Any
) -> Order:
    """A draft of a placement for Cilla that she said yes to."""
    by = actor(world, "caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        order = services.order_begin(case=case, workplace=workplace or a_workplace(world), kind=kind, by=by)
        content = placement_content(**values)
        order = services.order_save(order=order, content=content, expected_version=0, by=by)
        return services.order_comment(order=order, answer="approved", by=by)


def sent_placement(world: World, kind: str = "company_placement", **values: Any) -> Order:
    """A placement that was sent to the company consultants today."""
    order, by = a_placement(world, kind, **values), actor(world, "caseworker")
    with acting(by):
        return services.order_send(order=order, by=by)


def running_placement(world: World, **values: Any) -> Order:
    """A placement that the workplace said yes to, and that runs from today."""
    order, by = sent_placement(world, **values), actor(world, "consultant")
    with acting(by):
        return services.order_accept(order=order, accepted_by_name="Mona Mester, mester", by=by)
