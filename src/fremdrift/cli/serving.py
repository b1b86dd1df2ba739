"""Running the application server until somebody stops it."""

import errno
import os
import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

from fremdrift.cli.heads import heads_kept
from fremdrift.cli.orders import orders_kept
from fremdrift.cli.running import Stop


def refuse_taken(port: int, host: str = "127.0.0.1") -> None:
    """Say so at once when the port is in use, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                raise Stop(f"Port {port} is in use. Choose another: PORT={port + 1} make demo, or --port.") from refused
            raise Stop(f"It is not possible to listen at {host}:{port}: {refused.strerror}.") from refused


def serve_until_stopped(bind: str, ready: Callable[[], None], workers: int = 2) -> None:
    """Serve until Ctrl-C or a termination signal; `ready` is called as soon as somebody may come."""
    master = os.getpid()
    with heads_kept(), orders_kept():
        try:
            _run(bind, ready, workers)
        except (SystemExit, KeyboardInterrupt):
            if os.getpid() != master:
                os._exit(0)  # a worker, made by fork: what follows, stopping the database, is its master's to do


def _run(bind: str, ready: Callable[[], None], workers: int) -> None:
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
                "when_ready": lambda _server: ready(),
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
