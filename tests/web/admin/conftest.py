"""What tests of the administrator's pages share."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from fremdrift.accounts.models import User
from tests.world import World


@pytest.fixture
def english(world: World) -> Iterator[None]:
    """Pages in English."""
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def browser(as_: Callable[[str], Client], english: None) -> Client:
    """Signed in as Nordby's administrator."""
    return as_("administrator")
