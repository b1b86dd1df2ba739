"""Access to the case: who sees it and why, who is kept out, and the forms that change either."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access import services
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Bar, Restriction
from fremdrift.accounts.models import Cover
from fremdrift.accounts.selectors import system_actor
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import citizen_of, open_to
from tests.orders.made import sent
from tests.orders.placed import sent_placement
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, CaseScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
Browsers = Callable[[str], Client]


class Deciding(CaseScreen):
    """Leaders decide too: what the other screens refuse them, these do not."""

    def test_a_leader_sees_it(self, as_: Browsers, world: World) -> None:
        assert as_("leader").get(self.url(world)).status_code == 200


class DecidingForm(Deciding, CaseFormScreen):
    """The same of forms."""


class TestAccess(Deciding):
    route = "access"
    shows = ("Who sees the case today", "Who must not see it", "I have a conflict of interest", "Restrict the case")

    def test_everybody_who_sees_the_case_is_named_with_why(self, browser: Client, world: World) -> None:
        stand_in, leader = world.users["colleague"], world.users["leader"]
        absent = world.users["caseworker"]
        Cover.objects.create(
            municipality=world.nordby, absent=absent, stand_in=stand_in, reason="illness", begins_on=TODAY,
            ends_on=TODAY + dt.timedelta(days=9), made_by=leader,
        )  # fmt: skip
        open_to(f"provider:{world.users['provider'].memberships.get().provider_id}", world.nordby, world.cilla)
        assert seeing(browser, world) == [
            "Caseworker Coordinating caseworker since Wed 28 Jan",
            "Citizen The citizen, about themself",
            "Colleague Steps in for Caseworker since Tue 24 Nov, until Thu 3 Dec",
            "Leader Leads Team Ung",
            "Prøvebænken Provider since Tue 24 Nov",
        ]

    def test_who_sees_an_order_alone_is_named_without_who_works_there(self, browser: Client, world: World) -> None:
        sent(world)
        sent_placement(world)
        period = "Sees what an order shares, since Tue 24 Nov, until "
        told = [line for line in seeing(browser, world) if "order" in line]
        assert [line.partition(", until ")[0] + ", until " for line in told] == [
            f"Company consultants {period}",
            f"Prøvebænken {period}",
        ]

    def test_who_opened_it_in_an_emergency_is_named(self, browser: Client, as_: Browsers, world: World) -> None:
        in_need(as_("colleague"), world)
        (line,) = [line for line in seeing(browser, world) if line.startswith("Colleague")]
        assert line.startswith("Colleague Opened the case in an emergency Tue 24 Nov, until tomorrow at ")

    def test_who_sees_it_in_an_emergency_is_offered_nothing_but_a_conflict(
        self, as_: Browsers, browser: Client, world: World
    ) -> None:
        in_need(as_("colleague"), world)
        pages_of = {
            name: pages.page(who.get(self.url(world)))
            for name, who in (("own", browser), ("in need", as_("colleague")))
        }
        offers = {name: {link for link in pages.links(tree) if "/access/" in link} for name, tree in pages_of.items()}
        own, conflict = self.url(world), reverse("conflict", args=[world.cilla])
        assert offers["in need"] == {own, conflict}
        assert offers["own"] == {
            own,
            conflict,
            *(reverse(name, args=[world.cilla]) for name in ("keep_out", "restriction")),
        }
        assert "Let in again" not in pages.text(pages_of["in need"])

    def test_who_is_kept_out_is_named_with_why(self, browser: Client, world: World, system: Actor) -> None:
        cilla = citizen_of(world.nordby, world.cilla)
        with acting(system):
            services.conflict_add(
                subject=cilla, user_id=world.users["colleague"].pk, relation="family", reason="Fætter", by=system
            )
        assert kept_out(browser, world) == [
            "Colleague Conflict of interest, registered Tue 24 Nov",
            "Auditor Excluded from the case since Tue 24 Nov Skal kun se loggen Let in again : Auditor",
        ]

    def test_what_makes_a_conflict_is_for_leaders_to_read(self, as_: Browsers, world: World, system: Actor) -> None:
        cilla, user = citizen_of(world.nordby, world.cilla), world.users["colleague"].pk
        with acting(system):
            services.conflict_add(subject=cilla, user_id=user, relation="family", reason="Fætter", by=system)
        assert (
            "Colleague Conflict of interest, registered Tue 24 Nov Family: Fætter Let in again : Colleague"
            in kept_out(as_("leader"), world)
        )

    def test_a_restricted_case_shows_its_list(self, browser: Client, world: World) -> None:
        restrict(browser, world)
        page = pages.text(pages.page(browser.get(self.url(world))))
        assert "The case is restricted since 24 November 2026 : Truet On the list: Caseworker" in page
        assert seeing(browser, world) == [
            "Caseworker Coordinating caseworker since Wed 28 Jan",
            "Citizen The citizen, about themself",
        ]
        assert "Leader Would have access, but is not on the list" in kept_out(browser, world)

    def test_a_leader_has_no_way_to_the_caseworkers_pages(self, as_: Browsers, world: World) -> None:
        tree = pages.page(as_("leader").get(self.url(world)))
        leader = as_("leader")
        cases = {link for link in pages.links(tree) if str(world.cilla) in link}
        assert {leader.get(link).status_code for link in cases} == {200}


def part(browser: Client, world: World, heading: str) -> list[str]:
    tree = pages.page(browser.get(reverse("access", args=[world.cilla])))
    (section,) = [e for e in pages.elements(tree) if pages.attribute(e, "aria-labelledby") == heading]
    return [pages.text(e) for e in pages.elements(section) if e.name == "li"]


def seeing(browser: Client, world: World) -> list[str]:
    return sorted(part(browser, world, "seeing"))


def kept_out(browser: Client, world: World) -> list[str]:
    return part(browser, world, "kept-out")


def restrict(browser: Client, world: World, *personas: str) -> None:
    allowed = [str(world.users[name].pk) for name in ("caseworker", *personas)]
    url = reverse("restriction", args=[world.cilla])
    assert browser.post(url, CSRF | {"allowed": allowed, "reason": "Truet"}).status_code == 302


def in_need(browser: Client, world: World) -> None:
    form = {"cpr": "610382-0118", "reason": "Ringer i krise, og Caseworker er syg.", "sure": "on"}
    assert browser.post(reverse("break_glass"), CSRF | form).status_code == 302


class TestConflict(DecidingForm):
    route = "conflict"
    shows = ("I have a conflict of interest", "You lose sight of the case at once", "Close friend or neighbour")
    good = {"relation": "friend", "reason": "Vi bor dør om dør."}
    wrong = {
        "no such relation": Wrong(
            {"relation": "boss"},
            "relation",
            "Select a valid choice. boss is not one of the available choices.",
            lost=("relation",),
        ),
        "too many words": Wrong(
            {"reason": "x" * 301}, "reason", "Ensure this value has at most 300 characters (it has 301)."
        ),
    }

    def test_a_good_one_shuts_the_case_at_once(self, browser: Client, as_: Browsers, world: World) -> None:
        response = self.send(browser, world, {})
        assert response.status_code == 302
        assert response["Location"] == reverse("home")
        worklist = browser.get("/worklist/").content.decode()
        assert "You no longer see the case." in worklist
        assert "Cilla" not in worklist
        for url in (self.url(world), reverse("case", args=[world.cilla]), reverse("facts", args=[world.cilla])):
            refused = browser.get(url)
            assert refused.status_code == 403
            assert "You have said that you have a conflict of interest in this case" in refused.content.decode()
            assert "Cilla" not in refused.content.decode()
        assert (
            "Caseworker Has declared a conflict of interest Tue 24 Nov Close friend or neighbour: Vi bor dør om dør. "
            "Let in again : Caseworker"
        ) in kept_out(as_("leader"), world)

    def test_sent_twice_it_is_declared_once(self, browser: Client, world: World, system: Actor) -> None:
        assert [self.send(browser, world, {}).status_code for _ in range(2)] == [302, 403]
        with acting(system):
            assert Bar.objects.filter(kind="conflict").count() == 1

    def test_who_is_barred_by_others_is_a_stranger(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            services.conflict_add(
                subject=citizen_of(world.nordby, world.cilla),
                user_id=world.users["caseworker"].pk,
                relation="family",
                by=system,
            )
        assert browser.get(self.url(world)).status_code == 404


class TestKeepOut(DecidingForm):
    route = "keep_out"
    shows = ("Keep somebody out", "Who must not see the case?", "Colleague", "Leader")
    good = {"kind": "exclusion", "reason": "Citizen har klaget over sagsbehandlingen."}
    wrong = {
        "nobody": Wrong(
            {"user": " "}, "user", "Select a valid choice. is not one of the available choices.", lost=("user",)
        ),
        "no kind": Wrong({"kind": ""}, "kind", CHOOSE_ONE),
        "a conflict without a relation": Wrong({"kind": "conflict"}, "relation", "Choose how they know each other."),
        "too many words": Wrong(
            {"reason": "x" * 301}, "reason", "Ensure this value has at most 300 characters (it has 301)."
        ),
    }

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"user": str(world.users["colleague"].pk)}

    def test_a_good_one_keeps_a_colleague_out(self, browser: Client, as_: Browsers, world: World) -> None:
        open_to(f"user:{world.users['colleague'].pk}", world.nordby, world.cilla)
        page = reverse("case", args=[world.cilla])
        assert as_("colleague").get(page).status_code == 200
        assert self.send(browser, world, {})["Location"] == reverse("access", args=[world.cilla])
        assert "Colleague does not see the case." in browser.get("/worklist/").content.decode()
        assert as_("colleague").get(page).status_code == 404

    def test_a_conflict_is_registered(self, browser: Client, world: World, system: Actor) -> None:
        assert self.send(browser, world, {"kind": "conflict", "relation": "family"}).status_code == 302
        with acting(system):
            bar = Bar.objects.get(kind="conflict")
        assert (bar.relation, bar.self_declared) == ("family", False)

    def test_an_exclusion_has_no_relation(self, browser: Client, world: World, system: Actor) -> None:
        assert self.send(browser, world, {"relation": "family"}).status_code == 302
        with acting(system):
            assert Bar.objects.get(reason=self.good["reason"]).relation == ""

    def test_the_same_twice_is_told(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        response = self.send(browser, world, {})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "user") == str(SENTENCES["bar.already"])

    @pytest.mark.parametrize("persona", ["caseworker", "other-caseworker", "citizen", "provider"])
    def test_nobody_else_can_be_chosen(self, persona: str, browser: Client, world: World) -> None:
        """Not oneself, nobody of another municipality, nobody from outside."""
        user = str(world.users[persona].pk)
        response = self.send(browser, world, {"user": user})
        assert pages.error(pages.page(response), "user").startswith("Select a valid choice.")

    def test_in_an_emergency_nothing_is_decided(self, as_: Browsers, world: World, system: Actor) -> None:
        colleague = as_("colleague")
        in_need(colleague, world)
        before = everything(system)
        response = self.send(colleague, world, {"user": str(world.users["caseworker"].pk)})
        assert response.status_code == 422
        assert str(SENTENCES["access.not_possible"]) in pages.summary(pages.page(response))
        assert everything(system) == before


class TestRestriction(DecidingForm):
    route = "restriction"
    shows = ("Restrict the case", "Who may see the case?", "Caseworker", "Leader", "Colleague")
    good = {"reason": "Citizen er truet."}
    wrong = {
        "somebody who is not here": Wrong(
            {"allowed": "0"}, "allowed", "Select a valid choice. 0 is not one of the available choices.", ("allowed",)
        ),
        "no reason": Wrong({"reason": " "}, "reason", REQUIRED, lost=("reason",)),
    }

    def form(self, world: World) -> dict[str, str]:
        return self.good | {"allowed": str(world.users["caseworker"].pk)}

    def test_a_good_one_shuts_the_case_to_everybody_else(self, browser: Client, as_: Browsers, world: World) -> None:
        assert as_("leader").get(reverse("access", args=[world.cilla])).status_code == 200
        assert self.send(browser, world, {})["Location"] == reverse("access", args=[world.cilla])
        assert browser.get(reverse("case", args=[world.cilla])).status_code == 200
        assert as_("leader").get(reverse("access", args=[world.cilla])).status_code == 404

    def test_the_list_is_shown_as_it_stands_and_changed(self, browser: Client, world: World, system: Actor) -> None:
        restrict(browser, world, "leader")
        tree = pages.page(browser.get(self.url(world)))
        chosen = {
            pages.attribute(e, "value")
            for e in pages.elements(tree)
            if pages.attribute(e, "name") == "allowed" and "checked" in dict(e.attributes)
        }
        assert chosen == {str(world.users[name].pk) for name in ("caseworker", "leader")}
        assert pages.typed(tree, "reason") == "Truet"
        restrict(browser, world, "colleague")
        with acting(system):
            assert Restriction.objects.count() == 1

    def test_it_is_lifted(self, browser: Client, as_: Browsers, world: World) -> None:
        restrict(browser, world)
        response = browser.post(reverse("restriction_lift", args=[world.cilla]), CSRF)
        assert response["Location"] == reverse("access", args=[world.cilla])
        assert as_("leader").get(reverse("access", args=[world.cilla])).status_code == 200
        assert "The case is not restricted any more." in browser.get("/worklist/").content.decode()


class TestLettingInAgain:
    def bar(self, world: World, kind: str) -> str:
        by, subject = system_actor(world.nordby), citizen_of(world.nordby, world.cilla)
        user = {"subject": subject, "user_id": world.users["colleague"].pk, "by": by}
        with acting(by):
            bar = (
                services.conflict_add(relation="family", **user)
                if kind == "conflict"
                else services.exclusion_add(reason="Klage", **user)
            )
        return reverse("let_in", args=[world.cilla, bar.pk])

    def test_an_exclusion_is_ended_by_who_has_the_case(self, browser: Client, world: World) -> None:
        response = browser.post(self.bar(world, "exclusion"), CSRF)
        assert response["Location"] == reverse("access", args=[world.cilla])
        assert [line for line in kept_out(browser, world) if line.startswith("Colleague")] == []

    def test_a_conflict_is_ended_by_a_leader_alone(self, browser: Client, as_: Browsers, world: World) -> None:
        url = self.bar(world, "conflict")
        assert browser.post(url, CSRF).status_code == 302
        told = pages.text(pages.by_id(pages.page(browser.get("/worklist/")), "messages"))
        assert told.endswith(str(SENTENCES["bar.leader_ends"]))
        assert len(kept_out(browser, world)) == 2
        leader = as_("leader")
        assert leader.post(url, CSRF)["Location"] == reverse("access", args=[world.cilla])
        assert len(kept_out(browser, world)) == 1

    def test_of_another_case_there_is_nothing_to_end(self, as_: Browsers, world: World) -> None:
        number = self.bar(world, "exclusion").split("/")[-3]
        assert as_("colleague").post(reverse("let_in", args=[world.bertil, number]), CSRF).status_code == 404
