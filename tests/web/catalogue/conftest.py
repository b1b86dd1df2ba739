"""What tests of the catalogue's pages share: pages in English, and forty offers."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from fremdrift.accounts.models import User
from tests.catalogue.conftest import catalogue
from tests.world import World

__all__ = ["catalogue"]


@pytest.fixture(autouse=True)
def _in_english(world: World) -> Iterator[None]:
    User.objects.update(language="en")
    with translation.override("en"):
        yield
