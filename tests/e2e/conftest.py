"""A demo that runs for all browser tests, a browser for each file of them, and visitors."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser import LAUNCH, chromium
from tests.e2e.demo import Demo, running_demo
from tests.e2e.visitor import Visitor

expect.set_options(timeout=10_000)  # as for everything else that a visitor waits for


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo. It must end by itself on Ctrl-C and leave no database server behind."""
    with running_demo(tmp_path_factory.mktemp("demo") / "home") as started:
        yield started
        assert started.stop() == 0
        assert started.leaves_nothing()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; per file, since its event loop would make Django refuse queries in other tests."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    started = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
    yield started
    started.close()


@pytest.fixture
def visit(demo: Demo, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Visitors of the demo, each in a window of their own; nothing may go wrong behind any page."""
    visitors: list[Visitor] = []

    def arrive(*, javascript: bool = True) -> Visitor:
        visitors.append(Visitor(browser, demo.url, javascript=javascript))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
