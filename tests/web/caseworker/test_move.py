"""Moving a conversation, and where its chain is shown."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations import services
from fremdrift.conversations.models import Conversation
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import TODAY, World, add_case

REQUIRED = "This field is required."


class TestMove(CaseFormScreen):
    route = "conversation_move"
    shows = ("Move the conversation", "Conversation today at 10:30", "does not count as missed", "Due by Mon 30 Nov.")
    good = {"on": "1.12.2026", "at": "9", "form": "phone", "asked_by": "citizen", "reason": "Tandlæge"}
    wrong = {
        "yesterday": Wrong({"on": "23.11.2026"}, "on", SENTENCES["conversation.planned_in_past"]),
        "no day": Wrong({"on": ""}, "on", REQUIRED),
        "nobody asked": Wrong({"asked_by": ""}, "asked_by", CHOOSE_ONE),
        "a reason too long": Wrong(
            {"reason": "x" * 301}, "reason", "Ensure this value has at most 300 characters (it has 301)."
        ),
    }

    def rest(self, world: World) -> list[object]:
        return [world.planned]

    def test_a_good_one_is_stored_and_the_new_one_shown(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        with acting(system):
            new = Conversation.objects.get(moved_from=world.planned)
            old = Conversation.objects.get(pk=world.planned)
        assert response.redirect_chain == [(reverse("conversation", args=[world.cilla, new.pk]), 302)]
        words = pages.text(pages.page(response))
        assert "The conversation is moved to Tue 1 Dec." in words
        assert "moved 24 November 2026 at the citizen's request : Tandlæge" in words
        assert (old.state, old.move_asked_by, old.recorded_by) == ("moved", "citizen", world.users["caseworker"])
        assert (new.on, new.at, new.form) == (dt.date(2026, 12, 1), dt.time(9), "phone")

    def test_a_sunday_and_a_time_that_is_taken_are_told(self, browser: Client, world: World) -> None:
        other = add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119")
        url = reverse("conversation_plan", args=[other.pk])
        taken = {"on": "29.11.2026", "at": "9", "form": "phone"}
        words = pages.text(pages.page(browser.post(url, taken, follow=True)))
        assert "Sun 29 Nov is a weekend or a holiday." in words
        assert "You have another" not in words
        words = pages.text(pages.page(browser.post(self.url(world), self.good | {"on": "29.11.2026"}, follow=True)))
        assert "You have another conversation on Sun 29 Nov at 09:00." in words

    def test_sent_twice_it_is_moved_once_and_told(self, browser: Client, world: World, system: Actor) -> None:
        assert browser.post(self.url(world), self.good).status_code == 302
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert str(SENTENCES["conversation.already_moved"]) in pages.summary(pages.page(response))
        with acting(system):
            assert Conversation.objects.filter(moved_from=world.planned).count() == 1

    def test_one_that_is_over_leads_to_itself(self, browser: Client, world: World) -> None:
        response = browser.get(reverse(self.route, args=[world.cilla, world.draft]))
        assert (response.status_code, response["Location"]) == (
            302,
            reverse("conversation", args=[world.cilla, world.draft]),
        )


@pytest.fixture
def moved_twice(world: World, system: Actor) -> list[Conversation]:
    """Cilla's conversation of today, moved by her and then by the office; from first to last."""
    with acting(system):
        chain = [Conversation.objects.get(pk=world.planned)]
        for days, asked in ((3, "citizen"), (9, "office")):
            on = TODAY + dt.timedelta(days=days)
            chain.append(
                services.conversation_move(
                    conversation=chain[-1], on=on, at=None, form="walk", asked_by=asked, by=system
                )
            )
        return chain


def test_the_case_says_what_it_was_moved_from(browser: Client, world: World, moved_twice: list[Conversation]) -> None:
    words = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
    assert "Conversation Thu 3 Dec , walk Moved from Fri 27 Nov at the office's request, second time" in words
    assert "Conversation moved from Tue 24 Nov to Fri 27 Nov at the citizen's request" in words
    assert "Conversation moved from Fri 27 Nov to Thu 3 Dec at the office's request, second time" in words


def test_each_page_of_the_chain_leads_to_the_others(
    browser: Client, world: World, moved_twice: list[Conversation]
) -> None:
    addresses = [reverse("conversation", args=[world.cilla, talk.pk]) for talk in moved_twice]
    for at, address in enumerate(addresses):
        found = pages.links(pages.page(browser.get(address)))
        assert [a in found for a in addresses] == [n < at or (n == 2 and at < 2) for n in range(3)]


def test_a_moved_one_is_on_nobodys_list(browser: Client, world: World, moved_twice: list[Conversation]) -> None:
    words = pages.text(pages.page(browser.get(reverse("worklist"))))
    assert "Conversation today" not in words
    assert "Write down what became" not in words
