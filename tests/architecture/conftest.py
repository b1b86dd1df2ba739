"""A small made-up project, in which the rules of the house are broken on purpose."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def made_up(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write files into an empty project and return its folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write
