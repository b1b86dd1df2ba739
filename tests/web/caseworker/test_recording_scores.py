"""Own answers and where it stands, saved with a conversation: optional, all or nothing, and nothing is lost."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.html import Element
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import services
from fremdrift.overview.selectors import Place
from fremdrift.progression import services as progression
from fremdrift.progression.models import PhaseChoice, Response
from fremdrift.questionnaires.rules import Given
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.words import full_day
from tests.asked import measure
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import NOBODY
from tests.world import TODAY, World

GOOD = {
    "state": "held",
    "on": "24.11.2026",
    "form": "walk",
    "minutes": "Vi talte om haven.",
    "agreement-TOTAL_FORMS": "0",
    "agreement-INITIAL_FORMS": "0",
}
SCORED = {"score-everyday": "2", "score-everyday_words": "Aflyste to gange", "score-worker_belief": "4"}
PHASE = {"stands-phase": "standstill", "stands-why": "Venter på svar"}
GIVE = {"score-answers-final": "on"}
SEEN = "score-answers-seen"
GIVEN_MEANWHILE = (
    "You gave your answers in another window. What you chose here is not used. Save again to save the rest."
)
CLOSED_MEANWHILE = "That measurement has closed. What you chose here is not used. Save again to save the rest."
CHANGED_MEANWHILE = (
    "Your answers were changed in another window, or a new measurement has opened. "
    "Look through what stands here, then save again to use it."
)
TOO_LONG = "Ensure this value has at most 2000 characters (it has 2001)."


def unknown(value: str) -> str:
    return f"Select a valid choice. {value} is not one of the available choices."


@pytest.fixture
def url(world: World) -> str:
    """Where Cilla's planned conversation is written down; her measurement opened today."""
    measure(world)
    return reverse("conversation_record", args=[world.cilla])


def opened(browser: Client, url: str) -> dict[str, str]:
    """What the page sends back of itself."""
    page = pages.page(browser.get(url))
    return {name: pages.typed(page, name) for name in ("key", SEEN)}


def own(system: Actor) -> dict[str, tuple[str, str]]:
    """The caseworker's answers, with their words."""
    with acting(system):
        (found,) = Response.objects.filter(respondent="caseworker")
        return {a.item: (a.keys[0], a.evidence) for a in found.answers.all() if a.keys}


def standing(system: Actor) -> str:
    """Whether they are begun or given."""
    with acting(system):
        return Response.objects.get(respondent="caseworker").state


def answer_alone(browser: Client, world: World, typed: dict[str, str]) -> HttpResponse:
    """In another window, on the page that is for this alone."""
    return browser.post(reverse("measurement_answer", args=[world.cilla]), typed)


def refused(response: HttpResponse, before: object, system: Actor) -> Element:
    """The page that comes back: nothing is stored."""
    assert response.status_code == 422
    assert everything(system) == before
    return pages.page(response)


def disabled(page: Element, name: str) -> bool:
    fields = [e for e in pages.elements(page) if pages.attribute(e, "name") == name]
    assert fields
    return all("disabled" in dict(e.attributes) for e in fields)


def folded(page: Element, words: str) -> bool:
    """Whether the part with these words in its line is folded away."""
    (part,) = [
        e
        for e in pages.elements(page)
        if e.name == "details" and words in pages.text(next(pages.elements(e.children[0])))
    ]
    return "open" not in dict(part.attributes)


def test_a_conversation_alone_says_nothing_of_it(browser: Client, url: str, system: Actor) -> None:
    page = pages.page(browser.get(url))
    assert folded(page, "How it goes, as you see it (optional)")
    assert folded(page, "Where it stands, as you see it (optional)")
    scales = [e for e in pages.elements(page) if pages.attribute(e, "name").startswith("score-")]
    assert [e for e in scales if "checked" in dict(e.attributes)] == []
    assert browser.post(url, GOOD | opened(browser, url) | {"stands-phase": "", "stands-why": ""}).status_code == 302
    with acting(system):
        assert Conversation.objects.get(minutes="Vi talte om haven.").state == "held"
        assert not Response.objects.exists()
        assert not PhaseChoice.objects.exists()


