"""Contact persons: who has had the case and why it changed hands, and handing it over."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import ContactPerson
from fremdrift.core import clock
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
TOMORROW = TODAY + dt.timedelta(days=1)


class TestContactPersons(CaseFormScreen):
    route = "contact_persons"
    shows = ("Who has had the case", "Caseworker", "ntil further notice", "Hand the case over", "24.11.2026")
    good = {
        "begins_on": "24.11.2026",
        "reason": "illness",
        "handover": "Cilla vil gerne gå en tur, når I mødes.",
    }
    wrong = {
        "a day before the one who has it": Wrong(
            {"begins_on": "01.01.2026"}, "begins_on", SENTENCES["contact_person.two_coordinating"]
        ),
        "from the very day of the one who has it": Wrong(
            {"begins_on": "28.01.2026"}, "begins_on", SENTENCES["contact_person.two_coordinating"]
        ),
        "no day": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "a day that there is not": Wrong({"begins_on": "31.11.2026"}, "begins_on", "Write a date like 24.11.2026."),
        "nobody": Wrong(
            {"user": " "}, "user", "Select a valid choice. is not one of the available choices.", ("user",)
        ),
        "no reason": Wrong({"reason": ""}, "reason", REQUIRED),
        "the first one again": Wrong(
            {"reason": "first"},
            "reason",
            "Select a valid choice. first is not one of the available choices.",
            lost=("reason",),
        ),
        "no handover": Wrong({"handover": "  "}, "handover", REQUIRED, lost=("handover",)),
        "a handover without end": Wrong(
            {"handover": "x" * 5001}, "handover", "Ensure this value has at most 5000 characters (it has 5001)."
        ),
    }

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"user": str(world.users["colleague"].pk)}

    def test_no_browser_cuts_a_handover(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        assert "maxlength" not in dict(pages.by_id(tree, "id_handover").attributes)

    def test_a_good_one_hands_the_case_over_at_once(self, browser: Client, as_, world: World, system: Actor) -> None:
        response = self.send(browser, world, {})
        assert response.status_code == 302
        assert response["Location"] == reverse("worklist")
        told = pages.text(pages.by_id(pages.page(browser.get(reverse("worklist"))), "messages"))
        assert told.endswith("Colleague is the contact person from Tue 24 Nov.")
        with acting(system):
            old, new = ContactPerson.objects.filter(case=world.cilla).order_by("begins_on")
            assert (old.ends_on, new.begins_on) == (TODAY - dt.timedelta(days=1), TODAY)
            assert (new.user, new.reason, new.handover) == (
                world.users["colleague"],
                "illness",
                self.good["handover"],
            )
        assert browser.get(self.url(world)).status_code == 404
        page = pages.text(pages.page(as_("colleague").get(self.url(world))))
        assert self.good["handover"] in page
        assert "Why the change? Illness" in page

    def test_from_tomorrow_the_case_is_kept_today(self, browser: Client, as_, world: World) -> None:
        assert self.send(browser, world, {"begins_on": f"{TOMORROW:%d.%m.%Y}"}).status_code == 302
        assert browser.get(self.url(world)).status_code == 200
        assert as_("colleague").get(self.url(world)).status_code == 404
        with clock.at(TOMORROW):
            assert browser.get(self.url(world)).status_code == 404
            assert as_("colleague").get(self.url(world)).status_code == 200

    @pytest.mark.parametrize("persona", ["other-caseworker", "leader", "stranger"])
    def test_nobody_else_can_be_chosen(self, persona: str, browser: Client, world: World) -> None:
        """Not a caseworker of another municipality, nobody of another role, nobody without one."""
        user = str(world.users[persona].pk)
        response = self.send(browser, world, {"user": user})
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "user") == f"Select a valid choice. {user} is not one of the available choices."

    def test_to_oneself_is_refused(self, browser: Client, world: World) -> None:
        response = self.send(browser, world, {"user": str(world.users["caseworker"].pk)})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "user") == str(SENTENCES["contact_person.same"])
