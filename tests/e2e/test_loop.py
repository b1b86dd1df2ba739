"""An order from need to extension, with all who take part in it; and a placement, to who said yes."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.casework import MONTHS, TODAY, Hand, chip, danish, new_citizen, row_of, written
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

MOST_INTERACTIONS = 15
NEED, UNIT = "smerter pauser", "Prøvebænken"
BASELINE = "Kommer to dage ud af fem"
BACKGROUND = "Cilla er vant til at arbejde i planteskole og har brug for en rolig begyndelse."
ASKED, ANSWERED = "Kan hun komme lidt over ni?", "Ja, bussen er der ti minutter over ni."
EVIDENCE = "Har lavet tre kasser færdige på en formiddag."
SUMMARY = "Hun er kommet godt i gang og spørger selv efter mere."
WHY = "Det går fremad, og hun vil gerne blive lidt længere."
FEWEST_PEOPLE = 8
EXTENDED = dt.timedelta(weeks=4)
QUESTION = "Hvor mange timer om ugen går godt, og med hvilke opgaver?"
PLACED_UNTIL = TODAY + dt.timedelta(days=13)
TASKS = "dække bord"
WHO = "Butikschef Berit Butik"
_SAVED = "main .alert-success"


@dataclass(frozen=True)
class Ordered:
    """An order as its caseworker knows it: its addresses and its days."""

    case: str
    order: str
    offer: str = ""
    title: str = ""
    midway_on: dt.date = TODAY
    ends_on: dt.date = TODAY

    @property
    def key(self) -> str:
        """What names it in every address."""
        return self.order.split("/")[2]


def case_of(visitor: Visitor, name: str) -> str:
    """Open the case of a citizen from the list; its address."""
    visitor.open(f"/citizens/?name={name}")
    visitor.page.click("main td a")
    visitor.page.wait_for_url("**/cases/**")
    return "/" + "/".join(visitor.page.url.split("/")[3:])


def full(day: dt.date) -> str:
    """A day in a sentence: “24. nov. 2026”, as far as a month's first letters."""
    return f"{day.day}. {MONTHS[day.month - 1].rstrip('.')}"


def field_day(page: Page, name: str) -> dt.date:
    """The day that stands in a field."""
    day, month, year = map(int, re.findall(r"\d+", page.input_value(f"[name={name}]")))
    return dt.date(year, month, day)


def free_places(visitor: Visitor, offer: str) -> int:
    """How many places the page of an offer, or of a workplace, calls free."""
    visitor.open(offer)
    return int(visitor.page.locator(".fd-strip dd").first.inner_text().split()[0])


def stands(visitor: Visitor, made: Ordered, said: str) -> None:
    """What the case page says of the order's next step."""
    visitor.open(made.case)
    line = visitor.page.locator(".fd-spells li", has=visitor.page.locator(f"a[href='{made.order}']"))
    expect(line).to_contain_text(said)


def write_order(hand: Hand, case: str) -> Ordered:
    """From the case page: an offer with a free place by what is needed, and an order that begins today."""
    page = hand.page
    hand.click(".fd-head a[href$='/orders/new/']")
    hand.fill("#q", NEED)
    hand.click("main .button-search")
    row = f"main tr:has-text('{UNIT}') >> nth=0"
    title = page.locator(f"{row} >> a").inner_text()
    offer = page.locator(f"{row} >> a").get_attribute("href") or ""
    assert int(page.locator(f"{row} >> td").nth(3).inner_text()) > 0
    hand.click(f"{row} >> form button")
    page.wait_for_url("**/edit/")
    fill_order(hand)
    midway_on, ends_on = field_day(page, "midway_on"), field_day(page, "ends_on")
    hand.click("button[name=ask]")
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]+/$"))
    return Ordered(case, "/" + "/".join(page.url.split("/")[3:]), offer, title, midway_on, ends_on)


def fill_order(hand: Hand) -> None:
    """All that makes an order whole, most of it chosen."""
    page = hand.page
    hand.click(chip("purposes", "clarification"))
    hand.click(".fd-example >> nth=0")
    expect(page.locator("[name=question]")).not_to_have_value("")
    hand.click("#aims .form-group-checkbox label >> nth=0")
    hand.click("label[for=id_work_everyday]")
    hand.fill("[name=from_everyday]", BASELINE)
    hand.fill("[name=begins_on]", written(TODAY))
    hand.fill("[name=text_background]", BACKGROUND)


def approve(citizen: Visitor, made: Ordered) -> None:
    """The citizen reads exactly what will be sent, and says yes."""
    page = citizen.page
    citizen.open("/mine/orders/")
    page.click(f"a[href='/mine{made.order}']")
    for told in (UNIT, BACKGROUND, BASELINE, "CPR-nummer"):
        expect(page.locator("main")).to_contain_text(told)
    page.click(chip("answer", "approved"))
    assert citizen.send("main .button-primary") == 200
    expect(page.locator("main")).to_contain_text("Du har sagt ja")


