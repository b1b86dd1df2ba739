"""Danish first, English complete: the switch, what it is remembered by, and what the page says it is in."""

from collections.abc import Callable

from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]


def heading(visitor: Visitor) -> str:
    """The page's main heading."""
    return visitor.page.locator("h1").inner_text()


def test_danish_is_what_one_meets(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/signin/")
    assert (visitor.language, heading(visitor)) == ("da", "Log ind")


def test_a_visitor_s_choice_lasts_for_the_browser(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/signin/")
    visitor.speak("en")
    assert (visitor.language, heading(visitor)) == ("en", "Sign in")
    visitor.open("/accessibility/")
    assert visitor.language == "en"


def test_a_user_s_choice_is_remembered_in_another_browser(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("auditor", "en")
    visitor.sign_out()
    elsewhere = visit()
    elsewhere.open("/signin/")
    assert elsewhere.language == "da"
    elsewhere.page.click("[data-persona=auditor]")
    assert elsewhere.language == "en"
    elsewhere.speak("da")
    assert elsewhere.language == "da"


def test_the_switch_stays_on_the_page_that_one_reads(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker", "da")
    visitor.open("/worklist/?show=overdue")
    visitor.speak("en")
    assert visitor.page.url.endswith("/worklist/?show=overdue")
    assert heading(visitor) == "My worklist"


def test_the_switch_works_on_a_phone_and_without_javascript(visit: Visit) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in("mentor", "da")
    visitor.page.set_viewport_size({"width": 320, "height": 700})
    visitor.page.click(".fd-phone-menu > summary")
    visitor.speak("en")
    assert visitor.language == "en"


def test_each_language_names_itself_in_itself(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/signin/")
    names = visitor.page.eval_on_selector_all("button[name=language]", "b => b.map(e => [e.lang, e.innerText])")
    assert names == [["da", "Dansk"], ["en", "English"]]
