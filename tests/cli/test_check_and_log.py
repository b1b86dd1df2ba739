"""`fremdrift check` and `fremdrift log`: what they say when all is well, and that they see when it is not."""

from pathlib import Path

import pytest

from tests.cli.conftest import Environment, Run, program, runner

LOOK = """
from fremdrift.access.lookup_log import LookUp, Outcome
from fremdrift.access.screen import log_writer
for number in range(3):
    log_writer().append(LookUp(
        municipality_id=1, actor_id=7, role="caseworker", unit="", subjects=(), purpose="case_work", screen="case",
        fields=("plan",), outcome=Outcome.PERMIT, reason="", criterion="", count=0,
    ))
log_writer().close()
"""
AS_SUPERUSER = """
import psycopg
from django.conf import settings
with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE.admin)) as connection:
    connection.execute("set session_replication_role = replica")
    for statement in STATEMENTS:
        connection.execute(statement.format(role=settings.DATABASE_ROLES.app))
"""


@pytest.fixture(scope="module")
def place(installation) -> Environment:
    """An installation whose log is tampered with."""
    environment = installation("tampered")
    run = runner(environment)
    assert run("migrate").returncode == 0
    assert run("people", "municipality", "nordby", "Nordby Kommune").returncode == 0
    return environment


@pytest.fixture(scope="module")
def run(place: Environment) -> Run:
    return runner(place)


def as_superuser(place: Environment, *statements: str) -> None:
    program(place, AS_SUPERUSER.replace("STATEMENTS", repr(statements)))


def test_migrate_can_be_said_again(run: Run) -> None:
    done = run("migrate")
    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_check_says_in_sentences_what_it_checked(run: Run) -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Tables: every migration is applied.",
        "Settings: Django's own checks for production: nothing wrong.",
        "Rights: row-level security on every table about a person, and no role that may pass it by: nothing wrong.",
        "Deadlines: every stored obligation against a full recomputation: nothing wrong.",
    ]


HARM = [
    "alter table cases_case disable row level security",
    "alter role {role} bypassrls",
    "update cases_case set opened_on = opened_on + 40",
]
REPAIR = [
    "alter table cases_case enable row level security",
    "alter role {role} nobypassrls",
    "update cases_case set opened_on = opened_on - 40",
]


def test_check_sees_what_is_wrong(run: Run, place: Environment, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("cpr;navn;sag_åbnet;ydelse\n6103820118;Cilla Papirsen;02-03-2026;kontanthjælp\n", "utf-8")
    assert run("import", "citizens", str(file)).returncode == 0
    as_superuser(place, *HARM)
    done = run("check")
    as_superuser(place, *REPAIR)
    assert done.returncode == 1
    assert "The table cases_case is not protected: run `fremdrift migrate`." in done.stdout
    assert "_app passes row-level security by: take that right away." in done.stdout
    assert "Nordby Kommune: 4 stored obligations differ from a recomputation." in done.stdout
    assert run("check").returncode == 0


def test_check_names_a_setting_that_is_not_safe(run: Run) -> None:
    done = run("check", FREMDRIFT_HTTPS="0")
    assert done.returncode == 1
    assert "SESSION_COOKIE_SECURE is not set to True." in done.stdout


def test_the_log_is_in_order_until_somebody_tampers_with_it(run: Run, place: Environment, tmp_path: Path) -> None:
    program(place, LOOK)
    done = run("log", "verify")
    assert (done.returncode, done.stdout) == (0, "3 entries in 1 chains: in order.\n")
    exported = run("log", "export")
    assert exported.returncode == 0
    assert exported.stdout.startswith("1 new heads written to ")

    heads = Path(exported.stdout.removeprefix("1 new heads written to ").strip().removesuffix("."))
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(heads.read_bytes())
    assert run("log", "verify", "--heads", str(copy)).returncode == 0

    as_superuser(place, "alter table lookup.entry disable trigger all", "alter table lookup.head disable trigger all")
    as_superuser(place, "update lookup.entry set actor_id = 8 where seq = 2")
    done = run("log", "verify")
    assert done.returncode == 1
    assert "entry 2: The entry was changed after it was written." in done.stdout
    assert done.stdout.endswith("3 entries in 1 chains: NOT in order.\n")

    as_superuser(place, "delete from lookup.entry", "delete from lookup.head")
    done = run("log", "verify", "--heads", str(copy))
    assert done.returncode == 1
    assert "NOT in order" in done.stdout


def test_a_file_of_heads_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    done = run("log", "verify", "--heads", str(tmp_path / "none.jsonl"))
    assert done.returncode == 1
    assert "The heads file cannot be read (No such file or directory)" in done.stdout
