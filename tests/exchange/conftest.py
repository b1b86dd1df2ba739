"""What the tests of the import share: taking a file in, and everything that stands in the database."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.exchange.citizens import Done, citizens_import
from fremdrift.exchange.reading import Problem, Refused
from tests.stored import everything
from tests.world import World

Take = Callable[[str | bytes], Done]
Refuse = Callable[[str | bytes], list[Problem]]
Dump = Callable[[], dict[str, list[str]]]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def importer(world: World) -> Actor:
    """Whoever reads files in for Nordby."""
    return system_actor(world.nordby)


@pytest.fixture
def take(importer: Actor) -> Take:
    """Take a file in."""

    def taken(content: str | bytes) -> Done:
        whole = content.encode() if isinstance(content, str) else content
        with acting(importer):
            return citizens_import(content=whole, by=importer)

    return taken


@pytest.fixture
def refuse(take: Take, dump: Dump) -> Refuse:
    """The problems of a file that is refused, after seeing that nothing of it was stored."""

    def refused(content: str | bytes) -> list[Problem]:
        before = dump()
        with pytest.raises(Refused) as why:
            take(content)
        assert dump() == before
        return why.value.problems

    return refused


@pytest.fixture
def dump(importer: Actor) -> Dump:
    """Everything that is stored about persons in Nordby."""
    return lambda: everything(importer)
