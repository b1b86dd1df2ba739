"""Where the database is, and that setting it up twice or by two at once is safe."""

import threading
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from fremdrift.core.database import DatabaseUnavailable, Roles, address, provision

KEY = "ab" * 32


@pytest.mark.parametrize(
    "url", ["mysql://a@b/c", "postgresql://localhost", "nonsense", "postgresql:///", "http://localhost/fremdrift"]
)
def test_an_address_that_is_none_is_told_in_a_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL must look like"):
        address(tmp_path, KEY)


def test_an_address_is_read_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann%40x:p%2Fw@db.example:6543/town?sslmode=require")
    found = address(tmp_path, KEY)
    assert (found.host, found.port, found.name) == ("db.example", "6543", "town")
    assert (found.admin, found.admin_password) == ("ann@x", "p/w")
    assert found.roles == Roles("town")
    assert "sslmode=require" in found.conninfo(found.roles.app)


def test_each_role_has_a_password_of_its_own_that_follows_from_the_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@localhost/town")
    one, other = address(tmp_path, KEY), address(tmp_path, "cd" * 32)
    assert len({one.password(role) for role in one.roles.all()}) == 5
    assert one.password(one.roles.app) == address(tmp_path, KEY).password(one.roles.app)
    assert one.password(one.roles.app) != other.password(other.roles.app)


def test_setting_up_again_and_by_two_at_once_changes_nothing(db: None) -> None:
    wrong: list[Exception] = []

    def again() -> None:
        try:
            provision(settings.DATABASE)
        except Exception as failed:
            wrong.append(failed)

    both = [threading.Thread(target=again) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert wrong == []


def test_no_role_of_the_application_may_go_around_row_level_security(db: None) -> None:
    roles = settings.DATABASE_ROLES.all()
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE.admin)) as connection:
        rows = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = any(%s)",
            [roles],
        ).fetchall()
    assert sorted(row[0] for row in rows) == sorted(roles)
    assert not any(flag for row in rows for flag in row[1:])


def test_the_app_role_cannot_change_tables(db: None) -> None:
    with (
        psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.app)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table public.mine (id int)")
