"""What the tests of the consultant's screens share: pages in English, and the consultant signed in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from fremdrift.accounts.models import User
from tests.world import World


@pytest.fixture(autouse=True)
def _in_english(world: World):
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    """Signed in as the consultant of Nordby."""
    return as_("consultant")
