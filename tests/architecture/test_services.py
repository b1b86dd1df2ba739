"""Writes and reads have one shape: `<noun>_<verb>(*, …, by: Actor)`, and `noun(actor, …)`."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.architecture.glossary import nouns
from tests.architecture.source import ROOT, modules, place, public_functions, writing_apps

VERBS = {
    "accept",
    "add",
    "advance",
    "answer",
    "approve",
    "ask",
    "begin",
    "cancel",
    "check",
    "choose",
    "close",
    "comment",
    "complete",
    "declare",
    "decline",
    "delegate",
    "discard",
    "dismiss",
    "drop",
    "end",
    "follow",
    "follow_up",
    "give",
    "hand_off",
    "interrupt",
    "invite",
    "let_go",
    "meet",
    "merge",
    "move",
    "name",
    "open",
    "plan",
    "propose",
    "publish",
    "reach",
    "react",
    "read",
    "reassign",
    "recompute",
    "record",
    "register",
    "reject",
    "remove",
    "reopen",
    "return",
    "retire",
    "review",
    "revoke",
    "save",
    "see",
    "send",
    "set",
    "settle",
    "share",
    "show",
    "start",
    "submit",
    "undo",
    "update",
    "withdraw",
    "write",
}
# The operator's commands set an installation up with these before there is anybody who could act.
# Whoever takes an invitation becomes a user with it.
WITHOUT_ACTOR = {
    *("municipality_add", "team_add", "provider_add", "user_add", "membership_add"),
    *("user_register", "representation_accept"),
}
# Called by `core.changes` with the cases that changed, inside the transaction and context of whoever changed them.
SUBSCRIBERS = {"obligations_recompute", "orders_follow"}
# No row of these apps is about a citizen, and some are read to find out who acts.
ABOUT_NOBODY = {"accounts", "rulebook"}
# What obligations are worked out from: whoever changed the case, the facts are the same; row-level security holds.
# What a service decides an order by: it was found by `visible_to` already, and what is counted names nobody. And what
# words mean, from a file. And an invitation, for whoever has its secret.
READ_FOR_ANYBODY = {
    *("judged", "synonyms", "standard_forms", "standard_guidance", "scenes", "invitation"),
    *("contents_of", "places_problem", "used_in_year", "attendance_counts", "facts_of"),
}


def service_breaches(root: Path, known: set[str]) -> list[str]:
    """Public functions of services.py that have another shape."""
    found = []
    for app in writing_apps(root):
        for path in modules(app, "services"):
            if path.stem.startswith("_") and path.stem != "__init__":
                continue  # what the modules of a package share
            for function in public_functions(path):
                found += [f"{place(root, path, function)} {function.name} {said}" for said in _service(function, known)]
    return found


def _service(function: ast.FunctionDef, known: set[str]) -> Iterator[str]:
    if not _is_named(function.name, known):
        yield "is not named <noun>_<verb>"
    if ast.get_docstring(function) is None:
        yield "has no docstring"
    if function.name in SUBSCRIBERS:
        return
    if function.args.args or function.args.posonlyargs or function.args.vararg:
        yield "takes more than keywords"
    last = function.args.kwonlyargs[-1:] if function.name not in WITHOUT_ACTOR else []
    if function.name not in WITHOUT_ACTOR and not (
        last and last[0].arg == "by" and _annotation(last[0]) == "Actor" and function.args.kw_defaults[-1] is None
    ):
        yield "does not end with by: Actor"
    if "transaction.atomic" not in ast.unparse(function):
        yield "is not atomic"


def _is_named(name: str, known: set[str]) -> bool:
    nouns_of_it = [name.removesuffix(f"_{verb}") for verb in VERBS if name.endswith(f"_{verb}")]
    return any(noun in known or noun.removesuffix("s") in known for noun in nouns_of_it)


def selector_breaches(root: Path) -> list[str]:
    """Public functions of selectors.py that do not ask first who reads."""
    found = []
    for app in writing_apps(root):
        for path in modules(app, "selectors"):
            for function in public_functions(path):
                first = (function.args.args or [None])[0]
                asks = first is not None and (first.arg, _annotation(first)) == ("actor", "Actor")
                if not asks and app.name not in ABOUT_NOBODY and function.name not in READ_FOR_ANYBODY:
                    found.append(f"{place(root, path, function)} {function.name} does not begin with actor: Actor")
                if ast.get_docstring(function) is None:
                    found.append(f"{place(root, path, function)} {function.name} has no docstring")
    return found


def _annotation(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""


def names(part: str) -> set[str]:
    """Public functions of services.py or selectors.py in all apps."""
    return {f.name for app in writing_apps(ROOT) for path in modules(app, part) for f in public_functions(path)}


def test_services_have_one_shape() -> None:
    assert service_breaches(ROOT, nouns()) == []


def test_selectors_ask_who_reads() -> None:
    assert selector_breaches(ROOT) == []


def test_no_exception_outlives_its_function() -> None:
    assert names("services") >= WITHOUT_ACTOR | SUBSCRIBERS
    assert names("selectors") >= READ_FOR_ANYBODY


def test_other_shapes_of_services_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    services = """
@transaction.atomic
def case_open(*, by: Actor): "Open it."
@transaction.atomic
def open_case(*, by: Actor): "Named the wrong way round."
@transaction.atomic
def case_close(case, *, by: Actor): "Takes the case by place."
@transaction.atomic
def case_set(*, by: Actor, case): "Somebody else is last."
@transaction.atomic
def case_add(*, by: Actor = nobody): "By nobody."
def case_end(*, by: Actor): "All or a part of it."
@transaction.atomic
def case_share(*, by: Actor): pass
@transaction.atomic
def thing_add(*, by: Actor): "A noun that nobody knows."
def _case(case): pass
"""
    root = made_up({"src/fremdrift/cases/__init__.py": "", "src/fremdrift/cases/services.py": services})
    assert [breach.split(" ", 1)[1] for breach in service_breaches(root, {"case"})] == [
        "open_case is not named <noun>_<verb>",
        "case_close takes more than keywords",
        "case_set does not end with by: Actor",
        "case_add does not end with by: Actor",
        "case_end is not atomic",
        "case_share has no docstring",
        "thing_add is not named <noun>_<verb>",
    ]


def test_selectors_for_nobody_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    selectors = """
def cases(actor: Actor): "Asks."
def all_cases(): "Does not."
def cases_of(citizen, actor: Actor): "Asks too late."
def own_cases(actor: Actor): return []
"""
    files = {"cases/__init__.py": "", "cases/selectors/__init__.py": "", "cases/selectors/case.py": selectors}
    root = made_up({f"src/fremdrift/{name}": text for name, text in files.items()})
    assert selector_breaches(root) == [
        "src/fremdrift/cases/selectors/case.py:3 all_cases does not begin with actor: Actor",
        "src/fremdrift/cases/selectors/case.py:4 cases_of does not begin with actor: Actor",
        "src/fremdrift/cases/selectors/case.py:5 own_cases has no docstring",
    ]
