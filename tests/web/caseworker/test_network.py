"""People around the citizen: written down, corrected by two at once, and nothing shared without a consent."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.cases import services
from fremdrift.cases.models import Case, NetworkPerson
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseFormScreen, CaseScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
BO = {
    "name": "Bo Berg",
    "role": "debt_advice",
    "organisation": "Gældsrådgivningen",
    "phone": "00 11 22 33",
    "email": "bo@example.org",
    "note": "Træffes om tirsdagen",
}
NO_CONSENT = "Nothing may be shared with this person."


def words(browser: Client, world: World, route: str, *rest: object) -> str:
    return pages.text(pages.page(browser.get(reverse(route, args=[world.cilla, *rest]))))


class TestPeopleAround(CaseFormScreen):
    route = "network_persons"
    shows = ("People around Cilla Papirsen", "Nothing is shared with anybody here", "Nobody is written down yet")
    good = BO
    wrong = {
        "no name": Wrong({"name": ""}, "name", REQUIRED),
        "no role": Wrong({"role": ""}, "role", CHOOSE_ONE),
        "half an address": Wrong({"email": "bo@"}, "email", "Enter a valid email address."),
        "too long a place": Wrong(
            {"organisation": "x" * 121}, "organisation", "Ensure this value has at most 120 characters (it has 121)."
        ),
    }

    def test_somebody_new_stands_there_without_a_consent(self, browser: Client, world: World, cilla: Case) -> None:
        response = self.send(browser, world, {})
        person = NetworkPerson.objects.get()
        assert response["Location"] == reverse("network_person", args=[world.cilla, person.pk])
        told = words(browser, world, "network_persons")
        assert "Bo Berg , Gældsrådgivningen Debt advice · 00 11 22 33 · bo@example.org" in told
        assert f"no consent {NO_CONSENT}" in told

    def test_the_same_person_twice_is_told(self, browser: Client, world: World) -> None:
        self.send(browser, world, {})
        response = self.send(browser, world, {})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "name") == str(SENTENCES["network_person.already_there"])

    def test_the_case_leads_here(self, browser: Client, world: World) -> None:
        here = reverse("network_persons", args=[world.cilla])
        for route in ("case", "contact_persons"):
            assert here in pages.links(pages.page(browser.get(reverse(route, args=[world.cilla]))))


class OnePerson(CaseScreen):
    """Bo, whom Cilla's caseworker has written down."""

    @pytest.fixture(autouse=True)
    def _bo(self, cilla: Case, caseworker: Actor) -> None:
        around = services.Around("Bo Berg", "debt_advice")
        self.bo = services.network_person_add(case=cilla, around=around, by=caseworker)

    def rest(self, world: World) -> list[object]:
        return [self.bo.pk]

    def stored(self) -> NetworkPerson:
        return NetworkPerson.objects.get(pk=self.bo.pk)

    def to(self, browser: Client, world: World, route: str, **typed: str):
        return browser.post(reverse(route, args=[world.cilla, self.bo.pk]), CSRF | typed)

    def agree(self, browser: Client, world: World, **typed: str):
        sent = {"consent_on": "20.11.2026", "consent_what": "Gælden, ikke helbredet", "seen": "0"}
        return self.to(browser, world, "consent_give", **(sent | typed))


