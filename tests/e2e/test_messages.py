"""A citizen writes, the worklist says who waits, and the answer takes few movements."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.casework import Hand
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

MOST_INTERACTIONS = 4
WHO = "Cilla Papirsen"
WROTE = "Kan jeg komme med cyklen på onsdag?"
ANSWER = "Ja, kom bare. Der er et stativ i gården."


def test_a_message_is_answered_from_the_worklist(visit: Visit) -> None:
    citizen, caseworker = visit(), visit()
    citizen.sign_in("citizen")
    citizen.open("/mine/messages/")
    citizen.page.fill("[name=text]", WROTE)
    assert citizen.send("main .button-primary") == 200
    caseworker.sign_in("caseworker")
    row = caseworker.page.locator("tr[data-case]", has_text=WHO)
    expect(row).to_contain_text("Svar Cilla, som har skrevet til dig")
    hand = Hand(caseworker)
    hand.click(f"tr[data-case]:has-text('{WHO}') .fd-person a")
    hand.click(".fd-tabs a[href$='/messages/']")
    expect(caseworker.page.locator(".fd-thread")).to_contain_text(WROTE)
    hand.fill("[name=text]", ANSWER)
    hand.click("main form:has([name=text]) .button-primary")
    expect(caseworker.page.get_by_text(ANSWER)).to_be_visible()
    assert hand.interactions <= MOST_INTERACTIONS
    citizen.open("/mine/messages/")
    expect(citizen.page.get_by_text(ANSWER)).to_be_visible()
    caseworker.open("/worklist/")
    expect(row).not_to_contain_text("Svar Cilla")
