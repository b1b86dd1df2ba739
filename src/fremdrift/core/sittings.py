"""Changes that become one version of what they change, as when what a day brought is taken in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Keep = Callable[[], None]
_waiting: ContextVar[dict[UUID, Keep] | None] = ContextVar("versions_waiting", default=None)


@contextmanager
def one_sitting() -> Iterator[None]:
    """Keep each thing that is changed inside the block once, at its end."""
    waiting: dict[UUID, Keep] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for keep in waiting.values():
        keep()


def put_off(key: UUID, keep: Keep) -> bool:
    """Whether a sitting is under way; it is then kept when it ends."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting[key] = keep
    return waiting is not None
