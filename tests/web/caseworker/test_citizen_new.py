"""New citizen: the form, what it refuses, and what it writes."""

from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, TargetGroupSpell
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import FormScreen, Wrong
from tests.world import CILLA, TODAY, World

NO_DATE = "Write a date like 24.11.2026."
REQUIRED = "This field is required."


class TestNewCitizen(FormScreen):
    route = "citizen_new"
    shows = ("New citizen", "You become the contact person", "24.11.2026")
    good = {
        "name": "Karla Test-Holm",
        "cpr": "630290-0123",
        "opened_on": "24.11.2026",
        "benefit": "cash_benefit",
        "target_group": "match_2",
        "phone": "00 11 22 33",
        "email": "karla@example.org",
        "protected_address": "on",
    }
    wrong = {
        "letters in the CPR number": Wrong({"cpr": "63029O-0123"}, "cpr", SENTENCES["cpr.letters"]),
        "a CPR number of nine digits": Wrong({"cpr": "630290012"}, "cpr", SENTENCES["cpr.length"]),
        "no such birthday": Wrong({"cpr": "6313900123"}, "cpr", SENTENCES["cpr.date"]),
        "not born yet": Wrong({"cpr": "6112264123"}, "cpr", SENTENCES["cpr.born_later"]),
        "a citizen who is here already": Wrong({"cpr": CILLA}, "cpr", SENTENCES["citizen.known"]),
        "born after the case opened": Wrong({"opened_on": "01.01.1980"}, "opened_on", SENTENCES["case.before_birth"]),
        "opened tomorrow": Wrong({"opened_on": "25.11.2026"}, "opened_on", SENTENCES["case.opens_in_future"]),
        "31 February": Wrong({"opened_on": "31.02.2026"}, "opened_on", NO_DATE),
        "a day in words": Wrong({"opened_on": "i går"}, "opened_on", NO_DATE),
        "no name": Wrong({"name": " "}, "name", REQUIRED, lost=("name",)),
        "a name that nobody can see": Wrong({"name": "\u200b\u00ad"}, "name", REQUIRED, lost=("name",)),
        "a name too long": Wrong(
            {"name": "A" * 121}, "name", "Ensure this value has at most 120 characters (it has 121)."
        ),
        "a NUL byte": Wrong({"name": "Karla\x00Test"}, "name", "Null characters are not allowed.", lost=("name",)),
        "a wrong e-mail address": Wrong({"email": "karla@"}, "email", "Enter a valid email address."),
        "a benefit that does not exist": Wrong(
            {"benefit": "lottery"},
            "benefit",
            "Select a valid choice. lottery is not one of the available choices.",
            lost=("benefit",),
        ),
        "no benefit": Wrong({"benefit": ""}, "benefit", REQUIRED),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        with acting(system):
            case = Case.objects.select_related("citizen").get(citizen__name="Karla Test-Holm")
            citizen = case.citizen
            assert (citizen.cpr, citizen.is_synthetic, citizen.protected_address) == ("6302900123", True, True)
            assert (citizen.phone, citizen.email, case.opened_on) == ("00 11 22 33", "karla@example.org", TODAY)
            assert BenefitSpell.objects.get(case=case).kind == "cash_benefit"
            assert TargetGroupSpell.objects.get(case=case).group == "match_2"
            assert ContactPerson.objects.get(case=case).user == world.users["caseworker"]
            assert set(Grant.objects.filter(subject=citizen.pk).values_list("purpose", flat=True)) == {
                "case_work",
                "leadership",
            }
        assert response.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
        tree = pages.page(response)
        assert pages.text(pages.by_id(tree, "messages")).endswith("Karla Test-Holm has a case now.")

    def test_the_number_is_in_no_address_and_on_no_later_page(self, browser: Client, world: World) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        seen = response.content.decode() + str(response.redirect_chain)
        assert "0123" not in seen.replace("00 11 22 33", "")

    def test_only_what_is_needed(self, browser: Client, world: World, system: Actor) -> None:
        needed = {name: self.good[name] for name in ("name", "cpr", "opened_on", "benefit")}
        assert browser.post(self.url(world), needed).status_code == 302
        with acting(system):
            assert not TargetGroupSpell.objects.filter(case__citizen__name="Karla Test-Holm").exists()

    def test_a_case_in_another_municipality_is_nobodys_business(self, browser: Client, world: World) -> None:
        gerda = "8512934021"
        assert browser.post(self.url(world), self.good | {"cpr": gerda}).status_code == 302

    def test_two_wrong_things_are_told_at_once(self, browser: Client, world: World) -> None:
        tree = pages.page(browser.post(self.url(world), self.good | {"name": "", "email": "@"}))
        assert pages.summary(tree).startswith("There are 2 things to correct")