@pytest.mark.parametrize(("more", "state"), [({}, "begun"), (GIVE, "given")], ids=["kept", "given"])
def test_it_is_saved_with_the_conversation(
    browser: Client, url: str, system: Actor, world: World, more: dict[str, str], state: str
) -> None:
    assert browser.post(url, GOOD | opened(browser, url) | SCORED | PHASE | more).status_code == 302
    assert own(system) == {"everyday": ("2", "Aflyste to gange"), "worker_belief": ("4", "")}
    assert standing(system) == state
    with acting(system):
        said = PhaseChoice.objects.get()
        assert (said.chooser, said.phase, said.why) == ("caseworker", "standstill", "Venter på svar")
        assert said.chosen_by == world.users["caseworker"]
        assert Conversation.objects.filter(state="held", minutes="Vi talte om haven.").count() == 1


def test_what_was_begun_is_gone_on_with(browser: Client, url: str, world: World, system: Actor) -> None:
    answer_alone(browser, world, {"everyday": "2", "everyday_words": "Aflyste"})
    page = pages.page(browser.get(url))
    assert pages.typed(page, "score-everyday") == "2"
    assert pages.typed(page, "score-everyday_words") == "Aflyste"
    assert "1 of 11 answered" in pages.text(page)
    sent = {"score-everyday": "3", "score-everyday_words": "", "score-health": "1"}
    assert browser.post(url, GOOD | opened(browser, url) | sent).status_code == 302
    assert own(system) == {"everyday": ("3", ""), "health": ("1", "")}


def test_what_was_given_is_told_with_its_day(browser: Client, url: str, world: World, system: Actor) -> None:
    answer_alone(browser, world, {"everyday": "2", "give": "1"})
    with acting(system):
        given_at = Response.objects.get(respondent="caseworker").given_at
    assert given_at is not None
    page = pages.page(browser.get(url))
    assert f"How it goes: you answered on {full_day(given_at.astimezone(clock.COPENHAGEN).date())}." in pages.text(page)
    assert reverse("measurements", args=[world.cilla]) in pages.links(page)
    assert "score-everyday" not in {pages.attribute(e, "name") for e in pages.elements(page)}


@pytest.mark.parametrize(
    ("typed", "at", "sentence"),
    [
        ({"score-everyday": "6"}, "score-everyday", unknown("6")),
        ({"score-health_words": "Sover"}, "score-health", "Choose a step too, or take the words away."),
        ({"score-everyday_words": "x" * 2_001}, "score-everyday_words", TOO_LONG),
        ({"stands-why": ""}, "stands-why", SENTENCES["phase.why"]),
        ({"stands-why": "   "}, "stands-why", SENTENCES["phase.why"]),
        ({"stands-phase": ""}, "stands-phase", "Choose one of the four, or take the words away."),
        ({"stands-phase": "hopeless"}, "stands-phase", unknown("hopeless")),
    ],
    ids=["score 6", "words without a step", "words without end", "no why", "blanks", "why alone", "a fifth phase"],
)
def test_wrong_input_is_told_at_its_item_and_nothing_is_lost(
    browser: Client, url: str, system: Actor, typed: dict[str, str], at: str, sentence: str
) -> None:
    sent = GOOD | opened(browser, url) | SCORED | PHASE | typed
    before = everything(system)
    page = refused(browser.post(url, sent), before, system)
    assert pages.error(page, at) == str(sentence)
    assert str(sentence) in pages.summary(page)
    lost = [("score-everyday", "6"), ("stands-phase", "hopeless"), ("stands-phase", "")]  # no option, or the first one
    kept = {name: value.strip() for name, value in sent.items() if (name, value) not in lost and name != SEEN}
    assert {name: pages.typed(page, name) for name in kept} == kept
    part = "How it goes, as" if at.startswith("score") else "Where it stands, as"
    assert not folded(page, part)


def test_a_tick_gives_no_empty_answers(browser: Client, url: str, system: Actor) -> None:
    sent = GOOD | opened(browser, url) | GIVE
    before = everything(system)
    page = refused(browser.post(url, sent), before, system)
    assert pages.error(page, "score-answers-final") == "Answer at least one question, or take the tick away."


