"""Rows that hang on another, read in the same query: what many lists would else ask for one table after another."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, QuerySet


def rows(found: QuerySet[Any], *columns: str, of: str = "case", most: int | None = None) -> ArraySubquery:
    """Those of `found` that belong to the outer row, each a list of columns as JSON: days and ids are text.

    Whoever may see the outer row may see them: the outer query must ask that.
    """
    row = Func(*(F(column) for column in columns), function="jsonb_build_array", output_field=JSONField())
    return ArraySubquery(found.filter(**{of: OuterRef("pk")}).values_list(row)[:most])
