"""Planning a conversation."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations.models import Conversation
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import TODAY, World


class TestPlan(CaseFormScreen):
    route = "conversation_plan"
    shows = (
        "Plan conversation",
        "Planned already:",
        "Conversation today",
        "Due by Mon 30 Nov. LAB 2011: conversation every 3 months.",
    )
    good = {"on": "1. 12. 2026", "at": "9:15", "form": "video"}
    wrong = {
        "31 February": Wrong({"on": "31/2"}, "on", "Write a date like 24.11.2026."),
        "another century": Wrong({"on": "24.11.1726"}, "on", "Check the year."),
        "no day": Wrong({"on": ""}, "on", "This field is required."),
        "a time that there is not": Wrong({"at": "9.75"}, "at", "Write a time like 10.30."),
        "an unknown form": Wrong(
            {"form": "letter"},
            "form",
            "Select a valid choice. letter is not one of the available choices.",
            lost=("form",),
        ),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        told = pages.text(pages.by_id(pages.page(response), "messages"))
        assert told.endswith("The conversation is planned for Tue 1 Dec.")
        with acting(system):
            planned = Conversation.objects.get(on=dt.date(2026, 12, 1))
            assert (planned.state, planned.at, planned.form) == ("planned", dt.time(9, 15), "video")

    @pytest.mark.parametrize("at", ["9:15", ""])
    def test_the_same_plan_sent_twice_is_one_conversation(
        self, browser: Client, world: World, system: Actor, at: str
    ) -> None:
        assert browser.post(self.url(world), self.good | {"at": at}).status_code == 302
        response = browser.post(self.url(world), self.good | {"at": at})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "on") == str(SENTENCES["conversation.already_planned"])
        with acting(system):
            assert Conversation.objects.filter(on=dt.date(2026, 12, 1)).count() == 1

    def test_with_several_parties(self, browser: Client, world: World, system: Actor) -> None:
        people = {"party_0": "mentor", "name_0": "Bo Hansen", "party_1": "interpreter", "name_1": ""}
        assert browser.post(self.url(world), self.good | people).status_code == 302
        with acting(system):
            planned = Conversation.objects.get(on=dt.date(2026, 12, 1))
            assert [(p.party, p.name) for p in planned.others] == [("mentor", "Bo Hansen"), ("interpreter", "")]
        words = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "Conversation Tue 1 Dec at 09:15 , video with Bo Hansen (mentor), Interpreter" in words

    def test_with_people_around_the_citizen(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor
    ) -> None:
        bo, ida = (
            cases.network_person_add(case=cilla, around=cases.Around(name, role, place), by=caseworker)
            for name, role, place in (("Bo Berg", "debt_advice", "Gældsrådgivningen"), ("Ida Lund", "doctor", ""))
        )
        cases.consent_give(person=bo, on=TODAY, what="Gælden", expected_version=0, by=caseworker)
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "Bo Berg, Gældsrådgivningen – consent: Gælden" in words
        assert "Ida Lund – without consent: the citizen is there too and decides what is said" in words
        people = {"around": [str(bo.pk), str(ida.pk)], "party_0": "interpreter", "name_0": ""}
        assert browser.post(self.url(world), self.good | people).status_code == 302
        planned = Conversation.objects.get(on=dt.date(2026, 12, 1))
        assert [(p.party, p.name) for p in planned.others] == [
            ("debt_advice", "Bo Berg, Gældsrådgivningen"),
            ("health", "Ida Lund"),
            ("interpreter", ""),
        ]
        prepare = f"{reverse('conversation_prepare', args=[world.cilla])}?conversation={planned.pk}"
        words = pages.text(pages.page(browser.get(prepare)))
        assert "Bo Berg, Gældsrådgivningen (debt adviser) consent: Gælden" in words
        assert "Ida Lund (doctor or treatment) without consent" in words

    def test_who_is_gone_is_not_offered_and_a_made_up_one_is_refused(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor
    ) -> None:
        bo = cases.network_person_add(case=cilla, around=cases.Around("Bo Berg"), by=caseworker)
        assert "Bo Berg" in pages.text(pages.page(browser.get(self.url(world))))
        response = browser.post(self.url(world), self.good | {"around": [str(bo.pk), "nobody"]})
        assert response.status_code == 422
        cases.network_person_end(person=bo, by=caseworker)
        assert "Bo Berg" not in pages.text(pages.page(browser.get(self.url(world))))

    def test_a_name_of_nobody_knows_what_is_told_and_kept(self, browser: Client, world: World) -> None:
        people = {"party_0": "", "name_0": "Bo Hansen", "party_1": "doctor", "name_1": ""}
        response = browser.post(self.url(world), self.good | people)
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "party_0") == "Choose who that is, or take the name away."
        assert "doctor is not one of the available choices." in pages.error(tree, "party_1")
        assert {name: pages.typed(tree, name) for name in self.good} == self.good
        assert pages.typed(tree, "name_0") == "Bo Hansen"

    def test_without_a_time(self, browser: Client, world: World, system: Actor) -> None:
        assert browser.post(self.url(world), self.good | {"at": ""}).status_code == 302
        with acting(system):
            assert Conversation.objects.get(on=dt.date(2026, 12, 1)).at is None
