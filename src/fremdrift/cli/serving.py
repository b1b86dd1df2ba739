"""Running the application server until somebody stops it."""

import logging
import os
import signal
import socket
import threading
from types import FrameType
from typing import Any, NoReturn

from fremdrift.cli.running import Stop

logger = logging.getLogger(__name__)
_HOURLY = 3600.0


def refuse_taken(port: int, host: str = "127.0.0.1") -> None:
    """Say so at once when the port is in use, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Stop(f"Port {port} is in use. Choose another: PORT={port + 1} make demo, or --port.") from taken


def export_heads() -> int:
    """Write the heads of the look-up log to the file outside the database."""
    import psycopg
    from django.conf import settings

    from fremdrift.access.lookup_log.heads import export

    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as connection:
        return export(connection, settings.LOG_HEADS)


def serve_until_stopped(bind: str, workers: int = 2) -> None:
    """Serve until Ctrl-C or a termination signal; once an hour the log's heads are written outside the database."""
    over, master = threading.Event(), os.getpid()
    keeper = threading.Thread(target=_keep_heads, args=(over,), name="fremdrift-log-heads", daemon=True)
    keeper.start()
    try:
        _run(bind, workers)
    except (SystemExit, KeyboardInterrupt):
        if os.getpid() != master:
            os._exit(0)  # a worker, made by fork: what follows, stopping the database, is its master's to do
    finally:
        over.set()


def _run(bind: str, workers: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no type hints
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": bind,
                "workers": workers,
                "threads": 4,
                "worker_class": "gthread",
                "loglevel": "warning",
                "accesslog": None,
                "control_socket_disable": True,
                "graceful_timeout": 5,
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from fremdrift.config.wsgi import application

            return application

    signal.signal(signal.SIGTERM, _terminate)
    Server().run()


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _keep_heads(over: threading.Event) -> None:
    while not over.wait(_HOURLY):
        try:
            export_heads()
        except Exception:
            logger.exception("The heads of the look-up log could not be written; the next try is in an hour.")
