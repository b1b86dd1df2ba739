"""The provider at work: a week of attendance by keyboard alone, and a report that is kept while one writes."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]
CELLS = "td input:not([type=hidden])"


def test_a_week_is_registered_by_keyboard(visit: Visit) -> None:
    tove = visit()
    tove.sign_in("provider")
    tove.open("/attendance/?week=2026-W47")
    cells = tove.page.locator(CELLS)
    first, second = cells.nth(0), cells.nth(1)
    first.focus()
    for letter, key in (("S", "ArrowRight"), ("3,5", "ArrowLeft")):
        tove.page.keyboard.type(letter)
        tove.page.keyboard.press(key)
        if key == "ArrowLeft":  # in a number it goes through the digits first
            tove.page.keyboard.press("Home")
    expect(first).to_have_value("S")
    expect(second).to_have_value("3,5")
    tove.page.keyboard.press("Enter")  # saves nothing: it goes to the next participant
    expect(tove.page).to_have_url(re.compile("week=2026-W47$"))
    assert tove.send(".fd-attendance-actions .button-primary") == 200
    expect(cells.nth(0)).to_have_value("S")
    expect(cells.nth(1)).to_have_value("3,5")


def test_everybody_as_agreed_with_and_without_script(visit: Visit) -> None:
    for javascript in (True, False):
        tove = visit(javascript=javascript)
        tove.sign_in("provider")
        tove.open("/attendance/")
        tove.page.click("[data-as-planned]")
        planned = tove.page.locator(f"{CELLS}:not([data-planned=''])")
        expect(planned.first).to_have_value(re.compile(r"\w"))


def test_leaving_an_unsaved_week_asks_first(visit: Visit) -> None:
    tove, asked = visit(), list[str]()
    tove.sign_in("provider")
    tove.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tove.open("/attendance/?week=2026-W47")
    for button, times in (("a[rel=prev]", 1), (".fd-attendance-actions .button-primary", 1)):
        tove.page.locator(CELLS).first.click()
        tove.page.keyboard.type("4,5")
        assert tove.send(button) == 200
        assert asked == ["beforeunload"] * times
        tove.open("/attendance/?week=2026-W47")
    tove.open("/attendance/")
    assert len(asked) == 1  # what is saved, or was not touched, asks nothing


def test_a_report_is_kept_while_one_writes(visit: Visit) -> None:
    tove = visit()
    tove.sign_in("provider")
    tove.page.locator("table a[href*='/inbox/reports/']").last.click()
    tove.page.check("#id_direction_health_0")
    tove.page.fill("#id_evidence_health", "Sover bedre end i oktober")
    expect(tove.page.locator(".fd-saved")).to_contain_text("Kladde gemt")
    tove.page.reload()
    expect(tove.page.locator("#id_evidence_health")).to_have_value("Sover bedre end i oktober")
    expect(tove.page.locator("#id_direction_health_0")).to_be_checked()
