"""What must hold even for raw SQL: the database itself refuses it."""

from uuid import uuid4

import pytest

from fremdrift.access.actor import Actor
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, TargetGroupSpell
from tests.access.tables import refusal
from tests.world import World

OVERLAP, CHECK, TWICE, NO_RANGE = "23P01", "23514", "23505", "22000"
CASE_BEGAN = "2026-01-28"  # 300 days before today, with benefit, target group and contact person


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


def insert(table: str, case: Case, begins: str, ends: str | None, **columns: object) -> str:
    """Insert a period of the case by raw SQL; how the database refuses it, empty when it takes it."""
    row = {
        "id": uuid4(),
        "municipality_id": case.municipality_id,
        "case_id": case.pk,
        "begins_on": begins,
        "ends_on": ends,
    } | columns
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    return refusal(f"insert into {table} ({names}) values ({places})", row.values())


PERIODS = {
    "benefit": ("cases_benefitspell", {"kind": "sickness_benefit"}),
    "target group": ("cases_targetgroupspell", {'"group"': "match_1"}),
    "contact person": (
        "cases_contactperson",
        {"user_id": 1, "role": "coordinating", "reason": "other", "handover": ""},
    ),
}


@pytest.mark.parametrize("kind", PERIODS)
@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        ("2026-06-01", None, OVERLAP),
        ("2026-06-01", "2026-06-01", OVERLAP),
        (CASE_BEGAN, CASE_BEGAN, OVERLAP),
        ("2025-01-01", CASE_BEGAN, OVERLAP),
        ("2025-01-01", None, OVERLAP),
        ("2025-01-01", "2026-01-27", ""),
    ],
)
def test_no_two_share_a_day(kind: str, begins: str, ends: str | None, expected: str, case: Case) -> None:
    table, columns = PERIODS[kind]
    assert insert(table, case, begins, ends, **columns) == expected


@pytest.mark.parametrize(("ends", "expected"), [("2026-01-27", ""), (CASE_BEGAN, OVERLAP)])
@pytest.mark.parametrize("kind", PERIODS)
def test_nor_by_an_update(kind: str, ends: str, expected: str, case: Case) -> None:
    table, columns = PERIODS[kind]
    earlier = BenefitSpell if kind == "benefit" else TargetGroupSpell if kind == "target group" else ContactPerson
    values = {name.strip('"'): value for name, value in columns.items()}
    row = earlier.objects.create(
        municipality_id=case.municipality_id, case=case, begins_on="2025-01-01", ends_on="2025-02-01", **values
    )
    assert refusal(f"update {table} set ends_on = %s where id = %s", [ends, row.pk]) == expected


def test_a_contact_person_who_was_taken_back_is_in_nobodys_way(case: Case) -> None:
    table, columns = PERIODS["contact person"]
    withdrawn = columns | {"withdrawn_at": "2026-05-01"}
    assert insert(table, case, "2026-06-01", None, **columns) == OVERLAP
    assert insert(table, case, "2026-06-01", None, **withdrawn) == ""


@pytest.mark.parametrize("kind", PERIODS)
def test_no_period_ends_before_it_begins(kind: str, case: Case) -> None:
    table, columns = PERIODS[kind]
    backwards = insert(table, case, "2025-06-01", "2025-05-31", **columns)
    assert backwards in {CHECK, NO_RANGE}  # whichever constraint the database looks at first


def test_exemptions_of_one_kind_do_not_overlap_and_others_may(case: Case) -> None:
    both = "insert into cases_exemption (id, municipality_id, case_id, begins_on, ends_on, pauses, reason) values "
    row = "(gen_random_uuid(), %s, %s, '2026-06-01', null, %s, 'x')"
    of = [case.municipality_id, case.pk]
    assert refusal(f"{both} {row}, {row}", [*of, "offer", *of, "conversation"]) == ""
    assert refusal(f"{both} {row}, {row}", [*of, "offer", *of, "offer"]) == OVERLAP


def test_efforts_run_side_by_side_but_not_backwards(case: Case) -> None:
    effort = {"kind": "mentor", "title": "x", "organiser": "other", "organiser_name": "", "at_workplace": False}
    assert insert("cases_effort", case, "2026-06-01", None, hours=None, **effort) == ""
    assert insert("cases_effort", case, "2026-06-01", "2026-05-31", hours=None, **effort) == CHECK
    assert insert("cases_effort", case, "2026-06-01", None, hours=0, **effort) == CHECK


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("closed_on = '2026-11-24'", CHECK),
        ("closing_reason = 'job'", CHECK),
        ("closed_on = '2026-11-24', closing_reason = 'job'", ""),
        ("closed_on = '2026-01-27', closing_reason = 'job'", CHECK),
        (f"closed_on = '{CASE_BEGAN}', closing_reason = 'job'", ""),
    ],
)
def test_a_case_closes_with_a_reason_and_not_before_it_opened(change: str, expected: str, case: Case) -> None:
    assert refusal(f"update cases_case set {change} where id = %s", [case.pk]) == expected


def test_one_open_case_for_a_citizen_and_one_citizen_for_a_number(case: Case) -> None:
    columns = "municipality_id, citizen_id, opened_on, closing_reason, closing_words"
    another = f"insert into cases_case (id, number, {columns}) select gen_random_uuid(), 99999, {columns} "
    assert refusal(another + "from cases_case where id = %s", [case.pk]) == TWICE
    columns = (
        "municipality_id, name, sort_key, search_key, born, cpr_sealed, cpr_index, is_synthetic, phone, email, "
        "protected_address, address, postcode, town"
    )
    assert refusal(_copy("cases_citizen", columns), [case.citizen_id]) == TWICE


def test_case_numbers_are_used_once(case: Case) -> None:
    again = "update cases_case set number = (select min(number) from cases_case where id <> %s) where id = %s"
    assert refusal(again, [case.pk, case.pk]) == TWICE


def _copy(table: str, columns: str) -> str:
    return f"insert into {table} (id, {columns}) select gen_random_uuid(), {columns} from {table} where id = %s"
