"""Orders of Cilla for the access matrix, each named for who stands on its other side, or for how far it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Provider
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Offer, Workplace
from fremdrift.catalogue.services import experience_add
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport
from tests.orders.made import DAY, a_workplace, actor, an_offer, content
from tests.orders.test_states import SAID
from tests.world import TODAY, World

_LONG_AGO = TODAY - 200 * DAY


@dataclass(frozen=True)
class Orders:
    """By name: an order that waits for an answer, and on the same side one that runs, with what hangs on both."""

    orders: dict[str, UUID]
    running: dict[str, UUID]
    reports: dict[str, UUID]  # to be written, of the order that runs
    submitted: dict[str, UUID]
    questions: dict[str, UUID]  # in the order that waits
    changes: dict[str, UUID]  # proposed for the order that runs


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
    running = {name: _running(_sent(world, target, by), by) for name, target in to.items()}
    with clock.at(_LONG_AGO):
        orders["ended"] = _sent(world, offers["provider"], by)
        running["ended"] = _running(orders["ended"], by)
        with acting(by):
            services.order_interrupt(order=orders["ended"], reason="Flyttet", by=by)
    return Orders(
        orders=_ids(orders),
        running=_ids(running),
        reports=_ids({name: _report(order, "midway", by) for name, order in running.items()}),
        submitted=_ids({name: _submitted(world, name, running[name], by) for name in to}),
        questions=_ids({name: _question(world, orders[name]) for name in to}),
        changes=_ids({name: _change(world, running[name]) for name in to}),
    )


def catalogue_of(world: World) -> dict[str, UUID]:
    """An offer of Nordby's with the caseworker's note on it, and a workplace of a company."""
    offer, workplace = an_offer(world, code="MATRIX"), a_workplace(world)
    by = actor(world, "caseworker")
    with acting(by):
        note = experience_add(offer=offer, worked="Ro på og faste aftaler", by=by)
    return {
        "offer_id": offer.pk,
        "experience_id": note.pk,
        "company_id": workplace.company_id,
        "workplace_id": workplace.pk,
    }


def _ids(rows: Mapping[str, Model]) -> dict[str, UUID]:
    return {name: row.pk for name, row in rows.items()} | {"nobody": UUID(int=11)}


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


def _running(order: Order, by: Actor) -> Order:
    """The order, once somebody said yes to it."""
    with acting(by):
        return services.order_accept(order=order, accepted_by_name="Bo", at=clock.evening(clock.today()), by=by)


def _report(order: Order, kind: str, by: Actor) -> ProgressReport:
    with acting(by):
        return ProgressReport.objects.get(order=order, kind=kind)


def _submitted(world: World, persona: str, order: Order, by: Actor) -> ProgressReport:
    report, writes = _report(order, "final", by), actor(world, persona)
    with acting(writes):
        return services.report_submit(report=report, content=SAID, at=clock.evening(clock.today()), by=writes)


def _question(world: World, order: Order) -> OrderMessage:
    by, now = actor(world, "caseworker"), clock.evening(clock.today())
    with acting(by):
        return services.order_message_send(order=order, text="Hvornår?", wants_answer=True, at=now, by=by)


def _change(world: World, order: Order) -> ChangeProposal:
    by, longer = actor(world, "caseworker"), order.ends_on + 30 * DAY
    with acting(by):
        return services.change_propose(order=order, kind="extend", ends_on=longer, reason="Det går godt", by=by)
