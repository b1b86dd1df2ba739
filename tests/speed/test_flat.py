"""The lists do not grow with the municipality: as many queries, and about as much time, for ten times the cases."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fremdrift.accounts.models import User
from tests.copies import vacuum
from tests.speed import ordered, town
from tests.speed.ordered import CONSULTANT, UNIT, id_of

WORKER = town.worker_name(0)
ORDER = id_of("order", 4)  # of the caseworker's own: it runs, and its first report waits to be reviewed
PATHS = {
    "/worklist/": WORKER,
    "/citizens/": WORKER,
    "/citizens/?sort=deadline": WORKER,
    "/search/?q=anna": WORKER,
    "/search/?q=Ceilla": WORKER,
    "/offers/": WORKER,
    "/offers/?q=kokkenet": WORKER,
    f"/orders/{ORDER}/": WORKER,
    f"/reports/{ordered.report_of(ORDER)}/": WORKER,
    "/inbox/": UNIT,
    f"/inbox/{ORDER}/": UNIT,
    "/placements/": CONSULTANT,
}
OWN, SMALL, LARGE = 40, 120, 1200
TIMES, RATIO = 25, 2  # room for a machine that does something else, too; what grows with the cases shows as ten


Clients = dict[str, Client]


@pytest.fixture
def clients(copy_of_database: None, monkeypatch: pytest.MonkeyPatch) -> Clients:
    """Somebody with forty citizens, in a town of a hundred and twenty, a provider and a company consultant."""
    monkeypatch.setattr(town, "CROWDED", OWN)
    monkeypatch.setattr(town, "TALKS", 3)
    monkeypatch.setattr(ordered, "EVERY", 1)
    _grow(SMALL)
    return {name: _signed_in(name) for name in (WORKER, UNIT, CONSULTANT)}


def _grow(size: int) -> None:
    town.fill_within(town.town(), size)
    ordered.fill_orders(town.town())
    vacuum()


def _signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def best(clients: Clients) -> dict[str, tuple[int, float]]:
    """Of each page, queries and the least of the times that it took."""
    found = {}
    for path, who in PATHS.items():
        client = clients[who]
        client.get(path)  # some things are asked once in a process
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200, path
        found[path] = len(asked), min(_seconds(client, path) for _ in range(TIMES))
    return found


def _seconds(client: Client, path: str) -> float:
    started = time.perf_counter()
    client.get(path)
    return time.perf_counter() - started


def test_ten_times_the_cases_cost_no_more(clients: Clients, request: pytest.FixtureRequest) -> None:
    small = best(clients)
    _grow(LARGE)
    large = best(clients)
    ratios = {path: large[path][1] / small[path][1] for path in PATHS}
    told = ", ".join(f"{path} {ratio:.2f}" for path, ratio in ratios.items())
    request.config.get_terminal_writer().line(f"\n{LARGE} cases : {SMALL} cases = {told}")
    assert {path: large[path][0] for path in PATHS} == {path: small[path][0] for path in PATHS}
    assert max(ratios.values()) < RATIO
