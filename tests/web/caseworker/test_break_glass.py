"""Opening a case in an emergency: number, reason, and once more who it is; one answer for all that cannot be."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from fremdrift.access import services
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import BreakGlass
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import citizen_of
from tests.access.screens import Log, owner
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, FormScreen, Wrong
from tests.world import BERTIL, CILLA, GERDA, World

REQUIRED = "This field is required."
Browsers = Callable[[str], Client]
REASON = "Ringer i krise, og sagsbehandleren er syg."


@pytest.fixture
def log(world: World) -> Iterator[Log]:
    with owner() as connection:
        yield Log(connection)


class TestBreakGlass(FormScreen):
    route = "break_glass"
    shows = ("Open in an emergency", "for 24 hours", "Your team leader is told at once")
    good = {"cpr": BERTIL, "reason": REASON, "sure": "on"}
    wrong = {
        "no number": Wrong({"cpr": ""}, "cpr", REQUIRED),
        "too few digits": Wrong({"cpr": "123"}, "cpr", SENTENCES["cpr.length"]),
        "no reason": Wrong({"reason": ""}, "reason", REQUIRED),
        "blanks for a reason": Wrong(
            {"reason": "x" + " " * 30 + "y"}, "reason", SENTENCES["break_glass.reason"], ("reason",)
        ),
        "a reason without end": Wrong(
            {"reason": "x" * 1001}, "reason", "Ensure this value has at most 1000 characters (it has 1001)."
        ),
        "nobody's number": Wrong({"cpr": "0101014242"}, "cpr", SENTENCES["break_glass.refused"]),
        "somebody of another municipality": Wrong({"cpr": GERDA}, "cpr", SENTENCES["break_glass.refused"]),
    }

    def test_a_good_one_opens_the_case_and_says_so_on_each_page(self, browser: Client, world: World) -> None:
        page = reverse("case", args=[world.bertil])
        assert browser.get(page).status_code == 404
        assert self.send(browser, world, {})["Location"] == page
        for route in ("case", "facts", "contact_persons", "conversation_record", "conversation_plan"):
            words = pages.text(pages.page(browser.get(reverse(route, args=[world.bertil]))))
            assert "Opened in an emergency until tomorrow at " in words
            assert f"Reason: “{REASON}”" in words

    def test_who_has_the_case_anyway_is_led_there(self, browser: Client, world: World, system: Actor) -> None:
        response = self.send(browser, world, {"cpr": CILLA})
        assert response["Location"] == reverse("case", args=[world.cilla])
        page = browser.get(response["Location"]).content.decode()
        assert "You have access to the case already." in page
        assert "Opened in an emergency" not in page
        with acting(system):
            assert not BreakGlass.objects.exists()

    def test_sent_twice_it_opens_once(self, browser: Client, world: World, system: Actor) -> None:
        for _ in range(2):
            assert self.send(browser, world, {})["Location"] == reverse("case", args=[world.bertil])
        with acting(system):
            assert BreakGlass.objects.count() == 1

    def test_what_is_forbidden_and_what_is_not_there_get_one_answer(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        bertil, user = citizen_of(world.nordby, world.bertil), world.users["caseworker"].pk
        answers = {self.answer(browser, world, cpr) for cpr in (GERDA, "0101014242")}
        with acting(system):
            bar = services.exclusion_add(subject=bertil, user_id=user, reason="Klage", by=system)
        answers.add(self.answer(browser, world, BERTIL))
        with acting(system):
            type(bar).objects.filter(pk=bar.pk).update(ends_on="2026-11-23", begins_on="2026-11-01")
            services.restriction_set(subject=bertil, allowed=[0], reason="Truet", by=system)
        answers.add(self.answer(browser, world, BERTIL))
        assert len(answers) == 1

    def answer(self, browser: Client, world: World, cpr: str) -> str:
        """The page without the number that was typed."""
        response = self.send(browser, world, {"cpr": cpr})
        assert response.status_code == 422
        return pages.text(pages.page(response)).replace(cpr, "")

    def test_what_was_opened_is_in_the_log_as_an_emergency(self, browser: Client, world: World, log: Log) -> None:
        log.forget()
        self.send(browser, world, {})
        browser.get(reverse("case", args=[world.bertil]))
        opened, seen = log.entries()
        bertil = citizen_of(world.nordby, world.bertil)
        assert (opened.outcome, opened.screen, opened.purpose) == ("permit", "break_glass", "break_glass")
        assert (seen.outcome, seen.screen, seen.purpose) == ("permit", "case", "break_glass")
        assert (opened.subjects, seen.subjects) == ([bertil], [bertil])
        assert len(opened.criterion) == 64
        assert BERTIL not in str(opened)

    def test_what_was_refused_is_in_the_log_with_why(
        self, browser: Client, world: World, log: Log, system: Actor
    ) -> None:
        bertil, user = citizen_of(world.nordby, world.bertil), world.users["caseworker"].pk
        with acting(system):
            services.conflict_add(subject=bertil, user_id=user, relation="family", by=system)
        log.forget()
        for cpr in (BERTIL, GERDA):
            self.send(browser, world, {"cpr": cpr})
        assert [(e.outcome, e.reason, e.purpose, e.subjects) for e in log.entries()] == [
            ("deny", "conflict", "break_glass", [bertil]),
            ("deny", "municipality", "break_glass", []),
        ]

    def test_the_way_there_is_shown_where_a_case_is_not(self, browser: Client, as_: Browsers, world: World) -> None:
        page = browser.get(reverse("case", args=[world.bertil]))
        assert reverse("break_glass") in pages.links(pages.page(page))
        assert reverse("break_glass") not in pages.links(pages.page(as_("leader").get("/nowhere/")))


class TestPassword:
    """Outside the demo, where people have passwords."""

    @pytest.fixture(autouse=True)
    def _with_a_password(self, world: World):
        user = world.users["caseworker"]
        user.set_password("Regnbuen over Nordby")
        user.save(update_fields=["password"])
        with override_settings(DEMO=False):
            yield

    def send(self, browser: Client, password: str) -> str:
        form = {"cpr": BERTIL, "reason": REASON, "password": password}
        response = browser.post(reverse("break_glass"), CSRF | form)
        return response["Location"] if response.status_code == 302 else pages.error(pages.page(response), "password")

    def test_the_right_one_opens(self, browser: Client, world: World) -> None:
        assert self.send(browser, "Regnbuen over Nordby") == reverse("case", args=[world.bertil])

    @pytest.mark.parametrize("password", ["Regnbuen over Sydby", "regnbuen over nordby", " Regnbuen over Nordby"])
    def test_a_wrong_one_does_not(self, password: str, browser: Client, system: Actor) -> None:
        assert self.send(browser, password) == "The password is not right."
        with acting(system):
            assert not BreakGlass.objects.exists()

    def test_none_does_not(self, browser: Client) -> None:
        assert self.send(browser, "") == REQUIRED

    def test_what_was_typed_is_kept_but_the_password(self, browser: Client) -> None:
        form = {"cpr": BERTIL, "reason": REASON, "password": "Regnbuen over Sydby"}
        tree = pages.page(browser.post(reverse("break_glass"), CSRF | form))
        assert {name: pages.typed(tree, name) for name in form} == form | {"password": ""}

    def test_signed_out_meanwhile_the_password_is_not_shown(self, client: Client) -> None:
        form = {"cpr": BERTIL, "reason": REASON, "password": "Regnbuen over Nordby"}
        page = client.post(reverse("break_glass"), form).content.decode()
        assert REASON in page
        assert "Regnbuen" not in page
