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


def test_each_cell_is_answered_as_the_policy_says(matrix: Matrix) -> None:
    of_a_case = cells(["case", "access", "let_in"], ["get", "post"])
    _, wrong = matrix.wrong([*of_a_case, *cells(["worklist", "import_citizens"], ["get", "options", "put"])])
    assert wrong == []
