"""Nine questions on a phone in fourteen taps, and what they lead to."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.casework import new_citizen
from tests.e2e.test_every_page import languages, wrong_with
from tests.e2e.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]

MOST_TAPS = 14
STEPS = (3, 3, 3, 3, 2, 2, 2, None, 2)  # of the nine questions; one is skipped


def test_nine_questions_on_a_phone(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("citizen")
    visitor.open("/mine/answers/")
    page.set_viewport_size(PHONE)
    taps, wrong = 0, []

    def tap(what: str) -> None:
        nonlocal taps
        taps += 1
        assert visitor.send(what) == 200

    def look(name: str) -> None:
        for language in ("en", "da"):
            page.set_viewport_size({"width": 1366, "height": 900})
            visitor.speak(language)
            wrong.extend(wrong_with(visitor, name, language))
        page.set_viewport_size(PHONE)

    tap("main .fd-card .button-primary")
    look("own_question")
    for number, step in enumerate(STEPS, start=1):
        expect(page.locator("main progress")).to_have_attribute("value", str(number))
        tap("button[name=skip]" if step is None else f"button[name=step][value='{step}']")
    look("own_answers_send")
    tap("main form .button-primary")
    assert taps <= MOST_TAPS
    expect(page.locator("#messages .alert-success")).to_be_visible()
    expect(page.locator("main .fd-trajectory .fd-narrow-only svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look("own_answers")
    assert wrong == []


@languages
def test_the_caseworker_answers_eleven(visit: Visit, language: str) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("caseworker", language)
    visitor.open(f"{new_citizen(visitor)}measurements/")
    visitor.send("main form .button-primary")
    page.click("main a[href$='/measurements/answer/']")
    assert page.locator("main fieldset").count() == 11
    wrong = wrong_with(visitor, "measurement_answer", language)
    for item in ("everyday", "energy", "worker_belief"):
        page.locator(f"[name={item}][value='3']").check(force=True)
    page.eval_on_selector("[name=energy][value='3']", "input => input.value = '6'")
    assert visitor.send("button[name=give]") == 422
    wrong += wrong_with(visitor, "measurement_answer with a step that there is not", language)
    assert page.locator("[name=worker_belief][value='3']").is_checked()
    page.locator("[name=energy][value='3']").check(force=True)
    assert visitor.send("button[name=give]") == 200
    assert wrong + wrong_with(visitor, "measurements", language) == []
