"""Requests to the lists, timed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.test import Client

from fremdrift.accounts.models import User
from tests.speed.ordered import CONSULTANT, UNIT, id_of, report_of
from tests.speed.town import worker_name

LIST, SEARCH = 150, 100  # milliseconds at the 95th percentile
WARM_UP = 8
_USUAL, _CROWDED = worker_name(1), worker_name(0)
_ORDER = id_of("order", 208)  # of the usual caseload: it runs, and its first report waits to be reviewed


@dataclass(frozen=True)
class Page:
    """A page to measure: whose, where, and how long it may take."""

    name: str
    who: str
    path: str
    most: int


PAGES = (
    Page("worklist, 90 cases", _USUAL, "/worklist/", LIST),
    Page("caseload, 90 cases", _USUAL, "/citizens/", LIST),
    Page("caseload by deadline", _USUAL, "/citizens/?sort=deadline", LIST),
    Page("search, a name", _USUAL, "/search/?q=anna", SEARCH),
    Page("search, a name misspelt", _USUAL, "/search/?q=Ceilla", SEARCH),
    Page("catalogue", _USUAL, "/offers/", LIST),
    Page("catalogue, a word", _USUAL, "/offers/?q=gartneriet", LIST),
    Page("catalogue, misspelt", _USUAL, "/offers/?q=gartnerjet", LIST),
    Page("order", _USUAL, f"/orders/{_ORDER}/", LIST),
    Page("report to review", _USUAL, f"/reports/{report_of(_ORDER)}/", LIST),
    Page("a unit's inbox", UNIT, "/inbox/", LIST),
    Page("inbox by the last day", UNIT, "/inbox/?sort=ends", LIST),
    Page("a unit's order", UNIT, f"/inbox/{_ORDER}/", LIST),
    Page("placements", CONSULTANT, "/placements/", LIST),
    Page("worklist, 200 cases", _CROWDED, "/worklist/", 0),
    Page("caseload, 200 cases", _CROWDED, "/citizens/", 0),
)


@dataclass(frozen=True)
class Times:
    """Milliseconds of the requests to one page, and of the processor in this process."""

    wall: list[float]
    cpu: list[float]

    @property
    def p95(self) -> float:
        """The time that nineteen of twenty requests stay below."""
        return statistics.quantiles(self.wall, n=20)[-1]


def timed(times: int) -> dict[Page, Times]:
    """Each page so many times, after a few requests that do not count; the program is loaded as servers load it."""
    import_module("fremdrift.config.wsgi")
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    return {page: _timed(page, times) for page in PAGES}


def _timed(page: Page, times: int) -> Times:
    client = Client()
    client.force_login(User.objects.get(username=page.who), backend="django.contrib.auth.backends.ModelBackend")
    wall, cpu = [], []
    for number in range(times + WARM_UP):
        started, worked = time.perf_counter(), time.process_time()
        response = client.get(page.path)
        spent = time.perf_counter() - started, time.process_time() - worked
        assert response.status_code == 200, response.status_code
        if number >= WARM_UP:
            wall.append(1000 * spent[0])
            cpu.append(1000 * spent[1])
    return Times(wall, cpu)


def report(found: dict[int, dict[Page, Times]], tell: Callable[[str], None]) -> int:
    """One line for each page and size, and the ratio of the medians; 1 when a page is slower than it may be."""
    late = 0
    tell(f"{'page':24}{'cases':>8}{'p50':>8}{'p95':>8}{'cpu':>8}{'at most':>9}   ms")
    for page in PAGES:
        for size, pages in found.items():
            times = pages[page]
            slow = bool(page.most) and times.p95 > page.most
            late += slow
            most = str(page.most) if page.most else "–"
            tell(
                f"{page.name:24}{size:8}{statistics.median(times.wall):8.0f}{times.p95:8.0f}"
                f"{statistics.median(times.cpu):8.0f}{most:>9}{'   TOO SLOW' if slow else ''}"
            )
        if len(found) > 1:
            first, *_, last = (statistics.median(pages[page].wall) for pages in found.values())
            tell(f"{'':24}large : small = {last / first:.2f}")
    return int(bool(late))
