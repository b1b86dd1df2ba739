"""Every page of everybody, in both languages: no breach of WCAG, no overflow on any width, one language at a time."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from fremdrift.web.shared.personas import PERSONAS
from tests.e2e.casework import chip, new_citizen
from tests.e2e.checks import faults, mixed_languages
from tests.e2e.forms import has_form, send_bad_file, send_nonsense
from tests.e2e.visitor import Visitor
from tests.e2e.walk import kind_of, walk
from tests.web.access_matrix import patterns

Visit = Callable[..., Visitor]
Reach = Callable[[Visitor, str], list[str]]

EVERYBODY = [persona.key for persona in PERSONAS]
NO_PAGES = {  # buttons that everybody has, and files
    *("signout", "language", "stay"),
    *("worklist_export", "caseload_export", "calendar_feed", "team_export", "team_cases_export"),
    *("offers_export", "inbox_export", "questionnaire_download", "questionnaire_standard_download"),
    "registrations_export",
}

# Links lead there once something is done, or from a case that the walk may not come by; the last tests of this file go.
AFTER_A_DEED = {
    *("saved_list", "contact_person_end", "minutes_write", "drafts", "case_reopen", "break_glass"),
    *("need", "network_person", "change_propose", "placement_attendance", "placement_report"),
    *("own_question", "own_answers_send", "measurement_answer"),  # tests/e2e/test_measuring.py
    *("questionnaire_standard", "questionnaire", "questionnaire_changes"),  # one or the other is there at first
    *("questionnaire_edit", "question_add", "question"),
    "helper_invited",
}
# Any words will do there; or there are choices alone, which may stand right as they are.
ANYTHING_GOES = (
    *("/lists/", "/job-plan/edit/", "/access/restriction/", "/show/", "/guidance/", "/head/"),
    "/participation/",
)

languages = pytest.mark.parametrize("language", ["da", "en"])


@pytest.fixture(scope="module")
def reach() -> Reach:
    """What a persona can reach, walked once."""
    known: dict[str, list[str]] = {}

    def reached(visitor: Visitor, persona: str) -> list[str]:
        if persona not in known:
            begin = [told_of(visitor), "/"] if persona == "caseworker" else ["/"]
            known[persona] = walk(visitor, begin, most_cases=1 if persona == "other-caseworker" else 3)
        return known[persona]

    return reached


def told_of(visitor: Visitor) -> str:
    """A case in which much has happened; citizens whom other tests have registered stand first on the worklist."""
    visitor.open("/citizens/?name=Cilla")
    return str(visitor.page.locator("main td a").first.get_attribute("href"))


def wrong_with(visitor: Visitor, where: str, language: str) -> list[str]:
    """Faults of the page that is shown, each with where it is."""
    assert visitor.language == language, where
    return [f"{where}: {fault}" for fault in faults(visitor.page)]


@languages
@pytest.mark.parametrize("persona", EVERYBODY)
def test_every_page_that_links_lead_to(visit: Visit, reach: Reach, persona: str, language: str) -> None:
    visitor = visit()
    visitor.sign_in(persona, language)
    wrong = []
    for address in reach(visitor, persona):
        assert visitor.open(address) == 200
        wrong += wrong_with(visitor, address, language)
    assert wrong == []


@languages
@pytest.mark.parametrize("persona", ["caseworker", "leader", "administrator", "provider", "consultant"])
def test_every_form_when_all_of_it_is_wrong(visit: Visit, reach: Reach, persona: str, language: str) -> None:
    visitor = visit()
    visitor.sign_in(persona, language)
    wrong, forms = [], 0
    one_of_each = {kind_of(address): address for address in reach(visitor, persona)}
    for address in one_of_each.values():
        visitor.open(address)
        if has_form(visitor) and not any(part in address for part in ANYTHING_GOES):
            forms += 1
            assert send_nonsense(visitor) == 422, address
            wrong += wrong_with(visitor, f"{address} with errors", language)
    assert wrong == []
    assert forms >= {"caseworker": 12, "leader": 3, "administrator": 1, "provider": 1, "consultant": 1}[persona]


@languages
def test_the_report_on_a_bad_file(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.sign_in("administrator", language)
    visitor.open("/import/citizens/")
    assert send_bad_file(visitor) == 422
    assert visitor.page.locator("main table").first.locator("tbody tr").count() >= 4
    assert wrong_with(visitor, "report on a bad file", language) == []


@languages
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/worklist/?show=today&show=minutes&show=record&show=new", 200),
        ("/citizens/?name=ingen-hedder-det", 200),
        ("/import/citizens/", 403),
        ("/nowhere/", 404),
    ],
    ids=["nobody fits", "nobody found", "not allowed", "not there"],
)
def test_pages_that_have_nothing_to_show(visit: Visit, address: str, status: int, language: str) -> None:
    visitor = visit()
    visitor.sign_in("caseworker", language)
    assert visitor.open(address) == status
    assert visitor.page.locator("tbody tr[data-case]").count() == 0
    assert wrong_with(visitor, address, language) == []


@languages
def test_the_sign_in_page_and_its_refusal(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.open("/signin/")
    visitor.speak(language)
    wrong = wrong_with(visitor, "sign-in", language)
    visitor.page.eval_on_selector("[data-persona=mentor]", "button => button.value = 'stranger'")
    assert visitor.send("[data-persona=mentor]") == 422
    assert wrong + wrong_with(visitor, "sign-in refused", language) == []


def test_our_name_is_a_danish_word_everywhere_but_in_the_header(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/signin/")
    visitor.speak("en")
    assert mixed_languages(visitor.page, "en") == []
    visitor.page.locator("main button").first.evaluate("button => button.textContent = 'Fremdrift'")
    assert mixed_languages(visitor.page, "en") == ["not in en: Fremdrift"]


@languages
def test_open_menus(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.sign_in("caseworker", language)
    visitor.page.locator(".fd-menu > summary").first.click()
    visitor.page.locator(".fd-explain > summary").click()
    wrong = wrong_with(visitor, "worklist with menus open", language)
    visitor.page.set_viewport_size({"width": 375, "height": 812})
    visitor.page.locator(".fd-phone-menu > summary").click()
    assert visitor.page.locator(".fd-phone-panel .fd-nav a").first.is_visible()
    assert wrong + wrong_with(visitor, "menu on a phone", language) == []


def test_links_lead_to_every_screen(visit: Visit, reach: Reach) -> None:
    """A new screen that nothing links to would be checked by no test here."""
    reached = {"signin", "home"}
    for persona in ("caseworker", "leader", "administrator", "citizen", "provider", "consultant", "mentor"):
        visitor = visit()
        visitor.sign_in(persona)
        reached |= {resolve(address.split("?")[0]).view_name for address in reach(visitor, persona)}
        visitor.close()
    assert reached | AFTER_A_DEED == pages()


def pages() -> set[str]:
    """Names of the addresses that are pages: those one can get."""
    found = {str(pattern.name): getattr(pattern.callback, "screen", None) for pattern in patterns()}
    return {name for name, screen in found.items() if screen is None or "GET" in screen.methods} - NO_PAGES


@languages
def test_pages_that_come_with_something_done(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.sign_in("caseworker", language)
    page, wrong = visitor.page, []

    def look(name: str) -> None:
        assert resolve(urlsplit(page.url).path).view_name == name
        wrong.extend(wrong_with(visitor, name, language))

    visitor.open("/lists/worklist/new/?show=due")
    page.fill("main [name=name]", f"Denne uge {language}")
    visitor.send("main .button-primary")
    page.click(".fd-list-change")
    look("saved_list")
    case = new_citizen(visitor)
    visitor.open(f"{case}contact-persons/new/")
    mentor = page.locator("[name=user] option[value^='mentor:']").first.get_attribute("value")
    page.select_option("[name=user]", mentor)
    page.fill("[name=note]", "Går med til de første samtaler.")
    visitor.send("main .button-primary")
    page.locator("a[href$='/end/']").first.click()
    look("contact_person_end")
    visitor.open(f"{case}record/")
    page.click(chip("state", "held"))
    page.fill("[name=minutes]", "Vi talte om sommeren.")
    visitor.send("main .button-secondary[type=submit]:not([name])")
    page.locator("a[href$='/minutes/']").first.click()
    look("minutes_write")
    page.fill("[name=minutes]", "Vi talte også om efteråret.")
    page.locator(".fd-saved svg").wait_for()
    visitor.open(urlsplit(page.url).path.removesuffix("minutes/"))
    visitor.send("form[action$='/share/'] button")
    visitor.open(urlsplit(page.url).path.partition("conversations/")[0])
    page.locator("a[href$='/drafts/']").click()
    assert page.locator("main textarea").input_value().strip() == "Vi talte også om efteråret."
    look("drafts")
    visitor.open(reverse("closed_cases"))
    page.locator("main td a").first.click()
    page.locator("a[href$='/reopen/']").click()
    look("case_reopen")
    visitor.open(reverse("break_glass"))
    look("break_glass")
    assert wrong == []


@languages
def test_pages_of_people_around_needs_and_what_runs(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.sign_in("caseworker", language)
    page, wrong = visitor.page, []

    def look(name: str) -> None:
        assert resolve(urlsplit(page.url).path).view_name == name
        wrong.extend(wrong_with(visitor, name, language))
        if has_form(visitor):
            assert send_nonsense(visitor) == 422, name
            wrong.extend(wrong_with(visitor, f"{name} with errors", language))

    case = new_citizen(visitor)
    visitor.open(f"{case}needs/")
    page.fill("[name=what]", "En seng at sove i")
    page.select_option("[name=area]", index=1)
    visitor.send("main .button-primary")
    page.locator(f"main a[href^='{case}needs/']").first.click()
    look("need")
    visitor.open(f"{case}people-around/")
    page.fill("[name=name]", "Prøve Nabo")
    page.select_option("[name=role]", index=1)
    visitor.send("main .button-primary")
    look("network_person")
    visitor.open("/citizens/?name=Cilla")
    page.click("main td a")
    page.click("main section a[href^='/orders/']:has-text('Mentor')")
    page.click("a[href$='/change/']")
    look("change_propose")

    consultant = visit()
    consultant.sign_in("consultant", language)
    visitor, page = consultant, consultant.page
    visitor.open("/placements/?show=running")
    placements = page.eval_on_selector_all("main td a", "all => all.map(a => a.getAttribute('href'))")
    for name, part in {"placement_attendance": "attendance", "placement_report": "reports"}.items():
        link = page.locator(f"main a[href*='/{part}/']")
        for placement in placements:  # the first ones have not begun
            visitor.open(placement)
            if link.count():
                break
        link.first.click()
        look(name)
    assert wrong == []


@languages
def test_pages_of_a_questionnaires_draft(visit: Visit, language: str) -> None:
    visitor = visit()
    visitor.sign_in("administrator", language)
    page, wrong = visitor.page, []

    def look(name: str) -> None:
        assert resolve(urlsplit(page.url).path).view_name == name
        wrong.extend(wrong_with(visitor, name, language))

    visitor.open(reverse("questionnaire_standard", args=["progression"]))
    look("questionnaire_standard")
    visitor.send("form[action$='/copy/'] button")  # or on with the draft that the other language's visit has begun
    look("questionnaire_edit")
    draft = urlsplit(page.url).path
    page.click("main td a")
    look("question")
    page.fill("[name=text_da]", "")
    assert visitor.send("main .button-primary") == 200
    look("question")
    page.fill("[name=key]", "?")
    assert visitor.send("main .button-primary") == 422
    look("question")
    visitor.open(draft)
    page.click("a[href$='/questions/new/']")
    look("question_add")
    page.check("[name=kind][value=ranked]", force=True)
    look("question_add")
    visitor.open(draft)
    page.click(".fd-head .button")
    look("questionnaire")
    page.click("a[href$='/changes/']")
    look("questionnaire_changes")
    visitor.open(draft.removesuffix("head/"))
    page.click("details:has(form[action$='/discard/']) > summary")
    visitor.send("form[action$='/discard/'] button")
    look("questionnaires")
    assert wrong == []


@languages
def test_the_link_with_which_somebody_is_asked_to_help(visit: Visit, language: str) -> None:
    citizen, guest = visit(), visit()
    citizen.sign_in("citizen", language)
    citizen.open(reverse("own_helpers"))
    citizen.page.fill("main [name=name]", f"Bo Berg {language}")
    citizen.send("main form:has([name=name]) button")
    wrong = wrong_with(citizen, "the link", language)
    guest.open("/signin/")
    guest.speak(language)
    guest.open(urlsplit(citizen.page.locator("main code").inner_text().strip()).path)
    assert resolve(urlsplit(guest.page.url).path).view_name == "helper_invited"
    wrong += wrong_with(guest, "helper_invited", language)
    assert send_nonsense(guest) == 422
    wrong += wrong_with(guest, "helper_invited with errors", language)
    assert guest.open("/invited/nordby/unknown/") == 404
    assert wrong + wrong_with(guest, "helper_invited that is over", language) == []
