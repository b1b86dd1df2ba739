"""Writing minutes until they are shared, and two who do it at the same time."""

from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.conversations import rules
from fremdrift.conversations.models import Conversation
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import World

BEGAN = "Vi gik en tur."


class TestMinutes(CaseFormScreen):
    route = "minutes_write"
    shows = ("Minutes", "Conversation, walk", BEGAN, "What is shared stays as it is.")
    good = {"minutes": "Vi gik langt, og det gik godt.", "seen": rules.version(BEGAN)}
    wrong = {
        "not whole": Wrong({"seen": ""}, "", "The form did not arrive whole. Save again.", lost=("seen",)),
    }

    def rest(self, world: World) -> list[object]:
        return [world.draft]

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(reverse("conversation", args=[world.cilla, world.draft]), 302)]
        words = pages.text(pages.page(response))
        assert "They are a draft until you share them." in words
        assert self.good["minutes"] in words
        with acting(system):
            assert Conversation.objects.get(pk=world.draft).minutes_state == "draft"

    def test_of_two_who_write_the_second_sees_both_texts_and_saves_knowingly(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        assert browser.post(self.url(world), self.good).status_code == 302
        mine = self.good | {"minutes": "Vi talte om søvn."}
        response = browser.post(self.url(world), mine)
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "minutes") == str(SENTENCES["minutes.changed_meanwhile"])
        assert pages.typed(tree, "minutes") == mine["minutes"]
        assert pages.text(pages.by_id(tree, "stands")) == self.good["minutes"]
        with acting(system):
            assert Conversation.objects.get(pk=world.draft).minutes == self.good["minutes"]
        again = mine | {"seen": pages.typed(tree, "seen")}
        assert browser.post(self.url(world), again).status_code == 302
        with acting(system):
            assert Conversation.objects.get(pk=world.draft).minutes == mine["minutes"]

    def test_what_is_shared_or_still_ahead_leads_back(self, browser: Client, world: World) -> None:
        browser.post(reverse("minutes_share", args=[world.cilla, world.draft]))
        for talk, code in ((world.draft, "minutes.already_shared"), (world.planned, "minutes.not_held")):
            response = browser.get(reverse(self.route, args=[world.cilla, talk]), follow=True)
            assert response.redirect_chain == [(reverse("conversation", args=[world.cilla, talk]), 302)]
            assert str(SENTENCES[code]) in pages.text(pages.page(response))
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert str(SENTENCES["minutes.already_shared"]) in pages.summary(pages.page(response))
        assert pages.typed(pages.page(response), "minutes") == self.good["minutes"]

    def test_no_browser_cuts_them(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        assert "maxlength" not in dict(pages.by_id(tree, "id_minutes").attributes)
