"""Recording a conversation: what happened, minutes, agreements old and new, and the next day, on one page."""

import datetime as dt
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services
from fremdrift.conversations.models import Agreement, ContactAttempt, Conversation
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY, CaseFormScreen, Wrong
from tests.world import TODAY, World

NO_DATE = "Write a date like 24.11.2026."
NO_TIME = "Write a time like 10.30."
LINES = {"agreement-TOTAL_FORMS": "2", "agreement-INITIAL_FORMS": "0"}
NOT_WHOLE = "The agreements did not arrive whole. Look them through below, then save again."


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
        "held before the case": Wrong({"on": "01.01.2026"}, "on", SENTENCES["conversation.before_case"]),
        "31 February": Wrong({"on": "31.02.2026"}, "on", NO_DATE),
        "a time that there is not": Wrong({"at": "25.00"}, "at", NO_TIME),
        "half past something": Wrong({"at": "halv 11"}, "at", NO_TIME),
        "nothing that happened": Wrong({"state": ""}, "state", CHOOSE_ONE),
        "a state that nobody can choose": Wrong({"state": "planned"}, "state", unknown("planned"), lost=("state",)),
        "an unknown form": Wrong({"form": "telepathy"}, "form", unknown("telepathy"), lost=("form",)),
        "minutes without end": Wrong(
            {"minutes": "x" * 20_001}, "minutes", "Ensure this value has at most 20000 characters (it has 20001)."
        ),
        "the next one yesterday": Wrong(
            {"next_on": "23.11.2026"}, "next_on", "That day has passed. Write today or a later day."
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
        assert pages.links(pages.by_id(tree, "recorded")) == [self.recorded(world, world.planned)]
        with acting(system):
            assert (Conversation.objects.count(), Agreement.objects.count()) == before

    def recorded(self, world: World, conversation: UUID) -> str:
        return reverse("conversation", args=[world.cilla, conversation])

    @pytest.mark.parametrize("came_up", [False, True], ids=["planned", "came up by itself"])
    @pytest.mark.parametrize(
        "sent",
        [{}, {"share": "1"}, {"at": ""}, {"state": "no_show", "no_show_reason": "ill", "share": "1"}],
        ids=["saved", "shared", "no time", "did not come"],
    )
    def test_the_same_form_sent_twice_is_one_conversation_and_leads_to_it(
        self, browser: Client, world: World, system: Actor, came_up: bool, sent: dict[str, str]
    ) -> None:
        key = pages.typed(pages.page(browser.get(self.url(world))), "key")
        assert key == str(world.planned)
        key = str(NOBODY) if came_up else key
        with acting(system):
            earlier = Agreement.objects.get(what="Se på to gartnerier")
        form = self.good | {"key": key, f"went_{earlier.pk}": "done"} | sent
        assert browser.post(self.url(world), form).headers["Location"] == reverse("case", args=[world.cilla])
        with acting(system):
            before = (Conversation.objects.count(), Agreement.objects.count())
        assert browser.post(self.url(world), form).headers["Location"] == self.recorded(world, UUID(key))
        with acting(system):
            assert (Conversation.objects.count(), Agreement.objects.count()) == before

    @pytest.mark.parametrize(
        "other",
        [
            {"state": "no_show", "no_show_reason": "ill"},
            {"topics": "economy"},
            {"at": "11"},
            {"share": "1"},
            {"agreement-0-due_on": "2/12"},
            {"agreement-1-what": "Finde en mentor"},
            {"next_at": "9.30"},
            {"went": "dropped"},
        ],
        ids=lambda other: next(iter(other)),
    )
    def test_sent_again_with_something_else_it_is_told_and_kept(
        self, browser: Client, world: World, system: Actor, other: dict[str, str]
    ) -> None:
        with acting(system):
            earlier = Agreement.objects.get(what="Se på to gartnerier")
        form = self.good | {"key": str(world.planned)}
        assert browser.post(self.url(world), form).status_code == 302
        changed = {name.replace("went", f"went_{earlier.pk}"): value for name, value in other.items()}
        response = browser.post(self.url(world), form | changed)
        assert response.status_code == 422
        tree = pages.page(response)
        assert str(SENTENCES["conversation.already_recorded"]) in pages.summary(tree)
        assert pages.links(pages.by_id(tree, "recorded")) == [self.recorded(world, world.planned)]
        typed = {name: value for name, value in (self.good | changed).items() if name != "share"}
        assert {name: pages.typed(tree, name) for name in typed} == typed

    def test_what_was_closed_in_another_tab_is_told_and_the_rest_is_saved_when_sent_once_more(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        with acting(system):
            earlier = Agreement.objects.get(what="Se på to gartnerier")
        went = f"went_{earlier.pk}"
        assert browser.post(self.url(world), self.good | {went: "done", "next_on": "", "next_at": "", "next_form": ""})
        for answer in ("dropped", "open"):
            response = browser.post(self.url(world), self.good | {"key": str(NOBODY), went: answer})
            assert response.status_code == 422
            tree = pages.page(response)
            sentence = "Closed meanwhile, on Tue 24 Nov: done. Your answer is not used. Save again to save the rest."
            assert pages.error(tree, went) == sentence
            assert sentence in pages.summary(tree)
            assert {name: pages.typed(tree, name) for name in self.good} == self.good
            answers = [e for e in pages.elements(tree) if pages.attribute(e, "name") == went]
            assert pages.typed(tree, went) == answer
            assert all("disabled" in dict(e.attributes) for e in answers)  # and so not sent again
        assert browser.post(self.url(world), self.good | {"key": str(NOBODY)}).status_code == 302
        with acting(system):
            assert Conversation.objects.filter(pk=NOBODY).exists()
            earlier.refresh_from_db()
            assert (earlier.state, earlier.followed_up_at_id) == ("done", world.planned)

    def test_who_says_of_a_closed_agreement_what_stands_is_not_bothered(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        with acting(system):
            earlier = Agreement.objects.get(what="Se på to gartnerier")
        sent = self.good | {f"went_{earlier.pk}": "done", "next_on": "", "next_at": "", "next_form": ""}
        assert browser.post(self.url(world), sent).status_code == 302
        assert browser.post(self.url(world), sent | {"key": str(NOBODY)}).status_code == 302
        with acting(system):
            earlier.refresh_from_db()
            assert earlier.followed_up_at_id == world.planned

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({}, "The conversation is recorded."),
            ({"share": "1"}, "The conversation is recorded and the minutes are shared."),
            (
                {"share": "1", "minutes": " "},
                "The conversation is recorded. Nothing is shared: there are no minutes.",
            ),
            (
                {"share": "1", "state": "cancelled"},
                "The conversation is recorded. Nothing is shared, as it was not held.",
            ),
        ],
        ids=["not asked for", "shared", "no minutes", "not held"],
    )
    def test_it_is_said_whether_minutes_are_shared(
        self, browser: Client, world: World, system: Actor, sent: dict[str, str], told: str
    ) -> None:
        response = browser.post(self.url(world), self.good | sent, follow=True)
        assert pages.text(pages.by_id(pages.page(response), "messages")).endswith(told)
        with acting(system):
            shared = Conversation.objects.get(pk=world.planned).minutes_state == "shared"
        assert shared == ("are shared" in told)

    def test_no_browser_cuts_minutes(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        assert "maxlength" not in dict(pages.by_id(tree, "id_minutes").attributes)

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
            assert missed.no_show_reason == "ill"
            tried = ContactAttempt.objects.filter(conversation=missed).values_list("way", "on", "outcome")
            assert list(tried) == [("phone", TODAY, ""), ("sms", TODAY, "")]

    def test_those_who_were_planned_are_asked_for_and_can_be_others(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        with acting(system):
            planned = Conversation.objects.get(pk=world.planned)
            bo = services.NewParticipant("mentor", "Bo Hansen")
            services.participants_set(conversation=planned, participants=[bo], by=system)
        tree = pages.page(browser.get(self.url(world)))
        assert (pages.typed(tree, "party_0"), pages.typed(tree, "name_0")) == ("mentor", "Bo Hansen")
        people = {"party_0": "", "name_0": "", "party_1": "health", "name_1": "Eva", "key": str(world.planned)}
        assert browser.post(self.url(world), self.good | people).status_code == 302
        with acting(system):
            assert [(p.party, p.name) for p in planned.others] == [("health", "Eva")]
        again = browser.post(self.url(world), self.good | people)
        assert again.headers["Location"] == self.recorded(world, world.planned)
        other = browser.post(self.url(world), self.good | people | {"name_1": "Ida"})
        assert other.status_code == 422
        words = pages.text(pages.page(browser.get(self.recorded(world, world.planned))))
        assert "Present: Cilla Papirsen, Caseworker, Eva (doctor or treatment)" in words

    def test_people_around_the_citizen_who_came_along(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            bo = cases.network_person_add(case=case, around=cases.Around("Bo Berg", "mentor"), by=system)
        people = {"around": str(bo.pk), "party_0": "", "name_0": "", "key": str(world.planned)}
        for _time in range(2):
            answer = browser.post(self.url(world), self.good | people)
            assert answer.status_code == 302, pages.summary(pages.page(answer))
        page = pages.page(browser.get(self.recorded(world, world.planned)))
        assert "Present: Cilla Papirsen, Caseworker, Bo Berg (mentor)" in pages.text(page)

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

    @pytest.mark.parametrize(
        "counts",
        [
            {},
            {"agreement-INITIAL_FORMS": "0"},
            *({"agreement-TOTAL_FORMS": total} for total in ("", "x", "-1", "0", "1", "13", "9999999999", "²")),
        ],
        ids=str,
    )
    def test_a_form_with_wrong_counts_is_told_and_can_be_sent_again(
        self, browser: Client, world: World, system: Actor, counts: dict[str, str]
    ) -> None:
        typed = {name: value for name, value in self.good.items() if name not in LINES}
        response = browser.post(self.url(world), typed | counts)
        assert response.status_code == 422
        tree = pages.page(response)
        assert NOT_WHOLE in pages.summary(tree)
        assert "ManagementForm" not in response.content.decode()
        assert {name: pages.typed(tree, name) for name in typed} == typed
        with acting(system):
            assert not Conversation.objects.filter(minutes=self.good["minutes"]).exists()
        again = typed | {name: pages.typed(tree, name) for name in LINES}
        assert browser.post(self.url(world), again).status_code == 302

    @pytest.mark.parametrize("count", ["INITIAL", "MIN_NUM", "MAX_NUM"])
    @pytest.mark.parametrize("said", ["x", "2", ""])
    def test_counts_that_mean_nothing_here_do_no_harm(
        self, browser: Client, world: World, system: Actor, count: str, said: str
    ) -> None:
        assert browser.post(self.url(world), self.good | {f"agreement-{count}_FORMS": said}).status_code == 302
        with acting(system):
            assert Agreement.objects.filter(what=self.good["agreement-0-what"]).exists()

    def test_more_lines_than_there_can_be_are_told(self, browser: Client, world: World) -> None:
        sent = self.good | {"agreement-TOTAL_FORMS": "13", "agreement-12-what": "For meget"}
        response = browser.post(self.url(world), sent)
        assert response.status_code == 422
        assert NOT_WHOLE in pages.summary(pages.page(response))

    def test_a_conversation_of_nobody_or_of_somebody_else(self, browser: Client, world: World, as_, system) -> None:
        for named in (NOBODY, "x", "%00"):
            assert browser.get(f"{self.url(world)}?conversation={named}").status_code == 404
        stranger = reverse(self.route, args=[world.bertil]) + f"?conversation={world.planned}"
        assert as_("colleague").get(stranger).status_code == 404
        assert as_("colleague").post(stranger, self.good).status_code == 404
