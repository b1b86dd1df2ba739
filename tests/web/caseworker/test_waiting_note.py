"""Writing why a duty waits, changing it, and ending it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations.models import WaitingNote
from fremdrift.core import clock
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import World

TALK = "hold_conversation"
WAITS = "Waits until Sat 12 Dec: Venter på operation. Written by Caseworker."


class TestWaitingNote(CaseFormScreen):
    route = "waiting_note"
    shows = ("Why we wait", "What it is about", "LAB 2011: conversation every 3 months.")
    good = {"reason": "Venter på operation.", "until": "12.12.2026"}
    wrong = {
        "no reason": Wrong({"reason": " "}, "reason", "This field is required.", lost=("reason",)),
        "a reason too long": Wrong(
            {"reason": "x" * 301}, "reason", "Ensure this value has at most 300 characters (it has 301)."
        ),
        "no day": Wrong({"until": ""}, "until", "This field is required."),
        "31 November": Wrong({"until": "31.11.2026"}, "until", "Write a date like 24.11.2026."),
    }

    def rest(self, world: World) -> list[object]:
        return [TALK]

    def write(self, browser: Client, world: World, **changes: str) -> pages.Element:
        response = browser.post(self.url(world), self.good | changes, follow=True)
        assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        return pages.page(response)

    def test_a_good_one_stands_with_its_deadline(self, browser: Client, world: World, system: Actor) -> None:
        case_page = self.write(browser, world)
        assert WAITS in pages.text(case_page)
        assert "Mon 30 Nov" in pages.text(case_page)  # the duty stands
        assert pages.text(pages.by_id(case_page, "messages")).endswith("The note stands with the deadline.")
        with acting(system):
            stored = WaitingNote.objects.get(case=world.cilla)
            assert (stored.meets, stored.until, stored.ended_on) == (TALK, dt.date(2026, 12, 12), None)

    def test_the_worklist_shows_it_among_those_that_wait(self, browser: Client, world: World) -> None:
        browser.post(reverse("conversation_cancel", args=[world.cilla, world.planned]))
        self.write(browser, world)
        with clock.at(dt.date(2026, 12, 2)):
            words = pages.text(pages.page(browser.get(reverse("worklist"), {"waiting": "1"})))
        assert f"Also: Invite to a conversation (due Mon 30 Nov). {WAITS}" in words

    def test_it_comes_back_to_be_changed_and_is_sent_twice_as_one(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        self.write(browser, world)
        self.write(browser, world)
        tree = pages.page(browser.get(self.url(world)))
        assert (pages.typed(tree, "reason"), pages.typed(tree, "until")) == ("Venter på operation.", "12.12.2026")
        assert "The reason holds no longer" in pages.text(tree)
        with acting(system):
            assert WaitingNote.objects.filter(case=world.cilla).count() == 1

    def test_several_lines_become_one(self, browser: Client, world: World) -> None:
        assert WAITS in pages.text(self.write(browser, world, reason="Venter på\r\n\r\noperation"))

    def test_the_case_page_leads_here(self, browser: Client, world: World) -> None:
        case_page = pages.page(browser.get(reverse("case", args=[world.cilla])))
        assert self.url(world) in pages.links(case_page)
        assert "Write why we wait – Conversation" in pages.text(case_page)

    @pytest.mark.parametrize("meets", ["hold-conversation", "nothing", "end_effort"])
    def test_there_is_nothing_to_wait_with(self, browser: Client, world: World, meets: str) -> None:
        url = reverse("waiting_note", args=[world.cilla, meets])
        assert browser.get(url).status_code == 404
        assert browser.post(url, self.good).status_code == 404


class TestEnd:
    def test_the_note_is_gone_and_the_deadline_is_not(self, browser: Client, world: World, system: Actor) -> None:
        browser.post(reverse("waiting_note", args=[world.cilla, TALK]), TestWaitingNote.good)
        response = browser.post(reverse("waiting_note_end", args=[world.cilla, TALK]), follow=True)
        words = pages.text(pages.page(response))
        assert "The note is taken away." in words
        assert WAITS not in words
        assert "Mon 30 Nov" in words
        with acting(system):
            assert WaitingNote.objects.get(case=world.cilla).ended_on == dt.date(2026, 11, 24)
