"""What a questionnaire must be before it is published, and what counts as an answer."""

from typing import Any, get_args

import pytest

from fremdrift.questionnaires import rules
from fremdrift.questionnaires.enums import ItemKind, Respondent, Use
from fremdrift.questionnaires.rules import Choice, Form, Given, Question, Texts
from fremdrift.questionnaires.selectors import standard_forms

BOTH = Texts(da="Ja", en="Yes")


def choices(*keys: str) -> tuple[Choice, ...]:
    return tuple(Choice(key=key, da="Ja", en="Yes") for key in keys)


def question(**changes: Any) -> Question:
    given = {"key": "everyday", "kind": "scale", "asked_of": {"citizen"}, "label": BOTH, "text": BOTH}
    given |= {"choices": choices("1", "2", "3", "4", "5")}
    return Question.model_validate(given | changes)


def form(*items: Question, **changes: Any) -> Form:
    given = {"key": "own", "use": "survey", "title": BOTH, "source": BOTH, "items": items}
    return Form.model_validate(given | changes)


def test_the_standard_measurement_can_be_published() -> None:
    standard = standard_forms()["progression"]
    assert standard.use == "measurement"
    assert rules.problems(standard) == []


def test_the_citizen_is_asked_nine_things_and_the_caseworker_eleven() -> None:
    items = standard_forms()["progression"].items
    asked = {respondent: {item.key for item in items if respondent in item.asked_of} for respondent in Respondent}
    assert (len(asked[Respondent.CITIZEN]), len(asked[Respondent.CASEWORKER])) == (9, 11)
    assert asked[Respondent.CITIZEN] < asked[Respondent.CASEWORKER]
    assert asked[Respondent.CASEWORKER] - asked[Respondent.PROVIDER] == {"worker_belief"}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("item.asked_of_nobody", {"asked_of": set()}),
        ("item.no_text", {"text": {"da": "Ja"}}),
        ("item.no_label", {"label": {"en": "Yes"}}),
        ("item.steps", {"choices": choices("1", "2", "3", "4")}),
        ("item.steps", {"choices": choices("5", "4", "3", "2", "1")}),
        ("item.choice_without_words", {"choices": (*choices("1", "2", "3", "4"), Choice(key="5", da="Ja"))}),
        ("item.choices_unused", {"kind": "text"}),
        ("item.bounds", {"kind": "number", "choices": ()}),
        ("item.bounds", {"kind": "number", "choices": (), "least": 2, "most": 1}),
        ("item.too_few_choices", {"kind": "single", "choices": choices("a")}),
        ("item.choice_twice", {"kind": "single", "choices": choices("a", "a")}),
        ("item.maximum", {"kind": "multiple", "choices": choices("a", "b")}),
        ("item.maximum", {"kind": "ranked", "choices": choices("a", "b"), "at_most": 3}),
    ],
)
def test_what_is_wrong_with_an_item_is_named(code: str, changes: dict[str, Any]) -> None:
    assert rules.problems(form(question())) == []
    assert rules.problems(form(question(key="other"), question(**changes))) == [(code, 1)]


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind != ItemKind.SCALE])
def test_a_measurement_asks_on_scales_alone(kind: ItemKind) -> None:
    other = question(key="other", kind=kind.value, choices=choices("a", "b"), at_most=1, least=0, most=1)
    assert ("item.not_a_scale", 1) in rules.problems(form(question(), other, use="measurement"))
    for use in (Use.SURVEY, Use.REGISTRATION):
        assert ("item.not_a_scale", 1) not in rules.problems(form(question(), other, use=use.value))
    assert rules.problems(form(question(), use="measurement")) == []


def test_what_is_wrong_with_the_whole_is_named() -> None:
    wrong = rules.problems(form(title={"da": "Ja"}, source={}))
    assert wrong == [(f"questionnaire.no_{what}", None) for what in ("title", "source", "items")]


def test_nobody_is_asked_the_same_twice_but_two_parties_may_be() -> None:
    other = question(asked_of={"caseworker"})
    assert rules.problems(form(question(), other)) == []
    assert rules.problems(form(question(), other, question())) == [("item.asked_twice", 2)]


SCALE = question()
RANKED = question(kind="ranked", choices=choices("a", "b", "c", "d", "e"), at_most=4)
MULTIPLE = question(kind="multiple", choices=choices("a", "b", "c"), at_most=2)
SINGLE = question(kind="single", choices=choices("a", "b"))
NUMBER = question(kind="number", choices=(), least=0, most=37)
TEXT = question(kind="text", choices=())


