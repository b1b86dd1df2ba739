"""What an order lacks, from nothing to all, and the exact sentences that say it."""

from dataclasses import replace

import pytest
from django.utils import translation

from fremdrift.orders.rules import NEEDED, Contents, Lack, hinders, is_vague, lacks, share_whole
from fremdrift.web.caseworker.order_words import FIELDS, examples, meter
from tests.orders.made import BACKGROUND, QUESTION

WHOLE = Contents(
    purposes=["employment"],
    question=QUESTION,
    aims=[True],
    indicators={"everyday": "Kommer to dage af fem"},
    hours=15,
    begins=True,
    ends=True,
    midway=True,
    shared={"name": "", "background": "Så I kan tage godt imod"},
    background=BACKGROUND,
    informed=True,
)


def test_an_empty_order_lacks_all_but_what_nobody_asked_for() -> None:
    assert lacks(Contents()) == [
        Lack.PURPOSE,
        Lack.QUESTION,
        Lack.AIMS,
        Lack.INDICATORS,
        Lack.HOURS,
        Lack.PERIOD,
        Lack.BACKGROUND,
        Lack.INFORMED,
    ]
    assert share_whole(Contents()) == (0, 8)


def test_a_whole_order_lacks_nothing() -> None:
    assert lacks(WHOLE) == []
    assert hinders(WHOLE) == []
    assert share_whole(WHOLE) == (8, 8)


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"purposes": []}, Lack.PURPOSE),
        ({"question": ""}, Lack.QUESTION),
        ({"question": "  "}, Lack.QUESTION),
        ({"question": "Afklaring"}, Lack.QUESTION_VAGUE),
        ({"question": "Afklaring af borgerens arbejdsevne"}, Lack.QUESTION_VAGUE),
        ({"question": "Hvor mange timer?"}, Lack.QUESTION_SHORT),
        ({"aims": []}, Lack.AIMS),
        ({"aims": [False, False]}, Lack.AIMS_FREE),
        ({"indicators": {}}, Lack.INDICATORS),
        ({"indicators": {"everyday": "Godt", "goals": " "}}, Lack.BASELINE),
        ({"indicators": {"health": "Sover dårligt"}}, Lack.APPROVAL),
        ({"hours": None}, Lack.HOURS),
        ({"ends": False}, Lack.PERIOD),
        ({"midway": False}, Lack.MIDWAY),
        ({"background": "Kort."}, Lack.BACKGROUND),
        ({"shared": {"name": "", "phone": " "}}, Lack.REASON),
        ({"informed": False}, Lack.INFORMED),
        ({"shared": {"name": "", "health": "Så I kan tage hensyn"}}, Lack.APPROVAL),
        ({"at_workplace": True}, Lack.MENTOR),
    ],
)
def test_each_thing_that_lacks_is_named_alone(changes: dict[str, object], lack: Lack) -> None:
    order = replace(WHOLE, **changes)  # type: ignore[arg-type]  # each by its name
    assert lacks(order) == [lack]
    assert hinders(order) == ([lack] if lack in NEEDED else [])
    # Without a period there is no middle of it either.
    assert share_whole(order) == (6 if lack is Lack.PERIOD else 7, 8)


def test_the_rule_alone_is_a_purpose_when_it_is_said_openly() -> None:
    assert lacks(replace(WHOLE, purposes=[], right_and_duty=True)) == []


def test_health_is_shared_with_a_yes() -> None:
    shared = {"name": "", "health": "Så I kan tage hensyn"}
    assert lacks(replace(WHOLE, shared=shared, approved=True)) == []


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Afklaring", True),
        ("afklaring.", True),
        ("Afklaring ønskes", True),
        ("Aktivering og udvikling", True),
        ("Generel vurdering af ressourcer", True),
        ("Clarification", True),
        ("Afklaring: hvor mange timer kan hun stå op?", False),
        ("Støtte til at møde kl. 8", False),
        ("Hvad kan hun?", False),
        ("", False),
    ],
)
def test_an_activity_alone_is_no_question(text: str, vague: bool) -> None:
    assert is_vague(text) is vague


SENTENCES = {
    Lack.PURPOSE: (
        "What it is to lead to – choose one, or say openly that only the rule asks for it",
        "Hvad den skal føre til – vælg et formål, eller sig åbent, at det kun er for at holde reglen",
    ),
    Lack.QUESTION: (
        (
            "The question – for example “How many hours a week can she manage in a kitchen, "
            "and what would it take for more?”"
        ),
        (
            "Spørgsmålet – for eksempel »Hvor mange timer om ugen kan hun klare i et køkken, "
            "og hvad skal der til for flere?«"
        ),
    ),
    Lack.QUESTION_VAGUE: (
        (
            "A question that can be answered – “clarification” alone does not say what to find out: "
            "what do you want to know when it is over?"
        ),
        (
            "Et spørgsmål, der kan besvares – »afklaring« alene siger ikke, hvad stedet skal finde ud af: "
            "hvad vil du vide, når forløbet er slut?"
        ),
    ),
    Lack.MIDWAY: (
        "The day of the midway report – without it none comes",
        "Dagen for rapporten midtvejs – uden den kommer der ingen",
    ),
    Lack.INFORMED: (
        "That the citizen knows – show what will be sent, and write on which day",
        "At borgeren ved det – vis, hvad der sendes, og skriv hvilken dag",
    ),
}


@pytest.mark.parametrize("lack", SENTENCES)
@pytest.mark.parametrize("language", ["en", "da"])
def test_the_sentences_are_exactly_these(lack: Lack, language: str) -> None:
    lacking = {
        Lack.PURPOSE: {"purposes": []},
        Lack.QUESTION: {"question": ""},
        Lack.QUESTION_VAGUE: {"question": "Afklaring"},
        Lack.MIDWAY: {"midway": False},
        Lack.INFORMED: {"informed": False},
    }[lack]
    with translation.override(language):
        (missing,) = meter(replace(WHOLE, **lacking)).missing  # type: ignore[arg-type]  # each by its name
        assert missing.sentence == SENTENCES[lack][language == "da"]


def test_the_meter_says_what_can_be_done() -> None:
    with translation.override("en"):
        assert meter(WHOLE).advice == "Nothing is missing."
        assert meter(WHOLE).words == "8 of 8 parts are in place"
        little = meter(replace(WHOLE, midway=False))
        assert (little.can_send, little.advice) == (
            True,
            "You can send it although something is missing. The place can ask.",
        )
        empty = meter(Contents())
        assert (empty.can_send, empty.parts) == (False, [False] * 8)
        assert empty.advice == "It can be sent when the 5 that are marked are there."


def test_every_lack_has_a_sentence_and_a_field() -> None:
    assert set(FIELDS) == set(Lack)
    for language in ("en", "da"):
        with translation.override(language):
            assert all(one.text for one in examples(["employment", "clarification"]))
            assert examples([]) != []
