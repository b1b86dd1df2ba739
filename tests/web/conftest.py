"""What tests of pages share: the look-up log, read beside the pages."""

from collections.abc import Iterator

import pytest

from tests.access.screens import Log, owner
from tests.world import World


@pytest.fixture
def log(world: World) -> Iterator[Log]:
    """The look-up log from now on."""
    with owner() as connection:
        yield Log(connection)
