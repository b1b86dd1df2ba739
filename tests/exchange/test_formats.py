"""Files as people really save them are taken: two languages, three separators, several encodings and line ends."""

import unicodedata
from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.cases import selectors
from fremdrift.cases.models import Case, Citizen
from tests.exchange.conftest import Take
from tests.exchange.files import DANISH, ENGLISH, SAMPLES, citizen, cpr, text
from tests.world import TODAY, World

NAME = "Åse Ærø-Østergaard"
IN_ENGLISH = citizen(
    name=NAME, opened="2026-03-02", benefit="cash benefit", benefit_from="2026-3-2", group="match_2", protected="no"
)


@pytest.fixture
def stored(importer: Actor) -> Callable[..., dict[str, object]]:
    """What stands about the citizen with a number of `files.cpr`, in a few words."""

    def of(number: int = 1) -> dict[str, object]:
        with acting(importer):
            found = selectors.citizens_by_cpr(importer, [cpr(number)])[cpr(number)]
            case = Case.objects.get(citizen=found)
            return {
                "name": found.name,
                "phone": found.phone,
                "email": found.email,
                "protected": found.protected_address,
                "opened": str(case.opened_on),
                "benefits": [(b.kind, str(b.begins_on)) for b in selectors.benefits(importer, [case.pk])],
                "groups": [(g.group, str(g.begins_on)) for g in selectors.target_groups(importer, [case.pk])],
                "workers": [
                    (p.user.username, str(p.begins_on)) for p in selectors.contact_persons(importer, [case.pk])
                ],
            }

    return of


EXPECTED = {
    "name": NAME,
    "phone": "00 11 22 33",
    "email": "nummer1@example.org",
    "protected": False,
    "opened": "2026-03-02",
    "benefits": [("cash_benefit", "2026-03-02")],
    "groups": [("match_2", "2026-03-02")],
    "workers": [("caseworker", "2026-03-02")],
}
FORMATS = {
    "Danish, semicolons, UTF-8 with a byte order mark": text(citizen(name=NAME)).encode("utf-8-sig"),
    "English, commas, ISO dates": text(IN_ENGLISH, headers=ENGLISH, separator=",").encode(),
    "tabs": text(citizen(name=NAME), separator="\t").encode(),
    "Latin-1": text(citizen(name=NAME)).encode("latin-1"),
    "cp1252 with its own hyphen and quotes": text(citizen(name=NAME, phone="00 11 22 33"), citizen(2, name="“Bo” – ja"))
    .replace("\n", "\r\n")
    .encode("cp1252"),
    "CRLF": text(citizen(name=NAME), end="\r\n").encode(),
    "CR alone, as an old Mac": text(citizen(name=NAME), end="\r").encode(),
    "æøå in two parts, as a Mac": unicodedata.normalize("NFD", text(citizen(name=NAME))).encode(),
    "columns in another order": text(
        citizen(name=NAME), headers={column: DANISH[column] for column in sorted(DANISH, reverse=True)}
    ).encode(),
    "headers in capitals with blanks": text(
        citizen(name=NAME), headers={c: f" {h.upper().replace('_', ' ')} " for c, h in DANISH.items()}
    ).encode(),
    "blank lines, and a separator at each end": (
        "\n" + text(citizen(name=NAME)).replace("\n", ";\n") + "\n;;;\n"
    ).encode(),
    "blanks around cells": text(citizen(name=f"  {NAME}\t", cpr=f" {cpr(1)} ", opened=" 2.3.2026")).encode(),
    "a CPR number with a hyphen": text(citizen(name=NAME, cpr=f"{cpr(1)[:6]}-{cpr(1)[6:]}")).encode(),
    "what cannot be seen": text(citizen(name="Åse\u200b Ærø-Østergaard\x07")).encode(),
    "dates with slashes": text(citizen(name=NAME, opened="02/03/2026", benefit_from="2/3/2026")).encode(),
    "no first days: all begins when the case opens": text(
        citizen(name=NAME, benefit_from="", group_from="", worker_from="")
    ).encode(),
}


@pytest.mark.parametrize("name", FORMATS)
def test_is_taken(name: str, take: Take, stored: Callable[..., dict[str, object]]) -> None:
    assert take(FORMATS[name]).citizens >= 1
    assert stored() == EXPECTED


def test_quoted_cells_hold_separators_quotes_and_new_lines(
    take: Take, stored: Callable[..., dict[str, object]]
) -> None:
    take(text(citizen(name='Prøve-Lassen; "Bo"\nFiktiv', phone="00\r\n11")))
    assert stored()["name"] == 'Prøve-Lassen; "Bo" Fiktiv'
    assert stored()["phone"] == "00 11"


def test_only_what_is_needed(take: Take, stored: Callable[..., dict[str, object]]) -> None:
    done = take(f"navn;cpr;sag_åbnet\n{NAME};{cpr(1)};02-03-2026\n")
    assert (done.citizens, done.cases, done.spells, done.contact_persons) == (1, 1, 0, 0)
    empty = {"phone": "", "email": "", "benefits": [], "groups": [], "workers": []}
    assert stored() == EXPECTED | empty


def test_several_rows_are_one_citizen(take: Take, stored: Callable[..., dict[str, object]]) -> None:
    done = take(
        text(
            citizen(name=NAME, phone="", protected="", benefit_to="31-05-2026"),
            citizen(name=NAME, email="", benefit="sygedagpenge", benefit_from="01-06-2026", group="", group_from=""),
            citizen(name=NAME, benefit="", benefit_from="", worker="colleague", worker_from="01-07-2026"),
        )
    )
    assert (done.citizens, done.cases, done.spells, done.contact_persons) == (1, 1, 3, 2)
    assert stored() == EXPECTED | {
        "benefits": [("cash_benefit", "2026-03-02"), ("sickness_benefit", "2026-06-01")],
        "workers": [("caseworker", "2026-03-02"), ("colleague", "2026-07-01")],
    }


@pytest.mark.parametrize("sample", ["citizens.csv", "citizens-en.csv"])
def test_the_samples_are_taken(sample: str, world: World, take: Take, importer: Actor) -> None:
    for username in ("signe", "malthe"):
        user = accounts.user_add(username=username, name=username.title())
        accounts.membership_add(user=user, role=Role.CASEWORKER, begins_on=TODAY, municipality=world.nordby)
    done = take((SAMPLES / sample).read_bytes())
    assert (done.citizens, done.cases, done.spells, done.contact_persons) == (3, 3, 7, 4)
    other = ({"citizens.csv", "citizens-en.csv"} - {sample}).pop()
    assert take((SAMPLES / other).read_bytes()).changed == 0  # the two say the same
    with acting(importer):
        assert set(Citizen.objects.filter(name__contains="Påfund").values_list("is_synthetic", flat=True)) == {True}
