"""Functions and files stay small; there is no list of exceptions."""

import ast
import statistics
from collections.abc import Callable
from pathlib import Path

from tests.architecture.source import ROOT, files, place, tree, written

LONGEST_FILE, LONGEST_MODULE = 500, 400
MEDIAN, NINE_TENTHS, LONGEST_FUNCTION = 8, 28, 60


def too_long_files(root: Path) -> list[str]:
    """Files over the limit; modules that should be packages."""
    long = [p for p in files(root, ".py", ".html", ".css", ".toml", ".sql") if _lines(p) > LONGEST_FILE]
    modules = [p for p in written(root) if _lines(p) > LONGEST_MODULE]
    return [f"{place(root, path)}: {_lines(path)} lines" for path in sorted({*long, *modules})]


def function_lengths(root: Path) -> dict[str, int]:
    """Every function of the product with its number of lines."""
    return {
        f"{place(root, path, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in written(root)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def function_breaches(root: Path) -> list[str]:
    """What is too long, one by one and on the whole."""
    lengths = function_lengths(root)
    found = [f"{name}: {length} lines" for name, length in lengths.items() if length > LONGEST_FUNCTION]
    median, nine_tenths = statistics.median(lengths.values()), statistics.quantiles(lengths.values(), n=10)[-1]
    if median > MEDIAN:
        found.append(f"half of the functions have more than {median} lines")
    if nine_tenths > NINE_TENTHS:
        found.append(f"one function in ten has more than {nine_tenths} lines")
    return found


def _lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n") + 1


def test_files_are_short() -> None:
    assert too_long_files(ROOT) == []


def test_functions_are_short() -> None:
    assert function_breaches(ROOT) == []


def test_long_files_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    root = made_up(
        {
            "src/fremdrift/cases/models.py": "x = 1\n" * 401,
            "src/fremdrift/cases/migrations/0001_initial.py": "x = 1\n" * 450,
            "src/fremdrift/cases/page.html": "<p>\n" * 501,
            "tests/test_all.py": "x = 1\n" * 501,
        }
    )
    assert too_long_files(root) == [
        "src/fremdrift/cases/models.py: 402 lines",
        "src/fremdrift/cases/page.html: 502 lines",
        "tests/test_all.py: 502 lines",
    ]


def a_function(number: int, lines: int) -> str:
    """A function of that many lines."""
    return f"def f{number}():\n" + "    x = 1\n" * (lines - 1)


def test_long_functions_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    long = "".join(a_function(number, lines) for number, lines in enumerate([5, 5, 9, 9, 9, 9, 61]))
    assert function_breaches(made_up({"src/fremdrift/core/ids.py": long})) == [
        "src/fremdrift/core/ids.py:47 f6: 61 lines",
        "half of the functions have more than 9 lines",
        "one function in ten has more than 71.4 lines",
    ]
