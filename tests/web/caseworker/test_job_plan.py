"""The job plan: a sub-goal in one line, the texts, two who write at once, the versions, and the plan on paper."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case, JobPlan, SubGoal
from fremdrift.core import clock
from fremdrift.web.shared.templatetags.fremdrift import LOST
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, CaseScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
WORDS = "Jeg vil arbejde med planter igen."
ADDRESS = "Hemmelig Vej 7"
Written = Callable[..., None]


def choice(value: str) -> str:
    return f"Select a valid choice. {value} is not one of the available choices."


@pytest.fixture
def written(cilla: Case, caseworker: Actor) -> Case:
    """Cilla's plan with a sub-goal in each state and two efforts, one of them ended."""
    period = {"case": cilla, "organiser": "provider", "by": caseworker}
    services.effort_add(kind="mentor", title="Støtte af mentor", begins_on=TODAY, ends_on=None, **period)
    last_week = TODAY - dt.timedelta(days=7)
    services.effort_add(kind="housing", title="Hjælp til bolig", begins_on=last_week, ends_on=last_week, **period)
    texts = {"own_words": WORDS, "strengths": "Møder til tiden."}
    services.plan_save(case=cilla, texts=texts, expected_version=0, by=caseworker)
    for what in ("Stå op kl. 8", "Gå en tur", "Se på et gartneri"):
        services.sub_goal_add(case=cilla, step=services.Step(what, due_on=TODAY), by=caseworker)
    goals = {goal.what: goal for goal in SubGoal.objects.filter(case=cilla)}
    services.sub_goal_reach(sub_goal=goals["Stå op kl. 8"], by=caseworker)
    services.sub_goal_drop(sub_goal=goals["Gå en tur"], by=caseworker)
    services.sub_goal_add(
        case=cilla, step=services.Step("Kørekort til trailer"), proposed_by_citizen=True, by=caseworker
    )
    return cilla


class TestPlan(CaseFormScreen):
    route = "plan"
    shows = ("own words", "Small, visible and sure", "No sub-goal is under way.", "LAB § 41")
    good = {"what": "Stå op kl. 8", "owner": "citizen", "due_on": "1.12.2026", "area": "social"}
    wrong = {
        "nothing to do": Wrong({"what": "  "}, "what", REQUIRED, lost=("what",)),
        "a long story": Wrong(
            {"what": "x" * 201}, "what", "Ensure this value has at most 200 characters (it has 201)."
        ),
        "31 November": Wrong({"due_on": "31.11.2026"}, "due_on", "Write a date like 24.11.2026."),
        "nobody": Wrong({"owner": "the cat"}, "owner", choice("the cat"), lost=("owner",)),
        "about nothing": Wrong({"area": "luck"}, "area", choice("luck"), lost=("area",)),
    }

    def test_a_good_one_is_under_way(self, browser: Client, world: World, system: Actor) -> None:
        response = self.send(browser, world, {})
        assert response.status_code == 302
        assert response["Location"] == self.url(world) + "#id_what"
        with acting(system):
            goal = SubGoal.objects.get(case=world.cilla)
            assert (goal.what, goal.owner, goal.area, goal.state) == ("Stå op kl. 8", "citizen", "social", "open")
            assert goal.due_on == dt.date(2026, 12, 1)
        assert "Stå op kl. 8 Everyday life and network Cilla By Tue 1 Dec" in shown(browser, self.url(world))

    def test_the_same_one_sent_twice_is_one(self, browser: Client, world: World, system: Actor) -> None:
        self.send(browser, world, {})
        response = self.send(browser, world, {})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "what") == str(SENTENCES["sub_goal.already_there"])
        with acting(system):
            assert SubGoal.objects.filter(case=world.cilla).count() == 1

    def test_sub_goals_stand_by_how_they_are(self, browser: Client, world: World, written: Case) -> None:
        words = shown(browser, self.url(world))
        assert "1 under way, 1 reached, 1 proposal" in words
        assert "Se på et gartneri Work Cilla By Tue 24 Nov this week" in words
        assert "Stå op kl. 8 Reached Tue 24 Nov · Cilla · Work" in words
        assert "1 dropped Gå en tur" in words
        assert "1 of 2 sub-goals are reached. Next: Se på et gartneri, by Tue 24 Nov." in words

    def test_efforts_stand_under_what_they_belong_to(self, browser: Client, world: World, written: Case) -> None:
        words = shown(browser, self.url(world))
        steady = words.index("What steadies health and everyday life")
        finished = words.index("What is finished, and what followed")
        assert steady < words.index("Støtte af mentor", steady) < finished
        assert words.index("Hjælp til bolig", finished)

    @pytest.mark.parametrize(("benefit", "asked"), [("cash_benefit", False), ("education_benefit", True)])
    def test_the_education_goal_is_asked_for_on_education_benefit(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor, benefit: str, asked: bool
    ) -> None:
        cilla.benefitspells.update(kind=benefit)
        assert ("Job and education goal Not written yet." in shown(browser, self.url(world))) is asked

    @pytest.mark.parametrize(("owner", "level"), [("caseworker", "badge-error"), ("citizen", "badge-plain")])
    def test_only_the_office_is_late(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor, owner: str, level: str
    ) -> None:
        over = services.Step("Finde en mentor", owner=owner, due_on=TODAY - dt.timedelta(days=1))
        services.sub_goal_add(case=cilla, step=over, by=caseworker)
        tree = pages.page(browser.get(self.url(world)))
        badges = [pages.attribute(e, "class") for e in pages.elements(tree) if pages.text(e) == "the day has passed"]
        assert any(level in css for css in badges)


