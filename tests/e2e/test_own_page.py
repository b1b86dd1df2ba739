"""The citizen's own page in a browser: enlarged, on a small phone, and from a wish to the worklist."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

OWN = (
    "/mine/",
    "/mine/plan/",
    "/mine/log/",
    "/mine/conversation/",
    "/mine/print/",
    "/mine/messages/",
    "/mine/answers/",
)
# A window of 1280 px enlarged to 200 and to 400 per cent has 640 and 320 px of CSS left (WCAG 2.2, 1.4.4 and 1.4.10).
ENLARGED = {"200 per cent": 640, "400 per cent": 320}
_LOST = """
() => [...document.querySelectorAll('main a, main button, main input, main textarea, aside a')]
  .filter((e) => e.checkVisibility() && e.type !== 'hidden')
  .filter((e) => { const b = e.getBoundingClientRect(); return b.left < -1 || b.right > innerWidth + 1; })
  .map((e) => e.textContent.trim())"""


def sideways(page: Page) -> int:
    """How many pixels of the page lie beside the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("enlarged", ENLARGED)
def test_nothing_is_lost_when_the_page_is_enlarged(visit: Visit, enlarged: str) -> None:
    visitor = visit()
    visitor.sign_in("citizen")
    visitor.page.set_viewport_size({"width": ENLARGED[enlarged], "height": 450})
    for address in OWN:
        assert visitor.open(address) == 200
        assert sideways(visitor.page) <= 0, address
        assert visitor.page.evaluate(_LOST) == [], address


def test_the_contact_person_stays_in_sight_on_a_phone(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("citizen")
    visitor.page.set_viewport_size({"width": 375, "height": 667})
    for address in OWN:
        visitor.open(address)
        expect(visitor.page.locator(".fd-bottom")).to_be_in_viewport()


def test_a_wish_stands_on_the_worklist(visit: Visit) -> None:
    citizen, caseworker = visit(javascript=False), visit()
    citizen.sign_in("citizen")
    citizen.open("/mine/conversation/")
    citizen.page.fill("[name=about]", "Jeg er i tvivl om praktikken.")
    assert citizen.send("main .button-primary") == 200
    caseworker.sign_in("caseworker")
    row = caseworker.page.locator("tr[data-case]", has_text="Cilla Papirsen")
    expect(row).to_contain_text("Svar Cilla, som har skrevet til dig")
