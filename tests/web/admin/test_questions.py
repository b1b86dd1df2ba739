"""Editing a draft: what stands above the questions, one question at a time, two at once, and what never changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Choice, Form, Question, Texts
from fremdrift.questionnaires.selectors import standard_forms
from tests.asked import draft_of
from tests.web.admin.test_questionnaires import at, published, words
from tests.web.caseworker import pages
from tests.world import World

# A survey asks in every way; a measurement on scales alone.
FORM = standard_forms()["progression"].model_copy(update={"use": "survey"})
BOTH = Texts(da="Ja", en="Yes")
HEAD = {
    **{"title_da": "Titel", "title_en": "Title", "intro_da": "En\r\nto", "intro_en": "", "seen": "0"},
    **{"source_da": "Vores egne", "source_en": "Our own"},
}
ITEM = {
    **{"seen": "0", "kind": "multiple", "asked_of": ["citizen", "provider"], "key": "", "at_most": "2"},
    **{"text_da": "Hvad hjælper dig?", "text_en": "What helps you?", "label_da": "Hjælp", "label_en": "What helps"},
    **{"hint_da": "Vælg op til to", "hint_en": "", "least": "", "most": ""},
    **{"choice_0_key": "", "choice_0_da": "En tur", "choice_0_en": "A walk"},
    **{"choice_2_key": "rest", "choice_2_da": "Ro på", "choice_2_en": "Rest"},
    **{"choice_1_key": "", "choice_1_da": "", "choice_1_en": ""},
}


@pytest.fixture
def draft(world: World) -> Questionnaire:
    return draft_of(world.nordby, FORM)


def test_a_measurement_that_asks_otherwise_is_told_at_the_kind(browser: Client, world: World) -> None:
    draft = draft_of(world.nordby)
    done = browser.post(at("question_add", draft), ITEM, follow=True)
    assert pages.error(pages.page(done), "kind").startswith("A measurement asks on a scale alone")
    assert stored(draft).items[-1].kind == "multiple"  # what was typed is kept


def stored(draft: Questionnaire) -> Form:
    draft.refresh_from_db()
    return draft.form


def question(draft: Questionnaire, number: int = 1) -> str:
    return reverse("question", args=[draft.pk, number])


def shown(browser: Client, url: str) -> dict[str, Any]:
    """What the form of a question holds, as a browser sends it back."""
    tree = pages.page(browser.get(url))
    found: dict[str, Any] = {}
    for e in pages.elements(tree):
        name, value = pages.attribute(e, "name"), pages.attribute(e, "value")
        if e.name in pages.CONTROLS and name and name not in {"csrfmiddlewaretoken", "language", "next"}:
            if pages.attribute(e, "type") in {"radio", "checkbox"}:
                if "checked" in dict(e.attributes):
                    found.setdefault(name, []).append(value)
            else:
                found[name] = pages.text(e) if e.name == "textarea" else value
    return found


def test_the_head_of_a_draft_is_written(browser: Client, draft: Questionnaire) -> None:
    url = at("questionnaire_edit", draft)
    assert "Everyday life" in words(browser.get(url))
    done = browser.post(url, HEAD, follow=True)
    assert done.redirect_chain == [(url, 302)]
    form = stored(draft)
    assert (form.title, form.intro, form.source) == (
        Texts(da="Titel", en="Title"),
        Texts(da="En\nto", en=""),
        Texts(da="Vores egne", en="Our own"),
    )
    assert (form.items, draft.changes) == (FORM.items, 1)


def test_what_the_head_lacks_stands_at_its_field(browser: Client, draft: Questionnaire) -> None:
    url = at("questionnaire_edit", draft)
    browser.post(url, HEAD | {"title_en": "", "source_da": "", "source_en": ""})
    tree = pages.page(browser.get(url))
    assert pages.error(tree, "title_en").startswith("Give the questionnaire a title")
    assert pages.error(tree, "source_da").startswith("Write where the questions come from")
    assert pages.error(tree, "source_en").startswith("Write where the questions come from")
    assert "id_title_da_error" not in str(tree)


def test_a_text_that_is_too_long_is_told_and_kept(browser: Client, draft: Questionnaire) -> None:
    answer = browser.post(at("questionnaire_edit", draft), HEAD | {"title_da": "x" * 501})
    assert answer.status_code == 422
    assert pages.typed(pages.page(answer), "title_da") == "x" * 501
    assert pages.typed(pages.page(answer), "source_en") == "Our own"
    assert stored(draft) == FORM


def test_a_question_is_written_and_its_keys_are_made(browser: Client, draft: Questionnaire) -> None:
    done = browser.post(at("question_add", draft), ITEM)
    assert done.url == at("questionnaire_edit", draft)
    made = stored(draft).items[-1]
    assert made == Question(
        key="what_helps",
        kind="multiple",
        asked_of=frozenset({"citizen", "provider"}),
        label=Texts(da="Hjælp", en="What helps"),
        text=Texts(da="Hvad hjælper dig?", en="What helps you?"),
        hint=Texts(da="Vælg op til to"),
        choices=(Choice(key="a_walk", da="En tur", en="A walk"), Choice(key="rest", da="Ro på", en="Rest")),
        at_most=2,
    )


def test_each_question_sent_back_as_it_was_shown_stays_what_it_was(browser: Client, draft: Questionnaire) -> None:
    number = Question(
        key="hours", kind="number", asked_of=frozenset({"citizen"}), text=BOTH, label=BOTH, least=0, most=37
    )
    words_of = Question(key="words", kind="text", asked_of=frozenset({"provider"}), text=BOTH, label=BOTH)
    browser.post(at("question_add", draft), ITEM)
    whole = stored(draft).model_copy(update={"items": (*stored(draft).items, number, words_of)})
    Questionnaire.objects.filter(pk=draft.pk).update(content=whole.model_dump(mode="json"))
    for place in range(1, len(whole.items) + 1):
        typed = shown(browser, question(draft, place))
        assert browser.post(question(draft, place), typed).status_code == 302, place
        assert stored(draft) == whole


SCALE = FORM.items[0]
SINGLE = Question(
    **{"key": "one", "kind": "single", "asked_of": frozenset({"citizen"}), "text": BOTH, "label": BOTH},
    choices=(Choice(key="a", da="A", en="A"), Choice(key="b", da="B", en="B")),
)
NUMBER = Question(key="n", kind="number", asked_of=frozenset({"citizen"}), text=BOTH, label=BOTH, least=0, most=1)


@pytest.mark.parametrize(
    ("item", "update", "field", "sentence"),
    [
        (SINGLE, {"asked_of": frozenset()}, "asked_of", "Say who is to answer"),
        (SINGLE, {"text": Texts(da="Ja")}, "text_en", "Write the question"),
        (SINGLE, {"text": Texts()}, "text_da", "Write the question"),
        (SINGLE, {"label": Texts(en="Yes")}, "label_da", "Give the question a short name"),
        (SINGLE, {"kind": "text"}, "choice_0_da", "A question of this kind has nothing to choose from."),
        (SINGLE, {"choices": SINGLE.choices[:1]}, "choice_1_da", "Write at least two choices."),
        (SINGLE, {"choices": ()}, "choice_0_da", "Write at least two choices."),
        (SINGLE, {"choices": (SINGLE.choices[0],) * 2}, "choice_1_key", "Two choices have the same key."),
        (SINGLE, {"choices": (Choice(key="a", da="A"), SINGLE.choices[1])}, "choice_0_en", "Write words for every"),
        (SINGLE, {"kind": "ranked"}, "at_most", "Say how many can be chosen at most"),
        (SINGLE, {"kind": "multiple", "at_most": 3}, "at_most", "Say how many can be chosen at most"),
        (SCALE, {"choices": SCALE.choices[:3]}, "choice_3_key", "A scale has five steps"),
        (SCALE, {"choices": SCALE.choices[::-1]}, "choice_0_key", "A scale has five steps"),
        (NUMBER, {"least": None}, "least", "Write the lowest and the highest number"),
        (NUMBER, {"least": 2}, "least", "Write the lowest and the highest number"),
    ],
)
def test_what_a_question_lacks_stands_at_its_field(
    item: Question, update: dict[str, Any], field: str, sentence: str, browser: Client, world: World
) -> None:
    draft = draft_of(world.nordby, FORM.model_copy(update={"items": (item.model_copy(update=update),)}))
    answer = browser.get(question(draft))
    assert answer.status_code == 200
    assert pages.error(pages.page(answer), field).startswith(sentence)
    assert sentence in words(browser.get(at("questionnaire_edit", draft)))
    assert f"Question 1 : {sentence}" in words(browser.get(at("questionnaire", draft)))
    typed = shown(browser, question(draft))  # what is half written can be saved
    saved = browser.post(question(draft), typed, follow=True)
    assert saved.redirect_chain == [(question(draft), 302)]
    assert "The question is saved. Something must be mended" in words(saved)
    assert stored(draft).items == (item.model_copy(update=update),)


def test_the_same_asked_twice_is_told_at_the_key(browser: Client, world: World) -> None:
    draft = draft_of(world.nordby, FORM.model_copy(update={"items": (SINGLE, SINGLE)}))
    assert pages.error(pages.page(browser.get(question(draft, 2))), "key").startswith("The same person would be asked")
    assert "id_key_error" not in browser.get(question(draft, 1)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "Æ b"),
        ("kind", "stars"),
        ("asked_of", "dog"),
        ("at_most", "many"),
        ("choice_1_key", "A B"),
        ("text_da", "x" * 501),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_rest_stands(
    field: str, value: str, browser: Client, draft: Questionnaire
) -> None:
    answer = browser.post(at("question_add", draft), ITEM | {field: value})
    tree = pages.page(answer)
    assert answer.status_code == 422
    assert pages.error(tree, field)
    assert pages.typed(tree, "hint_da") == "Vælg op til to"
    assert pages.typed(tree, "choice_2_en") == "Rest"
    assert stored(draft) == FORM


def test_more_rows_are_given_and_nothing_typed_is_lost(browser: Client, draft: Questionnaire) -> None:
    for url in (at("question_add", draft), question(draft)):
        answer = browser.post(url, ITEM | {"more": "1", "key": "Not yet right"})
        tree = pages.page(answer)
        assert answer.status_code == 200
        assert pages.typed(tree, "choice_7_da") == ""
        assert pages.typed(tree, "choice_2_en") == "Rest"
        assert pages.typed(tree, "kind") == "multiple"
        assert pages.typed(tree, "key") == "Not yet right"
    assert stored(draft) == FORM


def test_questions_are_moved_and_removed(browser: Client, draft: Questionnaire) -> None:
    move, remove = (reverse(f"question_{deed}", args=[draft.pk, 2]) for deed in ("move", "remove"))
    browser.post(move, {"seen": 0, "up": 1})
    assert [item.key for item in stored(draft).items[:3]] == ["energy", "everyday", "health"]
    browser.post(move, {"seen": 1, "down": 1})
    assert [item.key for item in stored(draft).items[:3]] == ["energy", "health", "everyday"]
    refused = browser.post(remove, {"seen": 1}, follow=True)
    assert "Somebody changed the questionnaire" in words(refused)
    browser.post(remove, {"seen": 2})
    assert [item.key for item in stored(draft).items[:2]] == ["energy", "everyday"]
    for number, typed in ((1, {"up": 1}), (99, {"down": 1}), (len(stored(draft).items), {"down": 1})):
        browser.post(reverse("question_move", args=[draft.pk, number]), typed | {"seen": 3})
    assert draft.changes == 3


def test_two_who_write_the_head_at_once(browser: Client, as_: Callable[[str], Client], draft: Questionnaire) -> None:
    url = at("questionnaire_edit", draft)
    as_("administrator").post(url, HEAD | {"title_da": "Den andens"})
    answer = browser.post(url, HEAD)
    assert answer.status_code == 422
    assert "Somebody changed the questionnaire while you wrote." in words(answer)
    assert "As it stands now" in words(answer)
    assert "Den andens" in words(answer)
    tree = pages.page(answer)
    assert (pages.typed(tree, "title_da"), pages.typed(tree, "source_en")) == ("Titel", "Our own")
    assert browser.post(url, HEAD | {"seen": "1"}).status_code == 302
    assert stored(draft).title.da == "Titel"


def test_two_who_write_the_same_question_at_once(browser: Client, draft: Questionnaire) -> None:
    mine, theirs = shown(browser, question(draft)), shown(browser, question(draft))
    browser.post(question(draft), theirs | {"text_da": "Deres ord?"})
    answer = browser.post(question(draft), mine | {"text_da": "Mine ord?"})
    assert answer.status_code == 422
    assert "Somebody changed the questionnaire while you wrote." in words(answer)
    assert "Deres ord?" in words(answer)
    assert pages.typed(pages.page(answer), "text_da") == "Mine ord?"
    assert browser.post(question(draft), mine | {"text_da": "Mine ord?", "seen": "1"}).status_code == 302
    assert stored(draft).items[0].text.da == "Mine ord?"


def test_a_question_that_was_moved_meanwhile_is_saved_where_it_is_now(browser: Client, draft: Questionnaire) -> None:
    mine = shown(browser, question(draft, 1))
    browser.post(reverse("question_move", args=[draft.pk, 1]), {"seen": 0, "down": 1})
    assert browser.post(question(draft, 1), mine | {"text_da": "Min?"}).status_code == 422
    browser.post(question(draft, 1), mine | {"text_da": "Min?", "seen": "1"})
    first, second = stored(draft).items[:2]
    assert (first, second.text.da, second.key) == (FORM.items[1], "Min?", "everyday")


def test_a_question_that_was_removed_meanwhile_can_be_added_anew(browser: Client, draft: Questionnaire) -> None:
    mine = shown(browser, question(draft, 1)) | {"text_da": "Min?"}
    browser.post(reverse("question_remove", args=[draft.pk, 1]), {"seen": 0})
    answer = browser.post(question(draft, 1), mine)
    assert answer.status_code == 422
    assert "Somebody has removed or changed the question meanwhile." in words(answer)
    assert pages.typed(pages.page(answer), "text_da") == "Min?"
    seen = pages.typed(pages.page(answer), "seen")
    assert browser.post(question(draft, 1), mine | {"as_new": "1", "seen": seen}).status_code == 302
    items = stored(draft).items
    assert (len(items), items[-1].text.da, items[0]) == (len(FORM.items), "Min?", FORM.items[1])


def test_a_published_version_is_changed_by_no_form(browser: Client, world: World) -> None:
    row = published(world, FORM)
    for url in (at("questionnaire_edit", row), at("question_add", row), question(row)):
        looked = browser.get(url, follow=True)
        assert looked.redirect_chain == [(at("questionnaire", row), 302)]
        assert "A version that was published never changes." in words(looked)
    was = f"{FORM.items[0].key}:citizen"
    for url, typed in (
        (at("questionnaire_edit", row), HEAD),
        (at("question_add", row), ITEM),
        (question(row), ITEM | {"was": was}),
    ):
        answer = browser.post(url, typed)
        assert answer.status_code == 422
        assert "The version is no longer what it was" in words(answer)
        field = "title_da" if "title_da" in typed else "text_da"
        assert pages.typed(pages.page(answer), field) == typed[field]
    for deed in ("move", "remove"):
        told = browser.post(reverse(f"question_{deed}", args=[row.pk, 1]), {"seen": 0, "down": 1}, follow=True)
        assert "The version is no longer what it was" in words(told)
    assert "The version is no longer what it was" in words(
        browser.post(at("questionnaire_discard", row), {"seen": 0}, follow=True)
    )
    assert (stored(row), row.state) == (FORM, "published")


def test_a_question_that_is_not_there(browser: Client, draft: Questionnaire) -> None:
    assert {browser.get(question(draft, number)).status_code for number in (0, 99)} == {404}


def test_what_is_typed_into_a_draft_that_somebody_threw_away_is_given_back(
    browser: Client, draft: Questionnaire
) -> None:
    browser.post(at("questionnaire_discard", draft), {"seen": 0})
    answer = browser.post(at("question_add", draft), ITEM)
    assert answer.status_code == 404
    assert "Hvad hjælper dig?" in words(answer)
    assert "What it belongs to is not here any more" in words(answer)
    assert "Hvad" not in words(browser.get(at("question_add", draft)))
