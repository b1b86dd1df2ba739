"""Somebody writes for so long that the session ends: the text is on the page that says so, and goes on in a new tab."""

from collections.abc import Callable

from tests.e2e.visitor import Visitor

MINUTES = "Hun vil gerne se gartneriet,\nog vi taler om det på fredag."
SAVE = "form.fd-columns .fd-submit .button-secondary"


def write(visitor: Visitor) -> str:
    """Open the form of one's first citizen and write the minutes; the form's address."""
    visitor.sign_in("caseworker", "en")
    visitor.open("/citizens/")
    case = visitor.page.locator("main a[href^='/cases/']").first.get_attribute("href")
    visitor.open(f"{case}record/")
    visitor.page.fill("[name=minutes]", MINUTES)
    return visitor.page.url


def end_session(visitor: Visitor) -> None:
    """What time does: the session is gone, the form's own cookie is not."""
    cookies = visitor.page.context.cookies()
    (session,) = [c["name"] for c in cookies if c["name"].startswith("fremdrift-") and "form" not in c["name"]]
    visitor.page.context.clear_cookies(name=session)


def test_the_text_is_on_the_page_and_signing_in_leads_back(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    form = write(visitor)
    end_session(visitor)
    assert visitor.send(SAVE) == 403
    assert [area.input_value() for area in visitor.page.locator("textarea").all()] == [MINUTES]
    with visitor.page.context.expect_page() as opening:
        visitor.page.click("main a[href^='/signin/']")
    tab = opening.value
    tab.click("[data-persona=caseworker]")
    tab.wait_for_url(form)
    assert tab.locator("[name=minutes]").input_value() == ""
    assert visitor.page.locator("textarea").input_value() == MINUTES
