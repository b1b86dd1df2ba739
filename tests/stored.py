"""Everything that is stored about persons, to compare before and after."""

from django.db import connection

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.rls import protected_tables


def everything(by: Actor) -> dict[str, list[str]]:
    """Every row that this actor's context shows, table by table, change history and grants included, as text."""
    found = {}
    with acting(by), connection.cursor() as cursor:
        for protected in protected_tables():
            cursor.execute(f"select t::text from {protected.table} t order by 1")
            found[protected.table] = [row for (row,) in cursor.fetchall()]
    return found
