"""Faults as people make them in access rules, one at a time: a condition dropped, turned round, or too wide."""

import ast
import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_LOOKUPS = {"lte": "lt", "lt": "lte", "gte": "gt", "gt": "gte"}
_NARROWING = {"filter", "exclude", "current", "held_by"}  # a call of these leaves rows out
_CONDITIONS = {"filter", "exclude", "Q", "get"}
_OTHER_REACH = {"MUNICIPALITY": "GRANTS", "GRANTS": "MUNICIPALITY", "NOBODY": "MUNICIPALITY"}
_SQL = {
    " and ": " or ",
    " or ": " and ",
    "<= ": "< ",
    ">= ": "> ",
    "with check ({})": "with check (true)",
    "using ({})": "using (true)",
    " force row": " no force row",
    " enable row": " disable row",
    "select, insert": "select, insert, delete",
    "revoke all on": "grant all on",
}


@dataclass(frozen=True)
class Mutant:
    """A module with one fault in it."""

    line: int
    words: str
    whole: ast.Module
    at: int  # which node of it, in the order of ast.walk
    new: ast.AST

    def tree(self) -> ast.Module:
        """The module with the fault in the place of what is right."""
        changed = copy.deepcopy(self.whole)
        old = next(itertools.islice(ast.walk(changed), self.at, None))

        return ast.fix_missing_locations(_Exchange(old, self.new).visit(changed))


