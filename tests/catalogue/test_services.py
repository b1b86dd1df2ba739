"""Writes of the catalogue, its border between municipalities, and what a provider sees of it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, models, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Provider
from fremdrift.catalogue import selectors, services
from fremdrift.catalogue.models import Company, Experience, Offer, OfferWeek, Workplace
from fremdrift.catalogue.selectors import Search, offers_found
from fremdrift.catalogue.services import Week
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

Actors = Callable[[str], Actor]


def offer_of(world: World, code: str = "A-1", home: str = "nordby", provider: str = "proevebaenken") -> Offer:
    return Offer.objects.create(
        municipality=getattr(world, home),
        code=code,
        name="Havehold",
        provider=Provider.objects.get(key=provider),
        legal_kind="mentor",
        setting="home",
    )


def test_a_provider_sees_its_own_offers_and_no_companies(
    catalogue: dict[str, Offer], world: World, actor: Actors
) -> None:
    there = offer_of(world, home="sydby")
    by = actor("provider")
    with acting(by):
        seen = {offer.code for offer in Offer.objects.visible_to(by)}
        assert seen == {"VÆR-01", "VÆR-02", "AFK-01", "MUS-01", there.code}
        assert selectors.offer_by_id(by, catalogue["NAT-01"].pk) is None
        assert {week.offer_id for week in OfferWeek.objects.visible_to(by)} == {
            catalogue["VÆR-01"].pk,
            catalogue["AFK-01"].pk,
        }
        assert not Company.objects.visible_to(by).exists()


@pytest.mark.parametrize("persona", ["citizen", "mentor"])
def test_who_works_for_no_municipality_sees_none(persona: str, catalogue: dict[str, Offer], actor: Actors) -> None:
    by = actor(persona)
    with acting(by):
        assert not Offer.objects.visible_to(by).exists()
        assert list(offers_found(by, Search()).offers) == []


def test_the_same_code_stands_in_two_municipalities_and_once_in_each(world: World, caseworker: Actor) -> None:
    offer_of(world)
    offer_of(world, home="sydby")
    with pytest.raises(IntegrityError, match="offer_code"), transaction.atomic():
        offer_of(world)


def test_no_row_of_the_catalogue_points_into_another_municipality(world: World, caseworker: Actor) -> None:
    offer = offer_of(world)
    company = services.company_add(values={"name": "Fugl & Fisk"}, by=caseworker)
    there = {"municipality": world.sydby}
    for row, key in (
        (OfferWeek(offer=offer, first=1, last=1, what="x", **there), "offer_week_offer"),
        (
            Experience(offer=offer, author_id=caseworker.user_id, made_at="2026-11-24T10:00Z", **there),
            "experience_offer",
        ),
        (Workplace(company=company, name="Værkstedet", **there), "workplace_company"),
    ):
        with pytest.raises(IntegrityError, match=key), transaction.atomic():
            _write(row)


def _write(row: models.Model) -> None:
    row.save(force_insert=True)
    connection.check_constraints()


def test_content_is_written_anew_and_counted_as_a_change(world: World, caseworker: Actor) -> None:
    offer = offer_of(world)
    weeks = [Week(3, 4, "Høst"), Week(1, 2, "Såning")]
    assert services.offer_update(offer=offer, values={}, content=weeks, by=caseworker)
    assert not services.offer_update(offer=offer, values={}, content=weeks[::-1], by=caseworker)
    assert not services.offer_update(offer=offer, values={"name": "Havehold"}, by=caseworker)
    assert [week.what for week in offer.content.all()] == ["Såning", "Høst"]
    assert Offer.objects.get(pk=offer.pk).version == 2


@pytest.mark.parametrize(
    ("values", "content", "code"),
    [
        ({"hours_least": 9, "hours_most": 8}, [], "offer.hours_turned"),
        ({"can_hold": ["pain"], "cannot_hold": ["pain"]}, [], "offer.holds_both"),
        ({}, [Week(2, 1, "x")], "offer.weeks_turned"),
    ],
)
def test_what_cannot_be_is_refused(
    values: dict[str, object], content: list[Week], code: str, world: World, caseworker: Actor
) -> None:
    offer = offer_of(world)
    with pytest.raises(RuleViolation, match=code):
        services.offer_update(offer=offer, values=values, content=content, by=caseworker)
    assert Offer.objects.get(pk=offer.pk).version == 1


def test_a_note_twice_is_one_and_the_keeper_takes_any_back(world: World, actor: Actors, caseworker: Actor) -> None:
    offer = offer_of(world)
    first, again = (services.experience_add(offer=offer, worked="Ring først", by=caseworker) for _ in range(2))
    assert first.pk == again.pk
    with pytest.raises(RuleViolation, match=r"experience\.not_own"):
        services.experience_withdraw(experience=first, by=actor("colleague"))
    services.experience_withdraw(experience=first, by=actor("administrator"))
    assert selectors.experiences(caseworker, offer) == []
    with pytest.raises(RuleViolation, match=r"experience\.not_own"):
        services.experience_reopen(experience=first, by=actor("colleague"))
    services.experience_reopen(experience=first, by=actor("administrator"))
    assert [note.pk for note in selectors.experiences(caseworker, offer)] == [first.pk]


def test_an_offer_that_ends_later_is_still_found(world: World, caseworker: Actor) -> None:
    offer = offer_of(world)
    for day, found in ((None, 1), (TODAY.replace(day=25), 1), (TODAY, 0)):
        Offer.objects.filter(pk=offer.pk).update(retired_on=day)
        assert len(offers_found(caseworker, Search(text="havehold")).offers) == found
        assert len(offers_found(caseworker, Search(retired=True)).offers) == 1 - found


def test_full_offers_are_told_by_a_query(catalogue: dict[str, Offer], reader: Actor) -> None:
    full = Offer.objects.filter(code__in=["NAT-01", "NAT-02"])
    before = {offer.code for offer in offers_found(reader, Search(free=True)).offers}
    after = {offer.code for offer in offers_found(reader, Search(free=True), full).offers}
    assert before - after == {"NAT-01", "NAT-02"}
    assert {offer.code for offer in offers_found(reader, Search(), full).offers} >= {"NAT-01", "NAT-02"}
