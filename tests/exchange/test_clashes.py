"""What a file says and what stands here already do not go together: it is told where, and nothing is stored."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case
from tests.exchange.conftest import Refuse, Take
from tests.exchange.files import citizen, text
from tests.world import World

OVERLAPS = "It shares days with a period that stands here already. Change the dates, or end the other first."


@pytest.fixture
def case(take: Take, importer: Actor) -> Case:
    """What an earlier file has brought: cash benefit until May, sickness benefit since, one contact person."""
    take(
        text(
            citizen(benefit_to="31-05-2026", group_to="31-05-2026"),
            citizen(benefit="sygedagpenge", benefit_from="01-06-2026", group="match 3", group_from="01-06-2026"),
        )
    )
    with acting(importer):
        return Case.objects.get(citizen__name="Prøve Nummer 1")


CLASHES = {
    "another benefit in the same days": (
        citizen(benefit="dagpenge", benefit_from="01-04-2026", benefit_to="30-04-2026"),
        "ydelse",
        "dagpenge",
        OVERLAPS,
    ),
    "a benefit that goes on into the next": (citizen(benefit_to="15-06-2026"), "ydelse", "kontanthjælp", OVERLAPS),
    "another target group in the same days": (
        citizen(group="match 1", group_from="01-04-2026", group_to="30-04-2026"),
        "målgruppe",
        "match 1",
        OVERLAPS,
    ),
    "a target group that goes on into the next": (citizen(group_to="15-06-2026"), "målgruppe", "match 2", OVERLAPS),
    "another opening day": (
        citizen(opened="01-03-2026"),
        "sag_åbnet",
        "01-03-2026",
        "The citizen has an open case here since 02-03-2026. Write that day.",
    ),
    "the same contact person from another day": (
        citizen(worker_from="01-04-2026"),
        "kontaktperson",
        "caseworker",
        "That person is the contact person here already, from another day. Use the same day as here.",
    ),
    "a contact person before the one who is here": (
        citizen(worker="colleague", worker_from="01-03-2026"),
        "kontaktperson",
        "colleague",
        "There is another contact person here from that day or later. Leave this one out, or correct the day.",
    ),
    "a contact person from the same day": (
        citizen(worker="colleague"),
        "kontaktperson",
        "colleague",
        "There is another contact person here from that day or later. Leave this one out, or correct the day.",
    ),
}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", CLASHES)
def test_is_told_at_its_row(name: str, refuse: Refuse) -> None:
    row, column, value, sentence = CLASHES[name]
    told = refuse(text(citizen(2), row, citizen(3)))
    assert [(p.row, p.column, p.value, p.sentence) for p in told] == [(3, column, value, sentence)]


@pytest.mark.usefixtures("case")
def test_all_clashes_are_told_at_once(refuse: Refuse, take: Take) -> None:
    take(text(citizen(2)))
    rows = [citizen(n, benefit="dagpenge", worker_from="03-03-2026") for n in (1, 2)]
    assert [(p.row, p.column) for p in refuse(text(*rows))] == [
        (2, "ydelse"),
        (2, "kontaktperson"),
        (3, "ydelse"),
        (3, "kontaktperson"),
    ]


def test_a_clash_with_what_was_registered_on_screen(world: World, case: Case, importer: Actor, refuse: Refuse) -> None:
    with acting(importer):
        services.contact_person_set(
            case=case,
            worker=services.Worker(world.users["colleague"].pk, None),
            begins_on=dt.date(2026, 10, 1),
            reason="illness",
            handover="x",
            by=importer,
        )
    (told,) = refuse(text(citizen(worker="caseworker", worker_from="01-09-2026")))
    assert (told.column, told.value) == ("kontaktperson", "caseworker")
