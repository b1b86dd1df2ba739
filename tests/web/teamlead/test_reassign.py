"""Sharing cases out: chosen, looked at, done or asked, and taken back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import ContactPerson, Transfer
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log
from tests.cases.test_cover import bar, third
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, Wrong
from tests.web.teamlead.questions import LeaderFormScreen, LeaderScreen
from tests.world import TODAY, World, add_case

REQUIRED = "This field is required."
__all__ = ["third"]


class TestWhose(LeaderScreen):
    route = "reassign"
    shows = ("Whose cases?", "Caseworker", "1 case", "No case is on its way")

    def test_an_empty_form_is_refused(self, browser: Client, world: World) -> None:
        response = browser.post(self.url(world), CSRF)
        assert response.status_code == 422
        assert "Choose whose cases it is about." in pages.text(pages.page(response))


class TestWhich(LeaderFormScreen):
    route = "reassign"
    shows = ("Cases of Caseworker", "Cilla Papirsen", "case 1", "Colleague, 1 case", "24.11.2026")
    good = {"begins_on": "24.11.2026", "reason": "illness", "how": "propose", "handover": "Ring hellere."}
    wrong = {
        "somebody else's case": Wrong(
            {"case": "00000000-0000-0000-0000-000000000001"},
            "case",
            "Select a valid choice. 00000000-0000-0000-0000-000000000001 is not one of the available choices.",
            ("case",),
        ),
        "no day": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "no reason": Wrong({"reason": ""}, "reason", CHOOSE_ONE),
    }

    def url(self, world: World, case: object = None) -> str:
        return f"{reverse(self.route)}?worker={world.users['caseworker'].pk}"

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"case": str(world.cilla), "to": str(world.users["colleague"].pk)}

    def save(self, browser: Client, world: World, **changes: str) -> object:
        chosen = {f"to_{world.cilla}": str(world.users["colleague"].pk), "step": "save"}
        return self.send(browser, world, chosen | changes)

    def test_no_case_chosen_is_told(self, browser: Client, world: World) -> None:
        form = self.form(world)
        form.pop("case")
        response = browser.post(self.url(world), CSRF | form)
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "case") == "Choose at least one case."
        assert pages.typed(tree, "handover") == form["handover"]

    def test_looking_changes_nothing(self, browser: Client, world: World, system: Actor) -> None:
        before = everything(system)
        page = pages.text(pages.page(self.send(browser, world, {})))
        assert "Nothing has happened yet." in page
        assert "1 citizen gets a new contact person." in page
        assert "Colleague 1 +1 2" in page
        for step in ("recount", "back"):
            assert self.send(browser, world, {"step": step}).status_code == 200
        assert everything(system) == before

    def test_the_colleague_is_asked(self, browser: Client, world: World, system: Actor) -> None:
        response = self.save(browser, world, **{f"note_{world.cilla}": "Cilla går helst en tur."})
        assert response.status_code == 302
        page = pages.text(pages.page(browser.get(response["Location"])))
        assert "1 case is on its way. It changes hands when the colleague accepts." in page
        assert "Cilla Papirsen → Colleague" in page
        with acting(system):
            transfer = Transfer.objects.get()
        assert (transfer.reason, transfer.begins_on) == ("illness", TODAY)
        assert transfer.handover == "Cilla går helst en tur.\n\nRing hellere."

    def test_or_it_is_handed_over_at_once(self, browser: Client, as_, world: World) -> None:
        assert self.save(browser, world, how="at_once").status_code == 302
        assert as_("colleague").get(reverse("case", args=[world.cilla])).status_code == 200
        assert as_("caseworker").get(reverse("case", args=[world.cilla])).status_code == 404

    def test_sent_twice_it_is_once_and_told(self, browser: Client, world: World, system: Actor) -> None:
        self.save(browser, world)
        response = self.save(browser, world)
        assert response.status_code == 422
        assert str(SENTENCES["transfer.already_waiting"]) in pages.summary(pages.page(response))
        with acting(system):
            assert Transfer.objects.count() == 1

    def test_in_the_past_is_told(self, browser: Client, world: World) -> None:
        response = self.save(browser, world, begins_on="23.11.2026")
        assert response.status_code == 422
        assert str(SENTENCES["transfer.begins_in_past"]) in pages.summary(pages.page(response))

    def test_a_second_change_within_a_year_is_told(self, browser: Client, as_, world: World, third: str) -> None:
        self.save(browser, world, how="at_once")
        address = f"{reverse('reassign')}?worker={world.users['colleague'].pk}"
        again = self.form(world) | {"to": str(world.users[third].pk)}
        page = pages.text(pages.page(browser.post(address, CSRF | again)))
        assert "For 1 it is the second change within 12 months." in page

    def test_who_cannot_have_it_is_named_without_why(self, browser: Client, world: World, third: str) -> None:
        bar(world, "colleague", world.cilla)
        both = [str(world.users[one].pk) for one in ("colleague", third)]
        response = browser.post(self.url(world), CSRF | self.form(world) | {"to": both})
        tree = pages.page(response)
        assert "cannot go to Colleague" in pages.text(tree)
        assert "amily" not in pages.text(tree)
        assert pages.typed(tree, f"to_{world.cilla}") == both[1]

    def test_nor_can_it_be_slipped_in(self, browser: Client, world: World, system: Actor) -> None:
        bar(world, "colleague", world.cilla)
        before = everything(system)
        response = self.save(browser, world)
        assert response.status_code == 422
        assert everything(system) == before

    def test_nothing_to_move_is_told(self, browser: Client, world: World) -> None:
        response = self.save(browser, world, **{f"to_{world.cilla}": ""})
        assert response.status_code == 422
        assert str(SENTENCES["transfer.nothing"]) in pages.summary(pages.page(response))

    def test_all_can_be_chosen_without_a_script(self, browser: Client, world: World) -> None:
        add_case(world.nordby, "caseworker", "Anna Attrup", "6203820116")
        words = browser.get(self.url(world) + "&all=1").content.decode()
        assert words.count("checked") == 3  # two cases, and asking first

    def test_whom_the_leader_looked_at_is_logged_once(self, browser: Client, world: World, looks: Log) -> None:
        looks.forget()
        self.send(browser, world, {})
        (entry,) = looks.entries()
        assert (entry.screen, entry.purpose, entry.count) == ("reassign", "leadership", 1)


class TestTakingBack:
    @pytest.mark.parametrize(("how", "day"), [("propose", "24.11.2026"), ("at_once", "1.12.2026")])
    def test_takes_back_what_has_not_begun(
        self, how: str, day: str, browser: Client, as_: Callable[[str], Client], world: World, system: Actor
    ) -> None:
        TestWhich().save(browser, world, how=how, begins_on=day)
        with acting(system):
            (value,) = [f"transfer:{t.pk}" for t in Transfer.objects.all()] or [
                f"person:{p.pk}" for p in ContactPerson.objects.filter(begins_on__gt=TODAY)
            ]
        response = browser.post(reverse("take_back"), CSRF | {"back": value})
        assert response["Location"] == reverse("reassign")
        page = pages.text(pages.page(browser.get(reverse("reassign"))))
        assert "1 case stays where it is." in page
        assert "No case is on its way" in page

    def test_nothing_chosen_is_told(self, browser: Client, world: World) -> None:
        browser.post(reverse("take_back"), CSRF)
        page = pages.text(pages.page(browser.get(reverse("reassign"))))
        assert "Choose at least one case to take back." in page

    def test_others_are_not_let_in(self, as_: Callable[[str], Client], world: World) -> None:
        assert as_("caseworker").post(reverse("take_back"), CSRF).status_code == 403
