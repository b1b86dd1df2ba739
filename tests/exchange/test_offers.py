"""Reading offers in: all of a file or nothing, every wrong place told, and twice is once."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import Provider
from fremdrift.catalogue.models import Offer, OfferWeek
from fremdrift.exchange import offer_columns
from fremdrift.exchange.offers import Done, offers_import
from fremdrift.exchange.reading import Problem, Refused, word
from tests.catalogue.conftest import FILE
from tests.exchange.files import SAMPLES

ROW = {
    "kode": "A-1",
    "navn": "Havehold",
    "leverandør": "haven",
    "leverandør_navn": "Haven",
    "type": "mentor",
    "ramme": "udendørs",
}


def table(*rows: dict[str, str]) -> bytes:
    heads = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def take(by: Actor, content: bytes) -> Done:
    with acting(by):
        return offers_import(content=content, by=by)


def refused(by: Actor, content: bytes) -> list[Problem]:
    with pytest.raises(Refused) as why:
        take(by, content)
    return why.value.problems


def stored() -> list[object]:
    return [list(Offer.objects.order_by("pk").values()), list(OfferWeek.objects.order_by("pk").values())]


def test_a_file_is_taken_and_a_second_time_changes_nothing(importer: Actor) -> None:
    done = take(importer, FILE)
    assert (done.offers, done.updated, done.providers) == (41, 0, 9)  # Prøvebænken stands here already
    before = stored()
    assert str(take(importer, FILE)) == "nothing new; everything in the file stands here already."
    assert stored() == before


def test_what_a_row_says_is_what_stands(importer: Actor) -> None:
    row = ROW | {
        "formål": "behandling, social støtte",
        "målgrupper": "sygemeldt, match 2",
        "kan_rumme": "få timer",
        "kan_ikke_rumme": "active_use",
        "timer_fra": "4",
        "timer_til": "12",
        "pris": "1.240,50 kr.",
        "pris_pr": "måned",
        "sprog": "dansk|arabisk",
        "finansiering_til": "31.12.2026",
        "indhold": "1: Hej | 2-4: Mere; meget mere",
    }
    take(importer, table(row))
    offer = Offer.objects.get()
    assert (offer.purposes, offer.target_groups) == (["treatment", "social_support"], ["sick_listed", "match_2"])
    assert (offer.can_hold, offer.cannot_hold, offer.languages) == (["low_hours"], ["active_use"], ["da", "ar"])
    assert (offer.price, offer.price_per, offer.hours_least, offer.hours_most) == (Decimal("1240.50"), "month", 4, 12)
    assert f"{offer.funding_until}" == "2026-12-31"
    assert [(w.first, w.last, w.what) for w in offer.content.all()] == [(1, 1, "Hej"), (2, 4, "Mere; meget mere")]
    assert offer.provider == Provider.objects.get(key="haven", name="Haven")


def test_an_empty_cell_changes_nothing_and_a_filled_one_corrects(importer: Actor) -> None:
    take(importer, table(ROW | {"beskrivelse": "Vi graver.", "indhold": "1: Hej"}))
    done = take(importer, table(ROW | {"navn": "Havens hold", "beskrivelse": "", "indhold": ""}))
    offer = Offer.objects.get()
    assert (done.offers, done.updated, offer.version) == (0, 1, 2)
    assert (offer.name, offer.summary, offer.content.count()) == ("Havens hold", "Vi graver.", 1)


@pytest.mark.parametrize(
    ("wrong", "column", "told"),
    [
        ({"kode": ""}, "kode", "This must be filled in."),
        ({"navn": "x" * 121}, "navn", "at most 120 characters"),
        ({"type": "praktik"}, "type", "This word is not known."),
        ({"kan_rumme": "angst, vrede"}, "kan_rumme", "This word is not known."),
        ({"timer_fra": "4,5"}, "timer_fra", "Write a whole number from 0 to 37."),
        ({"timer_fra": "38"}, "timer_fra", "Write a whole number from 0 to 37."),
        ({"pladser": "9" * 5000}, "pladser", "Write a whole number from 0 to 5000."),
        ({"beskrivelse": "Kaldes 010190-1234"}, "beskrivelse", "looks like a CPR number"),
        ({"indhold": "1: Hej 010190 1234"}, "indhold", "looks like a CPR number"),
        ({"leverandør_navn": "Haven 010190 1234"}, "leverandør_navn", "looks like a CPR number"),
        ({"gennemgået": "24-11-2099"}, "gennemgået", "This day has not come yet."),
        ({"pris": "billigt"}, "pris", "Write an amount in kroner"),
        ({"pris": "99999999"}, "pris", "Write an amount in kroner"),
        ({"email": "hos os"}, "email", "This is no e-mail address."),
        ({"gennemgået": "i går"}, "gennemgået", "This is no date."),
        ({"indhold": "uge 1: Hej"}, "indhold", "Write weeks and what happens in them"),
        ({"indhold": "4-2: Hej"}, "indhold", "Write weeks and what happens in them"),
        ({"leverandør": "Æble"}, "leverandør", "A key has small letters"),
        ({"leverandør": "ukendt", "leverandør_navn": ""}, "leverandør", "There is no provider with this key here."),
        ({"timer_fra": "9", "timer_til": "8"}, "timer_til", "The most hours cannot be fewer than the least."),
        ({"kan_rumme": "angst", "kan_ikke_rumme": "angst"}, "kan_ikke_rumme", "The same stands both"),
    ],
)
def test_a_wrong_place_is_told_and_nothing_is_stored(
    wrong: dict[str, str], column: str, told: str, importer: Actor
) -> None:
    right = {name: "" for name in wrong if name not in ROW} | ROW | {"kode": "A-0"}
    problems = refused(importer, table(right, ROW | wrong))
    assert [(problem.row, problem.column) for problem in problems] == [(3, column)]
    assert told in problems[0].sentence
    assert stored() == [[], []]
    assert not Provider.objects.filter(key="haven").exists()


def test_a_code_stands_once_in_a_file(importer: Actor) -> None:
    (problem,) = refused(importer, table(ROW, ROW | {"navn": "Et andet"}))
    assert (problem.row, problem.column) == (3, "kode")
    assert "row 2" in problem.sentence


def test_a_cell_of_ten_megabytes_is_told_to_be_too_long(importer: Actor) -> None:
    (problem,) = refused(importer, table(ROW, ROW | {"kode": "A-2", "navn": "x" * 10_000_000}))
    assert (problem.row, problem.column, problem.sentence.split(".")[0]) == (3, "navn", "This is too long")


def test_headers_that_must_be_there(importer: Actor) -> None:
    problems = refused(importer, b"kode;navn\nA-1;Havehold\n")
    assert len(problems) == 3
    assert all("This column is missing." in problem.sentence for problem in problems)


DOCS = (SAMPLES.parent / "import.md").read_text("utf-8")


def words_of(heading: str, *columns: int) -> set[str]:
    part = DOCS.split(f"\n| {heading}", 1)[1].split("\n\n", 1)[0]
    cells = [line.strip("|").split("|") for line in part.splitlines()[2:]]
    return {name for row in cells for at in columns for name in re.findall(r"`([^`]+)`", row[at])}


def test_the_manual_names_every_header_and_word_and_no_other() -> None:
    assert words_of("offers, Danish", 0, 1) == set(offer_columns.COLUMNS)
    tables = [*offer_columns.CHOICES.values(), *(w for n, w in offer_columns.LISTS.items() if n != "target_groups")]
    assert words_of("offer words", 1, 2) == {name for words in tables for name in words}
    assert all(word(name) == name for words in [*tables, offer_columns.COLUMNS] for name in words)


def test_the_sample_is_taken(importer: Actor) -> None:
    assert take(importer, (Path(SAMPLES) / "offers.csv").read_bytes()).offers == 8
