"""Keys, identifiers, encryption and the clock."""

import datetime as dt
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fremdrift.core import clock
from fremdrift.core.encryption import UnreadableSecret, blind_index, decrypt, encrypt
from fremdrift.core.ids import made_at, uuid7
from fremdrift.core.secrets import keys


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first = keys(tmp_path / "a")
    keys.cache_clear()
    assert keys(tmp_path / "a") == first
    assert keys(tmp_path / "b") != first
    file = tmp_path / "a" / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert all(len(bytes.fromhex(key)) == 32 for key in json.loads(file.read_text()).values())


def test_two_programs_that_start_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from fremdrift.core.secrets import keys; print(keys(Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "home")], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({program.communicate()[0] for program in started}) == 1


def test_the_environment_overrides_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREMDRIFT_KEY_CPR", "ab" * 32)
    assert keys(tmp_path / "c").cpr == "ab" * 32


def test_what_is_encrypted_is_read_back_with_its_row_alone() -> None:
    sealed = encrypt("6103820118", "citizen|1")
    assert decrypt(sealed, "citizen|1") == "6103820118"
    assert b"6103820118" not in sealed
    assert encrypt("6103820118", "citizen|1") != sealed  # another nonce each time
    with pytest.raises(UnreadableSecret):
        decrypt(sealed, "citizen|2")


@pytest.mark.parametrize("at", [0, 1, 5, 14, 30, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    sealed = bytearray(encrypt("6103820118", "citizen|1"))
    sealed[at] ^= 1
    with pytest.raises(UnreadableSecret):
        decrypt(bytes(sealed), "citizen|1")


def test_the_blind_index_finds_equals_within_its_scope_only() -> None:
    assert blind_index("6103820118", "cpr|1") == blind_index("6103820118", "cpr|1")
    assert blind_index("6103820118", "cpr|1") != blind_index("6103820118", "cpr|2")
    assert blind_index("6103820119", "cpr|1") != blind_index("6103820118", "cpr|1")


def test_identifiers_are_uuid7_distinct_and_in_order_of_time() -> None:
    before = time.time_ns() // 1_000_000
    made = [uuid7() for _ in range(2_000)]
    after = time.time_ns() // 1_000_000
    assert made == sorted(set(made))
    assert len(made) == 2_000
    assert {made_id.version for made_id in made} == {7}
    assert all(before <= made_id.int >> 80 <= after for made_id in made)


def test_an_identifier_of_something_older_says_when_it_was_made() -> None:
    then = clock.evening(dt.date(2026, 3, 2))
    older, other = uuid7(then), uuid7(then)
    assert made_at(older) == made_at(other) == then
    assert older != other
    assert older < uuid7()


def test_the_day_that_counts_can_be_fixed_for_a_block() -> None:
    outside = clock.today()
    with clock.at(dt.date(2028, 2, 29)):
        assert clock.today() == dt.date(2028, 2, 29)
    assert clock.today() == outside == dt.date.fromisoformat(os.environ["FREMDRIFT_TODAY"])


def test_now_is_danish_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FREMDRIFT_TODAY")
    assert str(clock.now().tzinfo) == "Europe/Copenhagen"
    assert clock.today() == clock.now().date()
