"""A file of a whole municipality: how long it takes, and how many questions are put to the database."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exchange.conftest import Take
from tests.exchange.files import citizen, text

MOST_QUERIES_PER_CITIZEN = 40
MOST_SECONDS = 60


def queries(take: Take, content: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        take(content)
    return len(asked)


def test_queries_per_citizen_are_bounded(take: Take) -> None:
    first, second = text(*map(citizen, range(10))), text(*map(citizen, range(10, 50)))
    few, many = queries(take, first), queries(take, second)
    assert (many - few) / 30 < MOST_QUERIES_PER_CITIZEN
    again = queries(take, second) - queries(take, first)
    assert again / 30 <= 3  # what stands is looked up at once; for each citizen a savepoint and its own row are left


def test_two_thousand_rows(take: Take, request: pytest.FixtureRequest) -> None:
    content = text(*map(citizen, range(2000)))
    began = time.perf_counter()
    assert take(content).citizens == 2000
    first = time.perf_counter() - began
    assert take(content).changed == 0
    again = time.perf_counter() - began - first
    request.config.get_terminal_writer().line(f"\nimport of 2 000 citizens: {first:.1f} s, again {again:.1f} s")
    assert first < MOST_SECONDS
