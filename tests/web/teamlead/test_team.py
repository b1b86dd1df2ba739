"""The team at a glance, and the cases behind each number."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.core.changes import together
from fremdrift.exchange.citizens import citizens_import
from fremdrift.overview.enums import Filter, TeamCount
from fremdrift.overview.selectors import own_worklist
from fremdrift.overview.selectors.team import team_rows
from tests.exchange.files import citizen, text
from tests.web.caseworker import pages
from tests.web.teamlead.questions import LeaderScreen
from tests.world import TODAY, World, add_case


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


class TestTeam(LeaderScreen):
    route = "team"
    shows = ("Team Ung", "2 caseworkers", "2 open cases", "Caseworker", "Colleague", "No contact for 13 weeks")

    def test_names_no_citizen(self, browser: Client, world: World) -> None:
        words = browser.get(self.url(world)).content.decode()
        assert [name for name in ("Cilla", "Bertil", "Gerda", "gik en tur") if name in words] == []

    def test_each_number_opens_as_many_cases(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        numbers = [
            (int(pages.text(link)), pages.attribute(link, "href"))
            for link in pages.elements(pages.by_id(tree, "table"))
            if link.name == "a" and "/cases/" in pages.attribute(link, "href")
        ]
        assert len(numbers) >= 8
        for number, address in numbers:
            rows = [e for e in pages.elements(pages.page(browser.get(address))) if e.name == "tr"]
            assert len(rows) - 1 == number, address

    def test_needs_are_counted_by_area_and_not_told(self, browser: Client, world: World, caseworker: Actor) -> None:
        case = Case.objects.get(pk=world.cilla)
        for what, area in (("Et sted at bo", "housing"), ("Gæld", "debt"), ("Lån", "debt"), ("En hund", "social")):
            need = cases.need_name(case=case, named=cases.Named(what, area), by=caseworker)
        cases.need_let_go(need=need, reason="x", by=caseworker)
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "Economy 2 Housing 1" in words
        assert "Et sted at bo" not in words
        assert "Everyday life" not in words

    @pytest.mark.parametrize("sort", ["", "minutes", "nonsense"])
    def test_sorts(self, sort: str, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world) + f"?sort={sort}"))
        names = [pages.text(e) for e in pages.elements(tree) if pages.attribute(e, "scope") == "row"]
        assert names == ["Caseworker", "Colleague", "The whole team"]

    def test_the_largest_comes_first(self, browser: Client, world: World) -> None:
        """Bertil has never been talked to, Cilla was on a walk 85 days ago."""
        tree = pages.page(browser.get(self.url(world) + "?sort=no-contact"))
        names = [pages.text(e) for e in pages.elements(tree) if pages.attribute(e, "scope") == "row"]
        assert names == ["Colleague", "Caseworker", "The whole team"]

    def test_asks_as_much_for_thirty_cases_as_for_three(self, browser: Client, world: World, system: Actor) -> None:
        for address in (reverse("team"), reverse("team_cases") + "?show=cases", self.reassign(world)):
            with CaptureQueriesContext(connection) as few:
                assert browser.get(address).status_code == 200
            more(system, int(address != reverse("team")) * 30 + 1)
            with CaptureQueriesContext(connection) as many:
                assert browser.get(address).status_code == 200
            assert len(few) == len(many)

    def reassign(self, world: World) -> str:
        return f"{reverse('reassign')}?worker={world.users['caseworker'].pk}"

    def test_is_where_a_leader_begins(self, browser: Client, world: World) -> None:
        assert browser.get(reverse("home"))["Location"] == reverse("team")


def more(by: Actor, first: int) -> None:
    """Thirty more cases for the caseworker."""
    rows = [
        citizen(n, opened="01-02-2025", benefit_from="", group_from="", worker="caseworker", worker_from="")
        for n in range(first, first + 30)
    ]
    with acting(by), together():
        citizens_import(content=text(*rows).encode(), by=by)


class TestTeamExport(LeaderScreen):
    route = "team_export"
    shows = ("Caseworker;Cases;Legal deadline passed", "Colleague;1;")

    def test_is_the_table(self, browser: Client, world: World) -> None:
        response = browser.get(self.url(world))
        assert response["Content-Disposition"] == 'attachment; filename="team-2026-11-24.csv"'
        heads, *rows = table(response.content)
        assert {len(row) for row in rows} == {len(heads)} == {12}


class TestTeamCases(LeaderScreen):
    route = "team_cases"
    shows = ("All open cases", "Cilla Papirsen", "Bertil Demosen", "Case number")

    def test_says_why_and_for_how_long(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world) + "?show=minutes"))
        (row,) = [pages.text(e) for e in pages.elements(tree) if e.name == "tr"][1:]
        assert row.startswith("Cilla Papirsen 1 Caseworker Conversation Mon 31 Aug 85")

    def test_has_no_minutes_and_no_health(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            period = {"begins_on": TODAY - dt.timedelta(days=90), "ends_on": TODAY - dt.timedelta(days=40)}
            cases.effort_add(case=case, kind="treatment", title="Psykiatri", organiser="other", by=system, **period)
            cases.exemption_add(case=case, pauses="both", reason="Knæoperation", by=system, **period)
        for count in ("cases", "overdue", "week", "no-contact", "no-effort", "changes", "minutes", "transfers"):
            words = browser.get(self.url(world) + f"?show={count}").content.decode().casefold()
            assert [w for w in ("gik en tur", "psykiatri", "knæoperation", "treatment") if w in words] == []

    def test_no_link_leads_to_a_page_that_the_leader_may_not_open(self, browser: Client, world: World) -> None:
        for link in pages.links(pages.page(browser.get(self.url(world)))):
            assert browser.get(link).status_code in {200, 302}, link

    def test_shows_one_caseworkers(self, browser: Client, world: World) -> None:
        words = browser.get(f"{self.url(world)}?worker={world.users['colleague'].pk}").content.decode()
        assert "Bertil Demosen" in words
        assert "Cilla Papirsen" not in words

    @pytest.mark.parametrize("query", ["show=health", "worker=abc", "worker=999999", "worker=²"])
    def test_other_lists_there_are_not(self, query: str, browser: Client, world: World) -> None:
        assert browser.get(f"{self.url(world)}?{query}").status_code == 404

    def test_other_municipalities_caseworkers_there_are_not(self, browser: Client, world: World) -> None:
        other = world.users["other-caseworker"].pk
        assert browser.get(f"{self.url(world)}?worker={other}").status_code == 404

    @pytest.mark.parametrize(
        ("sort", "first"),
        [("name", "Bertil Demosen"), ("number", "Cilla Papirsen"), ("worker", "Cilla Papirsen")],
    )
    def test_sorts(self, sort: str, first: str, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(f"{self.url(world)}?sort={sort}"))
        rows = [pages.text(e) for e in pages.elements(tree) if e.name == "tr"][1:]
        assert rows[0].startswith(first)

    def test_an_empty_list_says_so(self, browser: Client, world: World) -> None:
        assert b"No case is here" in browser.get(self.url(world) + "?show=transfers").content


class TestTeamCasesExport(LeaderScreen):
    route = "team_cases_export"
    shows = ("Citizen;Case number;Caseworker;Reason;Days", "Cilla Papirsen;1;Caseworker;")

    def test_has_the_lines_of_the_list(self, browser: Client, world: World) -> None:
        _heads, row = table(browser.get(self.url(world) + "?show=minutes").content)
        assert row == ["Cilla Papirsen", "1", "Caseworker", "Conversation Mon 31 Aug", "85"]


def test_whom_a_leader_looked_at_is_logged(as_: Callable[[str], Client], world: World, looks) -> None:
    browser = as_("leader")
    looks.forget()
    browser.get(reverse("team_cases") + "?show=minutes")
    (entry,) = looks.entries()
    assert (entry.screen, entry.role, entry.purpose, entry.count) == ("team_cases", "leader", "leadership", 1)
    assert "health" not in entry.fields


def test_who_has_no_effort_is_who_has_none_on_the_worklist(
    world: World, actor: Callable[[str], Actor], system: Actor
) -> None:
    """An effort to come counts, and whoever is exempt from offers is left in peace, in both places."""
    a_day = dt.timedelta(days=1)
    with acting(system):
        for number, ended in enumerate((1, 27, 28, 300)):
            case = add_case(world.nordby, "caseworker", "Anna Attrup", f"62038201{16 + number}")
            period = {"begins_on": TODAY - 299 * a_day, "ends_on": TODAY - ended * a_day, "by": system}
            if ended < 300:
                cases.effort_add(case=case, kind="mentor", title="Mentor", organiser="provider", **period)
        agreed, exempt = (add_case(world.nordby, "caseworker", "Bo Borg", f"62038301{n}") for n in (16, 17))
        period = {"begins_on": TODAY + a_day, "ends_on": None, "by": system}
        cases.effort_add(case=agreed, kind="mentor", title="Mentor", organiser="provider", **period)
        period = {"begins_on": TODAY - a_day, "ends_on": None, "by": system}
        cases.exemption_add(case=exempt, pauses="offer", reason="Barsel", **period)
    caseworker, leader = actor("caseworker"), actor("leader")
    with acting(caseworker):
        theirs = own_worklist(caseworker).worklist.counts[Filter.NO_EFFORT]
    with acting(leader):
        (row,) = [row for row in team_rows(leader) if row.user_id == caseworker.user_id]
    assert row.counts[TeamCount.NO_EFFORT] == theirs == 3  # Cilla too
