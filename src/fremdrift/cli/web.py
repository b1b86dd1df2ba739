"""`fremdrift demo` and `fremdrift serve`."""

import os
from contextlib import ExitStack
from typing import Annotated

import typer

from fremdrift.cli.running import Stop, database, migrated, use

Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Port on 127.0.0.1.")]


def demo(
    port: Port = 8000,
    cases: Annotated[int, typer.Option(min=12, max=20000, help="How many cases to invent, the first time.")] = 480,
) -> None:
    """Start the demo: a database of its own, invented people, and the pages at http://127.0.0.1:8000."""
    use("demo")
    from fremdrift.cli.serving import refuse_taken, serve_until_stopped

    refuse_taken(port)
    with ExitStack() as starting:
        _begin_alone(starting)
        typer.echo("Starting the database …")
        with database(watched=True):
            migrated()
            _load(cases)
            refuse_taken(port)  # loading takes a while
            starting.close()
            serve_until_stopped(f"127.0.0.1:{port}", lambda: _say_ready(port))
    typer.echo("Stopped.")


def _begin_alone(starting: ExitStack) -> None:
    """Two that set the same database up would trip over one another; when one is ready, the next may begin."""
    from django.conf import settings

    from fremdrift.core.postgres import locks

    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
        lock = starting.enter_context(locks.open_lock(settings.HOME / "demo.lock"))
    except OSError as error:
        raise Stop(
            f"{settings.HOME} cannot be used: {error.strerror}. Choose another folder with FREMDRIFT_HOME."
        ) from error
    if not locks.take(lock):
        raise Stop(
            "Another `fremdrift demo` is starting with the same data. Wait until it is ready and open its page, "
            "or set FREMDRIFT_HOME to another folder."
        )
    starting.callback(locks.give, lock)  # said aloud: a forked child has the same open file and would keep it


def serve(
    port: Port = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen at; a proxy that speaks HTTPS belongs before it.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = (os.cpu_count() or 1) * 2,
) -> None:
    """Serve the pages for real use: no invented people, sign-in by name and password."""
    use()
    from fremdrift.cli.serving import refuse_taken, serve_until_stopped

    refuse_taken(port, host)
    with database(watched=True):
        migrated()
        serve_until_stopped(f"{host}:{port}", lambda: typer.echo(f"Fremdrift listens at {host}:{port}."), workers)


def _say_ready(port: int) -> None:
    typer.secho(f"\n  Fremdrift is ready at  http://127.0.0.1:{port}\n", bold=True)
    typer.echo("  Everybody in it is invented. Stop with Ctrl-C; the data stay.")


def _load(cases: int) -> None:
    from django.conf import settings
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from fremdrift.exchange.demo import NotTheDemo, demo_is_loaded, demo_load
    from fremdrift_sim.writers import write_truth

    try:
        if demo_is_loaded():
            return
    except NotTheDemo as real:
        raise Stop(
            f"This database belongs to {real}. The demo lets everybody in without a password and needs one of its own: "
            "set FREMDRIFT_HOME to another folder and leave DATABASE_URL out. For real use: fremdrift serve."
        ) from real
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Inventing people …", total=None)
        people = demo_load(cases=cases, tell=lambda words: progress.update(task, description=words))
    write_truth(people, settings.HOME / "demo-truth.csv")
