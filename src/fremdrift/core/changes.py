"""`case_changed`: the one call by which a write tells that what follows from a case must be worked out again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Recompute = Callable[[Iterable[UUID]], object]
_subscribers: list[Recompute] = []
_waiting: ContextVar[dict[UUID, None] | None] = ContextVar("cases_waiting", default=None)


def subscribe(recompute: Recompute) -> None:
    """Let `recompute(case_ids)` be called inside the transaction of every change of a case."""
    if recompute not in _subscribers:
        _subscribers.append(recompute)


def case_changed(case_id: UUID) -> None:
    """Call inside the transaction that changed a fact of the case; what follows from it is worked out there."""
    waiting = _waiting.get()
    if waiting is None:
        _announce([case_id])
    else:
        waiting[case_id] = None


@contextmanager
def together() -> Iterator[None]:
    """Gather the changes of the block, for imports: each case is worked out once, at the end."""
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[UUID, None] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    _announce(waiting)


def _announce(case_ids: Iterable[UUID]) -> None:
    ids = list(case_ids)
    for recompute in _subscribers:
        recompute(ids)
