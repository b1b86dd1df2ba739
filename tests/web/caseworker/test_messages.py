"""The caseworker's side of the messages with a citizen."""

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case, Message
from fremdrift.core import clock
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import World

KEY = "01930000-0000-7000-8000-000000000001"


@pytest.fixture
def citizen(actor: Callable[[str], Actor]) -> Actor:
    """Cilla, signed in."""
    return actor("citizen")


def written(by: Actor, world: World, text: str, *, wants_answer: bool = True) -> Message:
    """A message of this person in Cilla's case."""
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        return services.message_send(case=case, text=text, wants_answer=wants_answer, by=by)


class TestMessages(CaseFormScreen):
    route = "messages"
    shows = ("No messages yet. What you write here, Cilla reads on the own page.", "Nobody waits for an answer.")
    good: ClassVar[dict[str, str]] = {"text": "Praktikken begynder mandag.", "wants_answer": "on", "key": KEY}
    wrong: ClassVar[dict[str, Wrong]] = {
        "nothing to see": Wrong({"text": " \u200b "}, "text", "This field is required.", lost=("text",)),
        "a book": Wrong(
            {"text": "a" * 5001},
            "text",
            "Ensure this value has at most 5000 characters (it has 5001).",
        ),
    }

    def test_what_is_sent_is_stored_once(self, browser: Client, world: World, system: Actor) -> None:
        for _ in range(2):
            assert browser.post(self.url(world), self.good).status_code == 302
        with acting(system):
            message = Message.objects.get()
            assert (message.pk, message.sender, message.text) == (UUID(KEY), "municipality", self.good["text"])
            assert (message.wants_answer, message.read_at) == (True, None)
        assert "We wait for Cilla since" in browser.get(self.url(world)).content.decode()

    def test_a_way_back_in_the_browser_does_not_send_it_again(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        for status, key in ((302, KEY), (422, str(uuid4()))):
            response = browser.post(self.url(world), self.good | {"key": key})
            assert response.status_code == status
        words = pages.text(pages.page(response))
        assert str(SENTENCES["message.twice"]) in words
        assert self.good["text"] in words
        with acting(system):
            assert Message.objects.count() == 1
        for text in ("Jeg ringer i morgen.", self.good["text"]):
            typed = self.good | {"text": text, "key": str(uuid4())}
            assert browser.post(self.url(world), typed).status_code == 302

    def test_the_citizens_message_waits_for_us_until_it_is_answered(
        self, browser: Client, world: World, citizen: Actor, system: Actor
    ) -> None:
        written(citizen, world, "Hvornår ved jeg det?")
        assert "Cilla waits for us since" in browser.get(self.url(world)).content.decode()
        browser.post(self.url(world), {"text": "Mandag.", "key": KEY})
        assert "Nobody waits for an answer." in browser.get(self.url(world)).content.decode()
        with acting(system):
            assert Message.objects.get(sender="citizen").read_at is not None

    def test_thanks_does_not_hide_the_question_before_it(self, browser: Client, world: World, citizen: Actor) -> None:
        written(citizen, world, "Hvornår ved jeg det?")
        written(citizen, world, "Tak!", wants_answer=False)
        assert "Cilla waits for us since" in browser.get(self.url(world)).content.decode()

    def test_one_that_needs_no_answer_can_be_put_to_rest(
        self, browser: Client, world: World, citizen: Actor, system: Actor
    ) -> None:
        written(citizen, world, "Jeg kommer.")
        browser.post(reverse("message_settle", args=[world.cilla]))
        page = browser.get(self.url(world)).content.decode()
        assert "Nobody waits for an answer." in page
        assert "needs no answer" in page

    def test_it_is_on_the_worklist_until_then(self, browser: Client, world: World, citizen: Actor) -> None:
        written(citizen, world, "Hvornår ved jeg det?")
        line = "Answer Cilla, who has written to you"
        assert line in browser.get(reverse("worklist") + "?show=message").content.decode()
        browser.post(self.url(world), self.good)
        assert line not in browser.get(reverse("worklist")).content.decode()

    def test_what_somebody_writes_is_text(self, browser: Client, world: World, citizen: Actor) -> None:
        written(citizen, world, "<script>alert(1)</script>")
        assert "&lt;script&gt;" in browser.get(self.url(world)).content.decode()

    def test_a_closed_case_takes_none(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            services.case_close(case=case, closed_on=clock.today(), reason="job", by=system)
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert str(SENTENCES["message.case_closed"]) in pages.summary(pages.page(response))
        with acting(system):
            assert not Message.objects.exists()
