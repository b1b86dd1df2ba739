"""The invitation: one letter, nothing of health, and never a protected address."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Municipality, User
from fremdrift.cases.models import Citizen
from fremdrift.conversations import services
from fremdrift.conversations.models import Conversation
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseScreen
from tests.world import World


@pytest.fixture
def home(world: World, system: Actor) -> None:
    """An address for Cilla."""
    with acting(system):
        Citizen.objects.filter(name="Cilla Papirsen").update(
            address="Papirstien 7", postcode="0000", town="Nordby", phone="00 12 34 56"
        )


class TestInvitation(CaseScreen):
    route = "invitation"
    shows = (
        "Invitation to a conversation",
        "Dear Cilla",
        "Tuesday 24 November 2026",
        "10:30",
        "We take a walk together.",
        "Nordby Kommune",
        "You may bring somebody",
        "You may ask for another time",
        "What to bring",
    )

    def rest(self, world: World) -> list[object]:
        return [world.planned]

    def letter(self, browser: Client, world: World) -> str:
        """All that is printed."""
        tree = pages.page(browser.get(self.url(world)))
        (found,) = [e for e in pages.elements(tree) if e.name == "article"]
        return pages.text(found)

    @pytest.mark.usefixtures("home")
    def test_the_address_stands_on_it(self, browser: Client, world: World) -> None:
        assert "Cilla Papirsen Papirstien 7 0000 Nordby" in self.letter(browser, world)

    @pytest.mark.usefixtures("home")
    @pytest.mark.parametrize("until", [None, "2026-11-01"], ids=["protected", "protected until a day that has passed"])
    def test_a_protected_address_never_does(
        self, until: str | None, browser: Client, world: World, system: Actor
    ) -> None:
        with acting(system):
            Citizen.objects.filter(name="Cilla Papirsen").update(protected_address=True, protected_until=until)
        page = browser.get(self.url(world)).content.decode()
        assert "Papirstien" not in page
        assert "The address is protected and does not stand on it" in page
        assert "Digital Post" not in self.letter(browser, world)

    def test_the_citizen_can_call_and_knows_where_to_come(self, browser: Client, world: World, system: Actor) -> None:
        Municipality.objects.filter(key="nordby").update(phone="00 11 22 33", visiting_address="Rådhuspladsen 1")
        with acting(system):
            Conversation.objects.filter(pk=world.planned).update(form="in_person")
        words = self.letter(browser, world)
        assert "Call 00 11 22 33." in words
        assert "We meet at Rådhuspladsen 1." in words

    def test_who_else_takes_part_and_that_it_was_moved(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            talk = Conversation.objects.get(pk=world.planned)
            people = [services.NewParticipant("mentor", "Bo Hansen"), services.NewParticipant("interpreter")]
            new = services.conversation_move(
                conversation=talk,
                on=talk.on,
                at=None,
                form="phone",
                asked_by="citizen",
                reason="Ondt i ryggen",
                participants=people,
                by=system,
            )
        url = reverse(self.route, args=[world.cilla, new.pk])
        words = pages.text(pages.by_id(pages.page(browser.get(url)), "content"))
        assert "Also taking part: Bo Hansen (mentor), Interpreter" in words
        assert "Our conversation on 24 November 2026 is moved." in words
        assert "ryggen" not in words

    def test_nothing_of_what_was_talked_about_stands_on_it(self, browser: Client, world: World) -> None:
        words = self.letter(browser, world)
        for private in ("Vi gik en tur", "Se på to gartnerier", "6103820118", "610382"):
            assert private not in words

    def test_it_speaks_the_language_of_who_writes(self, browser: Client, world: World) -> None:
        User.objects.update(language="da")
        with translation.override("da"):
            page = browser.get(self.url(world)).content.decode()
        assert re.search(r"tirsdag 24\. november 2026", page, re.IGNORECASE)

    def test_one_that_is_over_leads_to_itself(self, browser: Client, world: World) -> None:
        response = browser.get(reverse(self.route, args=[world.cilla, world.draft]))
        assert response["Location"] == reverse("conversation", args=[world.cilla, world.draft])
