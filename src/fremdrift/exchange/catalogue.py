"""The demo's catalogue: what can be ordered in a town, and where one can work there."""

from dataclasses import dataclass, fields

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Provider, User
from fremdrift.catalogue import services
from fremdrift.catalogue.models import Company, Offer, Workplace
from fremdrift.core import clock
from fremdrift_sim.catalogue import Catalogue, Note, OfferPlan, WorkplacePlan

_OF_OFFER = tuple(field.name for field in fields(OfferPlan) if field.name not in {"provider", "content"})
_OF_WORKPLACE = tuple(field.name for field in fields(WorkplacePlan) if field.name != "company")


@dataclass(frozen=True)
class Sold:
    """The rows of a town's catalogue: offers by code, workplaces by their number."""

    offers: dict[str, Offer]
    workplaces: list[Workplace]


def catalogue_take_in(plan: Catalogue, reviewer: User, consultant: User, by: Actor) -> Sold:
    """Put offers, companies and workplaces into the town's catalogue."""
    providers = {provider.key: provider for provider in Provider.objects.all()}
    offers = {one.code: _offer(one, providers[one.provider], reviewer, by) for one in plan.offers}
    where = {"postcode": "0000", "town": by.municipality_name.removesuffix(" Kommune")}
    companies = {
        name: services.company_add(
            values={"name": name, "cvr": f"{99000001 + number}", "consultant": consultant, **where}, by=by
        )
        for number, name in enumerate(plan.companies)
    }
    workplaces = [
        _workplace(number, one, companies[one.company], where, by) for number, one in enumerate(plan.workplaces)
    ]
    return Sold(offers, workplaces)


def _offer(plan: OfferPlan, provider: Provider, reviewer: User, by: Actor) -> Offer:
    values = {name: list(value) if isinstance(value := getattr(plan, name), tuple) else value for name in _OF_OFFER}
    values |= {"provider": provider, "reviewed_by": reviewer if plan.reviewed_on else None}
    content = [services.Week(part.first, part.last, part.what) for part in plan.content]
    return services.offer_add(values=values, content=content, by=by)


def _workplace(number: int, plan: WorkplacePlan, company: Company, where: dict[str, str], by: Actor) -> Workplace:
    told = {
        "production_number": f"{9900000001 + number}",
        "address": f"Opdigtet Vej {number + 1}",
        "contact_phone": f"00 00 01 {number:02}",
        **where,
    }
    values = {name: getattr(plan, name) for name in _OF_WORKPLACE}
    return services.workplace_add(company=company, values={**values, **told}, by=by)


def experience_take_in(note: Note, sold: Sold, author: Actor) -> None:
    """What a caseworker noted of an offer, on its day."""
    at = clock.evening(note.on)
    services.experience_add(
        offer=sold.offers[note.offer], worked=note.worked, worked_for=note.worked_for, at=at, by=author
    )
