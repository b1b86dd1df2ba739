"""From the worklist to a recorded conversation: in few movements, by keyboard alone, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.casework import (
    IN_THREE_MONTHS,
    TODAY,
    Hand,
    chip,
    danish,
    deadlines,
    in_an_effort,
    new_citizen,
    next_week,
    row_of,
    written,
)
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

MOST_INTERACTIONS = 8
NEXT_TALK = next_week(3)
AGREED = (("Ringe til lægen", next_week(1)), ("Se på to gartnerier", next_week(2)))
RECORD = ".fd-head a[href*='/record/']"
SAVE_AND_SHARE = "button[name=share]"


def record_with(hand: Hand) -> None:
    """From the case page: a held conversation, two agreements with a day, and the next date."""
    hand.click(RECORD)
    hand.click(chip("state", "held"))
    for number, (what, by) in enumerate(AGREED):
        hand.fill(f"[name=agreement-{number}-what]", what)
        hand.fill(f"[name=agreement-{number}-due_on]", written(by))
    hand.fill("[name=next_on]", written(NEXT_TALK))
    hand.click(SAVE_AND_SHARE)


def assert_recorded(visitor: Visitor, case: str) -> None:
    """The case page is shown: the old deadline is gone, the next stands, and what was agreed is there."""
    assert visitor.page.url.endswith(case)
    assert deadlines(visitor, "conversation.first") == []
    assert deadlines(visitor, "conversation.interval") == [danish(IN_THREE_MONTHS)]
    steps = visitor.page.locator(".fd-step")
    for what, by in AGREED:
        expect(steps.filter(has_text=what)).to_contain_text(danish(by))
    expect(steps.filter(has_text="Samtale")).to_contain_text(danish(NEXT_TALK))
    expect(row_of(visitor, case)).to_have_count(0)


def test_the_worklist_says_who_why_by_which_rule_and_what_to_do(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    rows = visitor.page.locator("tr[data-case]")
    assert rows.count() >= 3
    expect(rows.filter(has_text="LAB 2011: ").first).to_be_visible()
    for row in rows.all():
        assert row.locator(".fd-person a").inner_text()
        assert row.locator(".fd-why").inner_text()
        assert row.locator(".fd-why + .fd-meta").inner_text()
        assert row.locator(".fd-due .badge").inner_text()
        action = row.locator(".fd-next a, .fd-next form")  # what is done at once is a button
        assert action.inner_text()
        assert action.get_attribute("href") or action.get_attribute("action")
    assert visitor.page.locator(".fd-next .button-primary").count() == 1


def test_the_action_of_each_row_leads_to_that_case(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    actions = visitor.page.eval_on_selector_all(
        "tr[data-case]:has(.fd-next a)",
        "rows => rows.map(r => [r.dataset.case, r.querySelector('.fd-next a').getAttribute('href')])",
    )
    for case, address in actions:
        assert visitor.open(address) == 200
        # a report is read at an address of its own, from which one comes back to its case
        assert case in address or visitor.page.locator(f"main a[href='/cases/{case}/']").count() > 0, address


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_conversation_is_recorded_in_few_movements(visit: Visit, javascript: bool) -> None:
    visitor = visit(javascript=javascript)
    visitor.sign_in("caseworker")
    case = in_an_effort(visitor, new_citizen(visitor))
    row = row_of(visitor, case)
    expect(row).to_contain_text("LAB 2011")
    row.locator(".fd-person a").click()
    assert deadlines(visitor, "conversation.first") == [danish(TODAY)]
    hand = Hand(visitor)
    record_with(hand)
    assert_recorded(visitor, case)
    assert hand.interactions <= MOST_INTERACTIONS


def test_a_conversation_is_recorded_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    case = in_an_effort(visitor, new_citizen(visitor))
    visitor.open(case)
    keys = Keys(visitor.page)
    keys.press_on(RECORD, "Enter")
    visitor.page.wait_for_url("**/record/**")
    keys = Keys(visitor.page)
    keys.press_on("[name=state]", "Space")
    keys.press_on("[name=form][value=in_person]", "ArrowRight")
    keys.press_on("[name=topics][value=health]", "Space")
    for number, (what, by) in enumerate(AGREED):
        keys.type_into(f"[name=agreement-{number}-what]", what)
        keys.type_into(f"[name=agreement-{number}-due_on]", written(by))
    keys.type_into("[name=next_on]", written(NEXT_TALK))
    assert visitor.page.is_checked("[name=form][value=phone]")
    keys.to(SAVE_AND_SHARE)
    keys.page.keyboard.press("Shift+Tab")
    assert keys.is_at("[name=next_form]")
    keys.press_on(SAVE_AND_SHARE, "Enter")
    visitor.page.wait_for_url(f"**{case}")
    assert_recorded(visitor, case)


def test_focus_is_visible_on_all_that_can_have_it(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    visitor.open(f"{new_citizen(visitor)}record/")
    keys = Keys(visitor.page)
    stops = keys.all_stops()
    assert keys.without_visible_focus() == []
    assert {"state", "form", "topics", "minutes", "agreement-0-who", "next_on", "add", "share"} <= stops


@pytest.mark.parametrize("field", ["on", "agreement-0-what", "agreement-1-due_on", "next_on"])
def test_enter_in_a_field_saves_and_adds_no_line(visit: Visit, field: str) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    case = new_citizen(visitor)
    visitor.open(f"{case}record/")
    visitor.page.click(chip("state", "held"))
    for number, (what, by) in enumerate(AGREED):
        visitor.page.fill(f"[name=agreement-{number}-what]", what)
        visitor.page.fill(f"[name=agreement-{number}-due_on]", written(by))
    visitor.page.press(f"[name={field}]", "Enter")
    visitor.page.wait_for_url(f"**{case}")
    assert visitor.page.locator(".fd-step").count() == len(AGREED)


class Keys:
    """A keyboard and nothing else; remembers where the focus went and could not be seen."""

    _MOST = 80
    _MARK = """
    () => {
      const look = (e) => {
        const seen = e.closest('.fd-chip') ? e.nextElementSibling : e;
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(seen);
        return [outlineStyle, outlineWidth, outlineColor, boxShadow].join(' ');
      };
      window.fdLook = look;
      for (const e of document.querySelectorAll('a, button, input, select, textarea, summary')) e.fdCalm = look(e);
    }"""
    _HERE = """
    () => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const name = e.getAttribute('name') || e.textContent.trim().slice(0, 40) || e.tagName;
      return { name, seen: window.fdLook(e) !== e.fdCalm };
    }"""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._unseen: list[str] = []
        page.evaluate(self._MARK)

    def is_at(self, selector: str) -> bool:
        """Whether the focus is on the element."""
        return self.page.locator(selector).first.evaluate("e => e === document.activeElement")

    def to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _press in range(self._MOST):
            if self.is_at(selector):
                return
            self._tab()
        raise AssertionError(f"Tab does not reach {selector}")

    def press_on(self, selector: str, key: str) -> None:
        """Go there and press a key."""
        self.to(selector)
        self.page.keyboard.press(key)

    def type_into(self, selector: str, text: str) -> None:
        """Go there and write."""
        self.to(selector)
        self.page.keyboard.type(text)

    def all_stops(self) -> set[str]:
        """Press Tab through the whole page; the names of where the focus stopped."""
        stops: set[str] = set()
        for _press in range(self._MOST):
            name = self._tab()
            if name is None:
                return stops
            stops.add(name)
        raise AssertionError("Tab does not come to an end")

    def without_visible_focus(self) -> list[str]:
        """Where the focus could not be seen."""
        return self._unseen

    def _tab(self) -> str | None:
        self.page.keyboard.press("Tab")
        here = self.page.evaluate(self._HERE)
        if here is None:
            return None
        if not here["seen"]:
            self._unseen.append(here["name"])
        return str(here["name"])
