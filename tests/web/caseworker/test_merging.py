"""Two records of one person: finding the other, comparing, making them one, and taking them apart."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Restriction
from fremdrift.cases.models import Case, Citizen, Merge
from fremdrift.web.shared.violations import SENTENCES
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseScreen
from tests.world import TODAY, World, add_case

REASON = "Har fået nyt CPR-nummer"


@pytest.fixture
def other(world: World) -> Case:
    """Cilla a second time, under another number, with an open case of the same caseworker."""
    return add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119")


def number_of(world: World, case: Case, system: Actor) -> int:
    with acting(system):
        return Case.objects.get(pk=case.pk).number


class TestMerge(CaseScreen):
    route = "merge"
    shows = ("Find the other record", "Nobody among those whom you can see.", "Or by its case number")

    def compared(self, world: World, other: Case) -> str:
        return f"{self.url(world)}?other={other.pk}"

    def send(self, browser: Client, world: World, other: Case, **changes: str):
        given = {"other": str(other.pk), "name": "citizen", "open_case": str(world.cilla), "reason": REASON}
        return browser.post(self.url(world), CSRF | given | changes, follow=True)

    def test_who_looks_alike_is_offered(self, browser: Client, world: World, other: Case) -> None:
        tree = pages.page(browser.get(self.url(world)))
        assert "Sila Papirsen born 1 March 1982" in pages.text(tree)
        assert self.compared(world, other) in pages.links(tree)

    def test_of_others_cases_only_that_there_is_one(self, browser: Client, world: World) -> None:
        add_case(world.nordby, "colleague", "Sila Papirsen", "6103820119")
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "There is such a person here. Your team leader can tell who has the case." in words
        assert "Sila" not in words

    def test_the_number_of_a_case_leads_to_it(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        response = browser.get(self.url(world), {"number": number_of(world, other, system)})
        assert (response.status_code, response["Location"]) == (302, self.compared(world, other))

    def test_a_number_that_does_not_is_told_at_its_field(
        self, browser: Client, world: World, system: Actor, other: Case
    ) -> None:
        hidden = "There is no such case that you can see. Your team leader can tell who has it."
        with acting(system):
            numbers = dict(Case.objects.values_list("pk", "number"))
        for number, sentence in (
            (numbers[world.bertil], hidden),
            (9999, hidden),
            (numbers[world.cilla], "That is a case of this record. Write the number of the other one."),
            ("mange", "Enter a whole number."),
            ("", "This field is required."),
        ):
            response = browser.get(self.url(world), {"number": number})
            assert response.status_code == 422
            tree = pages.page(response)
            assert pages.error(tree, "number") == sentence
            assert pages.typed(tree, "number") == str(number)

    def test_both_stand_side_by_side(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        before = everything(system)
        tree = pages.page(browser.get(self.compared(world, other)))
        words = pages.text(tree)
        for shown in ("610382-0118", "610382-0119", "Which case goes on?", "1 planned conversation"):
            assert shown in words
        assert pages.typed(tree, "name") == "citizen"
        assert f"{reverse('merge', args=[other.pk])}?other={world.cilla}" in pages.links(tree)
        assert everything(system) == before

    def test_somebody_elses_case_cannot_be_compared(
        self, browser: Client, as_: Callable[[str], Client], world: World, other: Case
    ) -> None:
        for case in ("x", str(world.bertil), str(world.gerda)):
            assert browser.get(f"{self.url(world)}?other={case}").status_code == 404
            assert browser.post(self.url(world), {"other": case}).status_code == 404
        assert as_("colleague").post(self.url(world), {"other": str(other.pk)}).status_code == 404
        assert as_("leader").post(self.url(world), {"other": str(other.pk)}).status_code == 403

    def test_wrong_input_is_told_at_its_field(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        before = everything(system)
        for field, changes in (
            ("reason", {"reason": " "}),
            ("open_case", {"open_case": str(world.bertil)}),
            ("reason", {"reason": "x" * 301}),
        ):
            response = self.send(browser, world, other, **changes)
            assert response.status_code == 422
            tree = pages.page(response)
            assert pages.error(tree, field)
            assert field == "reason" or pages.typed(tree, "reason") == REASON
        assert browser.post(self.url(world), CSRF).status_code == 422
        assert everything(system) == before

    def test_they_become_one_and_two_again(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        response = self.send(browser, world, other, name="gone")
        assert response.redirect_chain == [(reverse("person", args=[world.cilla]), 302)]
        tree = pages.page(response)
        assert "The record of Sila Papirsen, 610382-0119, is part of this one." in pages.text(tree)
        with acting(system):
            assert {c.citizen.name for c in Case.objects.filter(pk__in=[world.cilla, other.pk])} == {"Sila Papirsen"}
            made = Merge.objects.get()
        old = browser.get(reverse("case", args=[other.pk]))  # an address of the record that is gone
        assert (old.status_code, "registered twice" in old.content.decode().casefold()) == (200, True)
        response = browser.post(reverse("merge_undo", args=[world.cilla]), {"merge": str(made.pk)}, follow=True)
        assert "The records are two again." in pages.text(pages.page(response))
        with acting(system):
            stored = {c.pk: (c.citizen.name, c.closed_on) for c in Case.objects.select_related("citizen")}
        assert stored[world.cilla] == ("Cilla Papirsen", None)
        assert stored[other.pk] == ("Sila Papirsen", None)

    def test_sent_twice_it_is_done_once(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        self.send(browser, world, other)
        before = everything(system)
        response = self.send(browser, world, other)
        assert "These two are one record already." in pages.text(pages.page(response))
        assert everything(system) == before

    def test_two_restrictions_are_told(self, browser: Client, world: World, other: Case, system: Actor) -> None:
        with acting(system):
            for citizen in Citizen.objects.filter(cases__in=[world.cilla, other.pk]):
                Restriction.objects.create(
                    municipality=world.nordby,
                    subject=citizen.pk,
                    allowed=[f"user:{world.users['caseworker'].pk}"],
                    reason="x",
                    begins_on=TODAY,
                )
        response = self.send(browser, world, other)
        assert response.status_code == 422
        assert str(SENTENCES["merge.two_restrictions"]) in pages.summary(pages.page(response))


class TestUndo:
    def test_one_that_is_not_there_is_told(self, browser: Client, world: World, system: Actor) -> None:
        before = everything(system)
        for named in ("", "x", "00000000-0000-0000-0000-000000000001"):
            response = browser.post(reverse("merge_undo", args=[world.cilla]), {"merge": named}, follow=True)
            assert str(SENTENCES["merge.undone_already"]) in pages.text(pages.page(response))
        assert everything(system) == before
