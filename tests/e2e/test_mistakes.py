"""What somebody sees who writes something wrong: a sentence at the field, and everything else as it was typed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from fremdrift.web.shared.violations import SENTENCES
from tests.e2e.casework import TODAY, chip, new_citizen, next_week, written
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

TOMORROW = TODAY + dt.timedelta(days=1)
TYPED = {
    "minutes": "Vi gik en tur langs åen.\nDu sagde: »Jeg vil gerne prøve igen.«",
    "at": "10.30",
    "agreement-0-what": "Ringe til lægen",
    "agreement-0-due_on": written(next_week()),
    "agreement-1-what": "Se på to gartnerier",
    "next_on": written(next_week(3)),
    "next_at": "9.15",
}


@pytest.fixture
def caseworker(visit: Visit) -> Visitor:
    """A caseworker, signed in."""
    visitor = visit()
    visitor.sign_in("caseworker")
    return visitor


def write_all_down(page: Page) -> None:
    """Fill the recording form with everything it can hold."""
    page.click(chip("state", "held"))
    page.click(chip("form", "walk"))
    page.click(chip("topics", "health"))
    page.click(chip("topics", "economy"))
    page.select_option("[name=agreement-1-who]", "caseworker")
    for name, text in TYPED.items():
        page.fill(f"[name='{name}']", text)


def assert_nothing_lost(page: Page) -> None:
    """Everything stands as it was typed and chosen."""
    for name, text in TYPED.items():
        expect(page.locator(f"[name='{name}']")).to_have_value(text)
    assert page.input_value("[name=agreement-1-who]") == "caseworker"
    chosen = page.eval_on_selector_all(".fd-chip > input:checked", "inputs => inputs.map(i => i.value)")
    assert set(chosen) == {"held", "walk", "health", "economy"}


def sentence_at(page: Page, field: str) -> str:
    """The sentence that belongs to a field, for eyes and for screen readers."""
    control = page.locator(f"[name='{field}']").first
    assert control.get_attribute("aria-invalid") == "true"
    named = [name for name in (control.get_attribute("aria-describedby") or "").split() if name.endswith("_error")]
    return " ".join(page.locator(f"[id='{name}']").inner_text() for name in named)


def said(code: str) -> str:
    """The sentence of a broken rule, in Danish."""
    with translation.override("da"):
        return str(SENTENCES[code])


def assert_summary_leads_to(page: Page, field: str) -> None:
    """The list of what to correct has the focus, and its link goes to the field."""
    summary = page.locator("main .alert-error")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.locator(f"[name='{field}']").first).to_be_focused()


def test_a_conversation_in_the_future_keeps_all_that_was_typed(caseworker: Visitor) -> None:
    page = caseworker.page
    caseworker.open(f"{new_citizen(caseworker)}record/")
    write_all_down(page)
    page.fill("[name=on]", written(TOMORROW))
    assert caseworker.send("button[name=share]") == 422
    assert said("conversation.in_future") in sentence_at(page, "on")
    assert page.input_value("[name=on]") == written(TOMORROW)
    assert_nothing_lost(page)
    assert_summary_leads_to(page, "on")
    page.fill("[name=on]", written(TODAY))
    page.click("button[name=share]")
    expect(page.locator(".fd-step")).to_have_count(3)


def test_one_more_line_keeps_all_that_was_typed_and_scolds_nobody(caseworker: Visitor) -> None:
    page = caseworker.page
    caseworker.open(f"{new_citizen(caseworker)}record/")
    page.fill("[name=on]", "i går")
    write_all_down(page)
    page.click("button[name=add]")
    expect(page.locator(".fd-agreement:not(.fd-participant)")).to_have_count(3)
    assert_nothing_lost(page)
    assert page.input_value("[name=on]") == "i går"
    expect(page.locator("main .alert-error")).to_have_count(0)


def test_a_missing_outcome_is_asked_for(caseworker: Visitor) -> None:
    page = caseworker.page
    caseworker.open(f"{new_citizen(caseworker)}record/")
    assert caseworker.send("button[name=share]") == 422
    expect(page.locator("fieldset:has([name=state]) .form-error-message")).to_be_visible()
    assert_summary_leads_to(page, "state")


def test_the_reason_for_a_no_show_is_asked_for_where_it_can_be_given(caseworker: Visitor) -> None:
    page = caseworker.page
    caseworker.open(f"{new_citizen(caseworker)}record/")
    page.click(chip("state", "no_show"))
    assert caseworker.send("button[name=share]") == 422
    expect(page.locator("[name=no_show_reason]")).to_be_visible()
    assert sentence_at(page, "no_show_reason")


def test_a_wrong_cpr_number_says_what_is_wrong(caseworker: Visitor) -> None:
    page, cpr = caseworker.page, "010180-abcd"
    caseworker.open("/citizens/new/")
    page.fill("[name=name]", "Prøve Forkert")
    page.fill("[name=cpr]", cpr)
    page.select_option("[name=benefit]", "cash_benefit")
    assert caseworker.send("main .button-primary") == 422
    assert said("cpr.letters") in sentence_at(page, "cpr")
    assert page.input_value("[name=cpr]") == cpr
    assert page.input_value("[name=name]") == "Prøve Forkert"
    assert cpr not in page.url


@pytest.mark.parametrize(
    ("path", "field", "text"),
    [
        ("plan/", "on", "32.1.2027"),
        ("facts/effort/new/", "hours", "mange"),
    ],
)
def test_a_wrong_day_time_or_number_is_told_at_its_field(caseworker: Visitor, path: str, field: str, text: str) -> None:
    page = caseworker.page
    caseworker.open(f"{new_citizen(caseworker)}{path}")
    for other, typed in {"title": "Mentor", "reason": "Knæoperation", "on": "1.12.2026"}.items():
        if page.locator(f"[name={other}]").count():
            page.fill(f"[name={other}]", typed)
    for choice in page.locator("main select:has(option[value=''])").all():
        if choice.is_visible():
            choice.select_option(index=1)
    for group in ("organiser", "pauses"):
        if page.locator(f"[name={group}]").count():
            page.locator(f"[name={group}]").first.check()
    page.fill(f"[name={field}]", text)
    assert caseworker.send("main .button-primary") == 422
    assert sentence_at(page, field)
    assert page.input_value(f"[name={field}]") == text
    expect(page.locator("main .form-error")).to_have_count(1)
