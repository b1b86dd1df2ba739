"""A broken rule has a dotted code, and each code one sentence of its own that says what to do."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import override

from fremdrift.orders.rules import MOVES, NEEDED, REPORT_MOVES
from fremdrift.web.shared.violations import SENTENCES
from tests.architecture.source import ROOT, calls, domain_apps, modules, place, text_of, tree, writing_apps

DOTTED = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
# Rules of these apps refuse nothing: their dotted texts are names of rules.
NO_WRITES = {"rulebook", "overview"}


def raised(root: Path) -> Iterator[tuple[str, str]]:
    """Codes with which services refuse a write, each with its place."""
    for app in writing_apps(root):
        for path in modules(app, "services"):
            for call in calls(path, "RuleViolation"):
                code = text_of(call.args[0])
                if code is not None:
                    yield code, place(root, path, call)
            for call in calls(path, "refused_as"):
                for keyword in call.keywords:
                    if isinstance(keyword.value, ast.Tuple):
                        yield text_of(keyword.value.elts[0]) or "", place(root, path, call)


def returned(root: Path) -> Iterator[tuple[str, str]]:
    """Codes that functions named …_problem give back, which their services raise."""
    for app in domain_apps(root):
        for path in modules(app, "rules") if app.name not in NO_WRITES else []:
            for function in ast.walk(tree(path)):
                if isinstance(function, ast.FunctionDef) and function.name.endswith("_problem"):
                    for node in ast.walk(function):
                        for value in _values(node):
                            yield value, place(root, path, node)


def _values(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value is not None:
        branches = [node.value]
        if isinstance(node.value, ast.IfExp):
            branches = [node.value.body, node.value.orelse]
        yield from (text for branch in branches if (text := text_of(branch)) is not None)


def told(root: Path) -> Iterator[tuple[str, str]]:
    """Codes that services find with a field, or a list of them, and raise afterwards."""
    for app in domain_apps(root):
        for path in [*modules(app, "rules"), *modules(app, "services")] if app.name not in NO_WRITES else []:
            for function in ast.walk(tree(path)):
                if isinstance(function, ast.FunctionDef) and function.name.endswith(("problem", "problems", "missing")):
                    yield from _pairs(root, path, function)


def _pairs(root: Path, path: Path, function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        yield from ((value, place(root, path, node)) for value in _values(node) if DOTTED.fullmatch(value))
        pair = node.elts if isinstance(node, ast.Tuple) and node.elts else []
        if pair and DOTTED.fullmatch(text_of(pair[0]) or ""):
            yield text_of(pair[0]) or "", place(root, path, node)


def patterns(root: Path) -> list[re.Pattern[str]]:
    """Codes that end in a state or in what lacks: `order.is_{state}`."""
    found = []
    for app in domain_apps(root):
        for path in [*modules(app, "rules"), *modules(app, "services")] if app.name not in NO_WRITES else []:
            for node in ast.walk(tree(path)):
                start = text_of(node.values[0]) if isinstance(node, ast.JoinedStr) and len(node.values) == 2 else None
                if start and re.fullmatch(r"[a-z_]+\.[a-z_]+_", start):
                    found.append(re.compile(re.escape(start) + "[a-z_]+"))
    return found


def breaches(root: Path, sentences: dict[str, object]) -> list[str]:
    """Codes of another form, without a sentence, or with a sentence that nothing leads to."""
    found = [*raised(root), *returned(root), *told(root)]
    of_states = patterns(root)
    odd = [f"{where}: {code} is not dotted" for code, where in found if not DOTTED.fullmatch(code)]
    dumb = [f"{where}: {code} has no sentence" for code, where in found if code not in sentences]
    known = {code for code, _ in found}
    idle = [
        f"{code} is never raised"
        for code in sentences
        if code not in known and not any(p.fullmatch(code) for p in of_states)
    ]
    return sorted({*odd, *dumb, *idle})


def shared(sentences: dict[str, object]) -> list[str]:
    """Sentences that two codes share: then they mean the same and should be one."""
    said = [str(sentence) for sentence in sentences.values()]
    return sorted({sentence for sentence in said if said.count(sentence) > 1})


def test_every_code_has_its_own_sentence() -> None:
    assert {"citizen.known", "period.ends_first"} <= {code for code, _ in [*raised(ROOT), *returned(ROOT)]}
    assert breaches(ROOT, dict(SENTENCES)) == []
    for language in ("en", "da"):
        with override(language):
            assert shared(dict(SENTENCES)) == []


def test_every_state_and_lack_of_an_order_has_a_sentence() -> None:
    states = [f"order.is_{state}" for state in MOVES] + [f"report.is_{state}" for state in REPORT_MOVES]
    assert [code for code in [*states, *(f"order.lacks_{lack}" for lack in NEEDED)] if code not in SENTENCES] == []


def test_odd_codes_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    services = """
raise RuleViolation("case.open", "x")
raise RuleViolation("Case is open")
with refused_as(case_key=("case.twice", None)): pass
raise RuleViolation(problem)
"""
    root = made_up(
        {
            "src/fremdrift/cases/__init__.py": "",
            "src/fremdrift/cases/services.py": services,
            "src/fremdrift/cases/rules.py": 'def day_problem(a):\n    return "day.none" if a else None\n',
        }
    )
    assert breaches(root, {"case.open": "It is open.", "case.gone": "It is gone."}) == [
        "case.gone is never raised",
        "src/fremdrift/cases/rules.py:2: day.none has no sentence",
        "src/fremdrift/cases/services.py:3: Case is open has no sentence",
        "src/fremdrift/cases/services.py:3: Case is open is not dotted",
        "src/fremdrift/cases/services.py:4: case.twice has no sentence",
    ]
    assert shared({"a.b": "No.", "a.c": "No.", "a.d": "Yes."}) == ["No."]
