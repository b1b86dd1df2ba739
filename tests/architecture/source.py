"""The project's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Folders of the product that are no domain app: they have a shape of their own.
HOUSE = {"access", "cli", "config", "core", "exchange", "web"}
NOT_OURS = {"node_modules", "__pycache__", "screens"}
HIDDEN_AND_OURS = {".ci", ".github"}


def files(root: Path, *suffixes: str) -> list[Path]:
    """Files below a folder with one of these endings, without what tools make and keep."""
    return sorted(path for path in _walk(root) if path.suffix in suffixes)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file that is text: its name from the project's folder, and what it says."""
    for path in sorted(_walk(root)):
        try:
            yield path.relative_to(root).as_posix(), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in HIDDEN_AND_OURS
        skipped = hidden or path.name in NOT_OURS or path.suffix == ".egg-info"
        if path.is_dir() and not path.is_symlink() and not skipped:
            yield from _walk(path)
        elif path.is_file() and path.name != ".git":  # a file where the checkout is a second one of its repository
            yield path


def written(root: Path) -> list[Path]:
    """The Python files that people wrote: migrations are generated."""
    return [path for path in files(root / "src", ".py") if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text("utf-8"))


def place(root: Path, path: Path, node: ast.AST | None = None) -> str:
    """Where a breach is, as an editor opens it."""
    line = getattr(node, "lineno", None)
    return path.relative_to(root).as_posix() + (f":{line}" if line else "")


def domain_apps(root: Path) -> list[Path]:
    """Folders of the product that hold a part of the domain; a new folder is one unless HOUSE names it."""
    product = root / "src" / "fremdrift"
    return sorted(p.parent for p in product.glob("*/__init__.py") if p.parent.name not in HOUSE)


def writing_apps(root: Path) -> list[Path]:
    """The domain apps, and access: it is no part of the domain, and writes all the same."""
    return [*domain_apps(root), *(path.parent for path in (root / "src" / "fremdrift").glob("access/__init__.py"))]


def modules(app: Path, name: str) -> list[Path]:
    """The files of `services` or another part of an app, be it a module or a package."""
    single = app / f"{name}.py"
    return [single] if single.exists() else files(app / name, ".py") if (app / name).is_dir() else []


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Functions at the top of a module that other modules may call."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def called(node: ast.Call) -> str:
    """The last name of what is called: `b` for `a.b(…)`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Calls of these functions anywhere in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def text_of(node: ast.AST | None) -> str | None:
    """The text of a literal; none for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
