"""VFC's tables 2 to 5 anew: 557 registrations entered, exported without names, and counted, cell by cell."""

import csv
import datetime as dt
import io
import secrets
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.context import acting
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Municipality, User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, Citizen
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.models import RegistrationRound
from fremdrift.progression.rules import registration_tables
from fremdrift.progression.services import Said
from fremdrift_sim.registrations import Registered, registrations
from tests.world import TODAY, World, add_case

FACTS = Path(__file__).parents[2] / "reference" / "vfc_2020.csv"
BY_FORM = 5  # of each municipality; the others by the service that the form calls
SEED = 2020


def printed() -> dict[tuple[int, str], tuple[int, Decimal]]:
    with FACTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(int(row["table"]), row["key"]): (int(row["count"]), Decimal(row["percent"])) for row in rows}


def office(name: str) -> Municipality:
    """A municipality with a caseworker and an evaluator."""
    key = name[-1].lower()
    home = accounts.municipality_add(key=f"kommune-{key}", name=name)
    team = accounts.team_add(municipality=home, key="ung", name="Team Ung")
    for role in ("caseworker", "evaluator"):
        user = accounts.user_add(username=f"{role}-{key}", name=f"{role} {key}")
        of = team if role == "caseworker" else None
        accounts.membership_add(user=user, role=role, begins_on=TODAY, municipality=home, team=of, provider=None)
    return home


def many_cases(home: Municipality, count: int) -> list[Case]:
    """Open cases, written at once: nothing but who they are about matters here."""
    citizens = [
        Citizen(municipality=home, name=f"Borger {n}", sort_key=f"borger {n}", born=TODAY.replace(year=1990))
        for n in range(count)
    ]
    for citizen in citizens:
        citizen.seal_cpr(f"{secrets.randbelow(10**10):010}")
    Citizen.objects.bulk_create(citizens)
    cases = [Case(municipality=home, citizen=c, number=10_000 + n, opened_on=TODAY) for n, c in enumerate(citizens)]
    return Case.objects.bulk_create(cases)


def client(username: str) -> Client:
    signed_in = Client()
    signed_in.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def by_form(browser: Client, case: UUID, one: RegistrationRound, said: Registered) -> None:
    """As the contact person does it: filled in, looked through, registered."""
    ranks = {f"reason_{key}": str(rank) for rank, key in enumerate(said.reasons, start=1)}
    typed = {"round": str(one.pk), "seen": "0", "choice": "yes", "characteristics": list(said.characteristics)}
    address = reverse("participation", args=[case])
    look = browser.post(address, {**typed, **ranks, "step": "look"})
    assert look.status_code == 200, look.content
    assert browser.post(address, {**typed, **ranks, "step": "save"}).status_code == 302


def enter(home: Municipality, found: list[Registered]) -> RegistrationRound:
    by, key = system_actor(home, "tests"), home.key[-1]
    with acting(by):
        one = services.registration_round_open(title="Frivillig", opens_on=TODAY, closes_on=TODAY, by=by)
        cases = many_cases(home, len(found) - BY_FORM)
        for case, said in zip(cases, found[BY_FORM:], strict=True):
            ranks = {reason: rank for rank, reason in enumerate(said.reasons, start=1)}
            what = Said("yes", ranks, said.characteristics)
            services.registration_record(case=case, round_id=one.pk, said=what, by=by)
    browser = client(f"caseworker-{key}")
    for number, said in enumerate(found[:BY_FORM]):
        case = add_case(home, f"caseworker-{key}", f"Borger Formular {number}", f"610190{number:04}", TODAY)
        by_form(browser, case.pk, one, said)
    return one


def exported(home: Municipality, one: RegistrationRound) -> Iterator[dict[str, str]]:
    with clock.at(TODAY + dt.timedelta(days=1)):  # it is over
        response = client(f"evaluator-{home.key[-1]}").get(reverse("registrations_export", args=[one.pk]))
    assert response.status_code == 200
    yield from csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")


def test_tables_2_to_5_come_out_cell_by_cell(world: World) -> None:
    everybody = list(registrations(SEED))
    rows: list[dict[str, str]] = []
    for name in sorted({said.municipality for said in everybody}):
        home = office(name)
        one = enter(home, [said for said in everybody if said.municipality == name])
        rows += exported(home, one)
    assert len(rows) == 557
    tables = registration_tables(rows)
    found = {(table, key): (s.count, s.percent) for table, shares in tables.items() for key, s in shares.items()}
    facts = printed()
    nobody = {cell: share for cell, share in facts.items() if not share[0]}
    assert found | nobody == facts
    assert nobody == {(4, "jobcentre_contact"): (0, Decimal("0.0"))}
    assert not {"name", "cpr", "born"} & set(rows[0])
    assert "Borger" not in str(rows)


@pytest.mark.parametrize("cell", ["count", "percent"])
def test_a_count_that_is_off_by_one_would_be_seen(cell: str) -> None:
    row = {"choice": "yes", "municipality": "Kommune A", "characteristics": "", "reasons": "everyday,other"}
    ours, theirs = registration_tables([row] * 3), registration_tables([row] * 2 + [row | {"reasons": "other"}])
    assert getattr(ours[4]["everyday"], cell) != getattr(theirs[4]["everyday"], cell)
    assert registration_tables([row | {"choice": "no"}]) == {2: {}, 3: {}, 4: {}, 5: {}}
