"""What the tests of the caseworker's screens share: pages in English, and Cilla's caseworker signed in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from tests.world import World


@pytest.fixture(autouse=True)
def _in_english(world: World):
    """Sentences are compared in the language of their message ids; tests/architecture sees to the Danish ones."""
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    """Signed in as Cilla's caseworker."""
    return as_("caseworker")


@pytest.fixture
def system(world: World) -> Actor:
    """The system at work in Nordby."""
    return system_actor(world.nordby)


@pytest.fixture
def cilla(world: World, caseworker: Actor) -> Case:
    """Cilla's case, with her caseworker's context in force."""
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask the question about wrong input once for each mistake that a screen names."""
    if "mistake" in metafunc.fixturenames:
        mistakes = getattr(metafunc.cls, "wrong", {})
        metafunc.parametrize("mistake", mistakes.values(), ids=mistakes.keys())
