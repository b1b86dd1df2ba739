"""What the tests of the catalogue share: a catalogue of forty offers, and somebody who reads it."""

from collections.abc import Callable, Iterator
from importlib import resources

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.catalogue.models import Offer
from fremdrift.exchange.offers import offers_import
from tests.world import World

FILE = resources.files("fremdrift_sim").joinpath("texts_da/offers.csv").read_bytes()


@pytest.fixture
def catalogue(world: World) -> dict[str, Offer]:
    """Nordby's catalogue, by code."""
    by = system_actor(world.nordby)
    with acting(by):
        offers_import(content=FILE, by=by)
        return {offer.code: offer for offer in Offer.objects.all()}


@pytest.fixture
def reader(catalogue: dict[str, Offer], actor: Callable[[str], Actor]) -> Iterator[Actor]:
    """The caseworker of Nordby, who has the catalogue to look into."""
    found = actor("caseworker")
    with acting(found):
        yield found
