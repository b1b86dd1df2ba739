"""The lists do not grow with the municipality: as many queries, and about as much time, for ten times the cases."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.copies import vacuum
from tests.speed import town

PATHS = ("/worklist/", "/citizens/", "/citizens/?sort=deadline", "/search/?q=anna", "/search/?q=Ceilla")
OWN, SMALL, LARGE = 40, 120, 1200
TIMES, RATIO = 25, 2  # room for a machine that does something else, too; what grows with the cases shows as ten


@pytest.fixture
def client(copy_of_database: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody with forty citizens, in a town of a hundred and twenty."""
    monkeypatch.setattr(town, "CROWDED", OWN)
    monkeypatch.setattr(town, "TALKS", 3)
    town.fill_within(town.town(), SMALL)
    vacuum()
    signed_in = Client()
    signed_in.force_login(town.user(0), backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def best(client: Client) -> dict[str, tuple[int, float]]:
    """Of each page, queries and the least of the times that it took."""
    found = {}
    for path in PATHS:
        client.get(path)  # some things are asked once in a process
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        found[path] = len(asked), min(_seconds(client, path) for _ in range(TIMES))
    return found


def _seconds(client: Client, path: str) -> float:
    started = time.perf_counter()
    client.get(path)
    return time.perf_counter() - started


def test_ten_times_the_cases_cost_no_more(client: Client, request: pytest.FixtureRequest) -> None:
    small = best(client)
    town.fill_within(town.town(), LARGE)
    vacuum()
    large = best(client)
    ratios = {path: large[path][1] / small[path][1] for path in PATHS}
    told = ", ".join(f"{path} {ratio:.2f}" for path, ratio in ratios.items())
    request.config.get_terminal_writer().line(f"\n{LARGE} cases : {SMALL} cases = {told}")
    assert {path: large[path][0] for path in PATHS} == {path: small[path][0] for path in PATHS}
    assert max(ratios.values()) < RATIO