@pytest.mark.parametrize(
    ("item", "given", "problem"),
    [
        (SCALE, Given(chosen=("1",)), None),
        (SCALE, Given(chosen=("5",)), None),
        (SCALE, Given(chosen=("6",)), "answer.step_off"),
        (SCALE, Given(chosen=("0",)), "answer.step_off"),
        (SCALE, Given(chosen=("1", "2")), "answer.too_many"),
        (SCALE, Given(number=3), "answer.not_this_kind"),
        (SCALE, Given(), "answer.nothing"),
        (SCALE, Given(skipped=True), None),
        (SCALE, Given(skipped=True, chosen=("2",)), "answer.skipped_and_given"),
        (SINGLE, Given(chosen=("a",)), None),
        (SINGLE, Given(chosen=("c",)), "answer.not_a_choice"),
        (MULTIPLE, Given(chosen=("a", "c")), None),
        (MULTIPLE, Given(chosen=("a", "b", "c")), "answer.too_many"),
        (MULTIPLE, Given(chosen=("a", "a")), "answer.chosen_twice"),
        (RANKED, Given(chosen=("d", "a", "c", "b")), None),
        (RANKED, Given(chosen=("d", "a", "c", "b", "e")), "answer.too_many"),
        (NUMBER, Given(number=0), None),
        (NUMBER, Given(number=38), "answer.number_off"),
        (NUMBER, Given(number=-1), "answer.number_off"),
        (NUMBER, Given(text="ti"), "answer.not_this_kind"),
        (TEXT, Given(text="Det går"), None),
        (TEXT, Given(text="  "), "answer.nothing"),
        (TEXT, Given(number=3), "answer.not_this_kind"),
    ],
)
def test_what_counts_as_an_answer(item: Question, given: Given, problem: str | None) -> None:
    assert rules.answer_problem(item, given) == problem


def test_ranks_begin_at_one_and_have_no_gap() -> None:
    assert rules.in_order({"a": 2, "b": 1, "c": 3}) == ("b", "a", "c")
    assert rules.in_order({}) == ()
    assert [rules.in_order(ranks) for ranks in ({"a": 2}, {"a": 1, "b": 3}, {"a": 1, "b": 1}, {"a": 0})] == [None] * 4


def test_a_document_that_is_no_questionnaire_says_where() -> None:
    data = standard_forms()["progression"].model_dump(mode="json")
    assert rules.form_from(data) == standard_forms()["progression"]
    data["items"][3]["kind"] = "stars"
    data["items"][4]["weight"] = 2
    with pytest.raises(rules.FormError) as refused:
        rules.form_from(data)
    assert [where for where, _what in refused.value.faults] == ["items.3.kind", "items.4.weight"]
    assert "'scale'" in str(refused.value)


def test_the_words_of_rules_and_of_choices_are_the_same() -> None:
    pairs = ((rules.Kind, ItemKind), (rules.Whom, Respondent), (rules.For, Use))
    assert [list(get_args(words)) for words, _ in pairs] == [choices.values for _, choices in pairs]


def test_what_differs_between_two_versions() -> None:
    form = standard_forms()["progression"]
    first, second, *rest = form.items
    assert rules.differences(form, form) == []
    new = first.model_copy(update={"key": "sleep"})
    louder = second.model_copy(update={"text": rules.Texts(da="Nyt", en="New"), "at_most": 3})
    changed = form.model_copy(update={"intro": rules.Texts(), "items": (*rest, louder, new)})
    assert [(one.what, one.old, one.new) for one in rules.differences(form, changed)] == [
        ("intro", None, None),
        ("text", second, louder),
        ("at_most", second, louder),
        ("added", None, new),
        ("removed", first, None),
        ("order", None, None),
    ]


def test_an_item_asked_of_one_more_party_is_the_same_item() -> None:
    form = standard_forms()["progression"]
    first = form.items[0]
    wider = first.model_copy(update={"asked_of": frozenset({"citizen", "provider"})})
    alone = form.model_copy(update={"items": (first,)})
    (found,) = rules.differences(alone, form.model_copy(update={"items": (wider,)}))
    assert (found.what, found.old, found.new) == ("asked_of", first, wider)


def test_no_text_holds_a_null_character() -> None:
    with pytest.raises(rules.FormError) as refused:
        rules.form_from({"key": "a", "use": "survey", "title": {"da": "x\x00"}, "source": {}})
    assert refused.value.kinds == ["string_pattern_mismatch"]
