"""Locks, and steps that Ctrl-C cannot cut in half."""

import os
import signal
import stat
import time
from pathlib import Path

import pytest

from fremdrift.core.postgres.locks import open_lock, release, share, uninterrupted


def test_ctrl_c_waits_for_the_step_and_is_then_raised() -> None:
    steps = []

    def step() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)
        steps.append("done")

    with pytest.raises(KeyboardInterrupt):
        uninterrupted(step)
    assert steps == ["done"]


def test_an_error_of_the_step_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        uninterrupted(lambda: divmod(1, 0) and None)


def test_the_last_one_to_release_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "lease.lock"
    with open_lock(path) as one, open_lock(path) as other:
        share(one)
        share(other)
        assert not release(one)
        assert release(other)


def test_a_lock_file_can_be_opened_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "lease.lock"
    with open_lock(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
