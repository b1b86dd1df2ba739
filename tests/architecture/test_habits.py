"""Habits of the code: one clock, no prints, no silenced checks without a reason, no signals."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

from tests.architecture.source import ROOT, called, files, place, tree, written

_SILENCED = re.compile(r"#\s*(?:type:\s*ignore(?:\[[\w,\s-]+\])?|noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?)(.*)$")
_REASON = re.compile(r"\s*(?:#|-)\s*\w+(?:\W+\w+){1,}")  # two words at least
_BLANKET = re.compile(r"#\s*(?:type:\s*ignore(?!\[)|noqa(?!:))")
_EXAMPLES = Path(__file__)  # of silenced checks, to see them found
CLOCK = {"now", "utcnow", "today", "time", "time_ns", "localtime", "localdate"}
CLOCKS = {"datetime", "dt.datetime", "datetime.datetime", "date", "dt.date", "datetime.date", "time", "timezone"}
# The machine's clock is read here alone: today's date, when a signed context expires, and the order of new ids.
READS_CLOCK = {"src/fremdrift/core/clock.py", "src/fremdrift/access/context.py", "src/fremdrift/core/ids.py"}


def silenced(root: Path) -> list[str]:
    """Checks that are switched off without saying which and why."""
    found = []
    folders = [folder for folder in (root / "src", root / "tests") if folder.exists()]
    for path in [path for folder in folders for path in files(folder, ".py")]:
        if path == _EXAMPLES:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            match = _SILENCED.search(line)
            if match and (_BLANKET.search(line) or not _REASON.match(match[1])):
                found.append(f"{place(root, path)}:{number}")
    return found


def prints(root: Path) -> list[str]:
    """Calls of `print`: commands speak through typer, the rest through logging."""
    return [
        place(root, path, node)
        for path in files(root / "src", ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def clocks(root: Path) -> list[str]:
    """Places that read the machine's clock by themselves."""
    return [
        place(root, path, node)
        for path in written(root)
        if path.relative_to(root).as_posix() not in READS_CLOCK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _reads_clock(node.func)
    ]


def _reads_clock(function: ast.Attribute) -> bool:
    return function.attr in CLOCK and ast.unparse(function.value) in CLOCKS


def signals(root: Path) -> list[str]:
    """Django's signals: what follows from a write must be read in the service that writes."""
    return [
        place(root, path, node)
        for path in written(root)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ImportFrom) and re.search(r"^django.*signals|django\.dispatch", node.module or ""))
        or (isinstance(node, ast.Call) and called(node) == "receiver")
    ]


def test_no_check_is_silenced_without_a_reason() -> None:
    assert silenced(ROOT) == []


def test_nothing_is_printed() -> None:
    assert prints(ROOT) == []


def test_the_clock_is_read_in_one_place() -> None:
    assert clocks(ROOT) == []
    assert all((ROOT / name).exists() for name in READS_CLOCK)


def test_there_are_no_signals() -> None:
    assert signals(ROOT) == []


def test_silenced_checks_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    lines = [
        "a = 1  # type: ignore",
        "a = 1  # type: ignore[misc]",
        "a = 1  # type: ignore  # it has no types",
        "a = 1  # type: ignore[misc]  # it has no types",
        "a = 1  # noqa",
        "a = 1  # noqa: S603",
        "a = 1  # noqa: S603, E501 - the programs that were found",
        "a = 1  # noqa - because I say so",
        "a = 1  # type: ignore[misc]  # why",
    ]
    root = made_up({"src/fremdrift/core/ids.py": "\n".join(lines)})
    assert silenced(root) == [f"src/fremdrift/core/ids.py:{number}" for number in (1, 2, 3, 5, 6, 8, 9)]


def test_bad_habits_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    code = """import datetime as dt
from django.db.models.signals import post_save
from django.dispatch import receiver
print("here")
console.print("here")
today = dt.date.today()
now = dt.datetime.now(tz)
seconds = time.time()
later = timezone.now()
fine = clock.today(), clock.now(), time.monotonic(), self.time()
"""
    root = made_up({"src/fremdrift/cases/services.py": code, "src/fremdrift/core/clock.py": "dt.datetime.now()"})
    path = "src/fremdrift/cases/services.py"
    assert prints(root) == [f"{path}:4"]
    assert clocks(root) == [f"{path}:{line}" for line in (6, 7, 8, 9)]
    assert signals(root) == [f"{path}:{line}" for line in (2, 3)]
