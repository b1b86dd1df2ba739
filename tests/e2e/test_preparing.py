"""The preparation is one sheet of A4, also for the case that has most to say."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.casework import chip, new_citizen, next_week, written
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

MOST_CASES = 12
LONG = "Se på gartnerier sammen med mentor og skrive ned, hvad der virkede godt, og hvad der var svært. " * 3


def sheets(page: Page) -> int:
    """How many sheets of paper a page takes."""
    paper = page.pdf(prefer_css_page_size=True, format="A4")
    return len(re.findall(rb"/Type\s*/Page[^s]", paper))


def test_every_case_of_the_demo_takes_one_sheet(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    visitor.open("/citizens/")
    links = visitor.page.eval_on_selector_all("main a[href^='/cases/']", "all => all.map(a => a.getAttribute('href'))")
    cases = sorted({link.split("/")[2] for link in links})[:MOST_CASES]
    taken = {}
    for case in cases:
        visitor.open(f"/cases/{case}/prepare/")
        taken[case] = sheets(visitor.page)
    assert cases
    assert set(taken.values()) == {1}


def measured_case(visitor: Visitor) -> str:
    """A case of the demo that was measured more than once, and of whose phase the citizen has said something."""
    visitor.open("/citizens/")
    links = visitor.page.eval_on_selector_all("main a[href^='/cases/']", "all => all.map(a => a.getAttribute('href'))")
    for case in sorted({link.split("/")[2] for link in links}, reverse=True):
        visitor.open(f"/cases/{case}/prepare/")
        told = visitor.page.locator(".fd-how > p:has(.fd-shape-citizen)").count() > 0
        if told and visitor.page.locator(".fd-beside-each-other .fd-shape-citizen ~ b").count() > 0:
            return f"/cases/{case}/"
    raise AssertionError("no case of the demo has measurements and a phase")


def say_otherwise(visitor: Visitor, case: str) -> None:
    """Choose another phase than the citizen did, at length."""
    page = visitor.page
    visitor.open(f"{case}prepare/")
    theirs = page.locator(".fd-beside-each-other .fd-shape-citizen ~ b").inner_text()
    visitor.open(f"{case}phase/")
    page.locator(f".fd-chip:not(:has-text('{theirs}')) > [name=phase]").first.check(force=True)
    page.fill("[name=why]", LONG * 3)
    page.click("main .button-primary")


def test_a_case_with_measurements_phases_and_topics_takes_one_sheet_too(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("caseworker")
    case = measured_case(visitor)
    say_otherwise(visitor, case)
    fill(visitor, case)
    visitor.open(f"{case}prepare/")
    expect(page.locator(".fd-topic-list > li")).to_have_count(4)
    assert sheets(page) == 1


def test_a_case_with_more_than_fits_takes_one_sheet_too(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.sign_in("caseworker")
    case = new_citizen(visitor)
    fill(visitor, case)
    visitor.open(f"{case}prepare/")
    assert sheets(page) == 1
    page.eval_on_selector(".fd-one-sheet", "part => part.classList.remove('fd-one-sheet')")
    assert sheets(page) > 1  # the control: there is more than a sheet of it, were it not made for one


def fill(visitor: Visitor, case: str) -> None:
    """Record two conversations with much to say and many agreements, and begin to write a third down."""
    page = visitor.page
    for _ in range(2):
        visitor.open(f"{case}record/")
        page.click(chip("state", "held"))
        page.fill("[name=minutes]", LONG * 20)
        for number in range(6):
            if number > 1:
                page.click("button[name=add]")
            page.fill(f"[name=agreement-{number}-what]", f"{number} {LONG[:250]}")
            page.fill(f"[name=agreement-{number}-due_on]", written(next_week()))
        page.click("button[name=share]")
        expect(page.locator("#messages .alert-success")).to_be_visible()
    visitor.open(f"{case}record/")
    page.fill("[name=minutes]", LONG * 10)
    expect(page.locator("form[data-typed]")).to_have_count(0)
