"""Preparing a conversation: what was agreed, what is new, and one's own notes, on one page."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import actor_of
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.overview import services
from fremdrift.overview.selectors import Place
from fremdrift.web.caseworker.preparation import MOST_AGREEMENTS, MOST_MESSAGES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY, CaseScreen
from tests.world import TODAY, World


class TestPrepare(CaseScreen):
    route = "conversation_prepare"
    shows = (
        "Conversation with Cilla Papirsen",
        "Se på to gartnerier",
        "Vi gik en tur.",
        "Deadlines",
        "at 10:30",
    )

    def words(self, browser: Client, world: World, query: str = "") -> str:
        return pages.text(pages.page(browser.get(self.url(world) + query)))

    def test_what_the_citizen_wrote_since_last_comes_up(self, browser: Client, world: World, system: Actor) -> None:
        citizen = actor_of(world.users["citizen"], TODAY)
        assert citizen is not None
        with acting(citizen):
            case = Case.objects.get(pk=world.cilla)
            for number in range(MOST_MESSAGES + 2):
                cases.message_send(case=case, text=f"Spørgsmål {number}?", wants_answer=True, key=uuid4(), by=citizen)
        words = self.words(browser, world)
        assert "Cilla would like to talk about" in words
        assert f"Spørgsmål {MOST_MESSAGES + 1}?" in words
        assert "Spørgsmål 0?" not in words
        assert "and 2 more" in words

    def test_own_notes_are_those_of_the_recording(self, browser: Client, world: World, caseworker: Actor) -> None:
        place = Place(Case.objects.get(pk=world.cilla), "conversation_record", str(world.planned))
        content = {"minutes": ["Spørg til søvn."], "topics": ["economy", "no such"]}
        services.draft_save(place=place, content=content, window=uuid4(), by=caseworker)
        words = self.words(browser, world)
        assert "Economy Spørg til søvn." in words
        assert "Spørg til søvn." not in self.words(browser, world, f"?conversation={world.draft}")

    def test_only_so_much_as_fits_on_a_sheet(self, browser: Client, world: World, system: Actor) -> None:
        agreed = [talks.NewAgreement(f"Aftale {n:02} " + "x" * 280) for n in range(12)]
        record = talks.Record("held", "phone", TODAY, minutes="Ord " * 2_000, agreements=agreed)
        with acting(system):
            talks.conversation_record(case=Case.objects.get(pk=world.cilla), record=record, by=system)
        tree = pages.page(browser.get(self.url(world)))
        rows = [e for e in pages.elements(tree) if e.name == "tr"]
        assert len(rows) == MOST_AGREEMENTS + 1
        assert "and 5 more" in pages.text(tree)
        assert len(pages.text(tree)) < 6_000

    @pytest.mark.parametrize("named", [NOBODY, "x", "%00", ""])
    def test_a_conversation_that_there_is_not(self, browser: Client, world: World, named: object) -> None:
        assert browser.get(f"{self.url(world)}?conversation={named}").status_code == 404

    def test_it_is_near_where_a_conversation_is(self, browser: Client, world: World) -> None:
        url = f"{self.url(world)}?conversation={world.planned}"
        for page in (
            reverse("case", args=[world.cilla]),
            reverse("conversation", args=[world.cilla, world.planned]),
            reverse("conversation_record", args=[world.cilla]),
            reverse("worklist"),
        ):
            assert url in pages.links(pages.page(browser.get(page))), page
