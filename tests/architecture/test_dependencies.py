"""Every dependency says why it is there, and is pinned to a version that fits."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source import ROOT

_LISTED = re.compile(r'^\s+"(?P<requirement>[^"]+)",(?P<comment>.*)$')
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[\w,]+\])?==(?P<version>[^\s;]+)$")


def without_reason(text: str) -> list[str]:
    """Dependencies of pyproject.toml on whose line nothing says what they are for."""
    lists = re.findall(r"^(?:dependencies|\w+) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [match for block in lists for line in block.splitlines() if (match := _LISTED.match(line))]
    known = set(requirements(text))
    return [
        m["requirement"]
        for m in lines
        if m["requirement"] in known and not re.match(r"\s*#\s*\w+(\W+\w+)+", m["comment"])
    ]


def requirements(text: str, *extras: str) -> list[str]:
    """What pyproject.toml asks for, all of it or with these extras."""
    project = tomllib.loads(text)["project"]
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(each for extra in extras or optional for each in optional[extra])]


def pinned(text: str) -> dict[str, Version]:
    """Names and versions of a requirements file."""
    matches = [_PINNED.match(line) for line in _lines(text)]
    return {canonicalize_name(m["name"]): Version(m["version"]) for m in matches if m}


def loose(text: str) -> list[str]:
    """Lines of a requirements file that pin nothing."""
    return [line for line in _lines(text) if not _PINNED.match(line)]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def unfit(wanted: list[str], found: dict[str, Version]) -> list[str]:
    """What is asked for and not pinned to a version that fits."""
    asked = [Requirement(each) for each in wanted]
    return [str(r) for r in asked if not r.specifier.contains(found.get(canonicalize_name(r.name), "0.dev0"))]


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / Path(name)).read_text("utf-8")


def test_every_dependency_says_why() -> None:
    assert without_reason(read("pyproject.toml")) == []


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements/run.txt", "requirements/dev.txt"):
        assert loose(read(name)) == []


def test_pins_fit_what_the_project_asks_for() -> None:
    run, dev = pinned(read("requirements/run.txt")), pinned(read("requirements/dev.txt"))
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    assert unfit(asked, run) == []
    assert unfit(requirements(read("pyproject.toml")), dev) == []
    assert {name: dev.get(name) for name in run} == run


def test_what_is_loose_or_unfit_is_found() -> None:
    project = """[project]
dependencies = [
    "django~=5.2.0",  # the web framework
    "typer>=0.15",
    "rich>=14",  # why
]
[project.optional-dependencies]
test = [
    "pytest>=8.3",  # runs the tests
]
"""
    assert without_reason(project) == ["typer>=0.15", "rich>=14"]
    assert loose("django==5.2.1\n    # via x\nrich>=14\n-e .\n") == ["rich>=14", "-e ."]
    found = pinned("Django==5.1.4\nrich==15.0\n")
    assert unfit(["django~=5.2.0", "rich>=14", "typer>=0.15"], found) == ["django~=5.2.0", "typer>=0.15"]
