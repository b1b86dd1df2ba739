"""The command line as a newcomer meets it: help, and the way from nothing to a checked installation."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SAMPLE = Path(__file__).parents[2] / "docs" / "samples" / "citizens.csv"


def test_help_names_every_command(run: Run) -> None:
    said = run("--help").stdout
    for word in ("demo", "serve", "migrate", "check", "import", "obligations", "retention", "log", "people"):
        assert f" {word} " in said
    assert run().returncode != 0  # nothing asked: the help, and no success


@pytest.mark.parametrize(
    "words",
    [
        *(["demo"], ["serve"], ["migrate"], ["check"], ["import", "citizens"], ["obligations"], ["retention"]),
        ["log", "verify"],
    ],
)
def test_each_command_explains_itself(run: Run, words: list[str]) -> None:
    done = run(*words, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout


def test_an_installation_from_nothing_to_a_checked_one(town: Run) -> None:
    done = town("import", "citizens", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    again = town("import", "citizens", str(SAMPLE))
    assert again.returncode == 0
    assert again.stdout != done.stdout
    checked = town("check")
    assert checked.returncode == 0
    assert "full recomputation: nothing wrong" in checked.stdout
    assert town("log", "verify").returncode == 0
    assert town("log", "export").returncode == 0


def test_what_is_kept_no_longer_is_told_before_it_is_deleted(town: Run) -> None:
    before = town("retention", "--delete", FREMDRIFT_TODAY="2026-12-31")
    assert (before.returncode, before.stdout) == (
        0,
        "Drafts: the rule begins on 2027-01-01. Until then nothing goes.\n",
    )
    told = town("retention", FREMDRIFT_TODAY="2027-01-01")
    assert told.returncode == 0, told.stderr
    assert "Nordby Kommune: 0 to delete." in told.stdout
    assert told.stdout.splitlines()[-1] == "Nothing is deleted. Run `fremdrift retention --delete` to do it."
    assert "Nordby Kommune: 0 deleted." in town("retention", "--delete", FREMDRIFT_TODAY="2027-01-01").stdout


def test_a_dirty_file_is_refused_with_its_places(town: Run, tmp_path: Path) -> None:
    file = tmp_path / "dirty.csv"
    file.write_text("cpr;navn;sag_åbnet\n61018O-4001;Ane Prøve;01-02-2026\n;Bo;31-02-2026\n", "utf-8")
    done = town("import", "citizens", str(file))
    assert done.returncode == 2
    for word in ("cpr", "navn" if "navn" in done.stderr else "cpr", "sag_åbnet", "31-02-2026"):
        assert word in done.stderr


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(60), b"", b"%PDF-1.7"])
def test_a_file_that_is_no_table_is_refused(town: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(content)
    assert town("import", "citizens", str(file)).returncode == 2


def test_a_missing_file_and_a_folder_are_told(town: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        done = town("import", "citizens", str(path))
        assert done.returncode == 2
        assert str(path) in done.stderr


def test_a_short_password_is_refused(town: Run) -> None:
    words = ["people", "add", "kort", "Kort", "--role", "caseworker", "--municipality", "nordby", "--password", "kort"]
    done = town(*words)
    assert done.returncode == 2
    assert "12" in done.stderr


def test_the_demo_does_not_open_a_database_of_real_people(town: Run) -> None:
    done = town("demo", "--cases", "12", "--port", "8799")
    assert done.returncode == 2
    assert "Nordby Kommune" in done.stderr


@pytest.mark.parametrize(
    ("url", "words"),
    [("nonsense", "DATABASE_URL must look like"), ("postgresql://a:b@127.0.0.1:1/x", "127.0.0.1")],
)
def test_a_database_that_is_not_there_is_a_sentence(run: Run, tmp_path: Path, url: str, words: str) -> None:
    done = run("migrate", DATABASE_URL=url, FREMDRIFT_HOME=str(tmp_path))
    assert done.returncode == 2
    assert words in done.stderr


def test_a_port_in_use_is_told_before_anything_starts(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("demo", "--port", port)
    assert done.returncode == 2
    assert port in done.stderr


def test_obligations_need_no_database(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(
        '{"born": "1985-02-28", "case": {"opened": "2011-01-03", "closed": null},'
        ' "benefits": [{"kind": "cash_benefit", "from": "2011-01-03", "to": null}]}'
    )
    words = ["obligations", str(facts), "--pack", "lab-2011", "--until", "2012-12-31", "--today", "2011-06-01"]
    done = run(*words, DATABASE_URL="nonsense")
    assert done.returncode == 0
    assert '"due_on": "2011-02-03"' in done.stdout
