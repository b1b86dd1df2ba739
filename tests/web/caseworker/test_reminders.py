"""Reminders: for a day, about a case, for oneself."""

import datetime as dt

from django.test import Client

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.overview.models import Reminder
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, Wrong
from tests.world import TODAY, World

LIST = "/worklist/"
FRIDAY = TODAY + dt.timedelta(days=3)


def forms(root: pages.Element, word: str) -> list[str]:
    """Where the forms are sent that have a word in their address."""
    found = (pages.attribute(e, "action") for e in pages.elements(root) if e.name == "form")
    return [action for action in found if word in action]


class TestReminder(CaseFormScreen):
    route = "reminder_add"
    shows = ("Remind me about Cilla Papirsen", "Only you see it")
    good = {"on": "27.11.2026", "text": "Ring til gartneriet"}
    wrong = {
        "no day": Wrong({"on": ""}, "on", "This field is required."),
        "a day in words": Wrong({"on": "fredag"}, "on", "Write a date like 24.11.2026."),
        "of nothing": Wrong({"text": " "}, "text", "This field is required.", lost=("text",)),
        "too long": Wrong({"text": "A" * 201}, "text", "Ensure this value has at most 200 characters (it has 201)."),
    }

    def test_it_comes_up_on_its_day_and_not_before(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {})["Location"] == LIST
        assert "You are reminded on Fri 27 Nov: Ring til gartneriet." in browser.get(LIST).content.decode()
        assert "Ring til gartneriet" not in pages.text(pages.by_id(pages.page(browser.get(LIST)), "list"))
        with clock.at(FRIDAY):
            tree = pages.page(browser.get(f"{LIST}?show=reminder"))
        assert "Ring til gartneriet" in pages.text(pages.by_id(tree, "list"))

    def test_undo_straight_after(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        (undo,) = forms(pages.by_id(pages.page(browser.get(LIST)), "messages"), "close")
        browser.post(undo, CSRF)
        with clock.at(FRIDAY):
            assert "Ring til gartneriet" not in browser.get(f"{LIST}?show=reminder").content.decode()

    def test_done_and_not_done_after_all(self, browser: Client, world: World) -> None:
        self.send(browser, world, {"on": "24.11.2026"})
        browser.get(LIST)  # reads the message
        (done,) = set(forms(pages.page(browser.get(LIST)), "close"))
        browser.post(done, CSRF)
        page = pages.page(browser.get(LIST))
        assert "Ring til gartneriet" not in pages.text(pages.by_id(page, "list"))
        (again,) = forms(pages.by_id(page, "messages"), "reopen")
        browser.post(again, CSRF)
        assert "Ring til gartneriet" in pages.text(pages.by_id(pages.page(browser.get(LIST)), "list"))

    def test_sent_twice_it_is_one(self, browser: Client, world: World, system: Actor) -> None:
        for _ in range(2):
            self.send(browser, world, {})
        with acting(system):
            assert Reminder.objects.count() == 1

    def test_what_stands_is_listed_below_the_form(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        assert "27 November 2026 Ring til gartneriet" in pages.text(pages.page(browser.get(self.url(world))))

    def test_nobody_else_is_reminded(self, browser: Client, as_, world: World, system: Actor) -> None:
        self.send(browser, world, {"on": "24.11.2026"})
        with acting(system):
            Reminder.objects.update(user=world.users["colleague"].pk)
        assert "Ring til gartneriet" not in pages.text(pages.by_id(pages.page(browser.get(LIST)), "list"))
