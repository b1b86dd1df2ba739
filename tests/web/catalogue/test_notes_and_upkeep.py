"""Colleagues' notes on an offer, and the pages of whoever keeps offers, companies and workplaces."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.accounts.models import User
from fremdrift.catalogue.models import Company, Experience, Offer, Workplace
from tests.world import TODAY, World

As = Callable[[str], Client]
Catalogue = dict[str, Offer]

OFFER = {
    "code": "NY-01",
    "name": "Fuglekassen",
    "summary": "Vi bygger fuglekasser.",
    "purposes": ["social_support", "clarification"],
    "legal_kind": "guidance_upskilling",
    "form": "group",
    "setting": "workshop",
    "can_hold": ["anxiety", "breaks"],
    "cannot_hold": ["active_use"],
    "content": "1-2: Save\n3: Hamre",
    "hours_least": "3",
    "hours_most": "9",
    "price": "950,50",
    "price_per": "week",
    "languages": ["da"],
    "new_provider": "Fuglehuset på Ærø",
}
COMPANY = {"name": "Fugl & Fisk", "cvr": "12 34 56 78", "town": "Nordby", "contact_email": "f@example.org"}
WORKPLACE = {"name": "Værkstedet", "production_number": "1234567890", "places": "2", "employees": "12"}


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_note_is_written_read_taken_back_and_put_back(as_: As, catalogue: Catalogue) -> None:
    browser, offer = as_("caseworker"), catalogue["NAT-01"]
    page = reverse("offer", args=[offer.pk])
    said = {"worked": "Ring først.\nGå en tur.", "worked_for": "Stille folk"}
    assert browser.post(reverse("experience_add", args=[offer.pk]), said).status_code == 302
    shown = text(as_("colleague").get(page))
    assert "Ring først.<br>Gå en tur." in shown
    assert "Worked for: Stille folk" in shown
    assert "Take the note back" not in shown  # it is not the colleague's
    note = Experience.objects.get()
    gone, back = (reverse(f"experience_{what}", args=[offer.pk, note.pk]) for what in ("withdraw", "reopen"))
    assert gone in text(browser.get(page))
    browser.post(gone)
    assert "Ring først" not in text(browser.get(page)).split("<main")[1].split("alert")[-1]
    browser.post(back)
    assert "Ring først" in text(browser.get(page))


def test_a_note_that_names_somebody_by_number_is_refused_and_kept(as_: As, catalogue: Catalogue) -> None:
    browser, url = as_("caseworker"), reverse("experience_add", args=[catalogue["NAT-01"].pk])
    for field in ("worked", "worked_for"):
        said = {"worked": "Ring først.", "worked_for": "Stille folk"} | {field: "Som for 610382-0118"}
        response = browser.post(url, said)
        assert response.status_code == 422
        assert "looks like a CPR number" in text(response)
        assert all(value in text(response) for value in said.values())
    assert not Experience.objects.exists()


def test_nobody_takes_a_colleagues_note_back(as_: As, catalogue: Catalogue) -> None:
    offer = catalogue["NAT-01"]
    as_("caseworker").post(reverse("experience_add", args=[offer.pk]), {"worked": "Ring først."})
    note = Experience.objects.get()
    response = as_("colleague").post(reverse("experience_withdraw", args=[offer.pk, note.pk]), follow=True)
    assert "Only whoever wrote the note" in text(response)
    note.refresh_from_db()
    assert note.withdrawn_at is None
    other = as_("other-caseworker").post(reverse("experience_withdraw", args=[offer.pk, note.pk]))
    assert other.status_code == 404


def test_whoever_keeps_the_catalogue_takes_a_note_back_that_says_too_much(as_: As, catalogue: Catalogue) -> None:
    offer, keeper = catalogue["NAT-01"], as_("administrator")
    as_("caseworker").post(reverse("experience_add", args=[offer.pk]), {"worked": "Godt for hende på Søvej."})
    shown, note = reverse("offer", args=[offer.pk]), Experience.objects.get()
    withdraw = reverse("experience_withdraw", args=[offer.pk, note.pk])
    assert withdraw in keeper.get(shown).content.decode()
    assert withdraw not in as_("colleague").get(shown).content.decode()
    response = keeper.post(withdraw, follow=True)
    assert "The note is taken back." in text(response)
    assert "Søvej" not in text(as_("caseworker").get(shown))
    keeper.post(reverse("experience_reopen", args=[offer.pk, note.pk]))  # it was the wrong one
    assert "Søvej" in text(as_("caseworker").get(shown))


def test_an_offer_is_added_with_a_new_provider(as_: As, catalogue: Catalogue) -> None:
    browser = as_("administrator")
    assert browser.post(reverse("offer_add"), OFFER).status_code == 302
    made = Offer.objects.get(code="NY-01")
    assert (made.provider.key, made.provider.name) == ("fuglehuset-paa-aeroe", "Fuglehuset på Ærø")
    assert [(w.first, w.last, w.what) for w in made.content.all()] == [(1, 2, "Save"), (3, 3, "Hamre")]
    assert (str(made.price), made.can_hold, made.places) == ("950.50", ["anxiety", "breaks"], None)
    assert "Fuglekassen" in text(as_("caseworker").get(reverse("offers") + "?q=fuglekasser"))


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"new_provider": ""}, "Choose a provider, or write the name of a new one."),
        ({"code": "NAT-01"}, "Another offer has that code."),
        ({"hours_most": "2"}, "The most hours cannot be fewer than the least."),
        ({"cannot_hold": ["anxiety"]}, "Something stands both as what it can and what it cannot hold."),
        ({"content": "uge 1: Save"}, "Write each line like this"),
        ({"content": "3-1: Save"}, "Write each line like this"),
        ({"weeks": "mange"}, "Write a whole number from 0 to 260."),
        ({"hours_most": "38"}, "Write a whole number from 0 to 37."),
        ({"limits": "Ring om 010190-1234"}, "looks like a CPR number"),
        ({"content": "1-2: Save med 0 1 0 1 9 0 1 2 3 4"}, "looks like a CPR number"),
        ({"new_provider": "Haven 010190 1234"}, "looks like a CPR number"),
    ],
)
def test_a_wrong_offer_is_told_and_kept_as_typed(
    mistake: dict[str, Any], told: str, as_: As, catalogue: Catalogue
) -> None:
    response = as_("administrator").post(reverse("offer_add"), OFFER | mistake)
    assert response.status_code == 422
    assert told in text(response)
    assert "Vi bygger fuglekasser." in text(response)
    assert len(Offer.objects.all()) == len(catalogue)


def form_of(browser: Client, url: str) -> dict[str, Any]:
    """What the form of a page would send, as it stands."""
    form = browser.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in sent.items()}


def test_an_offer_is_corrected_and_an_older_page_does_not_undo_it(as_: As, catalogue: Catalogue) -> None:
    browser, offer = as_("administrator"), catalogue["NAT-01"]
    url = reverse("offer_edit", args=[offer.pk])
    as_it_stood = form_of(browser, url)
    assert browser.post(url, as_it_stood).status_code == 302
    offer.refresh_from_db()
    assert offer.version == 1  # nothing was changed
    assert browser.post(url, as_it_stood | {"summary": "Nu med drivhus"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.version, offer.summary, offer.can_hold) == (2, "Nu med drivhus", catalogue["NAT-01"].can_hold)
    late = browser.post(url, as_it_stood | {"summary": "Uden drivhus"})
    assert late.status_code == 422
    assert "Somebody has corrected the offer meanwhile" in text(late)
    assert "Uden drivhus" in text(late)
    form = late.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    assert (sent["version"], sent["can_hold"]) == ("2", catalogue["NAT-01"].can_hold)
    assert browser.post(url, {name: value or "" for name, value in sent.items()}).status_code == 302
    offer.refresh_from_db()
    assert (offer.version, offer.summary) == (3, "Uden drivhus")


def test_a_review_is_dated_and_signed(as_: As, catalogue: Catalogue) -> None:
    browser, old = as_("administrator"), catalogue["NAT-04"]
    to_do = reverse("offers_kept") + "?show=review"
    assert re.findall(r'href="/offers/[0-9a-f-]{36}/">([^<]+)</a>', text(browser.get(to_do))) == [
        "Lydværkstedet",
        "Medhjælper i børnehave",
        "Dyr som vej",
    ]
    browser.post(reverse("offer_review", args=[old.pk]))
    old.refresh_from_db()
    assert (old.reviewed_on, old.reviewed_by.username) == (TODAY, "administrator")
    assert ">Dyr som vej</a>" not in text(browser.get(to_do))


def test_an_offer_is_taken_out_and_in_again(as_: As, catalogue: Catalogue) -> None:
    browser, offer = as_("administrator"), catalogue["NAT-01"]
    browser.post(reverse("offer_retire", args=[offer.pk]))
    assert ">Gartneriet</a>" not in text(as_("caseworker").get(reverse("offers") + "?q=gartneriet"))
    assert "The offer is no longer given." in text(as_("caseworker").get(reverse("offer", args=[offer.pk])))
    assert ">Gartneriet</a>" in text(browser.get(reverse("offers_kept") + "?show=retired"))
    browser.post(reverse("offer_reopen", args=[offer.pk]))
    assert ">Gartneriet</a>" in text(as_("caseworker").get(reverse("offers") + "?q=gartneriet"))


def test_companies_and_workplaces_are_kept(as_: As) -> None:
    browser = as_("consultant")
    assert browser.post(reverse("company_add"), COMPANY).status_code == 302
    company = Company.objects.get()
    assert (company.cvr, company.municipality.key) == ("12345678", "nordby")
    assert browser.post(reverse("workplace_add", args=[company.pk]), WORKPLACE).status_code == 302
    place = Workplace.objects.get()
    assert (place.production_number, place.places, place.employees) == ("1234567890", 2, 12)
    page = text(browser.get(reverse("company", args=[company.pk])))
    assert "Værkstedet" in page
    edit = reverse("workplace_edit", args=[place.pk])
    assert browser.post(edit, WORKPLACE | {"name": "Salgsbutikken", "gone": "on"}).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.retired_on) == ("Salgsbutikken", TODAY)
    browser.post(edit, WORKPLACE)
    place.refresh_from_db()
    assert place.retired_on is None
    found = text(browser.get(reverse("companies") + "?q=værkstedet"))
    assert "Fugl & Fisk" in found
    assert "There is no company like that" in text(browser.get(reverse("companies") + "?q=astronaut"))


def test_numbers_of_companies_are_checked_and_one_alone(as_: As) -> None:
    browser = as_("consultant")
    browser.post(reverse("company_add"), COMPANY)
    twice = browser.post(reverse("company_add"), COMPANY | {"name": "En anden"})
    assert "There is a company with that CVR number already." in text(twice)
    short = browser.post(reverse("company_add"), COMPANY | {"cvr": "1234567"})
    assert (short.status_code, "A CVR number has eight digits." in text(short)) == (422, True)
    for name in ("Første uden", "Anden uden"):
        assert browser.post(reverse("company_add"), COMPANY | {"name": name, "cvr": ""}).status_code == 302
    company = Company.objects.get(cvr="12345678")
    browser.post(reverse("workplace_add", args=[company.pk]), WORKPLACE)
    again = browser.post(reverse("workplace_add", args=[company.pk]), WORKPLACE | {"name": "En til"})
    assert "There is a workplace with that production number already." in text(again)


def test_companies_of_another_municipality_are_nobodys_here(as_: As, world: World) -> None:
    as_("consultant").post(reverse("company_add"), COMPANY)
    company = Company.objects.get()
    Company.objects.filter(pk=company.pk).update(municipality=world.sydby)
    browser = as_("consultant")
    assert "Fugl" not in text(browser.get(reverse("companies")))
    for route in ("company", "company_edit", "workplace_add"):
        assert browser.get(reverse(route, args=[company.pk])).status_code == 404


def test_the_menu_leads_everybody_where_they_may_go(as_: As, catalogue: Catalogue) -> None:
    for persona, leads in (
        ("caseworker", {"offers"}),
        ("leader", {"offers"}),
        ("consultant", {"offers", "companies"}),
        ("administrator", {"offers", "offers_kept", "companies"}),
    ):
        page = text(as_(persona).get(reverse("offers")))
        for route in ("offers", "offers_kept", "companies"):
            assert (f'href="{reverse(route)}"' in page) == (route in leads), (persona, route)
    assert as_("consultant").get(reverse("home"))["Location"] == reverse("placements")


def test_a_price_stands_as_one_writes_it(as_: As, catalogue: Catalogue) -> None:
    offer, browser = catalogue["NAT-01"], as_("administrator")
    User.objects.update(language="da")
    for price, written in (("1240.00", "1240,00"), ("1240.50", "1240,50")):
        Offer.objects.filter(pk=offer.pk).update(price=Decimal(price))
        page = browser.get(reverse("offer_edit", args=[offer.pk])).content.decode()
        assert re.findall(r'name="price"\s+value="([^"]*)"', page) == [written]
