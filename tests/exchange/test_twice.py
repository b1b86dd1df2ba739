"""A file that is read in again: the same changes nothing at all, a corrected one changes what it corrects."""

from dataclasses import replace

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import selectors, services
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson
from fremdrift.core import clock
from tests.exchange.conftest import Dump, Take
from tests.exchange.files import citizen, cpr, text
from tests.world import CILLA, TODAY, World

WHOLE = (
    citizen(1, benefit_to="31-05-2026"),
    citizen(1, benefit="sygedagpenge", benefit_from="01-06-2026", worker="colleague", worker_from="01-07-2026"),
    citizen(2, protected="ja", group="", group_from=""),
    citizen(3, phone="", email="", benefit="", benefit_from="", worker="", worker_from=""),
)


def test_the_same_file_changes_nothing(take: Take, dump: Dump) -> None:
    first = take(text(*WHOLE))
    assert (first.citizens, first.changed) == (3, 14)
    before = dump()
    assert before["cases_citizenevent"] != []
    again = take(text(*WHOLE))
    assert (again.changed, str(again)) == (0, "nothing new; everything in the file stands here already.")
    assert dump() == before


def test_nor_does_it_a_year_later_or_in_another_order(take: Take, dump: Dump) -> None:
    take(text(*WHOLE))
    before = dump()
    with clock.at(TODAY.replace(year=TODAY.year + 1)):
        assert take(text(*reversed(WHOLE))).changed == 0
    assert dump() == before


def test_the_dump_sees_a_single_letter(take: Take, dump: Dump) -> None:
    """The control of the two above."""
    take(text(*WHOLE))
    before = dump()
    take(text(*WHOLE).replace("nummer1@", "nummerl@"))
    differ = {table for table, rows in dump().items() if rows != before[table]}
    assert differ == {"cases_citizen", "cases_citizenevent"}


@pytest.fixture
def benefits(importer: Actor, take: Take) -> list[tuple[str, str, str]]:
    take(text(citizen()))
    return standing(importer)


def standing(by: Actor) -> list[tuple[str, str, str]]:
    with acting(by):
        found = BenefitSpell.objects.filter(case__citizen__name="Prøve Nummer 1").order_by("begins_on")
        return [(b.kind, str(b.begins_on), str(b.ends_on)) for b in found]


@pytest.mark.usefixtures("benefits")
def test_a_last_day_that_is_new_ends_the_benefit_and_the_next_begins(take: Take, importer: Actor) -> None:
    ended = citizen(benefit_to="31-05-2026")
    done = take(text(ended, citizen(benefit="sygedagpenge", benefit_from="01-06-2026")))
    assert (done.spells, done.changed) == (2, 2)
    assert standing(importer) == [
        ("cash_benefit", "2026-03-02", "2026-05-31"),
        ("sickness_benefit", "2026-06-01", "None"),
    ]
    assert take(text(citizen())).changed == 0  # a file without the last day does not open it again
    assert standing(importer)[0][2] == "2026-05-31"
    assert take(text(citizen(benefit_to="15-05-2026"))).spells == 1
    assert standing(importer)[0][2] == "2026-05-15"


def test_filled_in_cells_correct_and_empty_ones_say_nothing(take: Take, importer: Actor) -> None:
    take(text(citizen(protected="ja")))
    done = take(text(citizen(name="Prøve Rettet", phone="", email="rettet@example.org", protected="")))
    assert (done.updated, done.changed) == (1, 1)
    with acting(importer):
        found = selectors.citizens_by_cpr(importer, [cpr(1)])[cpr(1)]
        assert (found.name, found.sort_key, found.phone) == ("Prøve Rettet", "przzzbve rettet", "00 11 22 33")
        assert (found.email, found.protected_address) == ("rettet@example.org", True)
    assert take(text(citizen(name="Prøve Rettet", email="rettet@example.org", protected="nej"))).updated == 1
    with acting(importer):
        assert not Citizen.objects.get(name="Prøve Rettet").protected_address


def test_what_was_done_on_screen_since_then_stands(world: World, take: Take, importer: Actor, dump: Dump) -> None:
    """A handover and a closed case are not undone by the old file."""
    take(text(citizen(1), citizen(2)))
    colleague = services.Worker(world.users["colleague"].pk, None)
    with acting(importer):
        first, second = Case.objects.filter(citizen__name__startswith="Prøve Nummer").order_by("citizen__name")
        services.contact_person_set(
            case=first, worker=colleague, begins_on=TODAY, reason="illness", handover="x", by=importer
        )
        services.case_close(case=second, closed_on=TODAY, reason="job", by=importer)
    before = dump()
    assert take(text(citizen(1), citizen(2))).changed == 0
    assert dump() == before


def test_a_new_contact_person_takes_over_from_the_day(take: Take, importer: Actor) -> None:
    take(text(citizen()))
    done = take(text(citizen(worker="colleague", worker_from="01-10-2026")))
    assert done.contact_persons == 1
    with acting(importer):
        found = ContactPerson.objects.filter(case__citizen__name="Prøve Nummer 1").order_by("begins_on")
        assert [(p.user.username, str(p.ends_on), p.reason) for p in found] == [
            ("caseworker", "2026-09-30", "first"),
            ("colleague", "None", "other"),
        ]


def test_a_closed_case_and_a_later_day_are_a_new_case(take: Take, importer: Actor) -> None:
    take(text(citizen()))
    with acting(importer):
        case = Case.objects.get(citizen__name="Prøve Nummer 1")
        services.case_close(case=case, closed_on=TODAY.replace(day=1), reason="job", by=importer)
    done = take(text(citizen(opened="02-11-2026", benefit_from="02-11-2026", group_from="", worker_from="02-11-2026")))
    assert (done.citizens, done.cases, done.spells, done.contact_persons) == (0, 1, 2, 1)


def test_two_municipalities_do_not_meet(world: World, take: Take, dump: Dump) -> None:
    """Whom Sydby knows is nobody to Nordby, and is left alone."""
    sydbys_own = "8512934021"
    assert take(text(citizen(cpr=sydbys_own))).citizens == 1
    assert (
        take(
            text(
                citizen(
                    cpr=CILLA,
                    name="Cilla Papirsen",
                    opened="28-01-2026",
                    benefit_from="28-01-2026",
                    group_from="28-01-2026",
                    worker_from="28-01-2026",
                    phone="",
                    email="",
                )
            )
        ).changed
        == 0
    )


def test_two_records_that_became_one_stay_one(take: Take, world: World, importer: Actor, dump: Dump) -> None:
    """The number of the one that is gone leads to the one that stays, and its name in the file corrects nothing."""
    file = text(citizen(1), citizen(2, opened="01-10-2026", benefit_from="", group_from="", worker_from=""))
    take(file)
    by = replace(importer, user_id=world.users["administrator"].pk)
    with acting(by):
        first, second = Case.objects.filter(citizen__name__startswith="Prøve Nummer").order_by("citizen__name")
        services.citizens_merge(
            citizen=first.citizen, gone=second.citizen, open_case=first, reason="Nyt CPR-nummer", by=by
        )
    before = dump()
    assert take(file).changed == 0
    assert dump() == before
    assert (
        take(
            text(
                citizen(
                    2,
                    name="Helt Andet Navn",
                    opened="01-10-2026",
                    benefit="",
                    benefit_from="",
                    group="",
                    group_from="",
                    worker="",
                    worker_from="",
                )
            )
        ).changed
        == 0
    )
    assert dump() == before
