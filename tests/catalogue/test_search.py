"""Danish searches over a stored catalogue: forms, beginnings, synonyms, æøå, compounds and misspelt words."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.services import provider_add
from fremdrift.catalogue import selectors, services
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import fold
from fremdrift.catalogue.selectors import Search, offers_found

with Path(__file__).with_name("queries.csv").open(encoding="utf-8", newline="") as stored:
    QUERIES = list(csv.DictReader(stored, delimiter=";"))


def codes(actor: Actor, text: str) -> list[str]:
    return [offer.code for offer in offers_found(actor, Search(text=text)).offers]


def test_there_are_enough_of_each() -> None:
    assert len(QUERIES) >= 60
    assert len({row["query"] for row in QUERIES}) == len(QUERIES)
    assert sum(bool(row["must find"]) for row in QUERIES) >= 60
    assert all(row["must not find"] for row in QUERIES)


def test_every_stored_search(reader: Actor, catalogue: dict[str, Offer]) -> None:
    wrong = []
    for row in QUERIES:
        found = codes(reader, row["query"])
        wanted, unwanted = (set(row[column].split()) for column in ("must find", "must not find"))
        assert wanted | unwanted <= set(catalogue), row
        if not wanted <= set(found) or unwanted & set(found):
            wrong.append((row["query"], found))
    assert wrong == []


def test_every_offer_is_found_by_its_name_and_first_of_all(reader: Actor, catalogue: dict[str, Offer]) -> None:
    late = {name: found for name, found in ((o.name, codes(reader, o.name)) for o in catalogue.values()) if not found}
    assert late == {}
    first = [codes(reader, offer.name)[0] == code for code, offer in catalogue.items()]
    assert sum(first) >= len(first) - 3  # Skovholdet and the like share all their words with another


def test_what_was_read_as_another_word_is_told(reader: Actor) -> None:
    assert offers_found(reader, Search(text="gratneri")).read_as == {"gratneri": "gartneri"}
    assert offers_found(reader, Search(text="kokken")).read_as == {"kokken": "køkken"}
    assert offers_found(reader, Search(text="gartneri")).read_as == {}


@pytest.mark.parametrize("text", ["'", "a & b | !", "(", ":*", "%", "_", "\\", "🙂", "x" * 5000, "og", "! !", "12 34"])
def test_any_text_is_a_search(text: str, reader: Actor) -> None:
    codes(reader, text)


def test_the_search_follows_what_is_written(reader: Actor, catalogue: dict[str, Offer]) -> None:
    offer = catalogue["KON-01"]
    assert "KON-01" not in codes(reader, "trædrejning")
    services.offer_update(offer=offer, values={"summary": "Trædrejning"}, by=reader)
    assert codes(reader, "trædrejning") == ["KON-01"]
    services.offer_update(offer=offer, values={"summary": ""}, by=reader)
    assert codes(reader, "trædrejning") == []


def test_the_search_follows_the_weeks_and_the_providers_name(reader: Actor, catalogue: dict[str, Offer]) -> None:
    offer = catalogue["KON-01"]
    services.offer_update(offer=offer, values={}, content=[services.Week(1, 2, "Kalligrafi")], by=reader)
    assert codes(reader, "kalligrafi") == ["KON-01"]
    services.offer_update(offer=offer, values={}, content=[], by=reader)
    assert codes(reader, "kalligrafi") == []
    provider_add(key="groent", name="Det Karminrøde Eksempel")
    assert set(codes(reader, "karminrød")) == {"NAT-01", "NAT-02"}


def test_the_database_folds_letters_as_the_program_does(reader: Actor) -> None:
    texts = ["Blåbærgrød på Ærø", "AARHUS og Århus", "Café é-è ü", "Ö Ä ø", "IT-kursus 2026!", "a\u030a", ""]
    with connection.cursor() as cursor:
        for text in texts:
            cursor.execute("select catalogue_fold(%s)", [text])
            assert cursor.fetchone() == (fold(text),), text
    assert fold("Blåbærgrød på Ærø") == "blaabaergroed paa aeroe"


def test_synonyms_are_words_of_one_group_alone() -> None:
    known = selectors.synonyms()
    words = [word for group in known.groups for word in group.words]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert [g.words for g in known.groups if len(g.words) < 2 and not g.codes] == []


def test_choices_among_the_synonyms_are_choices_of_offers(reader: Actor, catalogue: dict[str, Offer]) -> None:
    known = selectors.synonyms()
    for code in sorted({code for group in known.groups for code in group.codes}):
        assert re.fullmatch(r"(is|kind|as|at|holds|for|in):[a-z_]+", code)
        with connection.cursor() as cursor:
            token = code.replace(":", "").replace("_", "")
            cursor.execute("select count(*) from catalogue_offer where search @@ to_tsquery('danish', %s)", [token])
            assert cursor.fetchone() != (0,), code


def test_another_municipalitys_offers_are_not_found(catalogue: dict[str, Offer], actor: Callable[[str], Actor]) -> None:
    other = actor("other-caseworker")
    with acting(other):
        assert codes(other, "gartneri") == []
        assert offers_found(other, Search(text="gratneri")).read_as == {"gratneri": "gartneri"}  # a synonym, no offer
        assert offers_found(other, Search(text="trækort")).read_as == {}
