"""Covers: somebody is away, a colleague steps in, and what the colleague must not see goes to somebody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Cover
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.cases.test_cover import bar, restrict, start, third
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, Wrong
from tests.web.teamlead.questions import OTHERS, LeaderFormScreen
from tests.world import TODAY, World

REQUIRED = "This field is required."
A_DAY = dt.timedelta(days=1)
__all__ = ["third"]


class TestCovers(LeaderFormScreen):
    route = "covers"
    shows = ("Stand-ins", "Nobody is away", "Who is away?", "Who steps in?", "24.11.2026")
    good = {"begins_on": "24.11.2026", "ends_on": "5.12", "reason": "illness"}
    wrong = {
        "no day": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "ends first": Wrong({"begins_on": "7.12.2026"}, "ends_on", SENTENCES["period.ends_first"]),
        "a day that there is not": Wrong({"ends_on": "31.11.2026"}, "ends_on", "Write a date like 24.11.2026."),
        "nobody steps in": Wrong({"stand_in": ""}, "stand_in", CHOOSE_ONE),
        "no reason": Wrong({"reason": ""}, "reason", CHOOSE_ONE, ("reason",)),
    }

    def form(self, world: World) -> dict[str, str]:
        who = {"absent": str(world.users["caseworker"].pk), "stand_in": str(world.users["colleague"].pk)}
        return self.good | who

    @pytest.mark.parametrize("persona", ["leader", "consultant", "other-caseworker", "stranger"])
    @pytest.mark.parametrize("field", ["absent", "stand_in"])
    def test_nobody_else_can_be_chosen(self, field: str, persona: str, browser: Client, world: World) -> None:
        assert self.send(browser, world, {field: str(world.users[persona].pk)}).status_code == 422
        assert not Cover.objects.exists()

    def test_a_good_one_is_told_and_stands_on_every_page(self, browser: Client, as_, world: World) -> None:
        response = self.send(browser, world, {})
        assert response["Location"] == reverse("covers")
        page = pages.text(pages.page(browser.get(reverse("covers"))))
        assert "Saved: Colleague steps in until Sat 5 Dec" in page
        assert "Illness" in page
        team = pages.text(pages.page(browser.get(reverse("team"))))
        assert "Colleague steps in until Sat 5 Dec" in team
        assert "steps in for Caseworker until Sat 5 Dec" in team
        assert as_("colleague").get(reverse("case", args=[world.cilla])).status_code == 200

    def test_sent_twice_it_is_one(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        response = self.send(browser, world, {})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "begins_on") == str(SENTENCES["cover.overlaps"])
        assert Cover.objects.count() == 1

    def test_a_conflict_is_told_as_a_number(self, browser: Client, world: World) -> None:
        bar(world, "colleague", world.cilla)
        response = self.send(browser, world, {})
        cover = Cover.objects.get()
        assert response["Location"] == reverse("cover", args=[cover.pk])
        page = pages.text(pages.page(browser.get(response["Location"])))
        assert "1 citizen is not open to Colleague. Let somebody else step in for that one." in page
        assert "1 citizen has nobody" in page
        assert "Cilla" not in page

    def test_who_is_away_can_be_chosen_on_the_way_here(self, browser: Client, world: World) -> None:
        absent = str(world.users["colleague"].pk)
        assert pages.typed(pages.page(browser.get(f"{self.url(world)}?absent={absent}")), "absent") == absent


@pytest.fixture
def cover(world: World, actor: Callable[[str], Actor]) -> Cover:
    return start(world, actor("leader"), ends_on=TODAY + 3 * A_DAY)


class TestCover:
    """One cover: its last day, somebody beside, its end."""

    def test_others_are_not_let_in(self, as_: Callable[[str], Client], cover: Cover) -> None:
        address = reverse("cover", args=[cover.pk])
        assert {as_(one).get(address).status_code for one in OTHERS} == {403}
        assert {as_(one).post(address, CSRF).status_code for one in OTHERS} == {403}

    def test_a_leader_of_another_team_finds_none(self, browser: Client, cover: Cover, world: World) -> None:
        world.users["leader"].memberships.update(team=None)
        for name in ("cover", "cover_add", "cover_end"):
            assert browser.post(reverse(name, args=[cover.pk]), CSRF).status_code == 404

    def test_another_last_day(self, browser: Client, cover: Cover) -> None:
        address = reverse("cover", args=[cover.pk])
        assert pages.typed(pages.page(browser.get(address)), "ends_on") == "27.11.2026"
        assert browser.post(address, CSRF | {"ends_on": "11.12.2026"}).status_code == 302
        cover.refresh_from_db()
        assert cover.ends_on == dt.date(2026, 12, 11)
        assert browser.post(address, CSRF | {"ends_on": ""}).status_code == 302
        cover.refresh_from_db()
        assert cover.ends_on is None

    def test_no_last_day_is_told_and_kept(self, browser: Client, cover: Cover) -> None:
        response = browser.post(reverse("cover", args=[cover.pk]), CSRF | {"ends_on": "soon"})
        assert response.status_code == 422
        tree = pages.page(response)
        assert (pages.error(tree, "ends_on"), pages.typed(tree, "ends_on")) == ("Write a date like 24.11.2026.", "soon")

    def test_ends_at_once(self, browser: Client, as_: Callable[[str], Client], cover: Cover, world: World) -> None:
        case = reverse("case", args=[world.cilla])
        assert as_("colleague").get(case).status_code == 200
        response = browser.post(reverse("cover_end", args=[cover.pk]), CSRF)
        assert response["Location"] == reverse("covers")
        assert "Colleague no longer steps in for Caseworker." in pages.text(pages.page(browser.get(reverse("covers"))))
        assert as_("colleague").get(case).status_code == 404
        assert browser.post(reverse("cover_end", args=[cover.pk]), CSRF).status_code == 404

    def test_somebody_beside_takes_what_is_closed(
        self, browser: Client, as_: Callable[[str], Client], cover: Cover, world: World, third: str
    ) -> None:
        restrict(world, world.cilla, "caseworker", third)
        case = reverse("case", args=[world.cilla])
        assert as_("colleague").get(case).status_code == 404
        assert as_(third).get(case).status_code == 404
        stand_in = {"stand_in": str(world.users[third].pk)}
        assert browser.post(reverse("cover_add", args=[cover.pk]), CSRF | stand_in).status_code == 302
        assert as_(third).get(case).status_code == 200
        page = pages.text(pages.page(browser.get(reverse("covers"))))
        assert "Third takes those that are not open to the first" in page
        assert "has nobody" not in page
        again = browser.post(reverse("cover_add", args=[cover.pk]), CSRF | stand_in)
        assert again.status_code == 422
        assert pages.error(pages.page(again), "stand_in") == str(SENTENCES["cover.beside_already"])

    def test_nobody_is_told_at_the_field(self, browser: Client, cover: Cover) -> None:
        response = browser.post(reverse("cover_add", args=[cover.pk]), CSRF)
        assert response.status_code == 422
        assert pages.error(pages.page(response), "stand_in") == CHOOSE_ONE