def send(hand: Hand, visitor: Visitor, made: Ordered) -> None:
    """The worklist says that the citizen has said yes; the order is opened and sent."""
    expect(row_of(visitor, made.case)).to_contain_text(f"siger ja: Send bestillingen til {made.title}")
    hand.click(f"tr[data-case='{made.case.split('/')[2]}'] .fd-person a")
    hand.click(f"a[href='{made.order}']")
    hand.click("main form[action$='/send/'] button")
    expect(visitor.page.locator("main")).to_contain_text(f"Sendt til {UNIT}")


def ask(unit: Visitor, made: Ordered) -> None:
    """The place reads the order, and asks before it answers."""
    page = unit.page
    unit.open("/inbox/")
    row = page.locator("main tr", has=page.locator(f"a[href='/inbox/{made.key}/']"))
    expect(row).to_contain_text("Venter på jeres svar")
    page.click(f"a[href='/inbox/{made.key}/'] >> nth=0")
    expect(page.locator("main")).to_contain_text(BACKGROUND)
    page.fill("[name=message-text]", ASKED)
    page.click("label[for=id_message-wants_answer]")
    assert unit.send("#thread .button-primary") == 200


def answer(visitor: Visitor, made: Ordered) -> None:
    """The question stands on the worklist, and is gone from it with the answer."""
    asked = f"Svar på et spørgsmål om {made.title}"
    expect(row_of(visitor, made.case)).to_contain_text(asked)
    visitor.open(made.order)
    expect(visitor.page.locator("#thread")).to_contain_text(ASKED)
    visitor.page.fill("#thread [name=text]", ANSWERED)
    visitor.page.click("#thread label[for$=wants_answer]")
    assert visitor.send("#thread .button-primary, #thread button[type=submit] >> nth=-1") == 200
    expect(row_of(visitor, made.case).get_by_text(asked)).to_have_count(0)


def accept(unit: Visitor, made: Ordered) -> None:
    """The place reads the answer and says yes; what begins today runs."""
    unit.open(f"/inbox/{made.key}/")
    expect(unit.page.locator("#thread")).to_contain_text(ANSWERED)
    assert unit.send("button[name=answer][value=accept]") == 200
    expect(unit.page.locator(".fd-head .badge")).to_have_text("I gang")


class Grid:
    """The week's grid with the keyboard alone."""

    _HERE = "() => document.activeElement.getAttribute('name') || document.activeElement.textContent.trim()"
    _MOST = 60

    def __init__(self, page: Page) -> None:
        self.page = page
        self.written: set[str] = set()

    def to(self, wanted: Callable[[str], bool]) -> str:
        """Press Tab until the focus is where one wants."""
        for _press in range(self._MOST):
            self.page.keyboard.press("Tab")
            here = str(self.page.evaluate(self._HERE))
            if wanted(here):
                return here
        raise AssertionError("Tab does not come there")

    def fill(self) -> None:
        """Write into every day, along each row with the arrow, and save; a day of absence stays what it is."""
        here = self.to(_is_day)
        while _is_day(here):
            stood = self.page.input_value(f"[name='{here}']")
            if stood != "U":
                self.page.keyboard.type(self._other_than(stood, here))
                self.written.add(here)
            self.page.keyboard.press("ArrowRight")
            there = str(self.page.evaluate(self._HERE))
            moved = there != here and _is_day(there)  # else it is the end of the row, or the remark behind it
            here = there if moved else self.to(lambda name: _is_day(name) or name.startswith("Gem uge"))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _other_than(self, stood: str, name: str) -> str:
        if stood:
            return "4,5" if stood != "4,5" else "S"
        return "T" if self.page.get_attribute(f"[name='{name}']", "data-planned") else "2,5"

    @property
    def people(self) -> int:
        """How many people have a day that was written."""
        return len({name.rpartition("_")[0] for name in self.written})


def _is_day(name: str) -> bool:
    return re.fullmatch(r"[0-9a-f-]{36}_\d", name) is not None


def attend(unit: Visitor) -> None:
    """This week and the one before, for everybody who is there; the page says which keys there are."""
    page = unit.page
    people = []
    for way in ("a[href='/attendance/']", "a[rel=prev]"):
        page.locator(way).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        page.locator("[data-attendance]").wait_for()
        expect(page.locator("#key")).to_contain_text("Piletaster flytter.")
        grid = Grid(page)
        grid.fill()
        expect(page.locator(_SAVED)).to_contain_text(f"{len(grid.written)} dage er gemt")
        for name in grid.written:
            assert page.input_value(f"[name='{name}']")
        people.append(grid.people)
    assert min(people) >= FEWEST_PEOPLE


