"""`fremdrift people`: who is let in, and what is refused; weak passwords are."""

import pytest

from tests.cli.conftest import PASSWORD, Environment, Run, program, runner, sentence

COUNT = "from fremdrift.accounts.models import User\nprint(sorted(User.objects.values_list('username', flat=True)))"


@pytest.fixture(scope="module")
def run(county: Environment) -> Run:
    return runner(county)


def add(
    run: Run,
    name: str = "nikoline",
    password: str = PASSWORD,
    role: str = "caseworker",
    town: str = "nordby",
    *more: str,
):
    return run("people", "add", name, "Nikoline", "--role", role, "--municipality", town, "--password", password, *more)


TOO_SHORT = "This password is too short. It must contain at least 12 characters."


def test_weak_passwords_are_refused_and_nobody_is_added(run: Run, county: Environment) -> None:
    for password, told in (
        ("kort", TOO_SHORT),
        ("elleve tegn", TOO_SHORT),
        ("", TOO_SHORT),
        ("qwerty123456", "too common"),
    ):
        assert told in sentence(add(run, "svag", password)), password
    assert "svag" not in program(county, COUNT)


def test_a_good_one_lets_somebody_in(run: Run, county: Environment) -> None:
    done = add(run, "god", "", "caseworker", "nordby", "--team", "ung", "--password", "tolv tegn ok")
    assert (done.returncode, done.stdout) == (0, "Nikoline can sign in as god.\n")
    check = "from django.contrib.auth import authenticate\nprint(authenticate(username='god', password='tolv tegn ok'))"
    assert program(county, check) == "Nikoline\n"
    assert add(run, "god", "tolv tegn ok", "caseworker", "nordby", "--team", "ung").returncode == 0  # twice is once


def test_the_password_can_be_typed_in_unseen(run: Run, county: Environment) -> None:
    words = ["people", "add", "tavs", "Nikoline", "--role", "auditor", "--municipality", "nordby"]
    done = run(*words, stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.returncode == 0
    assert PASSWORD not in done.stdout
    assert run(*words[:2], "glemt", *words[3:], stdin="").returncode != 0  # nothing typed: nobody added
    assert "glemt" not in program(county, COUNT)


def test_wrong_words_are_told(run: Run, county: Environment) -> None:
    assert "it can be caseworker, leader, administrator" in sentence(add(run, "galt", PASSWORD, "boss"))
    assert "set it up with `fremdrift people municipality`" in sentence(add(run, "galt", PASSWORD, "leader", "vestby"))
    assert "cannot be a key" in sentence(add(run, "galt", PASSWORD, "leader", "nordby", "--team", "Team Ung"))
    assert "A text is too long" in sentence(add(run, "galt" * 30))
    assert "galt" not in program(county, COUNT)


def test_a_role_elsewhere_is_not_taken_away(run: Run) -> None:
    assert add(run, "flyt").returncode == 0
    assert sentence(add(run, "flyt", PASSWORD, "caseworker", "sydby")) == "That person has this role elsewhere already."


def test_a_providers_person_is_let_in(run: Run, county: Environment) -> None:
    done = run("people", "provider", "haven", "Haven")
    assert (done.returncode, done.stdout.endswith("--role provider --provider haven\n")) == (0, True)
    words = ["people", "add", "kurt", "Kurt", "--role", "provider", "--password", PASSWORD]
    assert "--provider KEY" in sentence(run(*words))
    assert "leave --municipality" in sentence(run(*words, "--provider", "haven", "--municipality", "nordby"))
    assert "set it up with `fremdrift people provider`" in sentence(run(*words, "--provider", "marken"))
    assert "kurt" not in program(county, COUNT)
    assert run(*words, "--provider", "haven").stdout == "Kurt can sign in as kurt.\n"
    assert run(*words, "--provider", "haven").returncode == 0  # twice is once
    held = "from fremdrift.accounts.models import User\nfrom fremdrift.accounts.selectors import actor_of\n"
    held += "from fremdrift.core import clock\nfound = actor_of(User.objects.get(username='kurt'), clock.today())\n"
    assert program(county, held + "print(found.role, found.unit.split(':')[0])") == "provider provider\n"
    assert run("people", "provider", "marken", "Marken").returncode == 0
    assert sentence(run(*words, "--provider", "marken")) == "That person has this role elsewhere already."


def test_everybody_else_needs_a_municipality(run: Run) -> None:
    words = ["people", "add", "galt", "Galt", "--role", "consultant", "--password", PASSWORD]
    assert "--municipality KEY" in sentence(run(*words))


def test_a_municipality_needs_a_plain_key_and_a_name_that_fits(run: Run) -> None:
    for key, name, told in (
        ("Nord By", "N", "cannot be a key"),
        ("ærø", "Æ", "cannot be a key"),
        ("n", "N" * 101, "too long"),
    ):
        assert told in sentence(run("people", "municipality", key, name)), key


def test_an_unknown_rule_pack_is_told(run: Run) -> None:
    told = sentence(run("people", "municipality", "vestby", "Vestby", "--rule-pack", "lab-1999"))
    assert told.startswith("There is no rule pack 'lab-1999'")


def test_a_municipality_says_what_comes_next(run: Run) -> None:
    done = run("people", "municipality", "nordby", "Nordby Kommune")
    assert done.returncode == 0
    assert done.stdout.endswith("fremdrift people add USERNAME NAME --role administrator --municipality nordby\n")
