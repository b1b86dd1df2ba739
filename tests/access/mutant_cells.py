"""The part of the access matrix that mutants are held against: who sees which case, and by what they are refused."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.web.access_matrix import Matrix, cells
from tests.world import World


@pytest.fixture
def matrix(world: World) -> Iterator[Matrix]:
    with override_settings(SESSION_SAVE_EVERY_REQUEST=False):
        yield Matrix(world)


@pytest.mark.parametrize("route", ["case", "access", "worklist", "import_citizens", "restriction", "let_in"])
def test_each_cell_is_answered_as_the_policy_says(route: str, matrix: Matrix) -> None:
    asked, wrong = matrix.wrong(cells([route], ["get", "post", "options", "put"]))
    assert wrong == []
    assert asked
