"""Saved lists: what is chosen under a name, own or shared with the team; never words of search."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.overview.models import SavedList
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, FormScreen, Wrong
from tests.world import World

LIST = "/worklist/?show=overdue&show=minutes"


def tabs(browser: Client, url: str = "/worklist/") -> dict[str, str]:
    """The saved lists above a list, with their addresses."""
    tree = pages.page(browser.get(url))
    navs = [e for e in pages.elements(tree) if pages.attribute(e, "aria-label") == "Saved lists"]
    return {pages.text(e): pages.attribute(e, "href") for nav in navs for e in pages.elements(nav) if e.name == "a"}


class TestSave(FormScreen):
    route = "saved_list_add"
    shows = ("Keep as a list", "Overdue", "Minutes not shared", "Share with my team")
    good = {"name": "Det jeg skylder"}
    wrong = {
        "no name": Wrong({"name": " "}, "name", "This field is required.", lost=("name",)),
        "a name too long": Wrong(
            {"name": "A" * 81}, "name", "Ensure this value has at most 80 characters (it has 81)."
        ),
    }

    def url(self, world: World, case: object = None) -> str:
        return reverse(self.route, args=["worklist"]) + "?show=overdue&show=minutes&q=Cilla&name=Cilla&page=2"

    def test_it_stands_above_the_list_and_leads_to_what_was_chosen(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {})["Location"] == LIST
        assert tabs(browser) == {"Everything": "/worklist/", "Det jeg skylder": LIST}
        assert SavedList.objects.get().query == "show=overdue&show=minutes"

    def test_colleagues_of_the_team_see_a_shared_one_with_their_own_citizens(
        self, browser: Client, as_: Callable[[str], Client], world: World
    ) -> None:
        self.send(browser, world, {"share": "on"})
        shared = tabs(as_("colleague"))
        assert shared["Det jeg skylder from Caseworker"] == LIST
        assert "Cilla" not in as_("colleague").get(LIST).content.decode()
        assert tabs(as_("other-caseworker")) == {}

    def test_own_ones_are_ones_own(self, browser: Client, as_: Callable[[str], Client], world: World) -> None:
        self.send(browser, world, {})
        assert tabs(as_("colleague")) == {}

    def test_a_page_without_lists(self, browser: Client) -> None:
        assert browser.get(reverse(self.route, args=["cases"])).status_code == 404

    def test_the_caseload_keeps_columns_and_order(self, browser: Client, world: World) -> None:
        url = reverse(self.route, args=["caseload"]) + "?col=since&col=changes&sort=-since&name=Cilla"
        browser.post(url, CSRF | self.good)
        kept = "/citizens/?col=changes&col=since&sort=-since"
        assert tabs(browser, "/citizens/")["Det jeg skylder"] == kept
        assert tabs(browser, "/worklist/") == {}
        shown = pages.page(browser.get(kept))
        assert [pages.text(e) for e in pages.elements(shown) if pages.attribute(e, "aria-current") == "page"][-1] == (
            "Det jeg skylder"
        )


class TestChange:
    @pytest.fixture
    def kept(self, browser: Client) -> SavedList:
        browser.post(
            reverse("saved_list_add", args=["worklist"]) + "?show=overdue", CSRF | {"name": "Sent", "share": "on"}
        )
        return SavedList.objects.get()

    def change(self, browser: Client, kept: SavedList, form: dict[str, str]) -> HttpResponse:
        return browser.post(reverse("saved_list", args=[kept.pk]), CSRF | form)

    def test_renamed_and_no_longer_shared(self, browser: Client, as_: Callable[[str], Client], kept: SavedList) -> None:
        assert self.change(browser, kept, {"name": "Bagud"})["Location"] == "/worklist/?show=overdue"
        assert list(tabs(browser)) == ["Everything", "Bagud"]
        assert tabs(as_("colleague")) == {}

    def test_removed(self, browser: Client, kept: SavedList) -> None:
        assert browser.post(reverse("saved_list_remove", args=[kept.pk]), CSRF)["Location"] == "/worklist/"
        assert tabs(browser) == {}
        assert browser.get(reverse("saved_list", args=[kept.pk])).status_code == 404

    def test_the_name_of_another_is_refused(self, browser: Client, kept: SavedList) -> None:
        browser.post(reverse("saved_list_add", args=["worklist"]) + "?show=today", CSRF | {"name": "I dag"})
        response = self.change(browser, kept, {"name": "I dag"})
        assert response.status_code == 422
        assert pages.typed(pages.page(response), "name") == "I dag"
        kept.refresh_from_db()
        assert kept.name == "Sent"

    @pytest.mark.parametrize("persona", ["colleague", "other-caseworker"])
    def test_nobody_else_changes_it(self, persona: str, as_: Callable[[str], Client], kept: SavedList) -> None:
        other = as_(persona)
        assert other.get(reverse("saved_list", args=[kept.pk])).status_code == 404
        assert self.change(other, kept, {"name": "Min"}).status_code == 404
        assert other.post(reverse("saved_list_remove", args=[kept.pk]), CSRF).status_code == 404
        kept.refresh_from_db()
        assert (kept.name, kept.removed_at) == ("Sent", None)

    def test_the_one_shown_can_be_changed_from_its_tab(self, browser: Client, kept: SavedList) -> None:
        assert tabs(browser, "/worklist/?show=overdue")["Change the list Sent"] == reverse("saved_list", args=[kept.pk])
