"""Needs on their page: named in one line, met by an effort or in words, let go for a reason, never lost."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.cases import services
from fremdrift.cases.models import Case, Effort, Need
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
GOOD = {"what": "Hjælp til at få styr på gælden", "area": "debt", "named_by": "citizen"}


def words(browser: Client, world: World, route: str) -> str:
    return pages.text(pages.page(browser.get(reverse(route, args=[world.cilla]))))


class TestNeeds(CaseFormScreen):
    route = "needs"
    shows = ("What Cilla Papirsen needs", "No need is open. Ask:")
    good = GOOD
    wrong = {
        "no words": Wrong({"what": ""}, "what", REQUIRED),
        "no area": Wrong({"area": ""}, "area", CHOOSE_ONE),
        "too many words": Wrong(
            {"what": "x" * 201}, "what", "Ensure this value has at most 200 characters (it has 201)."
        ),
    }

    def test_a_good_one_is_carried_to_every_page(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {}).status_code == 302
        told = words(browser, world, "needs")
        assert "Hjælp til at få styr på gælden Economy · named by Cilla on 24 November 2026" in told
        for route in ("case", "plan", "conversation_prepare", "handover", "conversation_record"):
            assert "Hjælp til at få styr på gælden" in words(browser, world, route), route
        assert "Need named: Hjælp til at få styr på gælden" in words(browser, world, "case")

    def test_the_same_one_twice_is_told(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        response = self.send(browser, world, {})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "what") == str(SENTENCES["need.already_there"])


class TestNeed(CaseFormScreen):
    route = "need"
    shows = ("What became of it?", "It is met", "Let it go", "Say it otherwise")
    good = GOOD | {"version": "0"}
    wrong = {
        "no words": Wrong({"what": ""}, "what", REQUIRED),
        "another version": Wrong({"version": "7"}, "", SENTENCES["need.changed_meanwhile"], lost=("version",)),
    }

    @pytest.fixture(autouse=True)
    def _need(self, cilla: Case, caseworker: Actor) -> None:
        named = services.Named("Et sted at bo", "housing")
        on = TODAY - dt.timedelta(days=10)
        self.need = services.need_name(case=cilla, named=named, on=on, by=caseworker)

    def rest(self, world: World) -> list[object]:
        return [self.need.pk]

    def stored(self) -> Need:
        return Need.objects.get(pk=self.need.pk)

    def move(self, browser: Client, world: World, **typed: str):
        return browser.post(reverse("need_move", args=[world.cilla, self.need.pk]), CSRF | typed)

    def effort(self, caseworker: Actor) -> Effort:
        period = {"begins_on": TODAY, "ends_on": None}
        return services.effort_add(
            case=self.need.case, kind="housing", title="Egen lejlighed", organiser="other", **period, by=caseworker
        )

    def test_a_good_one_is_stored(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {}).status_code == 302
        assert (self.stored().what, self.stored().area) == ("Hjælp til at få styr på gælden", "debt")

    def test_who_changes_over_another_sees_how_it_stands(
        self, browser: Client, world: World, caseworker: Actor
    ) -> None:
        theirs = services.Named("Et værelse", "housing")
        services.need_update(need=self.need, named=theirs, expected_version=0, by=caseworker)
        response = self.send(browser, world, {})
        assert response.status_code == 422
        tree = pages.page(response)
        assert "It stands now as: Et værelse (Housing)." in pages.text(tree)
        assert (pages.typed(tree, "what"), pages.typed(tree, "version")) == (GOOD["what"], "1")
        assert self.send(browser, world, {"version": "1"}).status_code == 302

    def test_an_effort_meets_it(self, browser: Client, world: World, caseworker: Actor) -> None:
        effort = self.effort(caseworker)
        assert self.move(browser, world, verb="meet", effort=str(effort.pk)).status_code == 302
        assert (self.stored().state, self.stored().effort_id) == ("met", effort.pk)
        assert "Met on 24 November 2026 by: Egen lejlighed" in words(browser, world, "needs")
        assert "Need met: Et sted at bo" in words(browser, world, "case")
        assert "Et sted at bo" not in words(browser, world, "handover")

    def test_words_meet_it_too(self, browser: Client, world: World) -> None:
        assert self.move(browser, world, verb="meet", met_by="Bor hos sin søster").status_code == 302
        assert "by: Bor hos sin søster" in words(browser, world, "needs")

    @pytest.mark.parametrize(
        ("verb", "at", "code"), [("meet", "met_by", "need.met_by_what"), ("let_go", "reason", "need.why_let_go")]
    )
    def test_nothing_is_said_for_nothing(self, verb: str, at: str, code: str, browser: Client, world: World) -> None:
        response = self.move(browser, world, verb=verb)
        assert response.status_code == 422
        assert pages.error(pages.page(response), at) == str(SENTENCES[code])
        assert self.stored().state == "open"

    def test_let_go_for_a_reason_and_taken_up_again(self, browser: Client, world: World) -> None:
        assert self.move(browser, world, verb="let_go", reason="Vil blive boende").status_code == 302
        assert "Let go on 24 November 2026: Vil blive boende" in words(browser, world, "needs")
        assert self.move(browser, world, verb="reopen").status_code == 302
        assert self.stored().state == "open"

    @pytest.mark.parametrize("typed", [{"verb": ""}, {"verb": "explode"}, {"verb": "meet", "effort": "x"}])
    def test_a_move_that_there_is_not_is_refused(self, typed: dict[str, str], browser: Client, world: World) -> None:
        assert self.move(browser, world, **typed).status_code == 422
        assert self.stored().state == "open"

    def test_in_a_closed_case_it_is_read_alone(self, browser: Client, world: World, caseworker: Actor) -> None:
        services.case_close(case=self.need.case, closed_on=TODAY, reason="job", by=caseworker)
        assert "Et sted at bo" in words(browser, world, "needs")
        answers = [self.send(browser, world, {}), self.move(browser, world, verb="meet", met_by="x")]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert all(str(SENTENCES["case.closed"]) in pages.summary(pages.page(answer)) for answer in answers)

    def test_a_need_of_another_case_is_not_here(self, as_, world: World) -> None:
        colleague = as_("colleague")
        for route in ("need", "need_move"):
            assert colleague.post(reverse(route, args=[world.bertil, self.need.pk]), CSRF).status_code == 404


class TestWorklist:
    """A need that has waited for four weeks asks for an effort in its area."""

    @pytest.fixture
    def need(self, cilla: Case, caseworker: Actor) -> Need:
        named = services.Named("Hjælp til gælden", "debt")
        return services.need_name(case=cilla, named=named, on=TODAY - dt.timedelta(days=30), by=caseworker)

    def test_it_is_a_line_and_a_count(self, need: Need, browser: Client, world: World) -> None:
        page = pages.page(browser.get(reverse("worklist") + "?show=need"))
        told = pages.text(page)
        assert "Find something that meets the need: Hjælp til gælden" in told
        assert "Own rule: something begins within 4 weeks. Nothing runs under “Economy”" in told
        assert reverse("need", args=[world.cilla, need.pk]) in pages.links(page)

    def test_an_effort_in_its_area_answers_it(
        self, need: Need, browser: Client, world: World, caseworker: Actor
    ) -> None:
        period = {"begins_on": TODAY + dt.timedelta(days=20), "ends_on": None}
        services.effort_add(
            case=need.case, kind="debt_advice", title="Gæld", organiser="other", **period, by=caseworker
        )
        told = pages.text(pages.page(browser.get(reverse("worklist"))))
        assert "Find something that meets the need" not in told
