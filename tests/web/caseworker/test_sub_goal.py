"""One sub-goal: said otherwise, and what became of it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.cases import services
from fremdrift.cases.models import Case, PlanVersion, SubGoal
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, Wrong
from tests.world import TODAY, World


class TestSubGoal(CaseFormScreen):
    route = "sub_goal"
    shows = ("Change the sub-goal", "What became of it?", "Drop it")
    good = {
        "version": "0",
        "what": "Stå op kl. 7",
        "owner": "other",
        "owner_name": "Bo, mentor",
        "due_on": "1.12.2026",
        "area": "health",
    }
    wrong = {
        "31 November": Wrong({"due_on": "31.11.2026"}, "due_on", "Write a date like 24.11.2026."),
        "yesterday": Wrong({"due_on": "23.11.2026"}, "due_on", "That day has passed. Write today or a later day."),
        "too long a name": Wrong(
            {"owner_name": "x" * 121}, "owner_name", "Ensure this value has at most 120 characters (it has 121)."
        ),
        "another version": Wrong({"version": "7"}, "", SENTENCES["sub_goal.changed_meanwhile"], lost=("version",)),
    }

    @pytest.fixture(autouse=True)
    def _goal(self, cilla: Case, caseworker: Actor) -> None:
        self.goal = services.sub_goal_add(case=cilla, step=services.Step("Stå op kl. 8", due_on=TODAY), by=caseworker)

    def rest(self, world: World) -> list[object]:
        return [self.goal.pk]

    def move(self, browser: Client, world: World, verb: str, note: str = "") -> int:
        url = reverse("sub_goal_move", args=[world.cilla, self.goal.pk])
        return browser.post(url, CSRF | {"verb": verb, "note": note}).status_code

    def stored(self) -> SubGoal:
        return SubGoal.objects.get(pk=self.goal.pk)

    def test_a_good_one_is_stored(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {})["Location"] == reverse("plan", args=[world.cilla])
        goal = self.stored()
        assert (goal.what, goal.owner, goal.owner_name, goal.area) == ("Stå op kl. 7", "other", "Bo, mentor", "health")
        assert goal.due_on == dt.date(2026, 12, 1)

    def test_a_day_that_has_passed_may_stay(self, browser: Client, world: World) -> None:
        SubGoal.objects.filter(pk=self.goal.pk).update(due_on=TODAY - dt.timedelta(days=3))
        assert self.send(browser, world, {"due_on": "21.11.2026"}).status_code == 302

    def test_who_changes_over_another_sees_how_it_stands(
        self, browser: Client, world: World, caseworker: Actor
    ) -> None:
        step = services.Step("Stå op kl. 9", due_on=TODAY)
        services.sub_goal_update(sub_goal=self.goal, step=step, expected_version=0, by=caseworker)
        response = self.send(browser, world, {})
        assert response.status_code == 422
        tree = pages.page(response)
        assert "It stands now as: Stå op kl. 9 (Cilla, by Tue 24 Nov)." in pages.text(tree)
        assert (pages.typed(tree, "what"), pages.typed(tree, "version")) == ("Stå op kl. 7", "1")
        assert self.send(browser, world, {"version": "1"}).status_code == 302
        assert self.stored().what == "Stå op kl. 7"

    def test_reached_then_taken_up_again_with_a_note(self, browser: Client, world: World) -> None:
        assert self.move(browser, world, "reach") == 302
        assert self.stored().state == "reached"
        case = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "Sub-goal reached: Stå op kl. 8" in case
        assert self.move(browser, world, "reopen", "To dårlige uger.") == 302
        assert self.stored().state == "open"
        assert PlanVersion.objects.filter(case=world.cilla).first().note == "To dårlige uger."

    def test_reached_sent_twice_is_reached_once(self, browser: Client, world: World) -> None:
        assert [self.move(browser, world, "reach") for _time in range(2)] == [302, 302]
        assert PlanVersion.objects.filter(case=world.cilla).count() == 2

    def test_what_was_dropped_meanwhile_cannot_be_reached(
        self, browser: Client, world: World, caseworker: Actor
    ) -> None:
        services.sub_goal_drop(sub_goal=self.goal, by=caseworker)
        assert self.move(browser, world, "reach") == 302
        told = pages.text(pages.page(browser.get(reverse("plan", args=[world.cilla]))))
        assert str(SENTENCES["sub_goal.moved_meanwhile"]) in told
        assert self.stored().state == "dropped"

    @pytest.mark.parametrize(("verb", "note"), [("", ""), ("explode", ""), ("reach", "x" * 301)])
    def test_a_move_that_there_is_not_is_refused(self, browser: Client, world: World, verb: str, note: str) -> None:
        assert self.move(browser, world, verb, note) == 422
        assert self.stored().state == "open"

    def test_a_sub_goal_of_another_case_is_not_here(self, browser: Client, as_, world: World) -> None:
        colleague = as_("colleague")
        url = reverse("sub_goal", args=[world.bertil, self.goal.pk])
        assert colleague.get(url).status_code == 404
        assert colleague.post(reverse("sub_goal_move", args=[world.bertil, self.goal.pk]), CSRF).status_code == 404

    def test_the_worklist_asks_for_what_the_office_took_on(
        self, browser: Client, world: World, caseworker: Actor
    ) -> None:
        over = services.Step("Finde en mentor", owner="caseworker", due_on=TODAY - dt.timedelta(days=1))
        goal = services.sub_goal_add(case=self.goal.case, step=over, by=caseworker)
        worklist = pages.text(pages.page(browser.get(reverse("worklist"))))
        assert "Our sub-goal: Finde en mentor" in worklist
        services.sub_goal_reach(sub_goal=goal, by=caseworker)
        assert "Finde en mentor" not in pages.text(pages.page(browser.get(reverse("worklist"))))
