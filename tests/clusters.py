"""What a test's own server leaves in system folders, and how it goes away."""

import shutil
from pathlib import Path

from fremdrift.core.postgres import Cluster


def discard(home: Path) -> None:
    """Remove the data and the socket folder of a stopped server; as root they lie outside of the home."""
    cluster = Cluster(home)
    assert not cluster.is_running()
    shutil.rmtree(cluster.state_dir, ignore_errors=True)
    shutil.rmtree(cluster.socket_dir, ignore_errors=True)