class TestWriting(CaseFormScreen):
    route = "plan_edit"
    shows = ("The plan of Cilla Papirsen", "The goal in the citizen", "What stands in the way")
    good = {"version": "0", "own_words": WORDS, "job_goal": "Gartnerimedhjælper"}
    wrong = {
        "no end": Wrong(
            {"job_goal": "x" * 5001}, "job_goal", "Ensure this value has at most 5000 characters (it has 5001)."
        ),
        "a version that is no number": Wrong({"version": "x"}, "", LOST),
    }

    def test_a_good_one_is_shown(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {})["Location"] == reverse("plan", args=[world.cilla])
        words = shown(browser, reverse("plan", args=[world.cilla]))
        assert "The goal in Cilla's own words" in words
        assert WORDS in words
        assert "job goal: Gartnerimedhjælper" in words
        assert WORDS in shown(browser, reverse("case", args=[world.cilla]))

    def test_a_browsers_line_ends_are_no_change(self, browser: Client, world: World, system: Actor) -> None:
        self.send(browser, world, {"own_words": "Et.\r\nTo."})
        self.send(browser, world, {"own_words": "Et.\r\nTo.", "version": "1"})
        with acting(system):
            plan = JobPlan.objects.get(case=world.cilla)
            assert (plan.own_words, plan.version) == ("Et.\nTo.", 1)

    def test_who_saves_over_another_is_told_and_loses_nothing(
        self, browser: Client, world: World, system: Actor, caseworker: Actor, cilla: Case
    ) -> None:
        self.send(browser, world, {"own_words": "Før.", "job_goal": "Før.", "strengths": "Før."})
        other = {"own_words": "Den andens.", "job_goal": "Før.", "strengths": "Ny styrke."}
        services.plan_save(case=cilla, texts=other, expected_version=1, by=system)
        mine = {"version": "1", "own_words": "Mine.", "job_goal": "Mit mål.", "strengths": "Før."}
        response = self.send(browser, world, mine)
        assert response.status_code == 422
        tree = pages.page(response)
        assert str(SENTENCES["plan.changed_meanwhile"]) in pages.summary(tree)
        typed = {name: pages.typed(tree, name) for name in mine}
        assert typed == {"version": "2", "own_words": "Mine.", "job_goal": "Mit mål.", "strengths": "Ny styrke."}
        words = pages.text(tree)
        assert "wrote: Den andens." in words
        assert "The other wrote this meanwhile" in words
        assert self.send(browser, world, typed).status_code == 302
        plan = JobPlan.objects.get(case=world.cilla)
        assert (plan.own_words, plan.job_goal, plan.strengths) == ("Mine.", "Mit mål.", "Ny styrke.")

    def test_the_same_form_sent_twice_is_saved_once(self, browser: Client, world: World, system: Actor) -> None:
        assert [self.send(browser, world, {}).status_code for _time in range(2)] == [302, 302]
        with acting(system):
            assert JobPlan.objects.get(case=world.cilla).version == 1


