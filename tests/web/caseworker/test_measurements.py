"""How it goes: planned, answered by the caseworker without seeing the citizen's answers, and told over time."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.overview.models import Draft
from fremdrift.progression.models import Answer, MeasurementRhythm, Response
from tests.asked import measure
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def signe(as_: Callable[[str], Client]) -> Client:
    """Cilla's caseworker."""
    return as_("caseworker")


def page(client: Client, world: World) -> str:
    return client.get(reverse("measurements", args=[world.cilla])).content.decode()


def answer(world: World) -> str:
    return reverse("measurement_answer", args=[world.cilla])


def cilla_answers(client: Client, step: str, opened: dt.date = TODAY) -> None:
    for number in range(1, 10):
        client.post(reverse("own_question", args=[opened.isoformat(), number]), {"step": step})
    client.post(reverse("own_answers_send", args=[opened.isoformat()]))


def test_measurements_are_planned_on_the_page(signe: Client, world: World, system: Actor) -> None:
    assert "Nothing is measured here yet." in page(signe, world)
    typed = {"every": "fortnight", "begins_on": f"{TODAY:%d.%m.%Y}"}
    response = signe.post(reverse("measurements", args=[world.cilla]), typed, follow=True)
    assert "The measurements are planned." in response.content.decode()
    with acting(system):
        assert MeasurementRhythm.objects.get().every == "fortnight"
    assert "Every 14 days" in page(signe, world)


def test_a_day_that_has_passed_gets_a_sentence(signe: Client, world: World, system: Actor) -> None:
    before = everything(system)
    typed = {"every": "quarter", "begins_on": "01.11.2026"}
    response = signe.post(reverse("measurements", args=[world.cilla]), typed)
    assert response.status_code == 422
    assert "no day that has passed" in pages.error(pages.page(response), "begins_on")
    assert everything(system) == before


def test_the_citizens_answers_are_shown_once_the_own_ones_are_given(
    signe: Client, world: World, as_: Callable[[str], Client], system: Actor
) -> None:
    measure(world)
    cilla_answers(as_("citizen"), "3")
    shown = page(signe, world)
    assert "I manage what matters most" not in shown
    assert "answered" in shown
    typed = {"everyday": "2", "everyday_words": "Aflyste to gange", "worker_belief": "4"}
    signe.post(answer(world), typed)
    assert "I manage what matters most" not in page(signe, world)  # a draft is not given
    signe.post(answer(world), {**typed, "give": "1"})
    shown = page(signe, world)
    assert "I manage what matters most" in shown
    assert "Many things do not get done" in shown
    with acting(system):
        own = Response.objects.get(respondent="caseworker")
        assert own.answers.get(item="everyday").evidence == "Aflyste to gange"
        assert own.answers.filter(skipped=True).count() == 9


def test_two_measurements_are_told_in_a_sentence(signe: Client, world: World, as_: Callable[[str], Client]) -> None:
    measure(world)
    signe.post(answer(world), {"everyday": "2", "belief": "4", "energy": "3", "give": "1"})
    assert "Not enough to say" in page(signe, world)
    with clock.at(TODAY + 100 * A_DAY):
        signe.post(answer(world), {"everyday": "3", "belief": "5", "energy": "2", "health": "1", "give": "1"})
        assert ": 2 answers higher, 1 lower." in page(signe, world)


def test_what_was_given_is_not_answered_again(signe: Client, world: World, system: Actor) -> None:
    measure(world)
    signe.post(answer(world), {"everyday": "2", "give": "1"})
    response = signe.post(answer(world), {"everyday": "5", "give": "1"}, follow=True)
    assert "The answers were given already" in response.content.decode()
    with acting(system):
        assert Answer.objects.get(item="everyday").keys == ["2"]


def test_a_step_that_is_none_gets_a_sentence_and_the_words_stay(signe: Client, world: World, system: Actor) -> None:
    measure(world)
    before = everything(system)
    response = signe.post(answer(world), {"everyday": "6", "everyday_words": "Mine ord", "give": "1"})
    assert response.status_code == 422
    assert "Mine ord" in response.content.decode()
    assert everything(system) == before


