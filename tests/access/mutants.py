"""Mutation testing of the access rules: `python -m tests.access.mutants`, or `make mutants`.

Each rule is broken on purpose, one fault at a time; the tests of access must see it. No library was taken: those for
Python do not know what a fault in an access rule is (a condition of a query dropped, a permission too many), and none
of them can keep one database for all runs. Each run is a fork of a process that has loaded everything but the product.
"""

import importlib
import importlib.abc
import importlib.machinery
import multiprocessing
import os
import random
import re
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Annotated

import pytest
import typer

from tests.access.mutations import Mutant, mutants

ROOT = Path(__file__).parents[2]
LEAST_KILLED = 0.95
_PATIENCE = 3  # times as long as all the tests take without a fault; one may make a test wait for ever
_LOADED_ONCE = (
    "django.test",
    "django.contrib.auth",
    "django.db.backends.postgresql.base",
    "psycopg",
    "babel.dates",
    "cryptography.hazmat.primitives.ciphers.aead",
    "typer",
)
# One of each kind: a list, a case's page, forms that are taken and that are not, a deed, a page about nobody.
_FEW_SCREENS = (
    "worklist",
    "case",
    "citizen_new",
    "conversation_plan",
    "minutes_share",
    "conversation_cancel",
    "break_glass",
    "coming",
    "import_citizens",
)
_ALL_SCREENS = "tests/access/test_screen_faults.py::test_every_screen_about_persons_is_asked_here"
ACCESS = (
    "tests/access/test_first_wall.py",
    "tests/access/test_selectors.py",
    "tests/access/test_kept_out.py",
    "tests/access/test_field_classes.py",
    "tests/access/test_break_glass.py",
    "tests/access/test_roles.py",
    "tests/access/test_grants.py",
    "tests/cases/test_cover.py",
    "tests/web/caseworker/test_break_glass.py",
    "tests/access/mutant_cells.py",
)
DATABASE = (
    "tests/access/test_walls.py",
    "tests/access/test_personal_tables.py",
    "tests/access/test_row_level_security.py",
    "tests/access/test_database_promises.py",
    "tests/access/test_context.py",
    "tests/access/test_grants.py",
)
AT_ONCE = tuple(
    f"tests/web/test_two_at_once.py::test_{words}"
    for words in (
        "an_emergency_that_is_sent_twice_at_once_opens_the_case_once",
        "somebody_who_is_kept_out_twice_at_once_is_kept_out_once",
        "keeping_somebody_out_waits_for_nobody_elses_case",
        "a_case_that_is_restricted_twice_at_once_has_one_list",
    )
)
SCREENS = (
    "tests/web/provider/test_delegated.py",
    "tests/access/test_screen_logging.py",
    "tests/access/test_screen_faults.py",
    "tests/web/test_signed_out.py",
    "tests/web/caseworker/test_break_glass.py",
)


@dataclass(frozen=True)
class Rules:
    """A module of the access rules, the function in it that is one if not all are, and the tests that must see."""

    module: str
    tests: tuple[str, ...]
    only: str = ""

    @property
    def path(self) -> Path:
        """The file."""
        return ROOT / "src" / (self.module.replace(".", "/") + ".py")


RULES = (
    Rules("fremdrift.access.actor", (*ACCESS, *SCREENS)),
    Rules("fremdrift.access.context", (*DATABASE, "tests/access/test_history.py", *ACCESS, *SCREENS)),
    Rules("fremdrift.access.fields", ("tests/access/test_opened.py", *ACCESS, "tests/access/test_tenant_models.py")),
    Rules("fremdrift.access.models", (*ACCESS, "tests/access/test_history.py")),
    Rules("fremdrift.access.rls", (*DATABASE, *ACCESS)),
    Rules("fremdrift.access.roles", ("tests/access/test_roles.py",)),
    Rules("fremdrift.access.screen", (*SCREENS, "tests/access/mutant_cells.py")),
    Rules("fremdrift.access.selectors", ACCESS),
    Rules("fremdrift.access.services", (*ACCESS, *AT_ONCE)),
    Rules(
        "fremdrift.cases.selectors.access",
        ("tests/access/test_hand_on.py", "tests/cases/test_access.py", *ACCESS, "tests/web/caseworker/test_access.py"),
    ),
)
# What the run without a fault has put into the database stands in it; there a fault must be seen in a new one, too.
_STANDS = {"fremdrift.access.rls"}
# Faults that change nothing that anybody could see here, by module and words; each with why.
HARMLESS: dict[tuple[str, str], str] = {
    ("fremdrift.access.rls", "select, insert, delete at “select, insert, update, d”"): "what is said twice",
    ("fremdrift.access.rls", "False instead of True"): "no table of ours is made by itself",
    (
        "fremdrift.access.selectors",
        "without .filter(subject__in=subjects)",
    ): "whoever was not asked about is left out after",
    **{
        ("fremdrift.cases.selectors.access", words): why
        for words, why in {
            "without if g.holder.startswith(kind)": "names are read that nobody is shown",
            "without .filter(pk__in=[grant.source for grant in grants])": "roles are read that nobody is shown",
            "filter without case__citizen__in=closed_to_some": "whoever is not kept out is left out after",
            "always: citizen": "no case is of nobody",
            "filter without municipality=own": "the index of a number is the municipality's own",
        }.items()
    },
    **dict.fromkeys(
        [
            ("fremdrift.access.models", "without home"),
            ("fremdrift.access.models", "always: actor.municipality_id is None"),
        ],
        "a grant of the own municipality opens nobody of another",
    ),
    ("fremdrift.access.screen", "always: match"): "a view has an address",
    ("fremdrift.access.models", "ends_on__gte instead of ends_on__gt"): "a grant that ends on that day keeps its day",
}


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with its fault."""

    def __init__(self, name: str, path: str, mutant: Mutant) -> None:
        super().__init__(name, path)
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        """The mutant, compiled."""
        return compile(self._mutant.tree(), self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, and leaves all others to Python."""

    def __init__(self, rules: Rules, mutant: Mutant) -> None:
        self._rules, self._mutant = rules, mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The module with the fault, when it is that one."""
        if fullname != self._rules.module:
            return None
        loader = _Loader(fullname, str(self._rules.path), self._mutant)
        return importlib.machinery.ModuleSpec(fullname, loader, origin=str(self._rules.path))


def _run(tests: Sequence[str], fault: tuple[Rules, Mutant] | None, *, reuse: bool, log: Path) -> None:
    """Run tests in this process, which was forked for it, and leave with pytest's exit code."""
    with log.open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        if fault is not None:
            assert fault[0].module not in sys.modules
            sys.meta_path.insert(0, _Finder(*fault))
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", f"--deselect={_ALL_SCREENS}"]
        options += ["--reuse-db"] if reuse else []
        code = pytest.main([*options, *dict.fromkeys(tests)])
        output.flush()
    os._exit(int(code))


