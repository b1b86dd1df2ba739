"""A sub-goal is planned in few movements and by keyboard alone, and what is reached is seen."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.casework import Hand, danish, new_citizen, next_week, written
from tests.e2e.test_recording import Keys
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

MOST_INTERACTIONS = 4
TAB = ".fd-tabs a[href$='/job-plan/']"
ADD = ".fd-quick button[type=submit]"
UNDER_WAY = ".fd-goals > li"


def test_a_sub_goal_is_planned_in_few_movements(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("caseworker")
    visitor.open(new_citizen(visitor))
    hand = Hand(visitor)
    hand.click(TAB)
    hand.fill("[name=what]", "Stå op kl. 8 på hverdage")
    hand.fill("[name=due_on]", written(next_week(2)))
    hand.click(ADD)
    goal = visitor.page.locator(UNDER_WAY)
    expect(goal).to_contain_text("Stå op kl. 8 på hverdage")
    expect(goal).to_contain_text(danish(next_week(2)))
    assert hand.interactions <= MOST_INTERACTIONS


def test_two_sub_goals_by_keyboard_alone(visit: Visit) -> None:
    """After the first the cursor stands ready for the second; Enter adds."""
    visitor = visit()
    visitor.sign_in("caseworker")
    visitor.open(new_citizen(visitor))
    Keys(visitor.page).press_on(TAB, "Enter")
    visitor.page.wait_for_url("**/job-plan/")
    keys = Keys(visitor.page)
    keys.type_into("[name=what]", "Se på et gartneri")
    keys.type_into("[name=due_on]", written(next_week(1)))
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/job-plan/#id_what")
    visitor.page.keyboard.type("Gå en tur hver dag")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(UNDER_WAY)).to_have_count(2)
    assert keys.without_visible_focus() == []


def test_what_is_reached_is_celebrated_and_stands_in_the_timeline(visit: Visit) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in("caseworker")
    case = new_citizen(visitor)
    visitor.open(f"{case}job-plan/")
    visitor.page.fill("[name=what]", "Ringe til lægen")
    visitor.page.click(ADD)
    visitor.page.click(f"{UNDER_WAY} button[value=reach]")
    expect(visitor.page.locator("#sub-goals .fd-done")).to_have_count(1)
    visitor.open(case)
    expect(visitor.page.locator(".fd-timeline")).to_contain_text("Ringe til lægen")