def test_without_a_measurement_there_is_nothing_to_answer(signe: Client, world: World) -> None:
    assert signe.get(answer(world))["Location"] == reverse("measurements", args=[world.cilla])


def opened(client: Client, world: World) -> dict[str, str]:
    """What the page sends back of itself."""
    return {"answers-seen": pages.typed(pages.page(client.get(answer(world))), "answers-seen")}


def steps(system: Actor) -> dict[str, str]:
    """The caseworker's answers that stand."""
    with acting(system):
        return {a.item: a.keys[0] for a in Answer.objects.filter(response__respondent="caseworker") if a.keys}


def test_answers_of_another_window_are_not_written_over_unseen(signe: Client, world: World, system: Actor) -> None:
    measure(world)
    seen = opened(signe, world)
    signe.post(answer(world), seen | {"everyday": "2"})
    response = signe.post(answer(world), seen | {"everyday": "5", "energy": "4", "give": "1"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Your answers were changed in another window" in shown
    assert steps(system) == {"everyday": "2"}
    again = {"answers-seen": pages.typed(pages.page(response), "answers-seen")}
    signe.post(answer(world), again | {"everyday": "5", "energy": "4", "give": "1"})
    assert steps(system) == {"everyday": "5", "energy": "4"}


def test_words_that_came_after_the_answers_were_given_stand_on_the_page(signe: Client, world: World) -> None:
    measure(world)
    seen = opened(signe, world)
    signe.post(answer(world), seen | {"everyday": "2", "give": "1"})
    response = signe.post(answer(world), seen | {"everyday": "5", "everyday_words": "Mine ord", "give": "1"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert "The answers were given already" in shown
    assert "Mine ord" in shown
    assert "Give my answers" not in shown


def test_words_to_a_measurement_that_closed_stand_on_the_page(signe: Client, world: World, system: Actor) -> None:
    measure(world)
    seen = opened(signe, world)
    with acting(system):
        MeasurementRhythm.objects.update(begins_on=TODAY - A_DAY, ends_on=TODAY - A_DAY)
    response = signe.post(answer(world), seen | {"everyday": "5", "everyday_words": "Mine ord"})
    assert response.status_code == 422
    assert "Mine ord" in response.content.decode()
    assert steps(system) == {}


def test_what_is_typed_is_kept_and_stands_there_again(signe: Client, world: World, system: Actor) -> None:
    measure(world)
    typed = opened(signe, world) | {"everyday": "4", "everyday_words": "Ny cykel"}
    window = {"draft_window": "0b8f4a57-7a17-4a57-9d7e-111111111111"}
    signe.post(reverse("draft_save", args=[world.cilla, "measurement_answer"]), typed | window)
    page = signe.get(answer(world)).content.decode()
    assert "Ny cykel" in page
    assert "Here is what you wrote and did not save" in page
    sent = {name: pages.typed(pages.page(signe.get(answer(world))), name) for name in ("draft", "draft_window")}
    signe.post(answer(world), typed | sent | {"give": "1"})
    assert steps(system) == {"everyday": "4"}
    with acting(system):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("days", "told", "until"),
    [
        (14, "To be answered by 8 December 2026.", "8 December 2026."),
        (
            15,
            "It was to be answered by 8 December 2026 and still can be until 23 February 2027.",
            "23 February 2027.",
        ),
    ],
)
def test_by_when_it_is_to_be_answered(
    days: int, told: str, until: str, signe: Client, as_: Callable[[str], Client], world: World
) -> None:
    measure(world)
    with clock.at(TODAY + days * A_DAY):
        pages_of_it = [page(signe, world), signe.get(answer(world)).content.decode()]
        assert all(told in " ".join(one.split()) for one in pages_of_it)
        assert f"Answer by {until}" in " ".join(as_("citizen").get(reverse("own_answers")).content.decode().split())
