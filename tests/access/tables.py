"""The tables about persons, history included, read and written without the application's own filter."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import Error, connections, models, transaction

from fremdrift.access.rls import PERSONAL, protected_tables
from fremdrift.cases.models import Case

Model = type[models.Model]
_PROTECTED = {protected.table for protected in protected_tables()}
MODELS: list[Model] = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in _PROTECTED]
HISTORY = [model for model in MODELS if model._meta.db_table.endswith("event")]


def table(model: Model) -> str:
    """The name of a model's table."""
    return model._meta.db_table


TABLES = sorted(map(table, MODELS))
# Of these somebody let in by grants sees rows of the own name, of the citizen's emergencies the citizen too.
BARS = {"access_bar", "access_barevent"}
EMERGENCIES = {"access_breakglass", "access_breakglassevent"}
# Nobody but the writer reads or writes them: tests/access/test_personal_tables.py asks about these.
OF_ALL = [name for name in TABLES if name not in PERSONAL]


def everywhere(*values: Any, but: Iterable[str] = ()) -> dict[str, set[Any]]:
    """What `homes` and `subjects` say when every table but some shows rows of all of these and of nothing else."""
    return {name: set() if name in {*but, *PERSONAL} else set(values) for name in TABLES}


def homes() -> dict[str, set[int]]:
    """Per table, the municipalities whose rows the database shows now."""
    return {table(m): set(m._base_manager.values_list("municipality_id", flat=True)) for m in MODELS}


def subjects() -> dict[str, set[UUID]]:
    """Per table, the citizens about whom the database shows rows now."""
    return {table(m): set(_subjects(m)) for m in MODELS}


def seen(using: str = "default") -> dict[str, int]:
    """Tables that show any row now, and how many."""
    with connections[using].cursor() as cursor:
        cursor.execute(" union all ".join(f"select '{name}', count(*) from {name}" for name in TABLES))
        return {name: rows for name, rows in cursor.fetchall() if rows}


def refusal(statement: str, values: Iterable[Any] = (), using: str = "default") -> str:
    """The SQLSTATE with which the database refuses a statement and what hangs on it; empty when it does not."""
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(statement, list(values))
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True, using=using)
    except Error as refused:
        return str(getattr(refused.__cause__, "sqlstate", "unknown"))
    return ""


def _subjects(model: Model) -> list[UUID]:
    columns = {field.column for field in model._meta.concrete_fields}
    if "case_id" in columns:
        of_case = dict(Case.objects.values_list("pk", "citizen_id"))
        return [of_case[case] for case in model._base_manager.values_list("case_id", flat=True)]
    named = next(name for name in ("subject", "citizen_id", "pgh_obj_id", "id") if name in columns)
    return list(model._base_manager.values_list(named, flat=True))