class TestPerson(OnePerson, CaseFormScreen):
    route = "network_person"
    shows = ("What Cilla agrees to", "Change the person", NO_CONSENT, "Move to earlier")
    good = BO | {"version": "0"}
    wrong = {
        "no name": Wrong({"name": ""}, "name", REQUIRED),
        "another version": Wrong({"version": "7"}, "", SENTENCES["network_person.changed_meanwhile"], ("version",)),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World) -> None:
        assert self.send(browser, world, {}).status_code == 302
        bo = self.stored()
        assert (bo.organisation, bo.phone, bo.note, bo.version) == (
            "Gældsrådgivningen",
            "00 11 22 33",
            "Træffes om tirsdagen",
            1,
        )

    def test_who_changes_over_another_keeps_both_texts(self, browser: Client, world: World, caseworker: Actor) -> None:
        theirs = services.Around("Bo Bergmann", "debt_advice", note="Ringer selv")
        services.network_person_update(person=self.bo, around=theirs, expected_version=0, by=caseworker)
        response = self.send(browser, world, {})
        assert response.status_code == 422
        tree = pages.page(response)
        assert "It stands now as: Bo Bergmann (debt advice)" in pages.text(tree)
        assert "Ringer selv" in pages.text(tree)
        assert (pages.typed(tree, "note"), pages.typed(tree, "version")) == ("Træffes om tirsdagen", "1")
        assert self.send(browser, world, {"version": "1"}).status_code == 302

    def test_a_consent_says_what_may_be_spoken_about(self, browser: Client, world: World) -> None:
        assert self.agree(browser, world).status_code == 302
        told = "consent Since 20 November 2026, to speak about: Gælden, ikke helbredet"
        assert told in words(browser, world, "network_persons")
        case = words(browser, world, "case")
        assert "Consent to speak with Bo Berg" in case
        assert "Gælden, ikke helbredet" in case

    @pytest.mark.parametrize(
        ("typed", "at", "sentence"),
        [
            ({"consent_what": ""}, "consent_what", REQUIRED),
            ({"consent_on": "25.11.2026"}, "consent_on", SENTENCES["consent.in_future"]),
        ],
    )
    def test_a_consent_that_is_none_is_told(
        self, typed: dict[str, str], at: str, sentence: str, browser: Client, world: World
    ) -> None:
        response = self.agree(browser, world, **typed)
        assert response.status_code == 422
        assert pages.error(pages.page(response), at) == str(sentence)
        assert not self.stored().consents

    def test_two_consents_at_once_are_told_of_one_another(self, browser: Client, world: World) -> None:
        self.agree(browser, world)
        response = self.agree(browser, world, consent_what="Alt")
        assert response.status_code == 422
        tree = pages.page(response)
        assert "to speak about: Gælden, ikke helbredet" in pages.text(tree)
        assert (pages.typed(tree, "consent_what"), pages.typed(tree, "seen")) == ("Alt", "1")

    def test_withdrawn_nothing_may_be_shared(self, browser: Client, world: World) -> None:
        self.agree(browser, world)
        assert self.to(browser, world, "consent_withdraw", ended_on="24.11.2026").status_code == 302
        told = words(browser, world, "network_persons")
        assert "no consent Withdrawn on 24 November 2026. Nothing may be shared with this person." in told
        assert "Consent to speak with Bo Berg withdrawn" in words(browser, world, "case")

    def test_a_day_to_come_withdraws_nothing(self, browser: Client, world: World) -> None:
        self.agree(browser, world)
        response = self.to(browser, world, "consent_withdraw", ended_on="25.11.2026")
        assert response.status_code == 422
        assert pages.error(pages.page(response), "ended_on") == str(SENTENCES["consent.in_future"])
        assert self.stored().consents

    def test_who_is_gone_stands_below(self, browser: Client, world: World) -> None:
        self.agree(browser, world)
        assert self.to(browser, world, "network_person_end").status_code == 302
        assert self.stored().ended_on == TODAY
        told = words(browser, world, "network_persons")
        assert "No longer around the citizen since 24 November 2026. Nothing may be shared." in told

    def test_in_a_closed_case_it_is_read_alone(self, browser: Client, world: World, caseworker: Actor) -> None:
        self.agree(browser, world)
        services.case_close(case=self.bo.case, closed_on=TODAY, reason="job", by=caseworker)
        for route in ("network_persons", "network_person"):
            rest = [self.bo.pk] if route == "network_person" else []
            page = pages.page(browser.get(reverse(route, args=[world.cilla, *rest])))
            assert reverse("consent_give", args=[world.cilla, self.bo.pk]) not in str(page)
        answers = [self.send(browser, world, {}), self.agree(browser, world, consent_what="Alt")]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert all(str(SENTENCES["case.closed"]) in pages.summary(pages.page(answer)) for answer in answers)
        assert self.stored().consent_what == "Gælden, ikke helbredet"

    def test_a_person_of_another_case_is_not_here(self, as_, world: World) -> None:
        colleague = as_("colleague")
        for route in ("network_person", "consent_give", "consent_withdraw", "network_person_end"):
            url = reverse(route, args=[world.bertil, self.bo.pk])
            assert colleague.post(url, CSRF).status_code == 404


def test_what_was_given_at_a_day_stands_at_that_day(
    browser: Client, world: World, cilla: Case, caseworker: Actor
) -> None:
    person = services.network_person_add(case=cilla, around=services.Around("Ida Lund", "doctor"), by=caseworker)
    on = TODAY - dt.timedelta(days=40)
    services.consent_give(person=person, on=on, what="Søvn", expected_version=0, by=caseworker)
    assert "Consent to speak with Ida Lund" in words(browser, world, "case")
