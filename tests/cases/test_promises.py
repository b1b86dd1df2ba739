"""What the database keeps even from raw SQL, what follows a contact person, and that a write is whole or not at all."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

import fremdrift
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson
from fremdrift.cases.selectors import case_by_id
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared.violations import SENTENCES
from tests.world import TODAY, World

DAY = dt.timedelta(days=1)


@pytest.fixture
def cilla(world: World, caseworker: Actor) -> Case:
    """Cilla's case, with her caseworker's context in force."""
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def refused(sql: str, *values: object) -> str:
    """The constraint that refuses a statement of raw SQL."""
    with pytest.raises(IntegrityError) as why, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(why.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg's error


def spell(case: Case, table: str, extra: str = "", value: str = "") -> str:
    return (
        f"insert into {table} (id, municipality_id, case_id, begins_on, ends_on{', ' + extra if extra else ''}) "
        f"values (%s, {case.municipality_id}, '{case.pk}', %s, %s{', ' + value if value else ''})"
    )


@pytest.mark.parametrize(
    ("table", "extra", "value", "constraint"),
    [
        ("cases_benefitspell", "kind", "'cash_benefit'", "benefit_no_overlap"),
        ("cases_benefitspell", "kind", "'sickness_benefit'", "benefit_no_overlap"),
        ("cases_targetgroupspell", '"group"', "'match_1'", "target_group_no_overlap"),
    ],
)
def test_spells_of_one_kind_never_share_a_day(cilla: Case, table: str, extra: str, value: str, constraint: str) -> None:
    assert refused(spell(cilla, table, extra, value), uuid4(), TODAY, None) == constraint


@pytest.mark.parametrize(
    ("table", "extra", "value", "constraint"),
    [
        ("cases_benefitspell", "kind", "'cash_benefit'", "benefit_period"),
        ("cases_targetgroupspell", '"group"', "'match_1'", "target_group_period"),
        ("cases_exemption", "pauses, reason", "'both', 'x'", "exemption_period"),
    ],
)
def test_no_period_ends_before_it_begins(cilla: Case, table: str, extra: str, value: str, constraint: str) -> None:
    assert refused(spell(cilla, table, extra, value), uuid4(), TODAY, TODAY - DAY) == constraint


def test_there_is_one_coordinating_contact_person_at_a_time(cilla: Case, world: World) -> None:
    sql = spell(cilla, "cases_contactperson", "user_id, role, reason, handover", "%s, 'coordinating', 'other', ''")
    other = world.users["colleague"].pk
    assert refused(sql, uuid4(), TODAY, None, other) == "contact_person_one_coordinating"


def test_a_case_closes_with_a_reason_and_a_citizen_has_one_open(cilla: Case) -> None:
    assert refused("update cases_case set closed_on = %s where id = %s", TODAY, cilla.pk) == "case_closed_with_reason"
    columns = "id, municipality_id, citizen_id, opened_on, closing_reason"
    again = f"insert into cases_case ({columns}) values (%s, %s, %s, %s, '')"
    assert refused(again, uuid4(), cilla.municipality_id, cilla.citizen_id, TODAY) == "case_one_open"


@pytest.mark.parametrize(
    ("service", "values", "code"),
    [
        ("benefit_add", {"kind": "cash_benefit", "begins_on": TODAY, "ends_on": None}, "benefit.overlaps"),
        ("benefit_add", {"kind": "cash_benefit", "begins_on": TODAY, "ends_on": TODAY - DAY}, "period.ends_first"),
        ("target_group_add", {"group": "match_1", "begins_on": TODAY, "ends_on": None}, "target_group.overlaps"),
        ("case_close", {"closed_on": TODAY + DAY, "reason": "job"}, "case.closes_in_future"),
        ("case_close", {"closed_on": TODAY - 999 * DAY, "reason": "job"}, "case.closes_before_opening"),
    ],
)
def test_what_a_rule_refuses_has_its_code_and_leaves_nothing(
    cilla: Case, caseworker: Actor, service: str, values: dict[str, object], code: str
) -> None:
    before = BenefitSpell.objects.count()
    with pytest.raises(RuleViolation) as why:
        getattr(services, service)(case=cilla, **values, by=caseworker)
    assert why.value.code == code
    cilla.refresh_from_db()
    assert (BenefitSpell.objects.count(), cilla.closed_on) == (before, None)


def test_handing_over_takes_the_case_from_one_and_gives_it_to_the_other(
    cilla: Case, world: World, actor: Callable[[str], Actor]
) -> None:
    old, new = actor("caseworker"), actor("colleague")
    assert case_by_id(old, cilla.pk) == cilla
    assert case_by_id(new, cilla.pk) is None
    worker = services.Worker(new.user_id, new.team_id)
    services.contact_person_set(case=cilla, worker=worker, begins_on=TODAY, reason="leave", handover="x", by=old)
    assert case_by_id(old, cilla.pk) is None
    assert case_by_id(new, cilla.pk) == cilla
    with clock.at(TODAY - DAY):
        assert case_by_id(old, cilla.pk) == cilla


def test_a_handover_in_the_future_counts_from_its_day(cilla: Case, actor: Callable[[str], Actor]) -> None:
    old, new = actor("caseworker"), actor("colleague")
    worker = services.Worker(new.user_id, new.team_id)
    services.contact_person_set(case=cilla, worker=worker, begins_on=TODAY + 5 * DAY, reason="leave", by=old)
    assert case_by_id(old, cilla.pk) == cilla
    assert case_by_id(new, cilla.pk) is None
    with clock.at(TODAY + 5 * DAY):
        assert case_by_id(old, cilla.pk) is None
        assert case_by_id(new, cilla.pk) == cilla


def test_closing_ends_the_contact_person_and_the_access_that_came_with_it(cilla: Case, caseworker: Actor) -> None:
    services.case_close(case=cilla, closed_on=TODAY, reason="job", by=caseworker)
    assert ContactPerson.objects.get(case=cilla).ends_on == TODAY
    assert case_by_id(caseworker, cilla.pk) == cilla
    with clock.at(TODAY + DAY):
        assert case_by_id(caseworker, cilla.pk) is None


@pytest.mark.parametrize("broken", ["case_changed", "_open_to"])
def test_a_write_that_fails_half_way_leaves_neither_row_nor_history(
    cilla: Case, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("broken on purpose")

    def counts() -> tuple[int, int]:
        return ContactPerson.objects.count(), ContactPerson.pgh_event_model.objects.count()

    before = counts()
    monkeypatch.setattr(services, broken, fail)
    colleague = actor("colleague")
    worker = services.Worker(colleague.user_id, colleague.team_id)
    with pytest.raises(OSError, match="on purpose"):
        services.contact_person_set(case=cilla, worker=worker, begins_on=TODAY, by=colleague)
    assert counts() == before


def test_the_same_person_is_known_by_cpr_in_one_municipality_only(
    cilla: Case, caseworker: Actor, actor: Callable[[str], Actor]
) -> None:
    number = cilla.citizen.cpr
    with pytest.raises(RuleViolation, match=re.escape("citizen.known")):
        services.citizen_add(name="Igen Papirsen", cpr=number, by=caseworker)
    other = actor("other-caseworker")
    with acting(other):
        assert services.citizen_add(name="Cilla Papirsen", cpr=number, by=other).pk != cilla.citizen_id
        assert Citizen.objects.count() == 2


def test_every_code_has_its_sentence_and_every_sentence_its_code() -> None:
    """Codes are raised in services, or returned by rules as text with a dot."""
    root = Path(fremdrift.__file__).parent
    source = "\n".join(
        p.read_text() for p in root.rglob("*.py") if p.name != "violations.py" and "postgres" not in p.parts
    )
    assert [code for code in SENTENCES if f'"{code}"' not in source] == []
    raised = set(re.findall(r'RuleViolation\(\s*"([a-z_.]+)"', source)) | set(
        re.findall(r'=\("([a-z_]+\.[a-z_]+)"', source)
    )
    assert sorted(raised - set(SENTENCES)) == []