def test_a_conversation_that_cannot_be_saved_saves_no_answers(browser: Client, url: str, system: Actor) -> None:
    with acting(system):
        there = Conversation.objects.get(state="planned")
        case = Case.objects.get(pk=there.case_id)
        talks.conversation_plan(case=case, on=TODAY + dt.timedelta(days=9), form="phone", by=system)
    sent = GOOD | opened(browser, url) | SCORED | PHASE | {"next_on": "3.12.2026"}
    before = everything(system)
    page = refused(browser.post(url, sent), before, system)
    assert str(SENTENCES["conversation.already_planned"]) in pages.summary(page)
    assert pages.typed(page, "score-everyday_words") == "Aflyste to gange"


@pytest.mark.parametrize(
    ("scores", "stands", "code"),
    [
        (services.Scores(TODAY, {"everyday": Given(chosen=("6",))}), None, "answer.step_off"),
        (services.Scores(TODAY, {"shoe_size": Given(chosen=("5",))}), None, "answer.not_asked"),
        (services.Scores(TODAY - dt.timedelta(days=1), {"everyday": Given(chosen=("2",))}), None, "round.closed"),
        (None, services.Stands("hopeless", "Sådan er det"), "phase.not_one_of_four"),
        (services.Scores(TODAY, {"everyday": Given(chosen=("2",))}), services.Stands("progress", " "), "phase.why"),
    ],
    ids=["score 6", "not asked", "another round", "a fifth phase", "no why"],
)
def test_all_of_it_is_written_or_nothing(
    world: World, system: Actor, scores: services.Scores | None, stands: services.Stands | None, code: str
) -> None:
    measure(world)
    before = everything(system)
    with acting(system):
        record = talks.Record("held", "walk", TODAY, minutes="Vi talte om haven.")
        case = Case.objects.get(pk=world.cilla)
        with pytest.raises(RuleViolation) as told:
            services.conversation_write(
                case=case,
                record=record,
                following=services.Next(TODAY, None, "phone"),
                scores=scores,
                stands=stands,
                by=system,
            )
    assert told.value.code == code
    assert everything(system) == before


def test_what_was_given_in_another_window_is_told_and_the_rest_is_saved(
    browser: Client, url: str, world: World, system: Actor
) -> None:
    page = opened(browser, url)
    answer_alone(browser, world, {"everyday": "5", "give": "1"})
    before = everything(system)
    shown = refused(browser.post(url, GOOD | page | SCORED | PHASE), before, system)
    assert GIVEN_MEANWHILE in pages.summary(shown)
    assert {name: pages.typed(shown, name) for name in SCORED} == SCORED
    assert all(disabled(shown, name) for name in SCORED)  # and so not sent again
    assert SEEN not in {pages.attribute(e, "name") for e in pages.elements(shown)}
    assert not folded(shown, "How it goes, as")
    assert browser.post(url, GOOD | {"key": page["key"]} | PHASE).status_code == 302
    assert own(system) == {"everyday": ("5", "")}
    with acting(system):
        assert PhaseChoice.objects.count() == 1


