"""Addresses of a case's pages, many of them quickly: a list has hundreds."""

from functools import cache
from uuid import UUID

from django.urls import reverse

_NOBODY = UUID(int=0)


def of_case(name: str, case_id: UUID) -> str:
    """The address of a page about a case."""
    return _pattern(name).replace(str(_NOBODY), str(case_id))


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[_NOBODY])
