"""The demo's catalogue: what can be ordered in a town, and where one can work there."""

import datetime as dt
from dataclasses import dataclass, fields

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Provider, User
from fremdrift.catalogue.models import Company, Experience, Offer, OfferWeek, Workplace
from fremdrift.core import clock
from fremdrift_sim.catalogue import Catalogue, Note, OfferPlan

_OF_OFFER = tuple(field.name for field in fields(OfferPlan) if field.name not in {"provider", "content", "reviewed_on"})


@dataclass(frozen=True)
class Sold:
    """The rows of a town's catalogue: offers by code, workplaces by their number."""

    offers: dict[str, Offer]
    workplaces: list[Workplace]


def _home(by: Actor) -> int:
    assert by.municipality_id is not None
    return by.municipality_id


def catalogue_take_in(plan: Catalogue, reviewer: User | None, consultant: User, by: Actor) -> Sold:
    """Put offers, companies and workplaces into the town's catalogue."""
    providers = {provider.key: provider for provider in Provider.objects.all()}
    offers = {one.code: _offer(one, providers[one.provider], reviewer, by) for one in plan.offers}
    companies = {
        name: Company.objects.create(
            municipality_id=_home(by),
            name=name,
            cvr=f"{99000001 + number}",
            town=by.municipality_name.removesuffix(" Kommune"),
            postcode="0000",
            consultant=consultant,
        )
        for number, name in enumerate(plan.companies)
    }
    workplaces = [
        Workplace.objects.create(
            municipality_id=_home(by),
            company=companies[one.company],
            name=one.name,
            production_number=f"{9900000001 + number}",
            address=f"Opdigtet Vej {number + 1}",
            postcode="0000",
            town=by.municipality_name.removesuffix(" Kommune"),
            tasks=one.tasks,
            contact_name=one.contact_name,
            contact_phone=f"00 00 01 {number:02}",
            mentor_name=one.mentor_name,
            places=one.places,
            employees=one.employees,
            company_centre=one.company_centre,
        )
        for number, one in enumerate(plan.workplaces)
    ]
    return Sold(offers, workplaces)


def _offer(plan: OfferPlan, provider: Provider, reviewer: User | None, by: Actor) -> Offer:
    values = {name: list(value) if isinstance(value := getattr(plan, name), tuple) else value for name in _OF_OFFER}
    offer = Offer.objects.create(
        municipality_id=_home(by),
        provider=provider,
        reviewed_on=plan.reviewed_on,
        reviewed_by=reviewer if plan.reviewed_on else None,
        **values,
    )
    OfferWeek.objects.bulk_create(
        OfferWeek(municipality_id=_home(by), offer=offer, first=part.first, last=part.last, what=part.what)
        for part in plan.content
    )
    return offer


def experience_take_in(note: Note, sold: Sold, author_id: int, by: Actor) -> None:
    """What a caseworker noted of an offer, on its day."""
    Experience.objects.create(
        municipality_id=_home(by),
        offer=sold.offers[note.offer],
        author_id=author_id,
        worked_for=note.worked_for,
        worked=note.worked,
        made_at=clock.evening(note.on) - dt.timedelta(hours=2),
    )
