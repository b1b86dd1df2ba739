"""What every screen is asked. A screen's tests inherit the questions and say what is its own."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.functional import Promise

from fremdrift.access.actor import Actor
from tests.stored import everything
from tests.web.access_policy import POLICY
from tests.web.caseworker import pages
from tests.world import STAFF, World

CASEWORKERS = {"caseworker", "colleague", "other-caseworker"}
NOBODY = UUID(int=1)
_TOKEN = re.compile(r'(?<=value=")[0-9A-Za-z]{64}(?=")')  # of a form; another one on every page
CSRF = {"csrfmiddlewaretoken": "as every form of the program has it"}


def refused(route: str) -> list[str]:
    """The personas whose roles may not open an address at all."""
    return sorted(set(STAFF) - POLICY[route].who)


class Screen:
    """Questions to every screen."""

    route: ClassVar[str]
    shows: ClassVar[tuple[str, ...]]  # words that the page must have

    def url(self, world: World, case: UUID | None = None) -> str:
        """The address of the screen, for Cilla's case unless told."""
        return reverse(self.route)

    def test_works(self, browser: Client, world: World) -> None:
        response = browser.get(self.url(world))
        assert response.status_code == 200
        words = response.content.decode()
        assert [shown for shown in self.shows if shown not in words] == []

    def test_a_colleague_without_the_right_gets_403(self, as_: Callable[[str], Client], world: World) -> None:
        answers = {persona: as_(persona).get(self.url(world)).status_code for persona in refused(self.route)}
        assert answers == dict.fromkeys(refused(self.route), 403)

    def test_a_visitor_is_sent_to_sign_in(self, client: Client, world: World) -> None:
        response = client.get(self.url(world))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("signin"))

    def test_reading_writes_nothing(self, browser: Client, world: World, system: Actor) -> None:
        before = everything(system)
        with CaptureQueriesContext(connection) as asked:
            browser.get(self.url(world))
        writes = [q["sql"] for q in asked if q["sql"].split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert [sql for sql in writes if "django_session" not in sql] == []
        assert everything(system) == before


class CaseScreen(Screen):
    """Questions to every screen about one case."""

    def url(self, world: World, case: UUID | None = None) -> str:
        return reverse(self.route, args=[case or world.cilla, *self.rest(world)])

    def rest(self, world: World) -> list[object]:
        """What comes after the case in the address."""
        return []

    def test_a_stranger_gets_404(self, as_: Callable[[str], Client], world: World) -> None:
        answers = {persona: as_(persona).get(self.url(world)).status_code for persona in sorted(CASEWORKERS)}
        assert answers == {"caseworker": 200, "colleague": 404, "other-caseworker": 404}

    def test_other_cases_and_none_at_all_look_the_same(self, browser: Client, world: World) -> None:
        seen = set()
        for case in (world.bertil, world.gerda, NOBODY):
            response = browser.get(self.url(world, case))
            assert response.status_code == 404
            seen.add(_TOKEN.sub("", response.content.decode()).replace(str(case), ""))
        assert len(seen) == 1


@dataclass(frozen=True)
class Wrong:
    """What is typed otherwise than in the good form, the field that must say so, and its sentence."""

    typed: Mapping[str, str]
    at: str  # empty: the form as a whole
    sentence: str | Promise
    lost: tuple[str, ...] = ()  # fields that cannot show what was typed: an option that does not exist


class FormScreen(Screen):
    """Questions to every screen with a form: `good` is one that is taken, `wrong` what is not."""

    good: ClassVar[dict[str, str]]
    wrong: ClassVar[dict[str, Wrong]]

    def send(self, browser: Client, world: World, changes: Mapping[str, str]) -> HttpResponse:
        """Send the good form with some fields changed."""
        return browser.post(self.url(world), CSRF | self.form(world) | dict(changes))

    def form(self, world: World) -> dict[str, str]:
        """The good form, with what is known only when the world is."""
        return self.good

    def test_wrong_input_is_told_at_its_field(
        self, browser: Client, world: World, system: Actor, mistake: Wrong
    ) -> None:
        """Nothing is stored, and everything that was typed is still there."""
        before = everything(system)
        response = self.send(browser, world, mistake.typed)
        assert response.status_code == 422
        tree = pages.page(response)
        assert str(mistake.sentence) in pages.summary(tree)
        if mistake.at:
            assert pages.error(tree, mistake.at) == str(mistake.sentence)
        kept = {
            name: value for name, value in {**self.form(world), **mistake.typed}.items() if name not in mistake.lost
        }
        assert {name: pages.typed(tree, name) for name in kept} == kept
        assert everything(system) == before

    def test_an_empty_form_is_refused(self, browser: Client, world: World, system: Actor) -> None:
        before = everything(system)
        response = browser.post(self.url(world), CSRF)
        assert response.status_code == 422
        assert "to correct" in pages.summary(pages.page(response))
        assert everything(system) == before

    def test_a_colleague_without_the_right_cannot_send_it(self, as_: Callable[[str], Client], world: World) -> None:
        answers = {persona: self.send(as_(persona), world, {}).status_code for persona in refused(self.route)}
        assert answers == dict.fromkeys(refused(self.route), 403)


class CaseFormScreen(FormScreen, CaseScreen):
    """Questions to every screen with a form about one case."""

    def test_a_stranger_cannot_send_it(self, as_: Callable[[str], Client], world: World, system: Actor) -> None:
        before = everything(system)
        answers = {
            persona: self.send(as_(persona), world, {}).status_code for persona in ("colleague", "other-caseworker")
        }
        assert set(answers.values()) == {404}
        assert everything(system) == before
