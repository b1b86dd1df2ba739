"""The facts of a case: all periods by kind, adding one of each kind, and setting a last day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.cases import services as cases
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Characteristic,
    Effort,
    Exemption,
    RulePackSpell,
    TargetGroupSpell,
)
from fremdrift.conversations.models import Obligation
from fremdrift.web.shared.field_sentences import CHOOSE_ONE
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import fill
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY, CaseFormScreen, CaseScreen, Wrong
from tests.world import TODAY, World

REQUIRED = "This field is required."
UNSEEN = "\u200b\u2060"  # a zero-width space and a word joiner
NO_DATE = "Write a date like 24.11.2026."
TOO_MANY_HOURS = "A week has 168 hours. Write how many of them it takes."
ENDS_FIRST = SENTENCES["period.ends_first"]


def unknown(value: str) -> str:
    return f"Select a valid choice. {value} is not one of the available choices."


class TestFacts(CaseScreen):
    route = "facts"
    shows = ("Benefits", "Cash benefit", "Target groups", "Ready for effort", "Exemptions", "Efforts", "None.")

    def test_everything_of_the_case_stands_there(self, browser: Client, world: World) -> None:
        fill(world)
        words = pages.text(pages.page(browser.get(self.url(world))))
        assert "Conversations and offers : Knæoperation since 23 November 2026" in words
        assert "Mentor Mentor support" in words


class AddScreen(CaseFormScreen):
    """Adding a fact of one kind."""

    route = "fact_add"
    kind: str

    def rest(self, world: World) -> list[object]:
        return [self.kind]

    def add(self, browser: Client, world: World, **changes: str) -> None:
        """Send a form that is taken."""
        response = browser.post(self.url(world), self.good | changes, follow=True)
        assert response.redirect_chain == [(reverse("facts", args=[world.cilla]), 302)]
        assert pages.text(pages.by_id(pages.page(response), "messages")).endswith("Saved.")


class TestBenefit(AddScreen):
    kind = "benefit"
    shows = ("Add a benefit", "Stands here already", "Cash benefit", "since 28 January 2026")
    good = {"kind": "sickness_benefit", "begins_on": "01.12.2025", "ends_on": "27.01.2026"}
    wrong = {
        "open into another one": Wrong({"ends_on": ""}, "begins_on", SENTENCES["benefit.overlaps"]),
        "an end before the beginning": Wrong({"ends_on": "30.11.2025"}, "ends_on", ENDS_FIRST),
        "no beginning": Wrong({"begins_on": ""}, "begins_on", REQUIRED),
        "29 February of another year": Wrong({"begins_on": "29.02.2025"}, "begins_on", NO_DATE),
        "no benefit": Wrong({"kind": ""}, "kind", CHOOSE_ONE),
        "an unknown benefit": Wrong({"kind": "lottery"}, "kind", unknown("lottery"), lost=("kind",)),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            stored = BenefitSpell.objects.get(case=world.cilla, kind="sickness_benefit")
            assert (stored.begins_on, stored.ends_on) == (dt.date(2025, 12, 1), dt.date(2026, 1, 27))


class TestTargetGroup(AddScreen):
    kind = "target-group"
    shows = ("Add a target group", "Ready for effort (match 2)")
    good = {"group": "match_1", "begins_on": "01.12.2025", "ends_on": "27.01.2026"}
    wrong = {
        "days that another one has": Wrong({"ends_on": "28.01.2026"}, "begins_on", SENTENCES["target_group.overlaps"]),
        "an end before the beginning": Wrong({"ends_on": "30.11.2025"}, "ends_on", ENDS_FIRST),
        "a day in words": Wrong({"begins_on": "nytår"}, "begins_on", NO_DATE),
        "an unknown group": Wrong({"group": "match_4"}, "group", unknown("match_4"), lost=("group",)),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            assert TargetGroupSpell.objects.filter(case=world.cilla, group="match_1").count() == 1


class TestExemption(AddScreen):
    kind = "exemption"
    shows = ("Add an exemption", "The citizen can read it.")
    good = {"pauses": "both", "reason": "Knæoperation", "begins_on": "24.11.2026", "ends_on": ""}
    wrong = {
        "no reason": Wrong({"reason": " "}, "reason", REQUIRED, lost=("reason",)),
        "a reason that nobody can see": Wrong({"reason": UNSEEN}, "reason", REQUIRED, lost=("reason",)),
        "a reason too long": Wrong(
            {"reason": "x" * 201}, "reason", "Ensure this value has at most 200 characters (it has 201)."
        ),
        "exempt from nothing": Wrong({"pauses": ""}, "pauses", CHOOSE_ONE),
        "exempt from what there is not": Wrong({"pauses": "all"}, "pauses", unknown("all"), lost=("pauses",)),
    }

    def test_a_good_one_is_stored_and_stops_the_clock(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            stored = Exemption.objects.get(case=world.cilla)
            assert (stored.pauses, stored.reason, stored.ends_on) == ("both", "Knæoperation", None)
        assert "Knæoperation – until further notice" in pages.text(
            pages.page(browser.get(reverse("case", args=[world.cilla])))
        )

    def test_a_second_one_in_the_same_days_is_refused(self, browser: Client, world: World) -> None:
        self.add(browser, world)
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert pages.error(pages.page(response), "begins_on") == str(SENTENCES["exemption.overlaps"])
        self.add(browser, world, pauses="offer")  # of another kind it may be


class TestEffort(AddScreen):
    kind = "effort"
    shows = ("Register an effort", "placement in a garden centre")
    good = {
        "kind": "company_placement",
        "title": "Praktik i gartneri",
        "organiser": "other",
        "organiser_name": "Prøvegartneriet",
        "begins_on": "30.11.2026",
        "ends_on": "26.02.2027",
        "hours": "12,5",
        "at_workplace": "on",
    }
    wrong = {
        "no hours at all": Wrong({"hours": "0"}, "hours", SENTENCES["effort.hours"]),
        "less than no hours": Wrong({"hours": "-3"}, "hours", "Ensure this value is greater than or equal to 0."),
        "more hours than can be kept": Wrong({"hours": "1234,5"}, "hours", TOO_MANY_HOURS),
        "an end before the beginning": Wrong({"ends_on": "29.11.2026"}, "ends_on", ENDS_FIRST),
        "no title": Wrong({"title": ""}, "title", REQUIRED),
        "a title that nobody can see": Wrong({"title": UNSEEN}, "title", REQUIRED, lost=("title",)),
        "a title too long": Wrong(
            {"title": "x" * 121}, "title", "Ensure this value has at most 120 characters (it has 121)."
        ),
        "an unknown kind": Wrong({"kind": "holiday"}, "kind", unknown("holiday"), lost=("kind",)),
        "nobody who stands for it": Wrong({"organiser": ""}, "organiser", CHOOSE_ONE),
        "somebody unknown": Wrong({"organiser": "boss"}, "organiser", unknown("boss"), lost=("organiser",)),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            stored = Effort.objects.get(case=world.cilla)
            assert (stored.title, stored.organiser_name, stored.at_workplace) == (
                "Praktik i gartneri",
                "Prøvegartneriet",
                True,
            )
            assert stored.hours == Decimal("12.5")

    @pytest.mark.parametrize("language", ["da", "en"])
    @pytest.mark.parametrize("hours", ["12,5", "12.5", " 12,5 "])
    def test_hours_are_written_as_one_likes(
        self, hours: str, language: str, browser: Client, world: World, system: Actor
    ) -> None:
        User.objects.update(language=language)
        assert browser.post(self.url(world), self.good | {"hours": hours}).status_code == 302
        with acting(system):
            assert Effort.objects.get(case=world.cilla).hours == Decimal("12.5")

    def test_a_planned_one_is_from_a_day_and_a_running_one_since_a_day(self, browser: Client, world: World) -> None:
        self.add(browser, world, title="Tomorrow", begins_on="25.11.2026", ends_on="")
        self.add(browser, world, title="Today", begins_on="24.11.2026", ends_on="")
        words = pages.text(pages.page(browser.get(reverse("facts", args=[world.cilla]))))
        assert "from 25 November 2026" in words
        assert "since 24 November 2026" in words

    def test_all_hours_of_a_week_are_taken(self, browser: Client, world: World) -> None:
        self.add(browser, world, hours="168")

    def test_efforts_may_run_side_by_side(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        self.add(browser, world, kind="mentor", title="Mentor", hours="")
        with acting(system):
            assert Effort.objects.filter(case=world.cilla).count() == 2


class TestRules(AddScreen):
    kind = "rules"
    shows = ("Follow other rules", "På rette vej – i job", "LAB 2026", "The citizen can read it.")
    good = {"pack": "rmb-trial", "reason": "Deltager i forsøget", "begins_on": "24.11.2026", "ends_on": "21.12.2026"}
    wrong = {
        "no rules": Wrong({"pack": ""}, "pack", CHOOSE_ONE),
        "rules that there are not": Wrong({"pack": "lab-1999"}, "pack", unknown("lab-1999"), lost=("pack",)),
        "a suspension, which has no rules": Wrong(
            {"pack": "suspension-2020"}, "pack", unknown("suspension-2020"), lost=("pack",)
        ),
        "no reason": Wrong({"reason": " "}, "reason", REQUIRED, lost=("reason",)),
        "a reason too long": Wrong(
            {"reason": "x" * 201}, "reason", "Ensure this value has at most 200 characters (it has 201)."
        ),
        "an end before the beginning": Wrong({"ends_on": "23.11.2026"}, "ends_on", ENDS_FIRST),
    }

    def test_the_deadlines_follow_at_once_and_come_back(self, browser: Client, world: World, system: Actor) -> None:
        before = self.rules(browser, world)
        assert before == {"LAB 2011"}
        self.add(browser, world)
        assert self.rules(browser, world) == {"På rette vej – i job"}
        with acting(system):
            stored = RulePackSpell.objects.get(case=world.cilla)
            assert (stored.pack, stored.reason, stored.ends_on) == (
                "rmb-trial",
                "Deltager i forsøget",
                dt.date(2026, 12, 21),
            )
        url = reverse("fact_end", args=[world.cilla, self.kind, stored.pk])
        assert "På rette vej – i job" in pages.text(pages.page(browser.get(url)))
        assert browser.post(url, {"ends_on": "25.11.2026"}).status_code == 302
        with acting(system):
            later = Obligation.objects.filter(case=world.cilla, arises_on__gt=dt.date(2026, 11, 25))
            assert {row.rule.split(".")[0] for row in later} == {"lab-2011"}

    def rules(self, browser: Client, world: World) -> set[str]:
        """The sets of rules behind the deadlines that the case page shows."""
        tree = pages.page(browser.get(reverse("case", args=[world.cilla])))
        said = [pages.text(e) for e in pages.elements(tree) if "/rules/" in pages.attribute(e, "href")]
        return {words.split(":")[0] for words in said if ":" in words}

    def test_the_period_stands_with_the_facts_and_in_the_timeline(self, browser: Client, world: World) -> None:
        self.add(browser, world)
        facts = pages.page(browser.get(reverse("facts", args=[world.cilla])))
        words = pages.text(facts)
        assert "På rette vej – i job : Deltager i forsøget 24 November 2026 to 21 December 2026" in words
        assert reverse("rule_pack", args=["rmb-trial"]) in pages.links(facts)
        assert "Set the last day : På rette vej – i job" in words
        timeline = pages.text(pages.page(browser.get(reverse("case", args=[world.cilla]))))
        assert "Follows other rules: På rette vej – i job Deltager i forsøget" in timeline

    def test_two_at_a_time_are_refused(self, browser: Client, world: World) -> None:
        self.add(browser, world)
        response = browser.post(self.url(world), self.good | {"pack": "lab-2020", "begins_on": "21.12.2026"})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "begins_on") == str(SENTENCES["rule_pack.overlaps"])

    def test_a_closed_case_takes_none(self, browser: Client, world: World, caseworker: Actor) -> None:
        cases.case_close(case=Case.objects.get(pk=world.cilla), closed_on=TODAY, reason="job", by=caseworker)
        assert browser.get(self.url(world)).status_code == 302
        assert browser.post(self.url(world), self.good).status_code == 422
        assert not RulePackSpell.objects.exists()
        assert "Follow other rules" not in browser.get(reverse("facts", args=[world.cilla])).content.decode()


class TestCharacteristic(AddScreen):
    kind = "characteristic"
    shows = ("Add a characteristic", "Socially isolated", "In your own words")
    good = {"kind": "other", "words": "Passer sin syge mor", "begins_on": "24.11.2026", "ends_on": ""}
    wrong = {
        "words for one of the list": Wrong({"kind": "mental"}, "words", SENTENCES["characteristic.words_of_other"]),
        "words too long": Wrong(
            {"words": "x" * 121}, "words", "Ensure this value has at most 120 characters (it has 121)."
        ),
        "none chosen": Wrong({"kind": ""}, "kind", CHOOSE_ONE),
        "one that is not on the list": Wrong({"kind": "lazy"}, "kind", unknown("lazy"), lost=("kind",)),
        "an end before the beginning": Wrong({"ends_on": "23.11.2026"}, "ends_on", ENDS_FIRST),
    }

    def test_a_good_one_is_stored_and_shown(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            assert Characteristic.objects.get(case=world.cilla).words == "Passer sin syge mor"
        words = pages.text(pages.page(browser.get(reverse("facts", args=[world.cilla]))))
        assert "Passer sin syge mor since 24 November 2026" in words

    def test_a_sixth_is_told_at_its_field(self, browser: Client, world: World) -> None:
        for kind in ("mental", "isolated", "long_term", "physical", "financial"):
            self.add(browser, world, kind=kind, words="")
        response = browser.post(self.url(world), self.good)
        assert response.status_code == 422
        assert pages.error(pages.page(response), "kind") == str(SENTENCES["characteristic.five"])

    def test_one_can_be_ended(self, browser: Client, world: World, system: Actor) -> None:
        self.add(browser, world)
        with acting(system):
            fact = Characteristic.objects.get(case=world.cilla)
        url = reverse("fact_end", args=[world.cilla, self.kind, fact.pk])
        assert "Passer sin syge mor" in browser.get(url).content.decode()
        assert browser.post(url, {"ends_on": "30.11.2026"}).status_code == 302
        with acting(system):
            fact.refresh_from_db()
            assert fact.ends_on == dt.date(2026, 11, 30)


def test_a_kind_that_there_is_not(browser: Client, world: World) -> None:
    assert browser.get(reverse("fact_add", args=[world.cilla, "sanction"])).status_code == 404
    assert browser.get(reverse("fact_end", args=[world.cilla, "sanction", NOBODY])).status_code == 404


class TestEnd(CaseFormScreen):
    route = "fact_end"
    shows = ("Set the last day", "Cash benefit", "since 28 January 2026", "24.11.2026")
    good = {"ends_on": "30.11.2026"}
    wrong = {
        "an end before the beginning": Wrong({"ends_on": "27.01.2026"}, "ends_on", ENDS_FIRST),
        "no day": Wrong({"ends_on": ""}, "ends_on", REQUIRED),
        "31 November": Wrong({"ends_on": "31.11.2026"}, "ends_on", NO_DATE),
    }

    def rest(self, world: World) -> list[object]:
        with acting(self.system):
            return ["benefit", BenefitSpell.objects.get(case=world.cilla, kind="cash_benefit").pk]

    @pytest.fixture(autouse=True)
    def _system(self, system: Actor) -> None:
        self.system = system

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        assert response.redirect_chain == [(reverse("facts", args=[world.cilla]), 302)]
        with acting(system):
            assert BenefitSpell.objects.get(case=world.cilla).ends_on == dt.date(2026, 11, 30)

    def test_into_the_next_one_is_refused(self, browser: Client, world: World) -> None:
        browser.post(self.url(world), self.good)
        later = {"kind": "sickness_benefit", "begins_on": "01.12.2026", "ends_on": ""}
        assert browser.post(reverse("fact_add", args=[world.cilla, "benefit"]), later).status_code == 302
        with acting(self.system):
            first = BenefitSpell.objects.get(case=world.cilla, kind="cash_benefit").pk
        url = reverse("fact_end", args=[world.cilla, "benefit", first])
        response = browser.post(url, {"ends_on": "01.12.2026"})
        assert response.status_code == 422
        assert pages.error(pages.page(response), "ends_on") == str(SENTENCES["benefit.overlaps"])

    def test_a_fact_of_another_case_or_kind_is_not_found(self, browser: Client, world: World, system: Actor) -> None:
        with acting(system):
            own, others = (BenefitSpell.objects.get(case=case).pk for case in (world.cilla, world.bertil))
        for kind, fact in (("benefit", others), ("target-group", own), ("benefit", NOBODY)):
            url = reverse("fact_end", args=[world.cilla, kind, fact])
            assert browser.get(url).status_code == 404
            assert browser.post(url, self.good).status_code == 404

    @pytest.mark.parametrize("kind", ["benefit", "target-group", "exemption", "effort"])
    def test_every_kind_can_be_ended(self, kind: str, browser: Client, world: World, system: Actor) -> None:
        fill(world)
        models = {
            "benefit": BenefitSpell,
            "target-group": TargetGroupSpell,
            "exemption": Exemption,
            "effort": Effort,
        }
        with acting(system):
            fact = models[kind].objects.get(case=world.cilla)
        url = reverse("fact_end", args=[world.cilla, kind, fact.pk])
        assert browser.get(url).status_code == 200
        assert browser.post(url, {"ends_on": f"{TODAY:%d.%m.%Y}"}).status_code == 302
        with acting(system):
            fact.refresh_from_db()
            assert fact.ends_on == TODAY
