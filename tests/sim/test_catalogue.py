"""What can be ordered: whole offers, and workplaces; some of what goes wrong with a catalogue is there too."""

import re
from datetime import date, timedelta

from fremdrift_sim.catalogue import HOME, catalogue, experiences
from fremdrift_sim.texts_da.threads import THREADS
from fremdrift_sim.towns import PROVIDERS

TODAY = date(2027, 2, 15)
HALF_A_YEAR = timedelta(days=183)


def test_forty_offers_of_eight_providers_or_more() -> None:
    offers = catalogue(HOME, TODAY).offers
    assert len(offers) >= 40
    assert len({offer.code for offer in offers}) == len(offers)
    assert len({offer.provider for offer in offers}) >= 8
    assert {offer.provider for offer in offers} <= {provider.key for provider in PROVIDERS}
    assert {offer.legal_kind for offer in offers} >= {"guidance_upskilling", "company_placement", "mentor"}


def test_an_offer_says_what_it_holds_and_never_both() -> None:
    for offer in catalogue(HOME, TODAY).offers:
        assert offer.summary
        assert not set(offer.can_hold) & set(offer.cannot_hold)
        assert (offer.hours_least or 0) <= (offer.hours_most or 99)
        assert all(part.first <= part.last for part in offer.content)


def test_some_are_not_reviewed_one_is_past_its_funding_and_one_is_retired() -> None:
    offers = catalogue(HOME, TODAY).offers
    assert sum(offer.reviewed_on is None or offer.reviewed_on < TODAY - HALF_A_YEAR for offer in offers) >= 3
    assert any(offer.funding_until is not None and offer.funding_until < TODAY for offer in offers)
    assert sum(offer.retired_on is not None for offer in offers) == 1


def test_dates_move_with_the_day() -> None:
    first, later = (catalogue(HOME, day).offers[0].reviewed_on for day in (TODAY, TODAY + timedelta(days=10)))
    assert first is not None
    assert later == first + timedelta(days=10)


def test_the_companies_are_those_of_which_the_cases_tell() -> None:
    sold = catalogue(HOME, TODAY)
    assert {thread.firm for thread in THREADS} == set(sold.companies)
    assert len(sold.workplaces) >= 20
    assert sum(workplace.company_centre for workplace in sold.workplaces) >= 3
    assert {workplace.company for workplace in catalogue("sydby", TODAY).workplaces} == set(sold.companies)


def test_three_providers_have_more_than_one_person() -> None:
    staffed = [sum(person.role == "provider" for person in provider.people) for provider in PROVIDERS]
    assert sum(count >= 2 for count in staffed) >= 3
    assert min(staffed) >= 1


def test_notes_name_nobody() -> None:
    notes = experiences(("signe", "malthe"), TODAY)
    codes = {offer.code for offer in catalogue(HOME, TODAY).offers}
    assert len(notes) >= 25
    assert {note.author for note in notes} == {"signe", "malthe"}
    assert [note.on for note in notes] == sorted(note.on for note in notes)
    for note in notes:
        assert note.offer in codes
        assert note.on < TODAY
        assert not re.search(r"\d{6}", note.worked + note.worked_for)
