"""Nine questions on a phone in fourteen taps, and what they lead to."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.casework import chip, new_citizen
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
    visitor.click("main a[href$='/measurements/answer/']")
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


def test_two_who_see_it_differently_have_a_topic(visit: Visit) -> None:
    citizen, caseworker = visit(), visit()
    citizen.sign_in("citizen")
    caseworker.sign_in("caseworker")
    caseworker.open("/citizens/?name=Cilla")
    case = caseworker.page.locator("main td a").first.get_attribute("href")
    topics = caseworker.page.locator(".fd-topic-list > li")

    def say(phase: str, own_words: str) -> None:
        citizen.open("/mine/phase/")
        citizen.page.locator(f"[name=phase][value={phase}]").check(force=True)
        citizen.page.fill("[name=why]", own_words)
        assert citizen.send("main form .button-primary") == 200

    caseworker.open(f"{case}phase/")
    caseworker.page.locator(chip("phase", "standstill")).check(force=True)
    caseworker.page.fill("[name=why]", "Vi venter på svar om praktikken.")
    assert caseworker.send("main form .button-primary") == 200
    say("standstill", "Jeg venter.")
    caseworker.open(f"{case}prepare/")
    expect(topics).to_have_count(3)
    say("progress", "Nu er der en dato.")
    caseworker.open(f"{case}prepare/")
    expect(topics).to_have_count(4)
    expect(topics.first).to_contain_text("I ser det forskelligt")
    expect(topics.first).to_contain_text("Fremgang")


def test_a_conversation_is_recorded_with_answers_and_a_phase_on_one_page(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("caseworker")
    case = new_citizen(visitor)
    visitor.open(f"{case}measurements/")
    visitor.send("main form .button-primary")
    visitor.open(f"{case}record/")
    page.click(chip("state", "held"))
    page.fill("[name=minutes]", "Vi talte om morgenerne.")
    page.click("summary:has-text('Sådan går det, som du ser det')")
    for item, step in (("everyday", 2), ("energy", 3)):
        question = page.locator(f"details.fd-asked:has([name$='{item}'])")
        question.locator("summary").click()
        question.locator(f"[name$='{item}'][value='{step}']").check(force=True)
    page.locator("[name$=final]").check(force=True)
    page.click("summary:has-text('Hvor borgeren står, som du ser det')")
    page.locator("[name$=phase][value=progress]").check(force=True)
    page.fill("[name$=why]", "Står op hver dag.")
    page.click("button[name=share]")
    expect(page.locator("#messages .alert-success").first).to_be_visible()
    visitor.open(f"{case}measurements/")
    table = page.locator("table:has([id='table-municipality']), #table-municipality ~ div table")
    expect(table.locator("tbody tr", has_text="Klarer hverdagen").locator("td").last).to_have_text("2")
    expect(page.locator("#phase ~ ul")).to_contain_text("Fremgang")
