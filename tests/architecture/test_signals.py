"""Signals stand beside each other: no function takes two of them, and none reads two into one value."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, called, files, tree

MODULE = "fremdrift.overview.rules.signals"
HOME = Path("overview", "rules", "signals.py")
# What is one signal: how one party's answers went is told by three functions of which each uses the one before.
KIND = {
    "moved": "answers",
    "directions": "answers",
    "fell_twice": "answers",
    "weeks_without": "weeks",
    "attendance": "attendance",
    "lately": "lately",
    "differ": "phases",
}
TYPES = {"Moved", "Way", "Weeks", "Attendance"}
# What the worklist's rules know by them: a day each, and a line each.
FACTS = {"falls", "differ_since", "measuring"}


def names_of(module: ast.Module) -> dict[str, str]:
    """By the name that a file has for it, each signal's function that it imports; `signals` stands for all."""
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            found |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name in KIND}
        elif isinstance(node, ast.ImportFrom) and f"{node.module}.signals" == MODULE:
            found |= {f"{a.asname or a.name}.{name}": name for a in node.names if a.name == "signals" for name in KIND}
    return found


def is_home(path: Path) -> bool:
    return path.parts[-3:] == HOME.parts


def own(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function itself, not in one that is written inside it."""
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from own(child)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))


def speaks_of(annotation: ast.AST | None) -> bool:
    """Whether a type is a signal, or holds some."""
    if annotation is None:
        return False
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value)
    return any(getattr(node, "id", getattr(node, "attr", "")) in TYPES for node in ast.walk(annotation))


def handed_on(module: ast.Module, names: dict[str, str]) -> dict[str, str]:
    """Functions of a file that give a signal on, by their name: what they give counts as one."""
    found: dict[str, str] = {}
    for _again in range(3):
        for function in functions(module):
            returned = [node.value for node in own(function) if isinstance(node, ast.Return) and node.value]
            given = [name for value in returned for name in asked([value], names | found)]
            if given or speaks_of(function.returns):
                found[function.name] = given[0] if given else function.name
    return found


def asked(nodes: list[ast.AST], names: dict[str, str]) -> list[str]:
    """The signals that are read below these nodes, each as often as it is called."""
    calls = [call for node in nodes for call in (node, *own(node)) if isinstance(call, ast.Call)]
    return [names[name] for call in calls if (name := spelled(call)) in names]


def spelled(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return f"{call.func.value.id}.{call.func.attr}"
    return called(call)


def joined(path: Path, module: ast.Module) -> list[str]:
    """Where a file takes two signals together."""
    home = is_home(path)
    names = {name: name for name in KIND} if home else names_of(module)
    names = names if home else names | handed_on(module, names)
    found = []
    for function in functions(module):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if sum(speaks_of(argument.annotation) for argument in arguments) > 1:
            found.append(f"{path.name}: {function.name} takes two signals")
        read = asked(list(ast.iter_child_nodes(function)), names)
        if len({KIND[name] for name in read} if home else read) > 1:
            found.append(f"{path.name}: {function.name} reads two signals")
        facts = {node.attr for node in own(function) if isinstance(node, ast.Attribute)} & FACTS
        if len(facts) > 1:
            found.append(f"{path.name}: {function.name} reads {sorted(facts)}")
    for kind in (node for node in ast.walk(module) if isinstance(node, ast.ClassDef)):
        fields = [node for node in kind.body if isinstance(node, ast.AnnAssign)]
        if not home and sum(speaks_of(field.annotation) for field in fields) > 1:
            found.append(f"{path.name}: {kind.name} holds two signals")
    return found


def concerned(root: Path) -> list[Path]:
    """Files that may read a signal, or a fact that comes of one."""
    words = (MODULE.rsplit(".", 1)[1], *FACTS)
    product = files(root / "src" / "fremdrift", ".py")
    return [path for path in product if any(word in path.read_text("utf-8") for word in words)]


def test_no_function_joins_two_signals() -> None:
    assert [breach for path in concerned(ROOT) for breach in joined(path, tree(path))] == []


def test_every_signal_has_a_kind() -> None:
    (home,) = (path for path in concerned(ROOT) if is_home(path))
    public = [f.name for f in functions(tree(home)) if not f.name.startswith("_")]
    assert sorted(public) == sorted(KIND)
    assert {node.name for node in tree(home).body if isinstance(node, ast.ClassDef)} == TYPES | {"Measured"}


def test_signals_are_read_somewhere() -> None:
    """Else the test above would pass because it looks at nothing."""
    read = set()
    for path in concerned(ROOT):
        names = names_of(tree(path))
        read |= {names[spelled(c)] for c in ast.walk(tree(path)) if isinstance(c, ast.Call) and spelled(c) in names}
    assert read == set(KIND)


def test_raw_facts_alone_go_in() -> None:
    """No signal is worked out from another, but the three that tell how one party's answers went."""
    (home,) = (path for path in concerned(ROOT) if is_home(path))
    for function in functions(tree(home)):
        assert not any(speaks_of(argument.annotation) for argument in function.args.args), function.name


WRONG = {
    "two are called": """
from fremdrift.overview.rules.signals import attendance, differ
def stands(days, today, a, b):
    return attendance(days, today) is None and differ(a, b)
""",
    "through the module, and one of them twice": """
from fremdrift.overview.rules import signals
def longest(a, b, opened, today):
    return max(signals.weeks_without(a, opened, today).weeks, signals.weeks_without(b, opened, today).weeks)
""",
    "under another name": """
from fremdrift.overview.rules.signals import lately as often, fell_twice as fell
def heavy(days, within, today, measured):
    count = often(days, within, today)
    return count + fell(measured)
""",
    "two are handed in": """
def worse(came: Attendance, gone: "Weeks | None") -> bool:
    return came.came < gone.weeks
""",
    "two are handed on by others": """
from fremdrift.overview.rules import signals
def came(days, today):
    return signals.attendance(days, today)
def gone(last, opened, today) -> signals.Weeks | None:
    found = signals.weeks_without(last, opened, today)
    return found
def how(days, last, opened, today):
    return bool(came(days, today)) + bool(gone(last, opened, today))
""",
    "two lie in one value": """
class Together:
    came: Attendance | None
    moves: list[Moved]
""",
    "two facts of the worklist": """
def urgent(case):
    return bool(case.falls) and case.differ_since is not None
""",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_two_that_are_joined_would_be_found(wrong: str) -> None:
    assert joined(Path("planted.py"), ast.parse(wrong)) != []


def test_one_alone_is_no_breach() -> None:
    right = """
from fremdrift.overview.rules import signals
def words(days, today):
    found = signals.attendance(days, today)
    return f"{found.came} of {found.planned}" if found else ""
def both(days, today, a, b):
    return [words(days, today), seen(a, b)]
def seen(a, b):
    return "differently" if signals.differ(a, b) else ""
"""
    assert joined(Path("planted.py"), ast.parse(right)) == []