class TestVersions(CaseScreen):
    route = "plan_versions"
    shows = ("There is no plan yet",)

    def test_each_sitting_says_who_and_what(self, browser: Client, world: World, written: Case) -> None:
        words = shown(browser, self.url(world))
        assert "Written: The goal in the citizen's own words, Strengths; New and reached: Stå op kl. 8" in words
        assert "Caseworker" in words

    def test_two_versions_differ_in_words(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor, system: Actor
    ) -> None:
        self.saved(cilla, caseworker, 0, "Jeg vil arbejde ti timer.", days_ago=40)
        self.saved(cilla, caseworker, 1, "Jeg vil arbejde tolv timer.", days_ago=20)
        self.saved(cilla, caseworker, 2, "Jeg vil arbejde tolv timer igen.", days_ago=1)
        tree = pages.page(browser.get(self.url(world), {"from": "2", "to": "1"}))
        assert texts(tree, "ins") == ["Underlined and bold", "[added: tolv ]"]
        assert texts(tree, "del") == ["Struck through", "[taken away: ti ]"]
        latest = pages.page(browser.get(self.url(world)))
        assert texts(latest, "ins")[1:] == ["[added: igen ]"]

    def test_sub_goals_differ_in_sentences(self, browser: Client, world: World, cilla: Case, caseworker: Actor) -> None:
        at = [clock.evening(TODAY - dt.timedelta(days=n)) for n in (9, 5)]
        goal = services.sub_goal_add(case=cilla, step=services.Step("Stå op kl. 8"), at=at[0], by=caseworker)
        services.sub_goal_reach(sub_goal=goal, at=at[1], by=caseworker)
        moved = services.Step("Stå op kl. 7", due_on=TODAY, owner="caseworker")
        services.sub_goal_reopen(sub_goal=goal, note="Vi tager den igen.", by=caseworker)
        services.sub_goal_update(sub_goal=goal, step=moved, expected_version=2, by=caseworker)
        words = shown(browser, self.url(world))
        assert "“Stå op kl. 8” now says “Stå op kl. 7”" in words
        assert "Taken up again: Stå op kl. 7" in words
        assert "Stå op kl. 7: the day moved from no day to Tue 24 Nov" in words
        assert "Stå op kl. 7: now with the caseworker" in words
        assert "Vi tager den igen." in words
        assert "Reached: Stå op kl. 8" in words

    @pytest.mark.parametrize("query", ["?from=x&to=1", "?from=1", "?from=99&to=98", "?to=" + "9" * 400, "?from=²&to=1"])
    def test_addresses_that_somebody_mistyped(self, query: str, browser: Client, world: World, written: Case) -> None:
        assert browser.get(self.url(world) + query).status_code == 200

    @staticmethod
    def saved(case: Case, by: Actor, seen: int, words: str, days_ago: int) -> None:
        at = clock.evening(TODAY - dt.timedelta(days=days_ago))
        services.plan_save(case=case, texts={"own_words": words}, expected_version=seen, at=at, by=by)


class TestPaper(CaseScreen):
    route = "plan_print"
    shows = ("My plan: Cilla Papirsen", "your contact person is Caseworker", "There is no plan yet")

    def test_it_has_goal_steps_and_efforts(self, browser: Client, world: World, written: Case) -> None:
        words = shown(browser, self.url(world))
        parts = ("What I want", WORDS, "Se på et gartneri", "a proposal, not decided yet", "What I have reached")
        assert [part for part in parts if part not in words] == []
        assert "Gå en tur" not in words

    def test_it_has_neither_number_nor_address(
        self, browser: Client, world: World, written: Case, caseworker: Actor
    ) -> None:
        citizen = written.citizen
        citizen.address, citizen.protected_address = ADDRESS, True
        citizen.save()
        page = browser.get(self.url(world)).content.decode()
        assert citizen.cpr[6:] not in page.replace(str(written.pk), "")
        assert ADDRESS not in page
        assert citizen.phone not in page


def shown(browser: Client, url: str) -> str:
    return pages.text(pages.by_id(pages.page(browser.get(url)), "content"))


def texts(tree: pages.Element, name: str) -> list[str]:
    return [pages.text(e) for e in pages.elements(tree) if e.name == name]
