"""Attempts to reach the citizen: written down at any time, and from a no-show."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations.models import ContactAttempt
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import ahead_and_missed
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY, CaseFormScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."


class TestContactAttempts(CaseFormScreen):
    route = "contact_attempts"
    shows = ("Reaching Cilla Papirsen", "00 12 34 56", "None yet.", "Write an attempt down", "24.11.2026")
    good = {"way": "phone", "on": "24.11.2026", "at": "9.15", "outcome": "no_answer", "note": "Prøver igen i morgen"}
    wrong = {
        "no day": Wrong({"on": ""}, "on", REQUIRED),
        "no way": Wrong({"way": ""}, "way", CHOOSE_ONE),
        "nothing came of it": Wrong({"outcome": ""}, "outcome", CHOOSE_ONE),
        "an unknown way": Wrong(
            {"way": "pigeon"}, "way", "Select a valid choice. pigeon is not one of the available choices.", ("way",)
        ),
        "a time that there is not": Wrong({"at": "9.75"}, "at", "Write a time like 10.30."),
        "a note without end": Wrong(
            {"note": "x" * 301}, "note", "Ensure this value has at most 300 characters (it has 301)."
        ),
    }

    def test_a_good_one_is_stored_and_told_in_the_timeline(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        words = pages.text(pages.page(response))
        assert "The attempt is written down." in words
        assert "Called: no answer Prøver igen i morgen 09:15 · Caseworker" in words
        with acting(system):
            made = ContactAttempt.objects.get()
        assert (made.way, made.on, made.at, made.outcome) == ("phone", TODAY, dt.time(9, 15), "no_answer")
        assert (made.made_by, made.conversation_id) == (world.users["caseworker"], None)
        words = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "Tried to reach the citizen: Called, no answer Prøver igen i morgen" in words

    def test_sent_twice_it_is_one_attempt(self, browser: Client, world: World, system: Actor) -> None:
        assert browser.post(self.url(world), self.good).status_code == 302
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert str(SENTENCES["attempt.already_written"]) in pages.summary(pages.page(response))
        with acting(system):
            assert ContactAttempt.objects.count() == 1

    def test_from_a_no_show_it_belongs_to_it(self, browser: Client, world: World, system: Actor) -> None:
        missed = ahead_and_missed(world)[1]["cilla"]
        no_show = browser.get(reverse("conversation", args=[world.cilla, missed]))
        url = f"{self.url(world)}?conversation={missed}"
        assert url in pages.links(pages.page(no_show))
        assert "Tried: called." in pages.text(pages.page(no_show))
        assert "About the conversation on 23 November 2026" in pages.text(pages.page(browser.get(url)))
        assert browser.post(url, self.good).status_code == 302
        with acting(system):
            assert ContactAttempt.objects.get(outcome="no_answer").conversation_id == missed

    @pytest.mark.parametrize("named", ["x", str(NOBODY), "%00"])
    def test_about_nothing_that_there_is(self, named: str, browser: Client, world: World) -> None:
        assert browser.get(f"{self.url(world)}?conversation={named}").status_code == 404

    def test_about_a_conversation_of_somebody_else_or_one_that_was_held(self, browser: Client, world: World) -> None:
        for talk in (ahead_and_missed(world)[1]["bertil"], world.draft):
            assert browser.get(f"{self.url(world)}?conversation={talk}").status_code == 404