def _log() -> Path:
    return Path(os.environ.get("FREMDRIFT_HOME", ROOT / ".fremdrift" / "test")) / "mutant.log"


def _survives(
    tests: Sequence[str], fault: tuple[Rules, Mutant] | None, *, reuse: bool = True, patience: float | None = None
) -> bool:
    """Whether the tests pass; what they said is in the log. One that never ends is seen, too."""
    log = _log()
    log.parent.mkdir(parents=True, exist_ok=True)
    fork = multiprocessing.get_context("fork")
    child = fork.Process(target=_run, args=(tests, fault), kwargs={"reuse": reuse, "log": log})
    child.start()
    child.join(patience)
    if child.is_alive():
        child.kill()
        child.join()
    return child.exitcode == 0


def _prepare() -> object:
    """Load what the forks share, and hold the database server for all of them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fremdrift.config.settings.test"
    os.environ["FREMDRIFT_TODAY"] = "2026-11-24"
    os.environ["FREMDRIFT_SCREENS"] = " ".join(_FEW_SCREENS)
    os.environ.setdefault("TZ", "Europe/Copenhagen")
    settings = importlib.import_module("fremdrift.config.settings.test")
    for name in _LOADED_ONCE:
        importlib.import_module(name)
    cluster = importlib.import_module("fremdrift.core.database").embedded(settings.HOME)
    return cluster.lease() if cluster else nullcontext()


def main(
    sample: Annotated[int, typer.Option(help="Only so many faults, chosen at random.")] = 0,
    only: Annotated[str, typer.Option(help="Only modules whose name ends so.")] = "",
    seed: Annotated[int, typer.Option(help="Of the sample.")] = 2026,
) -> None:
    """Break every access rule in turn, print what no test saw, and fail when it is more than one in twenty."""
    faults = [
        (rules, mutant)
        for rules in RULES
        if rules.module.endswith(only)
        for mutant in mutants(rules.path.read_text("utf-8"), rules.only)
    ]
    total = len(faults)
    if sample:
        chosen = sorted(random.Random(seed).sample(range(total), min(sample, total)))
        faults = [faults[number] for number in chosen]
    with _prepare():
        every = [test for rules in RULES if rules.module.endswith(only) for test in rules.tests]
        began = time.monotonic()
        if not _survives(every, None, reuse=False):
            sys.exit(f"The tests fail without a fault; see {_log()}")
        patience = _PATIENCE * (time.monotonic() - began)
        survived = [(r, m) for r, m in faults if _told(r, m, _unseen(r, m, patience))]
    unexplained = [(r, m) for r, m in survived if (r.module, m.words) not in HARMLESS]
    killed = 1 - len(unexplained) / len(faults)
    sys.stdout.write(
        f"\n{len(faults)} of {total} faults: {len(faults) - len(survived)} seen, "
        f"{len(survived) - len(unexplained)} harmless, {len(unexplained)} not seen; {killed:.1%} killed\n"
    )
    sys.exit(killed < LEAST_KILLED)


def _unseen(rules: Rules, mutant: Mutant, patience: float) -> bool:
    if not _survives(rules.tests, (rules, mutant), patience=patience):
        return False
    return rules.module not in _STANDS or _survives(rules.tests, (rules, mutant), reuse=False, patience=patience)


def _told(rules: Rules, mutant: Mutant, survived: bool) -> bool:
    why = HARMLESS.get((rules.module, mutant.words))
    state = (f"harmless: {why}" if why else "NOT SEEN") if survived else "seen"
    words = re.sub(r"\s+", " ", mutant.words)
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {rules.module}:{mutant.line} {words} – {state}\n")
    sys.stdout.flush()
    return survived


if __name__ == "__main__":
    typer.run(main)
