"""Whatever bytes are sent in, a file is taken or refused; nothing else comes out of it."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fremdrift.exchange.reading import Problem, Refused
from tests.exchange.conftest import Take
from tests.exchange.files import citizen, text

SAMPLE = text(
    citizen(1, benefit_to="31-05-2026"),
    citizen(1, benefit="sygedagpenge", benefit_from="01-06-2026", worker="colleague", worker_from="01-07-2026"),
    citizen(2, protected="ja"),
    citizen(3, name="Prøve; med\nlinjer"),
).encode("utf-8-sig")
NASTY = [
    *["", ";", '"', '""', "\n", "\r", "\r\n", "\x00", "\t", "'", "\\", "%s", "{}", "-", "/", "=1+1", "\ufeff"],
    *["0", "-1", "29-02-2026", "29-02-2100", "31-12-2199", "01-01-1900", "٠١-٠٢-٢٠٢٦", "²", "9" * 400, "A" * 300],
    *["å" * 120, "ß" * 120, "ΐ" * 120, "\U0001f600", "\u202e", "caseworker", "match_3", "ja", "nej", "nan"],
]
ODD = [token.encode() for token in NASTY] + [b"\xff", b"\x81", b"\xc3", b"\xed\xa0\x80"]
seeds = st.integers(0, 2**32)


def mutated(seed: int) -> bytes:
    """The sample after a few random accidents: cells swapped or overwritten, rows moved, bytes lost or doubled."""
    chance = random.Random(seed)
    content = SAMPLE
    for _ in range(chance.randint(1, 5)):
        accident = chance.choice((_overwrite, _overwrite, _overwrite, _insert, _lose, _swap, _repeat))
        content = accident(content, chance)
    return content


def _overwrite(content: bytes, chance: random.Random) -> bytes:
    cells = content.split(b";")
    cells[chance.randrange(len(cells))] = chance.choice(ODD)
    return b";".join(cells)


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD) + content[at:]


def _lose(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.randint(1, 30) :]


def _swap(content: bytes, chance: random.Random) -> bytes:
    cells = content.split(b";")
    one, other = chance.randrange(len(cells)), chance.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    return b";".join(cells)


def _repeat(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join([*lines, chance.choice(lines)])


def taken(take: Take, content: bytes) -> bool:
    """Whether the file was taken; it is forgotten again. A refusal says something, and nothing else is raised."""
    told: list[Problem] = []
    try:
        with transaction.atomic():
            take(content)
            transaction.set_rollback(True)
    except Refused as refused:
        told = [problem for problem in refused.problems if problem.sentence]
        if not told:
            raise
    return not told


many = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(seeds)
def test_mutations_are_taken_or_refused(take: Take, seed: int) -> None:
    taken(take, mutated(seed))


@many
@given(st.binary(max_size=400))
def test_random_bytes_are_refused(take: Take, content: bytes) -> None:
    assert not taken(take, content)


@many
@given(st.lists(st.lists(st.sampled_from(NASTY), max_size=14), max_size=4))
def test_random_cells_under_right_headers_are_taken_or_refused(take: Take, cells: list[list[str]]) -> None:
    header = text().encode()
    taken(take, header + "\n".join(";".join(row) for row in cells).encode())


@pytest.mark.parametrize("name", ["å" * 120, "ß" * 120, "ΐ" * 120, "=HYPERLINK(0)", "𝔄𝔟"])
def test_odd_names_are_taken(take: Take, name: str) -> None:
    assert take(text(citizen(name=name))).citizens == 1


def test_mutations_are_of_both_kinds(take: Take) -> None:
    """The control: some accidents leave a good file, others do not."""
    assert {taken(take, mutated(seed)) for seed in range(60)} == {True, False}
