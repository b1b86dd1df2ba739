"""How fast a leader's pages are with 10 000 open cases in the municipality: `python -m tests.speed.leader`.

Two leaders are asked: one of twenty teams, with 500 cases, and one whose team has all ten thousand.
"""

import os
import statistics
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

os.environ.setdefault("FREMDRIFT_HOME", str(Path(__file__).resolve().parents[2] / ".fremdrift" / "speed-leader"))
os.environ.setdefault("FREMDRIFT_TODAY", "2026-11-24")

import typer
from django.conf import settings

from fremdrift.cli.running import database, migrated, use

MOST = 150  # milliseconds at the 95th percentile, for the leader of 500 cases


def main(times: Annotated[int, typer.Option(help="Requests to each page, after some to warm up.")] = 40) -> None:
    """Print p50, p95 and processor time of each page in milliseconds; answers 1 when a page is too slow."""
    use("demo")
    team = import_module("tests.speed.team")  # models exist only now
    late = 0
    with database():
        migrated()
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        for key, teams in (("mange", 20), ("et", 1)):
            leader = team.fill(key, teams)
            for name, address in team.PAGES.items():
                found, cpu = team.timed(leader, address, times)
                p95 = statistics.quantiles(found, n=20)[-1]
                late += teams > 1 and p95 > MOST
                line = f"{statistics.median(found):8.0f}{p95:8.0f}{cpu:8.0f}"
                typer.echo(f"{team.CASES // teams:7} cases  {name:16}{line}   ms")
    sys.exit(int(bool(late)))


if __name__ == "__main__":
    typer.run(main)
