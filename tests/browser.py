"""What the browser tests need of the machine: Chromium and PgBouncer. `python -m tests.browser` sees to it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SBIN = "/usr/local/sbin:/usr/sbin"  # an ordinary user's PATH often leaves these out

LAUNCH = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Chromium's sandbox refuses to run as root, as in most containers
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


class Missing(Exception):
    """Something that the tests need is not here; the text says what, and how to get it."""


def chromium() -> str:
    """The path of the system's Chromium."""
    found = _chromium()
    if found is None:
        raise Missing("The browser tests need Chromium. On Debian: apt-get install chromium")
    return found


def pgbouncer() -> str:
    """The path of the system's PgBouncer."""
    found = _pgbouncer()
    if found is None:
        raise Missing("The tests of connection pooling need PgBouncer. On Debian: apt-get install pgbouncer")
    return found


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def _pgbouncer() -> str | None:
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:{_SBIN}")


def _missing() -> list[str]:
    found = {"chromium": _chromium(), "pgbouncer": _pgbouncer()}
    return [name for name, path in found.items() if path is None]


def _install(packages: list[str]) -> None:
    """Install Debian packages without a question; what apt says is shown when it fails."""
    sys.stdout.write(f"Installing {' and '.join(packages)} for the tests …\n")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *arguments], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Missing(f"apt-get {arguments[0]} failed: {(done.stderr or done.stdout).strip()}")


def ensure() -> None:
    """Have everything, installing it where that is allowed; otherwise say in a sentence what to install."""
    missing = _missing()
    if missing and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        _install(missing)
        missing = _missing()
    if missing:
        names, packages = " and ".join(missing), " ".join(missing)
        raise Missing(f"The tests need {names} on this machine. On Debian, as root: apt-get install {packages}")


if __name__ == "__main__":
    try:
        ensure()
    except Missing as missing:
        sys.exit(str(missing))
