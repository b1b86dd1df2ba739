"""Fill a municipality with 1 000 and then 10 000 open cases, measure the lists each time, and compare.

Through Django's test client: every middleware, the session, row-level security, the look-up log and the templates
take part, as in the product; the network and gunicorn do not. Answers 1 when a page is too slow.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

os.environ.setdefault("FREMDRIFT_HOME", str(Path(__file__).resolve().parents[2] / ".fremdrift" / "speed"))
os.environ.setdefault("FREMDRIFT_TODAY", "2026-11-24")

import typer

from fremdrift.cli.running import database, migrated, use


def main(
    small: Annotated[int, typer.Option(help="Open cases at first.")] = 1000,
    large: Annotated[int, typer.Option(help="Open cases then.")] = 10_000,
    times: Annotated[int, typer.Option(help="Requests to each page, after some to warm up.")] = 60,
) -> None:
    """Print p50 and p95 of each page in milliseconds, and how much slower the large municipality is."""
    use("demo")
    from tests.speed.measure import report, timed  # noqa: PLC0415 - models exist only when Django is set up
    from tests.speed.ordered import fill_orders  # noqa: PLC0415 - the same
    from tests.speed.town import fill, filled, town  # noqa: PLC0415 - the same

    with database():
        migrated()
        home = town()
        found = {}
        for size in (small, large):
            if filled(home) <= size:
                typer.echo(f"Filling: {size} open cases …")
                fill(home, size)
                fill_orders(home)
                found[size] = timed(times)
        sys.exit(report(found, typer.echo))


if __name__ == "__main__":
    typer.run(main)
