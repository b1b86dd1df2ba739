"""What tests of the catalogue's pages share."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.catalogue.conftest import catalogue

__all__ = ["catalogue"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
