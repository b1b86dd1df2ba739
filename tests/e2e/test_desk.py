"""The demo's worklist is worth looking at: letters, a note on why we wait, something put aside, a reminder."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.visitor import Visitor

COUNTS = ["today", "overdue", "message", "record", "ending", "waiting", "aside", "reminder"]


@pytest.mark.parametrize("persona", ["caseworker", "other-caseworker"])
def test_the_counts_have_something_in_them(persona: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.sign_in(persona)
    empty = []
    for count in COUNTS:
        assert visitor.open(f"/worklist/?show={count}") == 200
        chosen = visitor.page.locator("main .fd-counts a.fd-count[aria-current]")
        if not re.search(r"[1-9]", chosen.inner_text()):
            empty.append(count)
    assert empty == []
