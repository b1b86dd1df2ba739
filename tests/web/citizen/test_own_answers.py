"""The citizen answers a measurement: one question at a time, with a tap each, and sends what was said."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression.models import Answer, Response
from fremdrift.web.shared.dates import day_year
from tests.asked import measure, questionnaire_of
from tests.measured import answers, rhythm
from tests.orders.made import actor
from tests.stored import everything
from tests.world import TODAY, World

OVERVIEW = reverse("own_answers")
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def cilla(as_: Callable[[str], Client], world: World) -> Client:
    """Cilla, who is measured from today."""
    measure(world)
    return as_("citizen")


def question(number: int, opened: dt.date = TODAY) -> str:
    return reverse("own_question", args=[opened.isoformat(), number])


def send(opened: dt.date = TODAY) -> str:
    return reverse("own_answers_send", args=[opened.isoformat()])


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_tap_answers_and_goes_on_to_the_next(cilla: Client, system: Actor) -> None:
    assert question(1) in text(cilla, OVERVIEW)
    for number in range(1, 10):
        response = cilla.post(question(number), {"step": "3"})
        assert response["Location"] == (question(number + 1) if number < 9 else send())
    assert "3 I manage what matters most" in text(cilla, send())
    assert "Your answers are sent." in cilla.post(send(), follow=True).content.decode()
    with acting(system):
        assert Response.objects.get().state == "given"
        assert {tuple(answer.keys) for answer in Answer.objects.all()} == {("3",)}
    page = text(cilla, OVERVIEW)
    assert "You have answered this time." in page
    assert "3 I manage what matters most" in page


def test_nothing_is_chosen_beforehand_and_what_was_chosen_is_shown(cilla: Client) -> None:
    assert 'aria-pressed="true"' not in text(cilla, question(1))
    cilla.post(question(1), {"step": "4", "words": "Jeg er ude hver dag."})
    page = text(cilla, question(1))
    assert page.count('aria-pressed="true"') == 1
    assert "Jeg er ude hver dag." in page


def test_one_can_stop_and_go_on_later(cilla: Client) -> None:
    cilla.post(question(1), {"step": "4"})
    cilla.post(question(2), {"skip": "1"})
    assert question(3) in text(cilla, OVERVIEW)
    lines = text(cilla, send())
    assert lines.count("Skipped") == 1
    assert lines.count("Not answered") == 7


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"step": "6"}, "Choose one of the five steps, or skip the question."),
        ({"step": ["1", "2"]}, "That is more than can be chosen here. Take one out."),
        ({}, "Choose an answer, or skip the question."),
        ({"step": "3", "words": "x" * 2001}, "That is too long. Write at most 2000 characters."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_the_words_stay(
    typed: dict[str, object], said: str, cilla: Client, system: Actor
) -> None:
    before = everything(system)
    response = cilla.post(question(1), {"words": "Mine ord", **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert str(typed.get("words", "Mine ord")) in page
    assert everything(system) == before


def test_a_measurement_that_has_closed_says_so_and_keeps_what_was_answered(cilla: Client, system: Actor) -> None:
    cilla.post(question(1), {"step": "4"})
    with clock.at(TODAY + 100 * A_DAY):
        for answer in (cilla.get(question(2)), cilla.post(question(2), {"step": "1"}), cilla.post(send())):
            assert answer["Location"] == OVERVIEW
        assert "This measurement has closed." in text(cilla, OVERVIEW)
    with acting(system):
        assert [answer.item for answer in Answer.objects.all()] == ["everyday"]


def test_two_tabs_answer_and_what_was_sent_stays(cilla: Client, system: Actor) -> None:
    cilla.post(question(1), {"step": "4"})
    cilla.post(send())
    answer = cilla.post(question(1), {"step": "1"}, follow=True)
    assert "The answers were given already" in answer.content.decode()
    with acting(system):
        assert Answer.objects.get(item="everyday").keys == ["4"]


@pytest.mark.parametrize("closed", [False, True], ids=["sent", "closed"])
def test_words_that_come_too_late_stand_on_the_page(cilla: Client, system: Actor, *, closed: bool) -> None:
    cilla.post(question(1), {"step": "4"})
    if not closed:
        cilla.post(send())
    with clock.at(TODAY + (100 if closed else 0) * A_DAY):
        answer = cilla.post(question(1), {"step": "1", "words": "Min søster hjælper mig."})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Min søster hjælper mig." in said
    assert ("This measurement has closed." if closed else "The answers were given already") in said
    with acting(system):
        assert Answer.objects.get(item="everyday").keys == ["4"]


def test_questions_that_are_not_in_use_are_told_of_in_the_citizens_words(
    cilla: Client, world: World, system: Actor
) -> None:
    with acting(system):
        questionnaire_of(world.nordby, state="retired")
    answer = cilla.post(question(1), {"step": "3", "words": "Mine ord"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "The questions are not ready just now." in said
    assert "Mine ord" in said
    assert "Take one into use" not in said


@pytest.mark.parametrize("url", [question(0), question(10), question(1, TODAY + A_DAY), send(TODAY - A_DAY)])
def test_what_there_is_not_is_not_found(url: str, cilla: Client) -> None:
    assert cilla.get(url).status_code == 404


def test_a_day_that_is_none_is_not_found(cilla: Client) -> None:
    assert cilla.get(reverse("own_answers_send", args=["2026-13-01"])).status_code == 404


def test_without_a_measurement_it_says_so(as_: Callable[[str], Client], world: World) -> None:
    assert "There is nothing to answer now." in text(as_("citizen"), OVERVIEW)


@pytest.mark.parametrize(
    ("steps", "says", "figure"),
    [
        ((2, 5, 3), "higher than on {0}. They are lower than on {1}.", "2 → 3. But lower than on {1}, 5 → 3."),
        ((5, 2, 3), "lower than on {0}. They are higher than on {1}.", "5 → 3. But higher than on {1}, 2 → 3."),
        ((3, 5, 3), "as on {0}. They are lower than on {1}.", "3. But lower than on {1}, 5 → 3."),
        ((2, 3, 4), "higher than on {0}.", "2 → 4."),
        ((4, 4, 4), "as on {0}.", ", 4."),
    ],
)
def test_a_last_step_that_went_the_other_way_is_said(
    steps: tuple[int, ...], says: str, figure: str, as_: Callable[[str], Client], world: World, system: Actor
) -> None:
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
    asked = rhythm(world, case, TODAY - 200 * A_DAY)
    for one, step in zip(asked, steps, strict=True):
        answers(actor(world, "citizen"), case, one, step)
    first, before, _last = (day_year(one.opens_on, "en") for one in asked)
    page = " ".join(text(as_("citizen"), reverse("own_page")).split())
    assert f"Your answers are {says.format(first, before)}<" in page
    told = " ".join(text(as_("citizen"), OVERVIEW).split())
    assert figure.format(first, before) in told
    assert ("But " in told) == ("But " in figure)
