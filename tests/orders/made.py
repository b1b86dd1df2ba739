"""Offers, workplaces and orders that tests of orders speak of."""

import datetime as dt
from typing import Any

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Provider
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Company, Offer, Workplace
from fremdrift.orders import services
from fremdrift.orders.models import Order
from tests.world import TODAY, World

DAY = dt.timedelta(days=1)
QUESTION = "Hvor mange timer om ugen kan Cilla klare i et køkken, og hvad skal der til for flere?"
BACKGROUND = "Cilla har været væk fra arbejde i to år og er ved at få hverdagen på plads igen."


def actor(world: World, name: str) -> Actor:
    """Who a persona acts as today."""
    found = actor_of(world.users[name], TODAY)
    assert found is not None
    return found


def an_offer(world: World, **values: Any) -> Offer:
    """An offer of Nordby's catalogue at Prøvebænken."""
    known = {
        "municipality": world.nordby,
        "code": values.get("code", "KOK1"),
        "name": "Køkkenet",
        "provider": Provider.objects.get(key="proevebaenken"),
        "purposes": ["employment"],
        "legal_kind": "guidance_upskilling",
        "setting": "workshop",
        "places": 2,
    }
    return Offer.objects.create(**{**known, **values})


def a_workplace(world: World, **values: Any) -> Workplace:
    """A workplace of a company in Nordby."""
    company = Company.objects.create(municipality=world.nordby, name="Bageriet Aps")
    return Workplace.objects.create(
        **{"municipality": world.nordby, "company": company, "name": "Butikken", "places": 1, **values}
    )


def content(**values: Any) -> services.Content:
    """An order that lacks nothing."""
    known: dict[str, Any] = {
        "purposes": ["employment"],
        "question": QUESTION,
        "aims": [services.NewAim("Møde til tiden fire dage om ugen")],
        "indicators": {"everyday": "Kommer op, når der er en aftale"},
        "hours": 15,
        "begins_on": TODAY,
        "ends_on": TODAY + 90 * DAY,
        "midway_on": TODAY + 45 * DAY,
        "shared": {"phone": ("Så I kan ringe", ""), "background": ("Så I kan tage godt imod", BACKGROUND)},
        "informed_on": TODAY,
    }
    return services.Content(**{**known, **values})


def a_draft(world: World, offer: Offer | None = None, case: Any = None, **values: Any) -> Order:
    """A draft of the caseworker for Cilla."""
    by = system_actor(world.nordby) if case else actor(world, "caseworker")
    with acting(by):
        of = Case.objects.get(pk=case or world.cilla)
        order = services.order_begin(case=of, offer=offer or an_offer(world), by=by)
        return services.order_save(order=order, content=content(**values), expected_version=0, by=by)


def sent(world: World, offer: Offer | None = None, **values: Any) -> Order:
    """An order that was sent today."""
    order, by = a_draft(world, offer, **values), actor(world, "caseworker")
    with acting(by):
        return services.order_send(order=order, by=by)


def running(world: World, offer: Offer | None = None, **values: Any) -> Order:
    """An order that the provider said yes to, and that runs from today."""
    order, by = sent(world, offer, **values), actor(world, "provider")
    with acting(by):
        return services.order_accept(order=order, by=by)


def elsewhere(world: World, **values: Any) -> Offer:
    """An offer of another provider's unit, where the other provider works."""
    provider = Provider.objects.filter(key="andetsteds").first() or accounts.provider_add(
        key="andetsteds", name="Andet"
    )
    return an_offer(world, provider=provider, code="AND1", name="Værkstedet", **values)


def somebody_at(provider: Provider, name: str = "new-there") -> Actor:
    """Somebody who works at a provider's unit."""
    user = accounts.user_add(username=name, name=name.title())
    accounts.membership_add(user=user, role=Role.PROVIDER, begins_on=TODAY - DAY, provider=provider)
    found = actor_of(user, TODAY)
    assert found is not None
    return found
