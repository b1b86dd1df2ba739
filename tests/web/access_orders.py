"""Orders of Cilla for the access matrix, each named for who stands on its other side, or for how far it came."""

from dataclasses import dataclass
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Provider
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Offer, Workplace
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order, ProgressReport
from tests.orders.made import DAY, a_workplace, an_offer, content
from tests.world import TODAY, World

_LONG_AGO = TODAY - 200 * DAY


@dataclass(frozen=True)
class Orders:
    """By name: an order that waits for an answer, and a report of one that runs on the same side."""

    orders: dict[str, UUID]
    reports: dict[str, UUID]


def orders_of(world: World) -> Orders:
    """Orders to two units and to a workplace, a draft, and one whose unit has no access any more."""
    offers = {
        name: an_offer(world, provider=Provider.objects.get(key=key), code=f"M{name}", places=9)
        for name, key in (("provider", "proevebaenken"), ("other-provider", "andetsteds"))
    }
    place = a_workplace(world, places=9)
    by = system_actor(world.nordby, "tests")
    to = {**offers, "consultant": place}
    orders = {name: _sent(world, target, by) for name, target in to.items()}
    orders["draft"] = _draft(world, offers["provider"], by)
    reports = {name: _report(_sent(world, target, by), by) for name, target in to.items()}
    with clock.at(_LONG_AGO):
        orders["ended"] = _sent(world, offers["provider"], by)
        reports["ended"] = _report(orders["ended"], by)
        with acting(by):
            services.order_interrupt(order=orders["ended"], reason="Flyttet", by=by)
    nobody = {"nobody": UUID(int=11)}
    ids = {name: order.pk for name, order in orders.items()}
    return Orders(ids | nobody, {name: report.pk for name, report in reports.items()} | nobody)


def _draft(world: World, to: Offer | Workplace, by: Actor) -> Order:
    today, user = clock.today(), world.users["caseworker"].pk
    at_work = isinstance(to, Workplace)
    more = {"shared": {"phone": ("Så I kan ringe", "")}, "mentor_name": "Bo", "indicators": {}} if at_work else {}
    days = {"begins_on": today, "ends_on": today + 60 * DAY, "midway_on": today + 30 * DAY, "informed_on": today}
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        target = {"workplace": to, "kind": "company_placement"} if at_work else {"offer": to}
        order = services.order_begin(case=case, **target, by=by)
        Order.objects.filter(pk=order.pk).update(made_by_id=user)
        return services.order_save(order=order, content=content(**days, **more), expected_version=0, by=by)


def _sent(world: World, to: Offer | Workplace, by: Actor) -> Order:
    order = _draft(world, to, by)
    with acting(by):
        return services.order_send(order=order, at=clock.evening(clock.today()), by=by)


def _report(order: Order, by: Actor) -> ProgressReport:
    """The midway report of an order that somebody said yes to."""
    with acting(by):
        services.order_accept(order=order, accepted_by_name="Bo", at=clock.evening(clock.today()), by=by)
        return ProgressReport.objects.get(order=order, kind="midway")
