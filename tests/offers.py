"""An offer and a workplace for tests that need something to point to."""

from typing import Any

from fremdrift.accounts.models import Municipality, Provider
from fremdrift.catalogue.models import Company, Offer, Workplace


def offer_of(home: Municipality, using: str = "default") -> dict[str, Any]:
    """Pointers to an offer of a municipality and to the provider whose it is."""
    provider = Provider.objects.get(key="proevebaenken")
    offer = Offer.objects.using(using).create(
        municipality_id=home.pk,
        code=f"T{Offer.objects.using(using).filter(municipality=home).count()}",
        name="Køkkenet",
        provider_id=provider.pk,
        legal_kind="guidance_upskilling",
        setting="workshop",
    )
    return {"offer_id": offer.pk, "provider_id": provider.pk}


def workplace_of(home: Municipality, using: str = "default") -> dict[str, Any]:
    """A pointer to a workplace of a municipality."""
    company = Company.objects.using(using).create(municipality_id=home.pk, name="Bageriet Aps")
    workplace = Workplace.objects.using(using).create(municipality_id=home.pk, company=company, name="Butikken")
    return {"workplace_id": workplace.pk}
