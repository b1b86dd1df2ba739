"""A leader's morning: somebody is ill and a colleague steps in; ten cases are shared out; each in few movements."""

import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.casework import Hand, chip, written
from tests.e2e.demo import TODAY
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

ABSENT, STAND_IN = "[name=absent]", "[name=stand_in]"
STEPS_IN = "Signe"
SAVE = "main .button-primary"


class Chooser(Hand):
    """Chooses in a list, too."""

    def choose(self, selector: str, what: str) -> None:
        """One choice."""
        self.interactions += 1
        self.page.select_option(selector, what)


def tell(capsys: pytest.CaptureFixture[str], what: str, hand: Hand) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{what}: {hand.interactions} interactions\n")


def people(visitor: Visitor, selector: str) -> list[str]:
    """Who can be chosen in a list."""
    return [text for text in visitor.page.locator(f"{selector} option").all_inner_texts() if text[0] != "V"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_cover_for_a_colleague(visit: Visit, javascript: bool, capsys: pytest.CaptureFixture[str]) -> None:
    leader, stand_in = visit(javascript=javascript), visit(javascript=javascript)
    leader.sign_in("leader")
    hand = Chooser(leader)
    hand.click("main a[href='/team/covers/']")
    everybody = people(leader, ABSENT)
    signe = next(name for name in everybody if name.startswith(STEPS_IN))
    absent = next(name for name in everybody if name != signe)
    hand.choose(ABSENT, absent)
    hand.choose(STAND_IN, signe)
    hand.fill("[name=ends_on]", written(TODAY.replace(day=27)))
    hand.click(chip("reason", "illness"))
    hand.click(SAVE)
    line = leader.page.locator(".fd-spells li").filter(has_text=absent)
    expect(line).to_contain_text(signe)
    assert hand.interactions <= 6

    stand_in.sign_in("caseworker")
    theirs = Chooser(stand_in)
    covered = stand_in.page.locator("tr[data-case]").filter(has_text=absent.split()[0])
    marked = covered.filter(has_text="27. nov.").first
    expect(marked).to_be_visible()
    case = marked.get_attribute("data-case")
    theirs.click(f"tr[data-case='{case}'] .fd-person a")
    theirs.click(".fd-head a[href*='/record/']")
    theirs.click(chip("state", "held"))
    theirs.fill("[name=minutes]", "Vi talte om det næste skridt.")
    theirs.click("button[name=share]")
    expect(stand_in.page).to_have_url(f"{stand_in.page.url.split('/cases/')[0]}/cases/{case}/")
    tell(capsys, "cover for a colleague, the leader", hand)
    tell(capsys, "cover for a colleague, recording on a covered case", theirs)

    line.locator("a").click()
    leader.send("main form[action$='/end/'] button")
    assert stand_in.open(f"/cases/{case}/") == 404


def test_ten_cases_are_shared_out(visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    leader = visit()
    leader.sign_in("leader")
    page = leader.page
    hand = Chooser(leader)
    hand.click("main a[href='/team/reassign/']")
    before = page.locator("[name=back][value^=transfer]").count()
    hand.click("main .fd-spells a")
    assert page.locator("[name=case]").count() >= 10
    for number in range(10):
        hand.click(f"[name=case] >> nth={number}")
    hand.click("[name=to] >> nth=0")
    hand.click("[name=to] >> nth=1")
    hand.choose("[name=reason]", "caseload")
    hand.fill("[name=handover]", "Sagerne er gennemgået sammen.")
    hand.click("button[name=step][value=preview]")
    expect(page.locator("main")).to_contain_text("10")
    assert page.locator("select[name^=to_]").count() == 10
    hand.click("button[name=step][value=save]")
    tell(capsys, "ten cases shared out, the boxes included", hand)
    assert hand.interactions <= 20
    waiting = page.locator("[name=back][value^=transfer]")
    expect(waiting).to_have_count(before + 10)
    for box in waiting.all():
        box.check()
    page.click("form[action$='/take-back/'] button")
    expect(page.locator("[name=back]")).to_have_count(0)
