"""Locks between programs, and steps that Ctrl-C cannot cut in half."""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def open_lock(path: Path) -> IO[bytes]:
    """Open a lock file that only its owner can open: whoever can open it can hold it."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `path` alone, waiting for others."""
    with open_lock(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # said aloud: a forked child has the same open file and would keep the lock
            fcntl.flock(file, fcntl.LOCK_UN)


def take(file: IO[bytes]) -> bool:
    """Hold the lock alone, unless somebody else has it; says whether it is held."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def give(file: IO[bytes]) -> None:
    """Let others have the lock."""
    fcntl.flock(file, fcntl.LOCK_UN)


def share(file: IO[bytes]) -> None:
    """Hold the lock together with others."""
    fcntl.flock(file, fcntl.LOCK_SH)


def release(file: IO[bytes]) -> bool:
    """Give up a shared lock and say whether nobody else holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        alone = False
    else:
        alone = True
    fcntl.flock(file, fcntl.LOCK_UN)
    return alone


def uninterrupted(step: Callable[[], None]) -> None:
    """Run `step` to its end, whatever Ctrl-C or a signal says meanwhile; raise that afterwards."""
    begun, done = threading.Lock(), threading.Event()
    raised: list[BaseException] = []

    def work() -> None:
        if not begun.acquire(blocking=False):
            return
        try:
            step()
        except BaseException as error:
            raised.append(error)
        finally:
            done.set()

    # signals reach the main thread alone, so the step has a thread of its own; the start of that thread
    # can itself be interrupted before or after it began, so it is tried again and begins once
    while not done.is_set():
        try:
            threading.Thread(target=work, name="fremdrift-postgres-step").start()
            done.wait()
        except BaseException as interruption:
            if isinstance(interruption, Exception) and not begun.locked():
                raise
            raised.insert(0, interruption)
    if raised:
        raise raised[0]