def test_what_is_given_at_the_very_same_moment_is_told_and_nothing_is_saved(
    browser: Client, url: str, system: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_moment_later(*, case: Case, by: Actor, **rest: Any) -> Conversation:
        progression.measurement_give(case=case, opens_on=TODAY, given={"everyday": Given(chosen=("5",))}, by=by)
        return services.conversation_write(case=case, by=by, **rest)

    page = opened(browser, url)
    monkeypatch.setattr("fremdrift.web.caseworker.views.record.conversation_write", a_moment_later)
    response = browser.post(url, GOOD | page | SCORED | PHASE)
    assert response.status_code == 422
    shown = pages.page(response)
    assert GIVEN_MEANWHILE in pages.summary(shown)
    assert {name: pages.typed(shown, name) for name in (SCORED | PHASE)} == SCORED | PHASE
    with acting(system):
        assert not Conversation.objects.filter(minutes=GOOD["minutes"]).exists()
        assert not PhaseChoice.objects.exists()


def test_who_gives_the_same_in_two_windows_is_not_bothered(
    browser: Client, url: str, world: World, system: Actor
) -> None:
    page = opened(browser, url)
    answer_alone(
        browser, world, {"everyday": "2", "everyday_words": "Aflyste to gange", "worker_belief": "4", "give": "1"}
    )
    assert browser.post(url, GOOD | page | SCORED | GIVE).status_code == 302
    assert standing(system) == "given"


def test_what_was_changed_in_another_window_is_told_and_used_when_sent_again(
    browser: Client, url: str, world: World, system: Actor
) -> None:
    page = opened(browser, url)
    answer_alone(browser, world, {"everyday": "5", "everyday_words": "Kom hver dag"})
    before = everything(system)
    shown = refused(browser.post(url, GOOD | page | SCORED), before, system)
    assert CHANGED_MEANWHILE in pages.summary(shown)
    again = {name: pages.typed(shown, name) for name in ("key", SEEN, *SCORED)}
    assert {name: again[name] for name in SCORED} == SCORED
    assert browser.post(url, GOOD | again).status_code == 302
    assert own(system)["everyday"] == ("2", "Aflyste to gange")


def test_a_measurement_that_closed_meanwhile_is_told(browser: Client, url: str, world: World, system: Actor) -> None:
    page = opened(browser, url)
    with acting(system):
        progression.rhythm_end(case=Case.objects.get(pk=world.cilla), last_day=TODAY, by=system)
    with clock.at(TODAY + dt.timedelta(days=1)):
        before = everything(system)
        shown = refused(browser.post(url, GOOD | page | SCORED), before, system)
        assert CLOSED_MEANWHILE in pages.summary(shown)
        assert {name: pages.typed(shown, name) for name in SCORED} == SCORED
        assert browser.post(url, GOOD | {"key": page["key"]}).status_code == 302


def test_a_new_measurement_that_opened_meanwhile_is_told(browser: Client, url: str, system: Actor) -> None:
    page = opened(browser, url)
    with clock.at(TODAY + dt.timedelta(days=100)):
        before = everything(system)
        shown = refused(browser.post(url, GOOD | page | SCORED), before, system)
        assert CHANGED_MEANWHILE in pages.summary(shown)


def test_without_a_measurement_it_says_when_the_next_opens(browser: Client, world: World, system: Actor) -> None:
    url = reverse("conversation_record", args=[world.cilla])
    page = pages.page(browser.get(url))
    assert "How it goes, as" not in pages.text(page)
    assert "the next measurement opens" not in pages.text(page)
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        progression.rhythm_set(case=case, every="quarter", begins_on=TODAY + dt.timedelta(days=7), by=system)
    page = pages.page(browser.get(url))
    assert "How it goes: the next measurement opens on 1 December 2026." in pages.text(page)
    assert "score-everyday" not in {pages.attribute(e, "name") for e in pages.elements(page)}


@pytest.mark.parametrize("more", [{}, GIVE], ids=["kept", "given"])
def test_the_same_sent_twice_is_one(
    browser: Client, url: str, world: World, system: Actor, more: dict[str, str]
) -> None:
    sent = GOOD | opened(browser, url) | {"key": str(NOBODY)} | SCORED | PHASE | more
    assert browser.post(url, sent).status_code == 302
    before = everything(system)
    response = browser.post(url, sent)
    assert response.headers["Location"] == reverse("conversation", args=[world.cilla, NOBODY])
    assert everything(system) == before


@pytest.mark.parametrize("other", [{"score-everyday": "3"}, {"stands-why": "Noget andet"}], ids=["step", "why"])
def test_sent_again_with_something_else_it_is_told_and_kept(
    browser: Client, url: str, system: Actor, other: dict[str, str]
) -> None:
    sent = GOOD | opened(browser, url) | {"key": str(NOBODY)} | SCORED | PHASE
    assert browser.post(url, sent).status_code == 302
    before = everything(system)
    page = refused(browser.post(url, sent | other), before, system)
    assert {name: pages.typed(page, name) for name in other} == other


def test_the_draft_keeps_it(browser: Client, url: str, world: World, caseworker: Actor) -> None:
    place = Place(Case.objects.get(pk=world.cilla), "conversation_record", str(world.planned))
    typed = GOOD | opened(browser, url) | SCORED | PHASE
    content = {name: [value] for name, value in typed.items()}
    services.draft_save(place=place, content=content, window=uuid4(), by=caseworker)
    page = pages.page(browser.get(url))
    kept = {name: pages.typed(page, name) for name in (SCORED | PHASE)}
    assert kept == SCORED | PHASE
    assert "2 of 11 answered" in pages.text(page)
    answer_alone(browser, world, {"everyday": "5", "give": "1"})
    page = pages.page(browser.get(url))
    assert GIVEN_MEANWHILE in pages.text(page)
    assert {name: pages.typed(page, name) for name in SCORED} == SCORED
