"""Described cases on the page: answer first, then see how colleagues used the steps."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from tests.progression.test_calibration import STEPS, colleagues, own
from tests.progression.test_calibration import answer as answered
from tests.web.caseworker import pages
from tests.world import World

SCENE = {name: str(step) for name, step in STEPS.items()}


@pytest.fixture
def signe(as_: Callable[[str], Client]) -> Client:
    """A caseworker."""
    return as_("caseworker")


def url(scene: str = "jonas") -> str:
    return reverse("calibration_scene", args=[scene])


def test_there_are_three_and_no_step_is_chosen(signe: Client) -> None:
    words = pages.text(pages.page(signe.get(reverse("calibration"))))
    for told in ("Jonas", "Fatima", "Bodil", "Nobody else sees which steps you choose"):
        assert told in words
    assert "checked" not in signe.get(url()).content.decode()
    assert signe.get(url("nobody")).status_code == 404


def test_what_speaks_for_a_step_is_told_after_the_answer(signe: Client, world: World) -> None:
    reason = "The post is left lying when he is alone"
    assert reason not in signe.get(url()).content.decode()
    assert signe.post(url(), SCENE).status_code == 302
    words = pages.text(pages.page(signe.get(url())))
    assert reason in words
    assert words.count("your answer") == 3
    assert "when five others here have answered" in words
    assert "Answered" in signe.get(reverse("calibration")).content.decode()


def test_the_spread_is_counted_and_names_nobody(signe: Client, world: World) -> None:
    signe.post(url(), SCENE)
    for other in colleagues(world, 5):
        answered(other, STEPS | {"energy": 1})
    response = signe.get(url())
    words = pages.text(pages.page(response))
    assert "5 colleagues have answered." in words
    assert "Rater" not in words


def test_one_can_answer_again(signe: Client, actor: Callable[[str], Actor]) -> None:
    signe.post(url(), SCENE)
    assert "checked" not in signe.get(url(), {"again": "1"}).content.decode()
    signe.post(url(), SCENE | {"energy": "5"})
    assert own(actor("caseworker")) == STEPS | {"energy": 5}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (SCENE | {"energy": "6"}, "energy", "Choose one of the five steps."),
        ({"everyday": "3", "energy": "2"}, "cooperation", "Choose the step that fits best."),
        (SCENE | {"energy": "x"}, "energy", "Choose one of the five steps."),
    ],
)
def test_what_is_no_answer_gets_a_sentence_and_the_rest_stays(
    signe: Client, actor: Callable[[str], Actor], typed: dict[str, str], field: str, sentence: str
) -> None:
    response = signe.post(url(), typed)
    assert response.status_code == 422
    tree = pages.page(response)
    assert sentence in pages.error(tree, field)
    assert "checked" in response.content.decode()
    assert own(actor("caseworker")) == {}
