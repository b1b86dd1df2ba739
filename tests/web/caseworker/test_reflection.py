"""Ten points to hold the work up against, in the municipality's words: to read and to print, nothing to fill in."""

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.progression.selectors import standard_guidance
from fremdrift.progression.services import guidance_write
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseScreen, Screen
from tests.world import World

SECOND, LAST = (standard_guidance()[f"checklist.{number}"].en for number in (2, 10))


class Reflection(Screen):
    """What both pages promise."""

    def test_the_ten_points_stand_in_order(self, browser: Client, world: World) -> None:
        told = points(browser, self.url(world))
        assert told == [standard_guidance()[f"checklist.{number}"].en for number in range(1, 11)]

    def test_the_municipality_says_them_in_its_own_words(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            guidance_write(key="checklist.3", da="Vi spørger først.", en="We ask first.", by=system)
        assert points(browser, self.url(world))[2] == "We ask first."

    def test_there_is_nothing_to_fill_in(self, browser: Client, world: World) -> None:
        (main,) = [e for e in pages.elements(pages.page(browser.get(self.url(world)))) if e.name == "main"]
        assert [e for e in pages.elements(main) if e.name in {"form", "input", "select", "textarea"}] == []
        assert browser.post(self.url(world)).status_code == 405


class TestOfACase(Reflection, CaseScreen):
    route = "reflection"
    shows = ("Ten points to reflect on", "the work with Cilla Papirsen", SECOND, LAST, "BIP (Danneris 2016)")


class TestOfACaseload(Reflection):
    route = "caseload_reflection"
    shows = ("Ten points to reflect on", "all your citizens", SECOND, LAST, "BIP (Danneris 2016)")


def points(browser: Client, url: str) -> list[str]:
    (found,) = [
        e for e in pages.elements(pages.page(browser.get(url))) if "fd-reflection" in pages.attribute(e, "class")
    ]
    return [pages.text(e) for e in pages.elements(found) if e.name == "li"]


@pytest.mark.parametrize("route", ["conversation_prepare", "measurements", "phase", "conversation_record"])
def test_a_case_leads_there(route: str, browser: Client, world: World) -> None:
    page = pages.page(browser.get(reverse(route, args=[world.cilla])))
    assert reverse("reflection", args=[world.cilla]) in pages.links(page)


def test_the_caseload_leads_there(browser: Client, world: World) -> None:
    assert reverse("caseload_reflection") in pages.links(pages.page(browser.get(reverse("caseload"))))
