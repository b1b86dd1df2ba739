"""A file of a whole municipality: how long it takes, and how many questions are put to the database."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exchange.conftest import Take
from tests.exchange.files import citizen, text

MOST_QUERIES_PER_CITIZEN = 40
MOST_TIMES_AS_LONG = 30  # for ten times the rows; at the same speed it would be ten


def queries(take: Take, content: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        take(content)
    return len(asked)


def test_queries_per_citizen_are_bounded(take: Take) -> None:
    first, second = text(*map(citizen, range(10))), text(*map(citizen, range(10, 50)))
    few, many = queries(take, first), queries(take, second)
    assert (many - few) / 30 < MOST_QUERIES_PER_CITIZEN
    again = queries(take, second) - queries(take, first)
    assert again / 30 <= 3  # what stands is looked up at once; each citizen is but read under lock, in a savepoint


def seconds(take: Take, content: str) -> float:
    began = time.perf_counter()
    take(content)
    return time.perf_counter() - began


def test_two_thousand_rows(take: Take, request: pytest.FixtureRequest) -> None:
    """Ten times the rows take about ten times as long, whatever the machine; what stands already is quick."""
    few, many = text(*map(citizen, range(200))), text(*map(citizen, range(200, 2200)))
    short, first, again = seconds(take, few), seconds(take, many), seconds(take, many)
    told = f"import of 200 citizens: {short:.1f} s, 2 000: {first:.1f} s, again {again:.1f} s"
    request.config.get_terminal_writer().line(f"\n{told}")
    assert first < MOST_TIMES_AS_LONG * short, told
    assert again < first / 2, told
