"""`fremdrift obligations FACTS.json`: a program that reads a file and answers, with no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fremdrift.cli.obligations import obligations
from fremdrift.core import clock
from fremdrift.rulebook.selectors import packs
from tests.rulebook.shorthand import day
from tests.rulebook.test_whole_case import EXAMPLE

app = typer.Typer()
app.command()(obligations)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(EXAMPLE, "utf-8")
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_answers_in_json(facts: Path) -> None:
    result = run(facts, "--pack", "lab-2011", "--until", "2012-12-31", "--today", "2011-06-01")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["pack"], answer["today"], answer["until"]) == ("lab-2011", "2011-06-01", "2012-12-31")
    assert [(row["kind"], row["due_on"], row["status"]) for row in answer["obligations"]] == [
        ("first_conversation", "2011-02-03", "met_late"),
        ("first_offer", "2011-05-04", "met"),
        ("conversation_interval", "2011-07-01", "open"),
        ("max_length", "2011-07-31", "open"),
        ("min_length", "2011-11-01", "open"),
        ("repeat_offer", "2012-01-29", "upcoming"),
    ]


@pytest.mark.parametrize("pack", ["lab", *(pack.key for pack in packs())])
def test_every_pack_and_line_answers(facts: Path, pack: str) -> None:
    answer = json.loads(run(facts, "--pack", pack, "--until", "2012-12-31", "--today", "2011-06-01").stdout)
    assert answer["pack"] == pack
    assert bool(answer["title"])
    # The facts lie in 2011, before LAB 2020 and LAB 2026; a pack alone is asked on every day, a line on its own.
    assert {row["rule"].split(".")[0] for row in answer["obligations"]} == {
        "lab": {"lab-2011"},
        "lab-2026": {"lab-2026"},
        "suspension-2020": set(),
    }.get(pack, {pack})


def test_looks_a_year_ahead_of_today_when_not_told(facts: Path) -> None:
    with clock.at(day("2010-07-28")):
        answer = json.loads(run(facts).stdout)
    assert (answer["today"], answer["until"]) == ("2010-07-28", "2011-07-28")
    assert "repeat_offer" not in {row["kind"] for row in answer["obligations"]}


def test_needs_neither_database_nor_web_framework(facts: Path) -> None:
    program = (
        "import sys, typer; from fremdrift.cli.obligations import obligations;"
        "typer.run(obligations) if 'django' not in sys.modules else sys.exit('django was imported')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, facts, "--today", "2011-06-01"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["today"] == "2011-06-01"


def test_a_file_with_a_byte_order_mark_is_read(facts: Path) -> None:
    facts.write_text(EXAMPLE, "utf-8-sig")
    assert run(facts, "--today", "2011-06-01").exit_code == 0


def test_wrong_facts_name_file_and_place(facts: Path) -> None:
    facts.write_text(EXAMPLE.replace("cash_benefit", "cash"), "utf-8")
    result = run(facts)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"{facts}: benefits[0].kind: must be one of cash_benefit, ")
    assert result.stderr.endswith(", not 'cash'.\n")
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "none.json")
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path / 'none.json'}: the file cannot be read (No such file or directory).\n"


def test_a_file_that_is_no_text_is_named(facts: Path) -> None:
    facts.write_bytes(b'{"born": "\xff"}')
    result = run(facts)
    assert result.exit_code == 2
    assert result.stderr == f"{facts}: byte 10 is not UTF-8 text; save the file as UTF-8.\n"


def test_an_unknown_pack_is_named(facts: Path) -> None:
    result = run(facts, "--pack", "lab-1999")
    assert result.exit_code == 2
    known = ", ".join(pack.key for pack in packs())
    assert result.stderr == f"There is no rule pack 'lab-1999'; those that exist are lab, {known}.\n"


def test_a_wrong_date_is_refused(facts: Path) -> None:
    result = run(facts, "--today", "1/6-2011")
    assert result.exit_code == 2
    assert "is no date" in result.stderr
