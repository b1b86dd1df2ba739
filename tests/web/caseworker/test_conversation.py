"""One conversation: reading it, sharing its minutes, cancelling it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations.models import Conversation
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import fill
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CASEWORKERS, NOBODY, CaseScreen, refused
from tests.world import World


class TestConversation(CaseScreen):
    route = "conversation"
    shows = (
        "Conversation, walk",
        "Held",
        "31 August 2026",
        "Vi gik en tur.",
        "Draft, not shared",
        "Share with Cilla Papirsen",
        "Se på to gartnerier",
        "27 November 2026",
    )

    def rest(self, world: World) -> list[object]:
        return [world.draft]

    def test_a_planned_one_can_be_recorded_or_cancelled(self, browser: Client, world: World) -> None:
        words = browser.get(reverse(self.route, args=[world.cilla, world.planned])).content.decode()
        assert "The conversation has not been held yet." in words
        assert reverse("conversation_cancel", args=[world.cilla, world.planned]) in words
        assert "Share with" not in words

    def test_a_conversation_of_another_case_is_not_found(self, browser: Client, world: World) -> None:
        others = fill(world)
        for talk in (others["bertil"], others["gerda"], NOBODY):
            assert browser.get(reverse(self.route, args=[world.cilla, talk])).status_code == 404


def share(world: World) -> str:
    return reverse("minutes_share", args=[world.cilla, world.draft])


def cancel(world: World) -> str:
    return reverse("conversation_cancel", args=[world.cilla, world.planned])


DEEDS = {"share": share, "cancel": cancel}
Url = Callable[[World], str]


@pytest.mark.parametrize("url", DEEDS.values(), ids=DEEDS.keys())
class TestDeeds:
    """What sharing and cancelling have in common."""

    def test_reading_the_address_does_nothing(self, url: Url, browser: Client, world: World, system: Actor) -> None:
        before = everything(system)
        assert browser.get(url(world)).status_code == 405
        assert everything(system) == before

    def test_nobody_else_does_it(self, url: Url, as_: Callable[[str], Client], world: World, system: Actor) -> None:
        before = everything(system)
        strangers = sorted(CASEWORKERS - {"caseworker"})
        assert {p: as_(p).post(url(world)).status_code for p in strangers} == dict.fromkeys(strangers, 404)
        others = refused("minutes_share")
        assert {p: as_(p).post(url(world)).status_code for p in others} == dict.fromkeys(others, 403)
        assert everything(system) == before

    def test_a_second_time_says_why_not(self, url: Url, browser: Client, world: World, system: Actor) -> None:
        assert browser.post(url(world)).status_code == 302
        before = everything(system)
        told = pages.text(pages.by_id(pages.page(browser.post(url(world), follow=True)), "messages"))
        assert told.endswith(
            (str(SENTENCES["minutes.nothing_to_share"]), str(SENTENCES["conversation.already_recorded"]))
        )
        assert everything(system) == before


def test_minutes_are_shared(browser: Client, world: World, system: Actor) -> None:
    response = browser.post(share(world), follow=True)
    assert response.redirect_chain == [(reverse("conversation", args=[world.cilla, world.draft]), 302)]
    words = pages.text(pages.page(response))
    assert "The minutes are shared." in words
    assert "Share with" not in words
    with acting(system):
        talk = Conversation.objects.get(pk=world.draft)
        assert (talk.minutes_state, talk.shared_at is None) == ("shared", False)


def test_a_planned_conversation_is_cancelled(browser: Client, world: World, system: Actor) -> None:
    words = pages.text(pages.page(browser.post(cancel(world), follow=True)))
    assert "The conversation is cancelled." in words
    with acting(system):
        talk = Conversation.objects.get(pk=world.planned)
        assert (talk.state, talk.recorded_by) == ("cancelled", world.users["caseworker"])
    assert "Conversation today" not in pages.text(pages.page(browser.get(reverse("worklist"))))


def test_a_held_conversation_cannot_be_cancelled(browser: Client, world: World, system: Actor) -> None:
    before = everything(system)
    response = browser.post(reverse("conversation_cancel", args=[world.cilla, world.draft]), follow=True)
    assert str(SENTENCES["conversation.already_recorded"]) in pages.text(pages.page(response))
    assert everything(system) == before