class _Exchange(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The new one, or the same with whatever is inside."""
        return self._new if node is self._old else self.generic_visit(node)


def mutants(source: str, only: str = "") -> list[Mutant]:
    """Every fault in a module, or in one function of it, in the order of its lines."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    found = []
    for at, node in enumerate(nodes):
        if not _counts(node, parents, only):
            continue
        for new, words in _faults(node, parents.get(node)):
            line = getattr(node, "lineno", None) or getattr(node, "target", tree.body[0]).lineno
            found.append(Mutant(line, words, tree, at, new))
    return sorted(found, key=lambda fault: fault.line)


def _counts(node: ast.AST, parents: dict[ast.AST, ast.AST], only: str) -> bool:
    """Whether a fault there would be one of the rules: not in a table's columns, an annotation, a text for people."""
    above: list[ast.AST] = []
    at: ast.AST | None = node
    while at is not None:
        above.append(at)
        at = parents.get(at)
    named = [n.name for n in above if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    if only and only not in named:
        return False
    if any(name == "Meta" or (name.startswith("__") and name != "__post_init__") for name in named):
        return False
    if any(
        isinstance(a, ast.arguments | ast.Import | ast.ImportFrom | ast.AnnAssign) and not _is_table(a) for a in above
    ):
        return False
    if any(isinstance(a, ast.Call) and ast.unparse(a.func).startswith(("models.", "ArrayField", "_(")) for a in above):
        return False
    return not _of_annotation(above)


def _is_table(node: ast.AST) -> bool:
    """A constant of the module with a type, such as the table of roles."""
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id.isupper()


def _of_annotation(above: list[ast.AST]) -> bool:
    for child, parent in itertools.pairwise(above):
        if child in (getattr(parent, "returns", None), getattr(parent, "annotation", None)):
            return True
        if child in getattr(parent, "decorator_list", []):
            return True
    return any(isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" for node in above)


def _faults(node: ast.AST, parent: ast.AST | None) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Call():
            yield from _calls(node)
        case ast.BinOp() | ast.BoolOp() | ast.UnaryOp() | ast.Compare():
            yield from _conditions(node)
        case ast.If() | ast.IfExp() | ast.comprehension() | ast.FunctionDef():
            yield from _branches(node)
        case ast.Set(elements) | ast.List(elements) if len(elements) > 1:
            for i, element in enumerate(elements):
                yield _of(node, elements[:i] + elements[i + 1 :]), f"without {ast.unparse(element)}"
        case ast.Tuple(elements) if len(elements) > 1 and all(isinstance(e, ast.Constant) for e in elements):
            for i, element in enumerate(elements):
                yield _of(node, elements[:i] + elements[i + 1 :]), f"without {ast.unparse(element)}"
        case _:
            yield from _leaves(node, parent)


def _of(node: ast.Set | ast.List | ast.Tuple, elements: list[ast.expr]) -> ast.AST:
    """The same kind of collection with other elements."""
    changed = copy.copy(node)
    changed.elts = elements
    return changed


def _conditions(node: ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Compare) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.BinOp(left, ast.BitAnd() | ast.BitOr(), right):
            yield left, f"without {ast.unparse(right)}"
            yield right, f"without {ast.unparse(left)}"
            other = ast.BitOr() if isinstance(node.op, ast.BitAnd) else ast.BitAnd()
            yield ast.BinOp(left, other, right), f"& and | exchanged in {ast.unparse(node)}"
        case ast.BoolOp(op, values):
            for i, value in enumerate(values):
                rest = values[:i] + values[i + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest), f"without {ast.unparse(value)}"
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield ast.BoolOp(other_op, values), f"and/or exchanged in {ast.unparse(node)}"
        case ast.UnaryOp(ast.Invert() | ast.Not(), operand):
            yield operand, f"without the not of {ast.unparse(node)}"
        case ast.Compare(left, [op], [right]):
            yield ast.Compare(left, [_COMPARED[type(op)]()], [right]), f"turned round: {ast.unparse(node)}"


def _branches(node: ast.If | ast.IfExp | ast.comprehension | ast.FunctionDef) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.If(test, body, orelse):
            yield ast.If(ast.Constant(True), body, orelse), f"always: {ast.unparse(test)}"
            yield ast.If(ast.Constant(False), body, orelse), f"never: {ast.unparse(test)}"
        case ast.IfExp(test, body, orelse):
            yield body, f"always: {ast.unparse(test)}"
            yield orelse, f"never: {ast.unparse(test)}"
        case ast.comprehension(ifs=[only, *_]):
            yield ast.comprehension(node.target, node.iter, [], 0), f"without if {ast.unparse(only)}"
        case ast.FunctionDef(returns=ast.Name("bool")):
            for answer in (True, False):
                changed = copy.copy(node)
                changed.body = [ast.Return(ast.Constant(answer))]
                yield changed, f"{node.name} says {answer}"


def _leaves(node: ast.AST, parent: ast.AST | None) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Raise() | ast.Expr(ast.Call()):
            yield ast.Pass(), f"without {ast.unparse(node)}"
        case ast.Attribute(ast.Name("Reach"), name):
            yield (
                ast.Attribute(ast.Name("Reach", ast.Load()), _OTHER_REACH[name], ast.Load()),
                f"{_OTHER_REACH[name]} instead of {name}",
            )
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value), f"{not value} instead of {value}"
        case ast.Constant(value=str(text)) if not isinstance(parent, ast.Expr):
            yield from _sql(text)


def _calls(node: ast.Call) -> Iterator[tuple[ast.AST, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if isinstance(node.func, ast.Attribute) and name in _NARROWING:
        yield node.func.value, f"without .{name}({', '.join(map(ast.unparse, [*node.args, *node.keywords]))})"
    if isinstance(node.func, ast.Attribute) and name in {"filter", "exclude"}:
        other = "exclude" if name == "filter" else "filter"
        func = ast.Attribute(node.func.value, other, ast.Load())
        yield ast.Call(func, node.args, node.keywords), f"{other} instead of {name}"
    if name in _CONDITIONS and len(node.args) + len(node.keywords) > 1:
        for i, argument in enumerate(node.args):
            rest = node.args[:i] + node.args[i + 1 :]
            yield ast.Call(node.func, rest, node.keywords), f"{name} without {ast.unparse(argument)}"
        for i, keyword in enumerate(node.keywords):
            kept = node.keywords[:i] + node.keywords[i + 1 :]
            yield ast.Call(node.func, node.args, kept), f"{name} without {ast.unparse(keyword)}"
    for i, keyword in enumerate(node.keywords):
        path, _, lookup = (keyword.arg or "").rpartition("__")
        if lookup in _LOOKUPS:
            changed = ast.keyword(f"{path}__{_LOOKUPS[lookup]}", keyword.value)
            keywords = [*node.keywords[:i], changed, *node.keywords[i + 1 :]]
            yield ast.Call(node.func, node.args, keywords), f"{changed.arg} instead of {keyword.arg}"


def _sql(text: str) -> Iterator[tuple[ast.AST, str]]:
    """Faults in statements; prose has none of these words beside a bracket, an arrow or a sign."""
    if not any(mark in text for mark in ("(", "=", " to {}", "insert", "row level", "revoke")):
        return
    for old, new in _SQL.items():
        start = text.find(old)
        while start >= 0:
            around = " ".join(text[max(start - 25, 0) : start + 25].split())
            yield ast.Constant(text[:start] + new + text[start + len(old) :]), f"{new.strip()} at “{around}”"
            start = text.find(old, start + 1)
