"""`fremdrift import`: whose citizens or offers they are, and how a refused file is told in the terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Environment, Run, program, runner, sentence
from tests.exchange.files import SAMPLES, citizen, cpr, text

COUNT = """
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import municipalities, system_actor
from fremdrift.cases.models import Citizen
for home in municipalities():
    with acting(system_actor(home)):
        print(home.key, Citizen.objects.filter(name__startswith='Prøve Nummer').count())
"""


@pytest.fixture(scope="module")
def run(county: Environment) -> Run:
    here = runner(county)
    words = ["people", "add", "caseworker", "Signe", "--role", "caseworker", "--municipality", "nordby"]
    assert here(*words, "--password", PASSWORD).returncode == 0
    return here


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "citizens.csv"


def test_one_of_several_municipalities_must_be_named(run: Run, file: Path, county: Environment) -> None:
    file.write_text(text(citizen(1), citizen(2)), "utf-8")
    told = sentence(run("import", "citizens", str(file)))
    assert told.startswith("Say which municipality the file belongs to with --municipality; there are: nordby, sydby")
    assert sentence(run("import", "citizens", str(file), "--municipality", "vestby")).startswith(
        "There is no municipality vestby; there are: nordby, sydby"
    )
    done = run("import", "citizens", str(file), "--municipality", "nordby")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "citizens.csv: 2 new citizens, 0 corrected; 2 cases opened, 4 periods and 2 contact persons written.\n"
    )
    again = run("import", "citizens", str(file), "--municipality", "nordby")
    assert again.stdout == "citizens.csv: nothing new; everything in the file stands here already.\n"
    assert "nordby 2" in program(county, COUNT)


def test_dirt_is_told_line_by_line_in_words_that_can_be_searched(run: Run, file: Path, county: Environment) -> None:
    rows = [citizen(11), citizen(12, email="[/b]\x1b[31m;galt"), citizen(13, cpr=cpr(13)[:9], benefit="SU")]
    file.write_text(text(*rows), "utf-8")
    before = program(county, COUNT)
    done = run("import", "citizens", str(file), "--municipality", "nordby")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert lines[0] == "citizens.csv: nothing was read in."
    assert lines[1] == "row 3, email, “[/b][31m;galt”: This is no e-mail address. Correct it, or leave it empty."
    assert lines[2].startswith(f"row 4, cpr, “{cpr(13)[:6]}…”: A CPR number has ten digits;")
    assert lines[3].startswith("row 4, ydelse, “SU”: This word is not known.")
    assert len(lines) == 4
    assert program(county, COUNT) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty. It needs a line of headers and at least one row."),
        (b"%PDF-1.7", "This is not a table of text. Save the table as CSV (UTF-8) and choose that file."),
        (b"x" * (21 * 1024 * 1024), "The file is larger than 20 MB. Split it."),
    ],
    ids=["empty", "PDF", "21 MB"],
)
def test_what_is_no_table_is_told_without_a_place(content: bytes, told: str, run: Run, file: Path) -> None:
    file.write_bytes(content)
    done = run("import", "citizens", str(file), "--municipality", "nordby")
    assert done.returncode == 2
    assert done.stderr == f"citizens.csv: nothing was read in.\n{told}\n"


def test_a_missing_file_and_a_folder_are_told_at_once(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "nothing.csv"
    assert sentence(run("import", "citizens", str(missing))) == f"{missing} cannot be read: No such file or directory."
    assert sentence(run("import", "citizens", str(tmp_path))) == f"{tmp_path} cannot be read: Is a directory."


def test_offers_are_read_in_twice_and_dirt_is_told(run: Run, tmp_path: Path) -> None:
    sample, nordby = SAMPLES / "offers.csv", ("--municipality", "nordby")
    done = run("import", "offers", str(sample), *nordby)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("offers.csv: 8 new offers, 0 corrected; ")
    again = run("import", "offers", str(sample), *nordby)
    assert again.stdout == "offers.csv: nothing new; everything in the file stands here already.\n"
    wrong = tmp_path / "offers.csv"
    wrong.write_text(sample.read_text("utf-8").replace("virksomhedspraktik", "prak", 1), "utf-8")
    refused = run("import", "offers", str(wrong), *nordby)
    assert refused.returncode == 2
    assert "nothing was read in." in refused.stderr
    assert "row 2, type, “prak”: This word is not known." in refused.stderr
