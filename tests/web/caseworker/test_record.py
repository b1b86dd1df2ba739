"""Recording a conversation: what happened, minutes, agreements old and new, and the next day, on one page."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY, CaseFormScreen, Wrong
from tests.world import TODAY, World

NO_DATE = "Write a date like 24.11.2026."
NO_TIME = "Write a time like 10.30."
LINES = {"agreement-TOTAL_FORMS": "2", "agreement-INITIAL_FORMS": "0"}


def unknown(value: str) -> str:
    return f"Select a valid choice. {value} is not one of the available choices."


class TestRecord(CaseFormScreen):
    route = "conversation_record"
    shows = ("Conversation with Cilla Papirsen", "Se på to gartnerier", "Last time", "24.11.2026", "Save and share")
    good = {
        "state": "held",
        "on": "24.11.2026",
        "at": "10.30",
        "form": "walk",
        "topics": "health",
        "minutes": "Vi talte om søvn.",
        "no_show_reason": "",
        "next_on": "18.12.2026",
        "next_at": "9",
        "next_form": "phone",
        **LINES,
        "agreement-0-who": "citizen",
        "agreement-0-what": "Ringe til egen læge",
        "agreement-0-due_on": "1/12",
        "agreement-1-who": "caseworker",
        "agreement-1-what": "",
        "agreement-1-due_on": "",
    }
    wrong = {
        "held tomorrow": Wrong({"on": "25.11.2026"}, "on", SENTENCES["conversation.in_future"]),
        "held before the case": Wrong({"on": "01.01.2026"}, "on", SENTENCES["conversation.before_case"]),
        "31 February": Wrong({"on": "31.02.2026"}, "on", NO_DATE),
        "a time that there is not": Wrong({"at": "25.00"}, "at", NO_TIME),
        "half past something": Wrong({"at": "halv 11"}, "at", NO_TIME),
        "nothing that happened": Wrong({"state": ""}, "state", "This field is required."),
        "a state that nobody can choose": Wrong({"state": "planned"}, "state", unknown("planned"), lost=("state",)),
        "an unknown form": Wrong({"form": "telepathy"}, "form", unknown("telepathy"), lost=("form",)),
        "an unknown topic": Wrong({"topics": "weather"}, "topics", unknown("weather"), lost=("topics",)),
        "minutes without end": Wrong(
            {"minutes": "x" * 20_001}, "minutes", "Ensure this value has at most 20000 characters (it has 20001)."
        ),
        "did not come, and no reason": Wrong(
            {"state": "no_show"}, "no_show_reason", "Choose a reason; “Not known yet” is one."
        ),
        "the next one yesterday": Wrong(
            {"next_on": "23.11.2026"}, "next_on", "That day has passed. Write today or a later day."
        ),
        "a time for the next one, and no day": Wrong(
            {"next_on": ""}, "next_on", "Write the day of the next conversation too, or leave time and form empty."
        ),
        "an agreement without words": Wrong(
            {"agreement-0-what": ""}, "agreement-0-what", "Write what was agreed, or take the day away."
        ),
        "an agreement too long": Wrong(
            {"agreement-0-what": "x" * 301},
            "agreement-0-what",
            "Ensure this value has at most 300 characters (it has 301).",
        ),
        "an agreement by a day that there is not": Wrong(
            {"agreement-0-due_on": "32.12.2026"}, "agreement-0-due_on", NO_DATE
        ),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        assert "The conversation is recorded." in pages.text(pages.by_id(pages.page(response), "messages"))
        with acting(system):
            held = Conversation.objects.get(minutes="Vi talte om søvn.")
            assert (held.state, held.on, held.at, held.form) == ("held", TODAY, dt.time(10, 30), "walk")
            assert (held.topics, held.minutes_state) == (["health"], "draft")
            assert held.recorded_by == world.users["caseworker"]
            agreed = Agreement.objects.get(conversation=held)
            assert (agreed.what, agreed.who, agreed.due_on) == ("Ringe til egen læge", "citizen", dt.date(2026, 12, 1))
            coming = Conversation.objects.get(state="planned", on=dt.date(2026, 12, 18))
            assert (coming.at, coming.form) == (dt.time(9), "phone")

    def test_a_planned_one_becomes_the_one_that_was_held(self, browser: Client, world: World, system: Actor) -> None:
        url = f"{self.url(world)}?conversation={world.planned}"
        tree = pages.page(browser.get(url))
        assert (pages.typed(tree, "on"), pages.typed(tree, "at"), pages.typed(tree, "form")) == (
            "24.11.2026",
            "10.30",
            "walk",
        )
        assert browser.post(url, self.good | {"share": "1"}).status_code == 302
        with acting(system):
            held = Conversation.objects.get(pk=world.planned)
            assert (held.state, held.minutes_state) == ("held", "shared")

    def test_a_second_send_changes_nothing_and_says_why(self, browser: Client, world: World, system: Actor) -> None:
        url = f"{self.url(world)}?conversation={world.planned}"
        assert browser.post(url, self.good).status_code == 302
        with acting(system):
            before = (Conversation.objects.count(), Agreement.objects.count())
        response = browser.post(url, self.good | {"minutes": "Noget andet."})
        assert response.status_code == 422
        tree = pages.page(response)
        assert str(SENTENCES["conversation.already_recorded"]) in pages.summary(tree)
        assert pages.typed(tree, "minutes") == "Noget andet."
        with acting(system):
            assert (Conversation.objects.count(), Agreement.objects.count()) == before

    def test_what_was_agreed_earlier_is_followed_up(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            earlier = Agreement.objects.get(what="Se på to gartnerier")
        assert browser.post(self.url(world), self.good | {f"went_{earlier.pk}": "done"}).status_code == 302
        with acting(system):
            earlier.refresh_from_db()
            assert (earlier.state, earlier.followed_up_on) == ("done", TODAY)
        tree = pages.page(browser.get(reverse("case", args=[world.cilla])))
        assert "Agreement kept: Se på to gartnerier" in pages.text(tree)

    def test_did_not_come(self, browser: Client, world: World, system: Actor) -> None:
        sent = self.good | {"state": "no_show", "no_show_reason": "ill", "attempts": ["phone", "sms"], "minutes": ""}
        assert browser.post(self.url(world), sent).status_code == 302
        with acting(system):
            missed = Conversation.objects.get(state="no_show")
            assert (missed.no_show_reason, missed.attempts) == ("ill", ["phone", "sms"])

    def test_one_more_line_keeps_what_was_typed(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good | {"add": "1"})
        assert response.status_code == 200
        tree = pages.page(response)
        assert pages.typed(tree, "agreement-TOTAL_FORMS") == "3"
        assert pages.typed(tree, "agreement-2-what") == ""
        assert {name: pages.typed(tree, name) for name in self.good if name not in LINES} == {
            name: value for name, value in self.good.items() if name not in LINES
        }
        with acting(system):
            assert not Conversation.objects.filter(minutes=self.good["minutes"]).exists()

    def test_there_is_an_end_to_lines(self, browser: Client, world: World) -> None:
        for total in ("12", "999", "-1", "x", ""):
            sent = self.good | {"add": "1", "agreement-TOTAL_FORMS": total}
            tree = pages.page(browser.post(self.url(world), sent))
            assert 0 < int(pages.typed(tree, "agreement-TOTAL_FORMS")) <= 12, total

    def test_a_form_without_its_counts_is_refused(self, browser: Client, world: World, system: Actor) -> None:
        sent = {name: value for name, value in self.good.items() if name not in LINES}
        assert browser.post(self.url(world), sent).status_code == 422
        with acting(system):
            assert not Conversation.objects.filter(minutes=self.good["minutes"]).exists()

    def test_a_conversation_of_nobody_or_of_somebody_else(self, browser: Client, world: World, as_, system) -> None:
        for named in (NOBODY, "x", "%00"):
            assert browser.get(f"{self.url(world)}?conversation={named}").status_code == 404
        stranger = reverse(self.route, args=[world.bertil]) + f"?conversation={world.planned}"
        assert as_("colleague").get(stranger).status_code == 404
        assert as_("colleague").post(stranger, self.good).status_code == 404
