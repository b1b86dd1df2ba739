"""The person behind a case: correcting own data, a protection that has ended, and two who write at once."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case, Citizen
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CaseFormScreen, Wrong
from tests.world import TODAY, World

ENDED = "expired on 1 November 2026, ask the citizen"


def citizen_of(world: World, system: Actor) -> Citizen:
    with acting(system):
        return Case.objects.select_related("citizen").get(pk=world.cilla).citizen


def protect(world: World, system: Actor, until: dt.date | None) -> None:
    """As it stands when its day has passed; nobody can write a day that has passed."""
    with acting(system):
        Citizen.objects.filter(cases=world.cilla).update(protected_address=True, protected_until=until)


class TestPerson(CaseFormScreen):
    route = "person"
    shows = ("As registered", "610382-0118", "1 March 1982", "00 12 34 56", "Registered twice?")
    good = {
        "name": "Cilla Ny Papirsen",
        "phone": "00 98 76 54",
        "email": "cilla@example.org",
        "address": "Prøvevej 1, 2. tv.",
        "postcode": "0000",
        "town": "Nordby",
        "protected_address": "on",
        "protected_until": "24.12.2026",
    }
    wrong = {
        "no name": Wrong({"name": " "}, "name", "This field is required.", lost=("name",)),
        "a name too long": Wrong(
            {"name": "A" * 121}, "name", "Ensure this value has at most 120 characters (it has 121)."
        ),
        "a postcode too long": Wrong(
            {"postcode": "12345678901"}, "postcode", "Ensure this value has at most 10 characters (it has 11)."
        ),
        "a day in words": Wrong({"protected_until": "jul"}, "protected_until", "Write a date like 24.11.2026."),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(self.url(world), 302)]
        citizen = citizen_of(world, system)
        assert (citizen.name, citizen.sort_key) == ("Cilla Ny Papirsen", "cilla ny papirsen")
        assert (citizen.address, citizen.postcode, citizen.town) == ("Prøvevej 1, 2. tv.", "0000", "Nordby")
        assert (citizen.protected_address, citizen.protected_until) == (True, dt.date(2026, 12, 24))

    def test_a_last_day_without_protection_is_told(self, browser: Client, world: World) -> None:
        given = {name: value for name, value in self.good.items() if name != "protected_address"}
        response = browser.post(self.url(world), given)
        assert response.status_code == 422
        assert pages.error(pages.page(response), "protected_until") == str(SENTENCES["citizen.protected_until_alone"])

    def test_a_protection_that_has_ended_stays_and_is_asked_about(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        protect(world, system, dt.date(2026, 11, 1))
        head = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "protected address" in head
        assert ENDED in head
        tree = pages.page(browser.get(self.url(world)))
        assert "The protected address ended on 1 November 2026 Ask the citizen whether it goes on." in pages.text(tree)
        assert pages.typed(tree, "protected_address") == "on"
        sent = self.good | {"protected_until": "01.11.2026"}
        assert browser.post(self.url(world), sent).status_code == 302  # another correction leaves it as it is
        assert citizen_of(world, system).protected_until == dt.date(2026, 11, 1)

    def test_one_that_ends_today_or_never_is_not_asked_about(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        for until in (TODAY, None):
            protect(world, system, until)
            assert "expired" not in browser.get(reverse("case", args=[world.cilla])).content.decode()

    def test_the_import_may_end_it(self, world: World, system: Actor) -> None:
        protect(world, system, TODAY)
        citizen = citizen_of(world, system)
        with acting(system):
            services.citizen_update(citizen=citizen, values={"protected_address": False}, by=system)
        assert citizen_of(world, system).protected_until is None

    def test_of_two_who_write_at_once_the_second_is_told(self, browser: Client, world: World, system: Actor) -> None:
        seen = pages.typed(pages.page(browser.get(self.url(world))), "seen")
        assert browser.post(self.url(world), self.good | {"seen": seen, "phone": "1"}).status_code == 302
        response = browser.post(self.url(world), self.good | {"seen": seen, "phone": "2"})
        assert response.status_code == 422
        tree = pages.page(response)
        assert "Somebody changed these data meanwhile." in pages.summary(tree)
        assert (pages.typed(tree, "phone"), citizen_of(world, system).phone) == ("2", "1")
        again = self.good | {"seen": pages.typed(tree, "seen"), "phone": "2"}
        assert browser.post(self.url(world), again).status_code == 302
        assert citizen_of(world, system).phone == "2"

    def test_nothing_changed_is_said(self, browser: Client, world: World) -> None:
        browser.post(self.url(world), self.good)
        response = browser.post(self.url(world), self.good, follow=True)
        assert pages.text(pages.by_id(pages.page(response), "messages")).endswith("Nothing was changed.")
