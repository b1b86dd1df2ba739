"""The database's constraints, told as rules of the domain."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from fremdrift.core.exceptions import RuleViolation


@contextmanager
def refused_as(**rules: tuple[str, str | None]) -> Iterator[None]:
    """Run a write in a savepoint; a constraint of that name that refuses it becomes RuleViolation(code, field)."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
        if name not in rules:
            raise
        raise RuleViolation(*rules[name]) from refused
