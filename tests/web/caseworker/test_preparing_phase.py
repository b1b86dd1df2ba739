"""The preparation says what moved, what each says, and topics after the phase that a person chose."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.test.html import Element
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import actor_of
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.enums import Phase
from fremdrift.progression.selectors import standard_guidance
from fremdrift.questionnaires.rules import Given
from fremdrift.web.caseworker.prepare_phase import LONGEST_TOPIC, MOST_MOVED
from tests.asked import measure
from tests.web.caseworker import pages
from tests.world import TODAY, World

QUARTER = dt.timedelta(days=100)
DIFFERENT = "You see it differently"
INVITED = "Nobody has said yet where it stands."


@pytest.fixture
def url(world: World) -> str:
    return reverse("conversation_prepare", args=[world.cilla])


def somebody(world: World, who: str) -> Actor:
    found = actor_of(world.users[who], TODAY)
    assert found is not None
    return found


def says(world: World, who: str, phase: str, why: str = "Det ser jeg") -> None:
    by = somebody(world, who)
    with acting(by):
        services.phase_choose(case=Case.objects.get(pk=world.cilla), phase=phase, why=why, by=by)


def answers(world: World, who: str, steps: dict[str, int], opens_on: dt.date = TODAY, *, give: bool = True) -> None:
    by = somebody(world, who)
    given = {item: Given(chosen=(str(step),)) for item, step in steps.items()}
    keep = services.measurement_give if give else services.measurement_answer
    with acting(by):
        keep(case=Case.objects.get(pk=world.cilla), opens_on=opens_on, given=given, by=by)


def section(page: Element, css: str) -> str:
    """The words of a part; empty when it is not there."""
    found = [e for e in pages.elements(page) if css in pages.attribute(e, "class").split()]
    return pages.text(found[0]) if found else ""


def topics(page: Element) -> list[str]:
    found = [e for e in pages.elements(page) if "fd-topic-list" in pages.attribute(e, "class")]
    return [pages.text(e) for e in pages.elements(found[0]) if e.name == "li"] if found else []


def of_phase(phase: str) -> list[str]:
    names = {"meaning": "Meaning", "coherence": "Coherence", "momentum": "Momentum"}
    return [f"{name}: {standard_guidance()[f'{phase}.{key}'].en}" for key, name in names.items()]


@pytest.mark.parametrize(
    ("said", "followed", "source", "differs"),
    [
        ([("caseworker", "standstill")], "standstill", "Standstill, as Caseworker chose on", False),
        ([("citizen", "decline")], "decline", "Decline, as Cilla Papirsen chose on", False),
        ([("citizen", "decline"), ("caseworker", "decline")], "decline", "Decline, as Caseworker chose on", False),
        ([("caseworker", "progress"), ("citizen", "decline")], "progress", "Progress, as Caseworker chose on", True),
        (
            [("caseworker", "progress"), ("citizen", "decline"), ("caseworker", "decline")],
            "decline",
            "Decline, as Caseworker chose on",
            False,
        ),
    ],
    ids=["the caseworker's", "the citizen's", "both the same", "they differ", "the last counts"],
)
def test_topics_follow_what_a_person_chose(
    browser: Client, url: str, world: World, said: list[tuple[str, str]], followed: str, source: str, differs: bool
) -> None:
    for who, phase in said:
        says(world, who, phase)
    page = pages.page(browser.get(url))
    told = topics(page)
    assert told[-3:] == of_phase(followed)
    assert len(told) == 3 + differs
    assert [topic.startswith(DIFFERENT) for topic in told] == [differs, *[False] * (len(told) - 1)]
    assert source in section(page, "fd-topics")
    assert "BIP (Danneris 2016)" in section(page, "fd-topics")


def test_when_they_differ_both_words_stand_beside_each_other(browser: Client, url: str, world: World) -> None:
    says(world, "citizen", "decline", "Intet sker")
    says(world, "caseworker", "progress", "Hun møder")
    page = pages.page(browser.get(url))
    beside = section(page, "fd-beside-each-other")
    assert "Cilla Papirsen: Decline" in beside
    assert "Caseworker: Progress" in beside
    assert beside.index("Intet sker") < beside.index("Hun møder")
    assert topics(page)[0] == f"{DIFFERENT}: Cilla says Decline, the caseworker Progress. Ask what each of you sees."


def test_before_anybody_has_chosen_no_topic_is_made_up(browser: Client, url: str, world: World) -> None:
    measure(world)
    answers(world, "caseworker", {"everyday": 1, "belief": 1, "energy": 1})  # low answers are no phase
    page = pages.page(browser.get(url))
    assert topics(page) == []
    assert INVITED in section(page, "fd-topics")
    assert reverse("phase", args=[world.cilla]) in pages.links(page)
    words = pages.text(page)
    assert [phase.label for phase in Phase if str(phase.label) in words] == []


def test_of_who_has_not_said_it_is_said(browser: Client, url: str, world: World) -> None:
    says(world, "citizen", "standstill")
    assert "The caseworker: has not said" in section(pages.page(browser.get(url)), "fd-beside-each-other")


def test_the_municipalitys_words_in_the_readers_language(
    browser: Client, url: str, world: World, system: Actor
) -> None:
    with acting(system):
        services.guidance_write(key="standstill.meaning", da="Sig hvorfor.", en="Say why. " * 40, by=system)
    says(world, "caseworker", "standstill")
    (first, *_rest) = topics(pages.page(browser.get(url)))
    assert first.startswith("Meaning: Say why.")
    assert len(first) <= len("Meaning: ") + LONGEST_TOPIC
    User.objects.update(language="da")
    assert any("Sig hvorfor." in topic for topic in topics(pages.page(browser.get(url))))


def test_what_moved_since_the_last_measurement_is_told_in_words(browser: Client, url: str, world: World) -> None:
    measure(world)
    answers(world, "caseworker", {"everyday": 2, "belief": 4, "energy": 3, "health": 3})
    assert "higher" not in section(pages.page(browser.get(url)), "fd-how")  # of one there is nothing to say
    with clock.at(TODAY + QUARTER):
        second = TODAY.replace(year=2027, month=2)
        answers(world, "caseworker", {"everyday": 4, "belief": 3, "energy": 3}, second, give=False)
        assert "higher" not in section(pages.page(browser.get(url)), "fd-how")  # begun is not given
        answers(world, "caseworker", {"everyday": 4, "belief": 3, "energy": 3}, second)
        told = section(pages.page(browser.get(url)), "fd-how")
    assert "The caseworker : Since" in told
    assert ": 1 answer higher, 1 lower, 1 the same." in told
    assert "Higher: Everyday life." in told
    assert "Lower: Belief in a job." in told


def test_of_many_that_moved_some_are_named(browser: Client, url: str, world: World) -> None:
    measure(world)
    items = ["everyday", "energy", "health", "network", "belief"]
    answers(world, "caseworker", dict.fromkeys(items, 2))
    with clock.at(TODAY + QUARTER):
        answers(world, "caseworker", dict.fromkeys(items, 3), TODAY.replace(year=2027, month=2))
        told = section(pages.page(browser.get(url)), "fd-how")
    assert f"and {len(items) - MOST_MOVED} more." in told


def test_the_citizens_last_answers_wait_for_ones_own(
    browser: Client, url: str, world: World, as_: Callable[[str], Client]
) -> None:
    measure(world)
    answers(world, "citizen", {"everyday": 1})
    told = section(pages.page(browser.get(url)), "fd-how")
    assert "Cilla has answered the last measurement. It is shown when your own answers are given." in told
    answers(world, "caseworker", {"everyday": 1})
    assert "has answered the last measurement" not in section(pages.page(browser.get(url)), "fd-how")


def test_the_recording_has_it_beside_the_form(browser: Client, world: World) -> None:
    says(world, "caseworker", "standstill")
    page = pages.page(browser.get(reverse("conversation_record", args=[world.cilla])))
    assert topics(page) == of_phase("standstill")
