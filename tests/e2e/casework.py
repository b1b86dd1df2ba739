"""What a caseworker does in the browser tests, and how many movements of the hand it takes."""

import datetime as dt
from itertools import count

from playwright.sync_api import Locator

from tests.e2e.demo import TODAY
from tests.e2e.visitor import Visitor

WEEKDAYS = ("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn.")
MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
THREE_MONTHS_AGO = dt.date(2026, 8, 24)
IN_THREE_MONTHS = dt.date(2027, 2, 24)

_numbers = count(1)


class Hand:
    """Uses the mouse and fills fields as one does, and counts: a click, a key that acts, a field filled or chosen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.interactions = 0

    def click(self, selector: str) -> None:
        """One click."""
        self.interactions += 1
        self.visitor.click(selector)

    def fill(self, selector: str, text: str) -> None:
        """One field, however much is written into it."""
        self.interactions += 1
        self.page.fill(selector, text)

    def choose(self, selector: str, label: str) -> None:
        """One choice from a list."""
        self.interactions += 1
        self.page.select_option(selector, label=label)


def danish(day: dt.date) -> str:
    """A short day as Danes write it, with the year when it is another: “ons. 24. feb. 2027”."""
    year = "" if day.year == TODAY.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}{year}"


def written(day: dt.date) -> str:
    """A day as one types it."""
    return f"{day.day}.{day.month}.{day.year}"


def chip(name: str, value: str) -> str:
    """A choice among chips; the input lies over its label and takes the click."""
    return f".fd-chip > input[name='{name}'][value='{value}']"


def new_citizen(visitor: Visitor, opened: dt.date = THREE_MONTHS_AGO) -> str:
    """Register a citizen whose first conversation is due today; the address of the case."""
    number = next(_numbers)
    page = visitor.page
    visitor.open("/citizens/new/")
    page.fill("[name=name]", f"Prøve Gennemgang{'abcdefghijklmnopqrstuvwxyz'[number % 26]}")
    page.fill("[name=cpr]", f"010180-{1000 + number}")
    page.fill("[name=opened_on]", written(opened))
    page.select_option("[name=benefit]", "cash_benefit")
    page.select_option("[name=target_group]", "match_2")
    visitor.click("main .button-primary")
    if page.locator("[name=sure]").count():  # all of them are alike
        page.check("[name=sure]", force=True)
        visitor.click("main .button-primary")
    address = page.url.removesuffix("/")
    assert "/cases/" in address
    return f"/cases/{address.rpartition('/')[2]}/"


def in_an_effort(visitor: Visitor, case: str) -> str:
    """Register an effort that runs, so that no rule of the office's own asks for one; the case."""
    visitor.open(f"{case}facts/effort/new/")
    visitor.page.fill("[name=title]", "Mentor")
    for choice in visitor.page.locator("main select:has(option[value=''])").all():
        choice.select_option(index=1)
    visitor.page.locator("[name=organiser]").first.check()
    visitor.page.click("main .button-primary")
    return case


def row_of(visitor: Visitor, case: str) -> Locator:
    """The case's row in the worklist, which is opened."""
    visitor.open("/worklist/")
    return visitor.page.locator(f"tr[data-case='{case.split('/')[2]}']")


def deadlines(visitor: Visitor, rule: str) -> list[str]:
    """The dates that stand on the case page for rules of this name."""
    return visitor.page.locator(f".fd-now .fd-deadlines [data-rule*='{rule}'] .badge").all_inner_texts()


def next_week(weeks: int = 1) -> dt.date:
    """The Friday that many weeks ahead."""
    return TODAY + dt.timedelta(days=3 + 7 * weeks)
