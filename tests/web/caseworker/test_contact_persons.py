"""Contact persons: who has the case and why it changed hands, who helps beside, and asking a colleague to take over."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Bar
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import delegate
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, CaseScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
TOMORROW = TODAY + dt.timedelta(days=1)


class TestContactPersons(CaseFormScreen):
    route = "contact_persons"
    shows = (
        "Who has had the case",
        "Caseworker",
        "ntil further notice",
        "Hand the case over",
        "24.11.2026",
        "lowers the chance of a job by 22 per cent",
        "Danneris 2016",
        "Nobody at the moment.",
    )
    good = {
        "begins_on": "24.11.2026",
        "reason": "illness",
        "handover": "Cilla vil gerne gå en tur, når I mødes.",
    }
    wrong = {
        "no day": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "a day that there is not": Wrong({"begins_on": "31.11.2026"}, "begins_on", "Write a date like 24.11.2026."),
        "nobody": Wrong(
            {"user": " "}, "user", "Select a valid choice. is not one of the available choices.", ("user",)
        ),
        "the first one again": Wrong(
            {"reason": "first"},
            "reason",
            "Select a valid choice. first is not one of the available choices.",
            lost=("reason",),
        ),
        "a handover without end": Wrong(
            {"handover": "x" * 5001}, "handover", "Ensure this value has at most 5000 characters (it has 5001)."
        ),
    }

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"user": str(world.users["colleague"].pk)}

    def test_no_browser_cuts_a_handover(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        assert "maxlength" not in dict(pages.by_id(tree, "id_handover").attributes)

    def test_a_good_one_asks_and_the_case_stays(self, browser: Client, as_, world: World, system: Actor) -> None:
        response = self.send(browser, world, {})
        assert response.status_code == 302
        assert response["Location"] == self.url(world)
        page = pages.text(pages.page(browser.get(self.url(world))))
        assert "Colleague is asked. The case stays with you until the answer." in page
        assert "Waits for Colleague's answer" in page
        assert "Ask a colleague to take over" not in page
        with acting(system):
            assert ContactPerson.objects.get(case=world.cilla).ends_on is None
        assert as_("colleague").get(reverse("case", args=[world.cilla])).status_code == 404
        assert as_("colleague").get(reverse("handover", args=[world.cilla])).status_code == 200

    def test_sent_twice_asks_once(self, browser: Client, world: World, system: Actor) -> None:
        assert [self.send(browser, world, {}).status_code for _ in range(2)] == [302, 422]
        again = self.send(browser, world, {})
        assert str(SENTENCES["transfer.already_waiting"]) in pages.summary(pages.page(again))
        with acting(system):
            assert Transfer.objects.filter(case=world.cilla).count() == 1

    @pytest.mark.parametrize("persona", ["other-caseworker", "leader", "stranger"])
    def test_nobody_else_can_be_chosen(self, persona: str, browser: Client, world: World) -> None:
        """Not a caseworker of another municipality, nobody of another role, nobody without one."""
        user = str(world.users[persona].pk)
        response = self.send(browser, world, {"user": user})
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "user") == f"Select a valid choice. {user} is not one of the available choices."

    def test_a_conflict_of_interest_refuses_and_does_not_tell_which(
        self, browser: Client, world: World, cilla: Case
    ) -> None:
        Bar.objects.create(
            municipality=world.nordby,
            holder=f"user:{world.users['colleague'].pk}",
            subject=cilla.citizen_id,
            kind="conflict",
            relation="former_partner",
            begins_on=TODAY,
        )
        response = self.send(browser, world, {})
        assert response.status_code == 422
        tree = pages.page(response)
        assert pages.error(tree, "user") == "That person cannot have this case. Choose somebody else."
        words = pages.text(tree).casefold()
        assert "conflict" not in words
        assert "partner" not in words

    def test_what_was_proposed_can_be_taken_back(self, browser: Client, as_, world: World, system: Actor) -> None:
        self.send(browser, world, {})
        with acting(system):
            transfer = Transfer.objects.get(case=world.cilla).pk
        address = reverse("transfer_withdraw", args=[world.cilla, transfer])
        assert [browser.post(address, CSRF).status_code for _ in range(2)] == [302, 302]
        page = pages.text(pages.page(browser.get(self.url(world))))
        assert "It is taken back. The case stays where it is." in page
        assert str(SENTENCES["transfer.answered"]) in page  # the second time
        assert as_("colleague").get(reverse("handover", args=[world.cilla])).status_code == 404


class TestSomebodyWhoHelps(CaseFormScreen):
    route = "contact_person_add"
    shows = ("Let somebody help", "What each of them sees", "Never the address", "24.11.2026")
    good = {"begins_on": "24.11.2026", "ends_on": "24.02.2027", "note": "Vil ud i det grønne."}
    wrong = {
        "no first day": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "an end before the beginning": Wrong({"ends_on": "01.11.2026"}, "ends_on", SENTENCES["period.ends_first"]),
        "no why": Wrong({"note": " "}, "note", REQUIRED, lost=("note",)),
        "nobody": Wrong({"user": ""}, "user", CHOOSE_ONE),
        "a mentor as consultant": Wrong(
            {"user": "company_consultant:0"},
            "user",
            "Select a valid choice. company_consultant:0 is not one of the available choices.",
            lost=("user",),
        ),
    }

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"user": f"delegated:{world.users['delegate'].pk}"}

    def test_the_same_one_twice(self, browser: Client, world: World) -> None:
        assert [self.send(browser, world, {}).status_code for _ in range(2)] == [302, 422]
        again = self.send(browser, world, {})
        assert pages.error(pages.page(again), "user") == str(SENTENCES["contact_person.already"])

    def test_each_kind_is_offered_under_its_name(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.get(self.url(world)))
        select = pages.by_id(tree, "id_user")
        groups = {pages.attribute(e, "label"): pages.text(e) for e in pages.elements(select) if e.name == "optgroup"}
        assert groups["Mentor"] == "Mentor, Prøvebænken"
        at_providers = "Delegate, Prøvebænken Other-Provider, Andetsteds Provider, Prøvebænken"
        assert groups["Contact person at a provider"] == at_providers
        assert "Other-Caseworker" not in pages.text(select)

    def test_several_stand_on_the_pages_with_period_and_why(self, browser: Client, world: World) -> None:
        for user in (
            f"mentor:{world.users['mentor'].pk}",
            f"company_consultant:{world.users['consultant'].pk}",
            f"delegated:{world.users['delegate'].pk}",
        ):
            assert self.send(browser, world, {"user": user}).status_code == 302
        listed = pages.text(pages.page(browser.get(reverse("contact_persons", args=[world.cilla]))))
        period = "24 November 2026 to 24 February 2027"
        assert f"Mentor Mentor · {period}" in listed
        assert f"Consultant Company consultant · {period}" in listed
        assert f"Delegate , Prøvebænken Contact person at a provider · {period}" in listed
        assert listed.count("Vil ud i det grønne.") == 3
        case = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "Contact person at a provider: Delegate" in case  # in the timeline
        assert "Mentor: Mentor" in case
        assert "0 in 12 months" in case  # nobody of them is a change


class TestTheLastDay(CaseScreen):
    route = "contact_person_end"
    shows = ("Set the last day", "Delegate", "24.12.2026")

    @pytest.fixture(autouse=True)
    def _delegated(self, world: World) -> None:
        self.person = delegate(world, last=TODAY + dt.timedelta(days=30))

    def rest(self, world: World) -> list[object]:
        return [self.person]

    def send(self, browser: Client, world: World, day: str) -> tuple[int, str]:
        response = browser.post(self.url(world), CSRF | {"ends_on": day})
        if response.status_code == 302:
            return 302, ""
        return response.status_code, pages.error(pages.page(response), "ends_on")

    def test_it_ends(self, browser: Client, as_: Callable[[str], Client], world: World) -> None:
        yesterday = TODAY - dt.timedelta(days=1)
        assert as_("delegate").get(reverse("case", args=[world.cilla])).status_code == 200
        assert self.send(browser, world, f"{yesterday:%d.%m.%Y}") == (302, "")
        assert as_("delegate").get(reverse("case", args=[world.cilla])).status_code == 404
        page = pages.text(pages.page(browser.get(reverse("contact_persons", args=[world.cilla]))))
        assert "Who helped earlier" in page

    def test_wrong_days_are_told(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, "01.11.2026") == (422, str(SENTENCES["period.ends_first"]))
        assert self.send(browser, world, "") == (422, REQUIRED)

    def test_who_has_the_case_ends_by_a_handover_alone(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            has_it: UUID = ContactPerson.objects.coordinating().get(case=world.cilla).pk
        assert browser.get(reverse(self.route, args=[world.cilla, has_it])).status_code == 404


def test_on_the_first_day_it_can_be_taken_back(browser: Client, as_, world: World) -> None:
    person = delegate(world, first=TODAY)
    assert as_("delegate").get(reverse("case", args=[world.cilla])).status_code == 200
    assert browser.post(reverse("contact_person_cancel", args=[world.cilla, person]), CSRF).status_code == 302
    page = pages.text(pages.page(browser.get(reverse("contact_persons", args=[world.cilla]))))
    assert "Delegate no longer helps." in page
    assert as_("delegate").get(reverse("case", args=[world.cilla])).status_code == 404


def test_the_number_of_changes_is_in_sight(browser: Client, world: World, cilla: Case, system: Actor) -> None:
    with acting(system):
        for days, persona in ((250, "colleague"), (100, "caseworker")):
            worker = cases.Worker(world.users[persona].pk, None)
            on = TODAY - dt.timedelta(days=days)
            cases.contact_person_set(case=cilla, worker=worker, begins_on=on, reason="other", handover="x", by=system)
    said = "2 changes of contact person, 2 in the last 12 months"
    for route in ("case", "contact_persons", "handover"):
        assert said in pages.text(pages.page(browser.get(reverse(route, args=[cilla.pk])))), route
    table = pages.page(browser.get(reverse("caseload"), {"col": "changes"}))
    cells = [cell for cell in pages.elements(table) if cell.name == "td" and pages.attribute(cell, "data-title")]
    assert [pages.text(cell) for cell in cells] == ["2"]