def report(unit: Visitor, made: Ordered) -> None:
    """The midway report, with what was registered already in it."""
    page = unit.page
    unit.open(f"/inbox/{made.key}/")
    unit.click("a[href^='/inbox/reports/'] >> nth=0")
    expect(page.locator("main")).to_contain_text("1 af 1 dag")
    for point in page.locator("textarea[name^=evidence_]").all():
        point.fill(EVIDENCE)
    for forward in page.locator(".fd-chip > input[name^=direction_][value=forward]").all():
        forward.click()
    page.click(".fd-chip > input[name^=outcome_][value=on_the_way] >> nth=0")
    page.fill("[name=summary]", SUMMARY)
    page.select_option("[name=recommendation]", "extend")
    page.fill("[name=recommendation_words]", WHY)
    assert unit.send("main form .button-primary") == 200
    expect(page.locator("main")).to_contain_text(SUMMARY)


def review_and_extend(visitor: Visitor, made: Ordered) -> dt.date:
    """The report is read and the order extended; the new last day."""
    page, ends_on = visitor.page, made.ends_on + EXTENDED
    told = f"Læs rapport midtvejs fra {made.title}"
    expect(row_of(visitor, made.case)).to_contain_text(told)
    stands(visitor, made, "En rapport venter på dig")
    page.locator(".fd-spells li", has=page.locator(f"a[href='{made.order}']")).locator("a[href^='/reports/']").click()
    expect(page.locator("main")).to_contain_text(EVIDENCE)
    page.check("[name=decision][value=extend]", force=True)
    page.fill("[name=words]", WHY)
    page.fill("[name=ends_on]", written(ends_on))
    page.click("form:has([name=decision]) .button-primary")
    page.wait_for_url("**/change/**")
    assert field_day(page, "ends_on") == ends_on
    assert page.input_value("[name=reason]") == WHY
    page.click("main .button-primary")
    page.click("button[name=verb][value=approve]")
    expect(page.locator("main .fd-head .fd-sub")).to_contain_text(full(ends_on))
    expect(row_of(visitor, made.case).get_by_text(told)).to_have_count(0)
    return ends_on


def test_an_order_goes_all_the_way_round(visit: Visit) -> None:
    signe, cilla, tove = visit(), visit(), visit()
    signe.sign_in("caseworker")
    cilla.sign_in("citizen")
    tove.sign_in("provider")
    case = case_of(signe, "Cilla")
    hand = Hand(signe)
    made = write_order(hand, case)
    stands(signe, made, "Ikke sendt endnu")
    free = free_places(signe, made.offer)
    approve(cilla, made)
    send(hand, signe, made)
    assert hand.interactions <= MOST_INTERACTIONS
    stands(signe, made, "Venter på et ja siden")
    ask(tove, made)
    answer(signe, made)
    assert free_places(signe, made.offer) == free
    accept(tove, made)
    assert free_places(signe, made.offer) == free - 1
    stands(signe, made, f"Rapport midtvejs senest {danish(made.midway_on)}")
    attend(tove)
    report(tove, made)
    ends_on = review_and_extend(signe, made)
    stands(signe, made, f"Slutrapport senest {danish(ends_on)}")
    assert free_places(signe, made.offer) == free - 1
    cilla.open(f"/mine{made.order}")
    expect(cilla.page.locator("main")).to_contain_text(f"til {full(ends_on)}")


def order_placement(hand: Hand, case: str) -> Ordered:
    """From the case page: a workplace with a free place, and a placement that begins today."""
    page = hand.page
    hand.click(".fd-head a[href$='/placement/new/']")
    hand.fill("#words", TASKS)
    hand.click("main [role=search] button")
    row = "main tbody tr:has(td[data-title='Ledige pladser']:has-text(' af ')) >> nth=0"
    hand.click(f"{row} >> a.button")
    hand.click(chip("purpose", "employment"))
    hand.fill("[name=question]", QUESTION)
    hand.fill("[name=begins_on]", written(TODAY))
    hand.fill("[name=ends_on]", written(PLACED_UNTIL))
    hand.fill("[name=hours]", "10")
    if not page.input_value("[name=mentor_name]"):
        hand.fill("[name=mentor_name]", "Mads Mentorsen")
    hand.click("label[for=id_informed]")
    hand.click("button[name=action][value=send]")
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]+/$"))
    return Ordered(case, "/" + "/".join(page.url.split("/")[3:]))


def test_a_placement_is_ordered_and_the_consultant_tells_who_said_yes(visit: Visit) -> None:
    signe, jens = visit(), visit()
    signe.sign_in("caseworker")
    case = new_citizen(signe)
    signe.open(case)
    hand = Hand(signe)
    made = order_placement(hand, case)
    assert hand.interactions <= MOST_INTERACTIONS
    stands(signe, made, "Venter på et ja siden")
    jens.sign_in("consultant")
    jens.open("/placements/")
    jens.page.click(f"a[href='/placements/{made.key}/']")
    expect(jens.page.locator("main")).to_contain_text(QUESTION)
    assert jens.send("form[action$='/accept/'] button") == 422  # nobody is named
    jens.page.fill("[name=accepted_by_name]", WHO)
    assert jens.send("form[action$='/accept/'] button") == 200
    stands(signe, made, f"Slutrapport senest {danish(PLACED_UNTIL)}")
    signe.page.click(f"a[href='{made.order}']")
    expect(signe.page.locator("main")).to_contain_text(f"{WHO} sagde ja")
