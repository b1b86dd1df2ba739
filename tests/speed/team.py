"""A municipality with ten thousand open cases for a leader's pages, and requests to these pages, timed.

Rows are made inside the database, as the owner. They are plausible, not worked out by the rulebook: what is measured
counts them.
"""

import os
import time
from pathlib import Path

from django.db import connections
from django.test import Client

from fremdrift.access.context import maintaining
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Membership, User
from fremdrift.core import clock

WORKERS, CASES = 400, 10_000
PAGES = {
    "overview": "/team/",
    "overdue": "/team/cases/?show=overdue",
    "no effort": "/team/cases/?show=no-effort&sort=name",
    "one caseworker": "/team/cases/?show=cases&worker={worker}",
    "covers": "/team/covers/",
    "share out": "/team/reassign/?worker={worker}",
}
_WARM_UP = 5  # requests that do not count
_SQL = Path(__file__).with_suffix(".sql")
_TABLES = (
    "cases_citizen",
    "cases_case",
    "cases_contactperson",
    "cases_effort",
    "access_grant",
    "conversations_conversation",
    "conversations_obligation",
)


def fill(key: str, teams: int) -> int:
    """Make the municipality with so many teams, the first time; the number of the first team's leader."""
    known = User.objects.filter(username=f"{key}-0").first()
    if known is not None:
        return known.pk
    home = accounts.municipality_add(key=key, name=key, invented=True)
    made = [accounts.team_add(municipality=home, key=f"{key}-{n}", name=f"Team {n}").pk for n in range(teams)]
    values = {"key": key, "home": home.pk, "teams": made, "workers": WORKERS, "cases": CASES, "today": clock.today()}
    with connections["owner"].cursor() as owner:
        for table in _TABLES:  # the history of rows that nobody wrote is of no use, and takes minutes
            owner.execute(f"alter table {table} disable trigger user")
        with maintaining():
            for statement in filter(str.strip, _SQL.read_text("utf-8").split(";\n")):
                owner.execute(statement, values)
        for table in _TABLES:
            owner.execute(f"alter table {table} enable trigger user")
        owner.execute("analyze")
    return User.objects.get(username=f"{key}-0").pk


def timed(leader: int, address: str, times: int) -> tuple[list[float], float]:
    """Milliseconds of so many requests by the leader, and what each took of the processors, the database's included."""
    client = Client()
    client.force_login(User.objects.get(pk=leader), backend="django.contrib.auth.backends.ModelBackend")
    team = Membership.objects.get(user=leader).team
    worker = Membership.objects.filter(team=team, role="caseworker").order_by("pk")[0].user_id
    found = []
    for number in range(times + _WARM_UP):
        if number == _WARM_UP:
            worked = _worked()
        started = time.perf_counter()
        response = client.get(address.format(worker=worker))
        assert response.status_code == 200, response.status_code
        if number >= _WARM_UP:
            found.append(1000 * (time.perf_counter() - started))
    return found, (_worked() - worked) / times


def _worked() -> float:
    """Milliseconds of processor time of this process and of its database connection's."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        ticks = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()[11:13]
    return 1000 * (time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))
