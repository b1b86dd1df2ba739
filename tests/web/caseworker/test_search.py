"""Finding a citizen by name, CPR number or case number: only whom one may see, and no number in any address."""

import datetime as dt
from collections.abc import Callable

import psycopg
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Cover
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, Screen
from tests.world import BERTIL, CILLA, TODAY, World, add_case

URL = "/search/"
NOBODY = "Nobody is found"


def send(browser: Client, text: str) -> HttpResponse:
    return browser.post(URL, CSRF | {"q": text})


def found(browser: Client, text: str) -> list[str]:
    """Names that a search by name finds, in their order."""
    response = send(browser, text)
    assert response.status_code == 302, pages.text(pages.page(response))
    rows = [e for e in pages.elements(pages.page(browser.get(response["Location"]))) if e.name == "tr"][1:]
    return [pages.text(next(e for e in pages.elements(row) if e.name == "a")) for row in rows]


def criteria() -> list[str]:
    """What the look-up log has written down of searches, latest last."""
    owner = settings.DATABASE.conninfo(settings.DATABASE.admin)
    with psycopg.connect(owner) as connection:
        rows = connection.execute("select criterion from lookup.entry where screen = 'search' order by seq").fetchall()
    return [row[0] for row in rows]


class TestSearch(Screen):
    route = "search"
    shows = ("Search for a citizen", "The search is logged")

    @pytest.fixture
    def names(self, world: World) -> None:
        for number, name in enumerate(("Åse Philipsen", "Christian Wagner", "Bo Ærlig", "Asger Zøllner")):
            add_case(world.nordby, "caseworker", name, f"6103820{200 + number}")

    @pytest.mark.usefixtures("names")
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Cilla", "Cilla Papirsen"),
            ("papirsen cilla", "Cilla Papirsen"),
            ("aase filipsen", "Åse Philipsen"),
            ("KRISTIAN VAGNER", "Christian Wagner"),
            ("aerlig", "Bo Ærlig"),
            ("soellner", "Asger Zøllner"),
            ("Ceilla", "Cilla Papirsen"),  # letters too many, and swapped
            ("Papirsne", "Cilla Papirsen"),
        ],
    )
    def test_a_name_is_found_however_it_is_spelt(self, text: str, name: str, browser: Client) -> None:
        assert found(browser, text) == [name]

    @pytest.mark.usefixtures("names")
    def test_in_danish_order(self, browser: Client) -> None:
        assert found(browser, "er") == ["Asger Zøllner", "Christian Wagner"]
        assert found(browser, "se") == ["Cilla Papirsen", "Åse Philipsen"]

    @pytest.mark.parametrize("text", [CILLA, f"{CILLA[:6]}-{CILLA[6:]}", f" {CILLA} "])
    def test_a_cpr_number_leads_to_the_case(self, text: str, browser: Client, world: World) -> None:
        response = send(browser, text)
        assert (response.status_code, response["Location"]) == (302, reverse("case", args=[world.cilla]))

    def test_a_case_number_leads_to_the_case(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            number = Case.objects.get(pk=world.cilla).number
        assert send(browser, str(number))["Location"] == reverse("case", args=[world.cilla])

    @pytest.mark.parametrize("text", ["Bertil", "Gerda Modelgaard", BERTIL, "6103820999", "999999", "Nonesuch Qqq"])
    def test_others_and_none_at_all_look_the_same(self, text: str, browser: Client) -> None:
        response = send(browser, text)
        if response.status_code == 302:
            response = browser.get(response["Location"])
        words = pages.text(pages.page(response))
        assert NOBODY in words
        assert "or it is not yours to see" in words
        assert "Register a new citizen" in words

    @pytest.mark.parametrize(
        "text", [CILLA, BERTIL, CILLA[:6], "610382-012", "61038201189", "610382011a", "Cilla 610382"]
    )
    def test_digits_never_stand_in_an_address_or_on_the_page(self, text: str, browser: Client) -> None:
        response = send(browser, text)
        assert text not in response.headers.get("Location", "")
        assert text not in response.content.decode()

    @pytest.mark.parametrize("text", [CILLA, "610382", "61038201189"])
    def test_digits_in_an_address_are_not_searched_for(self, text: str, browser: Client) -> None:
        response = browser.get(URL, {"q": text})
        assert (response.status_code, response["Location"]) == (302, URL)
        words = browser.get(URL).content.decode()
        assert "only a whole one can be searched for" in words
        assert text not in words

    @pytest.mark.parametrize("text", ["", " ", "a", "\x00", "%", "__", "'"])
    def test_too_little_is_told(self, text: str, browser: Client) -> None:
        assert "Write a little more" in send(browser, text).content.decode()

    def test_a_closed_case_is_found_and_marked(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.cilla)
            cases.case_close(case=case, closed_on=TODAY, reason="job", by=system)
        words = pages.text(pages.page(browser.get(URL, {"q": "Cilla"})))
        assert "Closed 24 November 2026" in words

    def test_the_log_knows_what_was_looked_for_and_a_number_only_as_its_index(self, browser: Client) -> None:
        browser.get(URL, {"q": "Cilla"})
        send(browser, CILLA)
        name, number = criteria()[-2:]
        assert name == "name: Cilla"
        assert number.startswith("cpr: ")
        assert len(number) == 69
        assert CILLA not in number

    def test_more_than_fifty_are_cut_and_told(
        self, browser: Client, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in ("fremdrift.cases.selectors.search", "fremdrift.cases.selectors"):
            monkeypatch.setattr(f"{module}.MOST_FOUND", 2)
        for number in range(3):
            add_case(world.nordby, "caseworker", f"Test {'ABC'[number]}", f"6103820{210 + number}")
        tree = pages.page(browser.get(URL, {"q": "test"}))
        assert "More than 50" in pages.text(tree)
        assert len([e for e in pages.elements(tree) if e.name == "tr"]) == 3

    def test_whoever_steps_in_finds_the_absent_ones_citizens(self, as_: Callable[[str], Client], world: World) -> None:
        assert NOBODY in as_("colleague").get(URL, {"q": "Cilla"}).content.decode()
        Cover.objects.create(
            municipality=world.nordby,
            absent=world.users["caseworker"],
            stand_in=world.users["colleague"],
            reason="illness",
            begins_on=TODAY - dt.timedelta(days=1),
            made_by=world.users["leader"],
        )
        assert NOBODY not in as_("colleague").get(URL, {"q": "Cilla"}).content.decode()

    def test_the_box_stands_on_every_page_of_those_who_may(self, browser: Client, as_: Callable[[str], Client]) -> None:
        box = 'action="/search/"'
        assert box in browser.get("/worklist/").content.decode()
        assert box not in as_("administrator").get("/import/citizens/").content.decode()
