"""New citizen: the form, what it refuses, and what it writes."""

from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Bar, Grant
from fremdrift.cases import services
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson, TargetGroupSpell
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.web.shared.violations import SENTENCES
from tests.access.screens import Log, owner
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import FormScreen, Wrong
from tests.world import BERTIL, CILLA, TODAY, World

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
        "address": "Prøvevej 1",
        "postcode": "0000",
        "town": "Nordby",
        "protected_address": "on",
        "protected_until": "24.12.2026",
    }
    wrong = {
        "not born yet": Wrong({"cpr": "6112264123"}, "cpr", SENTENCES["cpr.born_later"]),
        "born after the case opened": Wrong({"opened_on": "01.01.1980"}, "opened_on", SENTENCES["case.before_birth"]),
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
        "protected until a day that has passed": Wrong(
            {"protected_until": "23.11.2026"}, "protected_until", SENTENCES["citizen.protected_until_past"]
        ),
    }

    def test_a_good_one_is_stored(self, browser: Client, world: World, system: Actor) -> None:
        response = browser.post(self.url(world), self.good, follow=True)
        with acting(system):
            case = Case.objects.select_related("citizen").get(citizen__name="Karla Test-Holm")
            citizen = case.citizen
            assert (citizen.cpr, citizen.is_synthetic, citizen.protected_address) == ("6302900123", True, True)
            assert (citizen.address, citizen.postcode, citizen.town) == ("Prøvevej 1", "0000", "Nordby")
            assert str(citizen.protected_until) == "2026-12-24"
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


TYPED = {"name": "Sila Papirsn", "cpr": "610382-0119"}  # Cilla's birthday, a name like hers, another number
HIDDEN = "There is such a person here. Your team leader can tell who has the case."


def alike(browser: Client, **typed: str) -> str:
    """The words of the part that comes while one types."""
    response = browser.post(reverse("citizen_alike"), typed, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return pages.text(pages.page(response)) if response.content.strip() else ""


class TestAlike:
    """Persons who may be the one that is typed in."""

    def test_one_whom_one_may_see_is_named(self, browser: Client) -> None:
        for cpr in ("610382", "610382-0", "610382-0119"):
            words = alike(browser, name="Sila Papirsn", cpr=cpr)
            assert "Perhaps the person is registered here already" in words
            assert "Cilla Papirsen born 1 March 1982" in words

    def test_of_others_it_is_only_said_that_there_is_somebody(self, as_) -> None:
        for name, cpr in (("Sila Papirsn", "610382"), ("Nobody At All", CILLA)):
            words = alike(as_("colleague"), name=name, cpr=cpr)
            assert HIDDEN in words
            assert "Cilla" not in words
            assert "case 1" not in words

    def test_nothing_is_said_of_nobody(self, browser: Client, as_) -> None:
        for name, cpr in (
            ("Bent Ulvhøj", "610382"),
            ("Cilla Papirsen", "62"),
            ("Cilla", "620382"),
            ("", "610382"),
            ("", ""),
        ):
            assert alike(browser, name=name, cpr=cpr) == ""
        assert alike(as_("other-caseworker"), name="Cilla Papirsen", cpr=CILLA) == ""  # of another municipality

    def test_a_known_number_is_told_whatever_the_name(self, browser: Client) -> None:
        words = alike(browser, name="", cpr=CILLA)
        assert "That CPR number is registered here already" in words
        assert "save anyway" not in words

    def test_the_number_is_in_the_log_as_a_blind_index_only(self, browser: Client, world: World) -> None:
        with owner() as connection:
            log = Log(connection)
            alike(browser, name="Sila Papirsn", cpr=CILLA)
            alike(browser, name="Sila Papirsn", cpr="610382")
            known, born = log.entries()
        index = cpr_index(world.nordby.pk, CILLA).hex()
        assert (known.criterion, known.count) == (f"name=Sila Papirsn cpr={index}", 1)
        assert (born.criterion, born.count) == ("name=Sila Papirsn born=1882-03-01 1982-03-01", 1)

    def test_the_part_equals_the_same_part_of_the_page(self, browser: Client, world: World) -> None:
        given = TestNewCitizen.good | TYPED
        whole = pages.by_id(pages.page(browser.post(reverse("citizen_new"), given)), "alike")
        part = browser.post(reverse("citizen_alike"), given, headers={"HX-Request": "true"})
        assert whole.children == pages.part(part)

    def test_without_a_word_about_them_nothing_is_saved(self, browser: Client, system: Actor) -> None:
        before = everything(system)
        response = browser.post(reverse("citizen_new"), TestNewCitizen.good | TYPED)
        assert response.status_code == 422
        tree = pages.page(response)
        assert "It is somebody else; save anyway" in pages.text(tree)
        assert pages.typed(tree, "name") == "Sila Papirsn"
        assert everything(system) == before

    def test_with_it_they_are_saved(self, browser: Client, system: Actor) -> None:
        given = TestNewCitizen.good | TYPED
        tree = pages.page(browser.post(reverse("citizen_new"), given))
        (box,) = [e for e in pages.elements(tree) if pages.attribute(e, "id") == "id_sure"]
        assert browser.post(reverse("citizen_new"), given | {"sure": "1"}).status_code == 422  # of somebody else
        sure = {"sure": pages.attribute(box, "value")}
        assert browser.post(reverse("citizen_new"), given | sure).status_code == 302
        with acting(system):
            assert Case.objects.filter(citizen__name="Sila Papirsn").count() == 1


class TestComingBack:
    """Somebody whose earlier case is closed gets a new one, and stays one person."""

    def close(self, world: World, system: Actor) -> None:
        with acting(system):
            case = Case.objects.get(pk=world.bertil)
            services.case_close(case=case, closed_on=TODAY, reason="job", by=system)

    def test_a_new_case_for_the_same_person(self, browser: Client, world: World, system: Actor) -> None:
        self.close(world, system)
        given = TestNewCitizen.good | {"name": "B. Demosen", "cpr": BERTIL, "email": "", "opened_on": "24.11.2026"}
        tree = pages.page(browser.post(reverse("citizen_new"), given))
        words = pages.text(tree)
        assert "Open a new case for this person" in words
        assert "Bertil" not in words
        sure = {"sure": pages.attribute(pages.by_id(tree, "id_sure"), "value")}
        response = browser.post(reverse("citizen_new"), given | sure)
        assert response.status_code == 302
        with acting(system):
            citizen = Citizen.objects.get(cases=world.bertil)
            assert citizen.cases.count() == 2
            assert (citizen.name, citizen.phone) == ("B. Demosen", "00 11 22 33")
        assert browser.get(response["Location"]).status_code == 200

    def test_not_for_whoever_must_not_see_them(self, browser: Client, world: World, system: Actor) -> None:
        self.close(world, system)
        with acting(system):
            subject = Case.objects.get(pk=world.bertil).citizen_id
            holder = f"user:{world.users['caseworker'].pk}"
            Bar.objects.create(
                municipality=world.nordby, holder=holder, subject=subject, kind="exclusion", begins_on=TODAY
            )
        words = alike(browser, name="Bertil Demosen", cpr=BERTIL)
        assert "new case" not in words
        assert HIDDEN in words
        response = browser.post(reverse("citizen_new"), TestNewCitizen.good | {"cpr": BERTIL})
        assert pages.error(pages.page(response), "cpr") == str(SENTENCES["citizen.known"])
