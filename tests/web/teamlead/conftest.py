"""What the tests of the leader's screens share: pages in English, and the leader signed in."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from tests.access.screens import Log, owner
from tests.world import World


@pytest.fixture(autouse=True)
def _in_english(world: World):
    """Sentences are compared in the language of their message ids."""
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    """Signed in as the leader of Nordby's team."""
    return as_("leader")


@pytest.fixture
def system(world: World) -> Actor:
    """The system at work in Nordby."""
    return system_actor(world.nordby)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask the question about wrong input once for each mistake that a screen names."""
    if "mistake" in metafunc.fixturenames:
        mistakes = getattr(metafunc.cls, "wrong", {})
        metafunc.parametrize("mistake", mistakes.values(), ids=mistakes.keys())


@pytest.fixture
def looks(world: World) -> Iterator[Log]:
    """The look-up log."""
    with owner() as connection:
        yield Log(connection)
