"""Who may be which role."""

import pytest

from fremdrift.core.database import Roles
from fremdrift.core.postgres.configuration import identity_map


@pytest.mark.parametrize("name", ["fremdrift", "fremdrift_test"])
def test_postgresql_15_lets_every_role_of_the_product_in(name: str) -> None:
    lines = identity_map(["root"], major=15).splitlines()

    assert {f'fremdrift "root" {role}' for role in ("fremdrift_admin", *Roles(name).all())} <= set(lines)


def test_later_versions_let_any_role_of_fremdrift_in() -> None:
    assert identity_map(["anna", "root"], major=16) == ('fremdrift "anna" /^fremdrift\nfremdrift "root" /^fremdrift\n')
