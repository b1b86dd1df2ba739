"""One server process: its state, its start and its end. The caller holds the start lock."""

import re
import shlex
import time
from enum import StrEnum

from fremdrift.core.postgres import processes
from fremdrift.core.postgres.account import Account
from fremdrift.core.postgres.binaries import Binaries, find_binaries
from fremdrift.core.postgres.configuration import write_configuration
from fremdrift.core.postgres.errors import PostgresUnavailable
from fremdrift.core.postgres.initialise import data_version, initialise
from fremdrift.core.postgres.places import PORT, Places, make_folder
from fremdrift.core.postgres.reach import within_reach

ATTEMPTS = 5
PAUSE = 0.3
TELLING = re.compile("FATAL|PANIC|could not")
PATIENCE = 300
"""Seconds for a start: recovery after a crash may have much to read."""


class State(StrEnum):
    """What the server's own file says about it; the values are PostgreSQL's words."""

    ABSENT = "absent"
    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"


class Server:
    """The server of one home."""

    def __init__(self, places: Places, account: Account) -> None:
        self._places = places
        self._account = account

    def state(self) -> State:
        """Read the server's state, believing its file only if the process is alive and ours."""
        try:
            lines = (self._places.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return State.ABSENT
        if not processes.runs(pid, self._places.name):
            return State.ABSENT
        word = lines[7].strip() if len(lines) > 7 else ""
        return State(word) if word in list(State) else State.STARTING

    def is_ready(self) -> bool:
        """Say whether the server takes connections at its address."""
        return self.state() is State.READY and (self._places.sockets / f".s.PGSQL.{PORT}").exists()

    def ensure_running(self) -> None:
        """Start the server, or adopt the one that runs."""
        for _ in range(ATTEMPTS):
            self._settle()
            if self.is_ready():
                return
            binaries = self._binaries()
            self.stop()
            self._clear_leftovers()
            if self._start(binaries):
                return
            # a killed server's memory may be held for another moment
            time.sleep(PAUSE)
        raise PostgresUnavailable(
            f"PostgreSQL did not start (“{self._last_words()}”): read {self._places.start_log} "
            f"and {self._places.data / 'log'}, put that right and start again."
        )

    def stop(self) -> None:
        """Stop the server if it runs: at once but in order, and by force if that takes over a minute."""
        if self.state() is not State.ABSENT:
            pg_ctl = self._binaries().folder / "pg_ctl"
            for mode, seconds in (("fast", "60"), ("immediate", "10")):
                self._account.run(
                    pg_ctl, "stop", f"--mode={mode}", "--wait", f"--timeout={seconds}", data=self._places.data
                )
                if self.state() is State.ABSENT:
                    break
        self._end_orphans()

    def _binaries(self) -> Binaries:
        return within_reach(find_binaries(data_version(self._places)), self._account)

    def _settle(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.state() in (State.STARTING, State.STOPPING):
            if time.monotonic() > deadline:
                raise PostgresUnavailable(
                    f"PostgreSQL has been {self.state()} for {PATIENCE} seconds: "
                    f"read {self._places.data / 'log'} and start again when it is done."
                )
            time.sleep(0.1)

    def _start(self, binaries: Binaries) -> bool:
        places, account = self._places, self._account
        if data_version(places) is None:
            initialise(places, account, binaries)
        write_configuration(places, account, binaries.major)
        make_folder(places.sockets, mode=0o700, uid=account.uid, gid=account.gid)
        options = f"-c config_file={shlex.quote(str(places.settings))} -c cluster_name={places.name}"
        with places.start_log.open("wb") as log:
            done = account.run(
                binaries.folder / "pg_ctl",
                "start",
                "--wait",
                f"--timeout={PATIENCE}",
                f"--options={options}",
                data=places.data,
                output=log,
            )
        return done.returncode == 0

    def _clear_leftovers(self) -> None:
        """Remove files whose process number now belongs to a zombie, a stranger or another folder's server.

        PostgreSQL itself sees through a number that nobody has.
        """
        for file in (self._places.data / "postmaster.pid", self._places.sockets / f".s.PGSQL.{PORT}.lock"):
            try:
                pid = int(file.read_text(encoding="utf-8").split("\n")[0])
            except (FileNotFoundError, ValueError):
                continue
            if processes.exists(pid) and processes.is_elsewhere(pid, self._places.data):
                file.unlink(missing_ok=True)

    def _end_orphans(self) -> None:
        """Wait a second for the children of a killed server to leave, then end them."""
        deadline = time.monotonic() + 1
        while orphans := processes.processes_of(self._places.name):
            # a start by a program that was killed may be under way: it is no orphan
            if self.state() is not State.ABSENT:
                return
            if time.monotonic() > deadline:
                processes.end(orphans)
                return
            time.sleep(0.05)

    def _last_words(self) -> str:
        logs = sorted((self._places.data / "log").glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
        for log in (self._places.start_log, *logs[:1]):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            telling = [line for line in lines if TELLING.search(line) and not line.startswith("pg_ctl:")]
            if telling:
                return telling[-1].strip()
        return "no reason given"
