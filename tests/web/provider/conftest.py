"""What the tests of the provider's screens share: pages in English, and orders to the unit and to another one."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.orders.models import Order, ProgressReport
from tests.orders import made
from tests.world import TODAY, World


@pytest.fixture(autouse=True)
def _in_english(world: World):
    """Sentences are compared in the language of their message ids."""
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def system(world: World) -> Actor:
    """The system at work in Nordby."""
    return system_actor(world.nordby)


@pytest.fixture
def unit(as_: Callable[[str], Client]) -> Client:
    """Signed in as somebody of the unit."""
    return as_("provider")


@pytest.fixture
def elsewhere(world: World) -> Client:
    """Signed in as somebody of another provider."""
    other = accounts.provider_add(key="andetsted", name="Andetsted")
    user = accounts.user_add(username="elsewhere", name="Elsewhere")
    accounts.membership_add(user=user, role="provider", begins_on=TODAY, municipality=None, team=None, provider=other)
    User.objects.update(language="en")
    signed_in = Client()
    signed_in.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


@pytest.fixture
def sent(world: World) -> Order:
    """An order that nobody has answered."""
    return made.sent(world)


@pytest.fixture
def running(world: World) -> Order:
    """An order that runs from today."""
    return made.running(world)


@pytest.fixture
def report(running: Order, world: World) -> ProgressReport:
    """The midway report of the order that runs."""
    with acting(made.actor(world, "provider")):
        return ProgressReport.objects.get(order=running, kind="midway")
