"""What every screen of the leader is asked: what every screen is, by other people."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests.web.caseworker.questions import FormScreen, Screen
from tests.world import STAFF, World

OTHERS = sorted(set(STAFF) - {"leader"})


class LeaderScreen(Screen):
    """Questions to every screen of the leader."""

    def test_a_colleague_without_the_right_gets_403(self, as_: Callable[[str], Client], world: World) -> None:
        answers = {persona: as_(persona).get(self.url(world)).status_code for persona in OTHERS}
        assert answers == dict.fromkeys(OTHERS, 403)

    def test_a_visitor_is_sent_to_sign_in(self, client: Client, world: World) -> None:
        response = client.get(self.url(world))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("signin"))


class LeaderFormScreen(LeaderScreen, FormScreen):
    """Questions to every screen of the leader with a form."""

    def test_a_colleague_without_the_right_cannot_send_it(self, as_: Callable[[str], Client], world: World) -> None:
        answers = {persona: self.send(as_(persona), world, {}).status_code for persona in OTHERS}
        assert answers == dict.fromkeys(OTHERS, 403)
