"""A domain app has the same five files and nothing else; every view lives where the contracts look for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.source import ROOT, domain_apps

FIVE = {"enums", "rules", "models", "selectors", "services"}
BESIDES = {"__init__.py", "apps.py", "admin.py", "tasks.py", "migrations"}
# Data: the rule packs, what words mean in a search, and the questionnaires that come with the product.
OWN = {"rulebook": {"packs"}, "catalogue": {"words"}, "questionnaires": {"standard"}, "progression": {"standard"}}


def strays(root: Path) -> list[str]:
    """Whatever lies in a domain app and has no place there."""
    found = []
    for app in domain_apps(root):
        allowed = BESIDES | OWN.get(app.name, set())
        for path in sorted(app.iterdir()):
            one_of_five = path.stem in FIVE and (path.suffix == ".py" or (path / "__init__.py").exists())
            if not one_of_five and path.name not in allowed and path.name != "__pycache__":
                found.append(path.relative_to(root).as_posix())
    return found


def doubles(root: Path) -> list[str]:
    """A part that is both a module and a package: Python would read one of them only."""
    return [f"{app.name}/{part}" for app in domain_apps(root) for part in FIVE if {f"{part}.py", part} <= _names(app)]


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The module of every view that an address leads to."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback.__module__


def test_domain_apps_have_five_files() -> None:
    assert strays(ROOT) == []
    assert doubles(ROOT) == []


def test_strays_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    root = made_up(
        {
            "src/fremdrift/cases/__init__.py": "",
            "src/fremdrift/cases/models/__init__.py": "",
            "src/fremdrift/cases/models.py": "",
            "src/fremdrift/cases/signals.py": "",
            "src/fremdrift/cases/services/notes.txt": "",
            "src/fremdrift/cases/packs/lab.toml": "",
            "src/fremdrift/rulebook/__init__.py": "",
            "src/fremdrift/rulebook/packs/lab.toml": "",
            "src/fremdrift/orders/__init__.py": "",
            "src/fremdrift/orders/utils.py": "",
            "src/fremdrift/core/anything.py": "",
        }
    )
    assert strays(root) == [
        "src/fremdrift/cases/packs",
        "src/fremdrift/cases/services",
        "src/fremdrift/cases/signals.py",
        "src/fremdrift/orders/utils.py",
    ]
    assert doubles(root) == ["cases/models"]


def test_every_view_stands_in_a_module_called_views() -> None:
    found = set(views(get_resolver().url_patterns))
    assert "fremdrift.web.caseworker.views.worklist" in found
    assert [module for module in sorted(found) if "views" not in module.split(".")] == []
