"""The hearing after a no-show: each step on its page, nothing by itself."""

import datetime as dt
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations.models import Hearing
from fremdrift.core import clock
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import ahead_and_missed
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import World

REQUIRED = "This field is required."
BY_ITSELF = "Nothing happens by itself."
ANSWER = {"step": "answer", "answer": "Min datter var syg.", "answered_on": "24.11.2026"}
CLOSE = {"step": "close", "conclusion": "Det kan vi godt forstå."}
HAND_OFF = {"step": "hand_off", "on": "24.11.2026"}
LATER = dt.date(2026, 12, 9)  # the day after the last day for the answer


class TestHearing(CaseFormScreen):
    route = "hearing"
    shows = ("side of 23 November 2026", BY_ITSELF, "Dear Cilla", "in your own words", "8.12.2026", "Called")
    good = {"question": "Hvad skete der?", "asked_on": "24.11.2026", "answer_by": "8.12.2026"}
    wrong = {
        "no question": Wrong({"question": " "}, "question", REQUIRED, lost=("question",)),
        "a question without end": Wrong(
            {"question": "x" * 5001}, "question", "Ensure this value has at most 5000 characters (it has 5001)."
        ),
        "asked tomorrow": Wrong({"asked_on": "25.11.2026"}, "asked_on", SENTENCES["hearing.asked_in_future"]),
        "no day": Wrong({"answer_by": "32/12"}, "answer_by", "Write a date like 24.11.2026."),
    }

    @pytest.fixture(autouse=True)
    def _missed(self, world: World) -> None:
        self.missed: UUID = ahead_and_missed(world)[1]["cilla"]

    def rest(self, world: World) -> list[object]:
        return [self.missed]

    def stored(self, system: Actor) -> Hearing:
        with acting(system):
            return Hearing.objects.get()

    def told(self, browser: Client, world: World, sent: dict[str, str]) -> str:
        """Send a step; what the page says then."""
        response = browser.post(self.url(world), sent, follow=True)
        assert response.redirect_chain == [(self.url(world), 302)]
        return pages.text(pages.page(response))

    def test_the_whole_way(self, browser: Client, world: World, system: Actor) -> None:
        assert "It is written down that you asked." in self.told(browser, world, self.good)
        hearing = self.stored(system)
        assert (hearing.question, hearing.answer_by) == ("Hvad skete der?", dt.date(2026, 12, 8))
        words = self.told(browser, world, ANSWER)
        assert "What the citizen said Min datter var syg." in words
        words = self.told(browser, world, CLOSE)
        assert "Conclusion Det kan vi godt forstå." in words
        assert self.stored(system).handed_off_on is None
        words = self.told(browser, world, HAND_OFF)
        assert "Handed over to the benefit office 24 November 2026 by Caseworker" in words
        assert "There is nothing more to do here." in words
        assert self.stored(system).handed_off_by == world.users["caseworker"]
        words = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "The citizen was asked about the no-show Mon 23 Nov Answer by Tue 8 Dec." in words
        assert "The citizen answered about the no-show Mon 23 Nov Min datter var syg." in words
        assert "The no-show Mon 23 Nov was handed over to the benefit office Caseworker" in words

    def test_before_the_time_is_over_one_can_only_write_the_answer(self, browser: Client, world: World) -> None:
        self.told(browser, world, self.good)
        tree = pages.page(browser.get(self.url(world)))
        assert [e for e in pages.elements(tree) if pages.attribute(e, "id") == "step-close"] == []
        with clock.at(LATER):
            tree = pages.page(browser.get(self.url(world)))
            assert pages.text(pages.by_id(tree, "step-close")) == "Conclude"
            assert "No answer within the time" in self.told(browser, world, CLOSE)
            assert "What the citizen said" in self.told(browser, world, ANSWER | {"answered_on": "9.12.2026"})

    @pytest.mark.parametrize(
        ("sent", "at", "sentence"),
        [
            (ANSWER | {"answer": ""}, "answer", REQUIRED),
            (ANSWER | {"answered_on": "i går"}, "answered_on", "Write a date like 24.11.2026."),
        ],
    )
    def test_a_wrong_answer_is_told_at_its_field(
        self, sent: dict[str, str], at: str, sentence: object, browser: Client, world: World, system: Actor
    ) -> None:
        self.told(browser, world, self.good)
        before = everything(system)
        response = browser.post(self.url(world), sent)
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, at) == str(sentence)
        assert {name: pages.typed(tree, name) for name in ("answer", "answered_on")} == {
            name: sent[name] for name in ("answer", "answered_on")
        }
        assert everything(system) == before

    def test_a_step_that_somebody_else_took_is_told(self, browser: Client, world: World, system: Actor) -> None:
        self.told(browser, world, self.good)
        before = everything(system)
        assert str(SENTENCES["hearing.changed"]) in self.told(browser, world, self.good | {"step": "ask"})
        assert str(SENTENCES["hearing.changed"]) in self.told(browser, world, CLOSE)
        assert str(SENTENCES["hearing.changed"]) in self.told(browser, world, {"step": "x"})
        assert everything(system) == before

    def test_there_is_none_for_a_conversation_that_was_held_or_lies_ahead(self, browser: Client, world: World) -> None:
        for talk in (world.draft, world.planned):
            assert browser.get(reverse(self.route, args=[world.cilla, talk])).status_code == 404

    def test_the_worklist_asks_when_the_time_is_over_or_an_answer_is_there(self, browser: Client, world: World) -> None:
        def listed() -> str:
            return pages.text(pages.page(browser.get(reverse("worklist"))))

        self.told(browser, world, self.good)
        assert "has not answered" not in listed()
        with clock.at(LATER):
            assert "Cilla has not answered: call, or conclude" in listed()
        self.told(browser, world, ANSWER)
        assert "Read what Cilla answered, and conclude" in listed()
        assert self.url(world) not in pages.links(pages.page(browser.get(reverse("caseload"))))
        self.told(browser, world, CLOSE)
        assert "and conclude" not in listed()

    def test_the_no_show_and_the_attempts_lead_to_it(self, browser: Client, world: World) -> None:
        for url in (
            reverse("conversation", args=[world.cilla, self.missed]),
            reverse("contact_attempts", args=[world.cilla]),
        ):
            assert self.url(world) in pages.links(pages.page(browser.get(url)))
