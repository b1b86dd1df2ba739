"""`fremdrift questionnaire`: versions listed, read from files and written to them."""

from pathlib import Path

import pytest

from fremdrift.exchange.questionnaires import toml_of
from fremdrift.questionnaires.selectors import standard_forms
from tests.cli.conftest import Environment, Run, runner, sentence

FORM = standard_forms()["progression"]
NORDBY = ("--municipality", "nordby")
VOLUNTARY = "registration: Voluntary participation (comes with Fremdrift)\n"


@pytest.fixture(scope="module")
def run(county: Environment) -> Run:
    return runner(county)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.toml"


def test_files_become_drafts_and_versions_in_use(run: Run, file: Path) -> None:
    listed = run("questionnaire", "list", *NORDBY)
    assert (listed.returncode, listed.stdout) == (
        0,
        f"progression: How it is going (comes with Fremdrift)\n{VOLUNTARY}",
    )
    written = run("questionnaire", "show", "progression", *NORDBY)
    assert (written.returncode, written.stdout) == (0, toml_of(FORM))
    file.write_text(written.stdout.replace('en = "How it is going"', 'en = "How it goes"'), "utf-8")
    done = run("questionnaire", "load", str(file), *NORDBY)
    assert (done.returncode, done.stdout) == (0, "ours.toml: progression 1 is a draft.\n")
    again = run("questionnaire", "load", str(file), *NORDBY)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == (
        "ours.toml: nothing was read in.\nThere is a draft of this questionnaire already. Go on in that one.\n"
    )
    assert run("questionnaire", "list", *NORDBY).stdout == (
        f"progression 1: How it goes (draft)\nprogression: How it is going (comes with Fremdrift)\n{VOLUNTARY}"
    )
    assert run("questionnaire", "show", "progression", *NORDBY).stdout == toml_of(FORM)
    assert "How it goes" in run("questionnaire", "show", "progression", "--version", "1", *NORDBY).stdout
    other = run("questionnaire", "load", str(file), "--municipality", "sydby", "--publish")
    assert other.stdout == "ours.toml: progression 1 is in use.\n"
    taken = run("questionnaire", "list", "--municipality", "sydby").stdout
    assert taken == f"progression 1: How it goes (in use)\n{VOLUNTARY}"
    missing = sentence(run("questionnaire", "show", "progression", "--version", "9", "--municipality", "sydby"))
    assert missing == "Say which version of progression with --version; there are: 1 (published)."


def test_a_bad_file_is_told_place_by_place(run: Run, file: Path) -> None:
    wrong = toml_of(FORM).replace('kind = "scale"', 'kind = "stars"', 1).replace("[items.label]", "[items.lable]", 1)
    file.write_text(wrong, "utf-8")
    done = run("questionnaire", "load", str(file), *NORDBY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "ours.toml: nothing was read in.",
        "question 1, kind: This word is not known. Use one of: scale, single, multiple, ranked, number, text.",
        "question 1, lable: A questionnaire has nothing of this name. Remove it, or look whether it is misspelt.",
    ]
    file.write_text("key =", "utf-8")
    assert "row 1: The file cannot be read from here on." in run("questionnaire", "load", str(file), *NORDBY).stderr


def test_what_is_not_whole_is_not_taken_into_use(run: Run, file: Path) -> None:
    item = FORM.items[0].model_copy(update={"asked_of": frozenset(), "label": type(FORM.title)()})
    form = FORM.model_copy(update={"key": "half", "items": (item,), "title": type(FORM.title)(da="Halv")})
    file.write_text(toml_of(form), "utf-8")
    done = run("questionnaire", "load", str(file), "--publish", *NORDBY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "ours.toml: nothing was read in.",
        "Give the questionnaire a title, in Danish and in English.",
        "question 1: Say who is to answer the question.",
        "question 1: Give the question a short name for figures and tables, in Danish and in English.",
    ]
    assert "half" not in run("questionnaire", "list", *NORDBY).stdout


def test_what_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert "cannot be read" in sentence(run("questionnaire", "load", str(tmp_path / "none.toml"), *NORDBY))
    assert sentence(run("questionnaire", "show", "sleep", *NORDBY)).startswith("There is no questionnaire sleep")
    assert "Say which municipality" in sentence(run("questionnaire", "list"))
    assert "There is no municipality vestby" in sentence(run("questionnaire", "list", "--municipality", "vestby"))
