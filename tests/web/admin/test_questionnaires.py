"""Pages of questionnaires: versions, what is asked, files, and taking a version into use and out of it."""

import html
import tomllib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fremdrift.exchange.questionnaires import MOST_BYTES, toml_of
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form, Question, Texts, form_from
from fremdrift.questionnaires.selectors import standard_forms
from tests.asked import draft_of, questionnaire_of
from tests.web.admin.test_import import told
from tests.web.caseworker import pages
from tests.world import World

FORM = standard_forms()["progression"]
EMPTY = FORM.model_copy(update={"items": ()})
OTHER = FORM.model_copy(update={"title": Texts(da="Ny titel", en="New title")})


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def words(response: Any) -> str:
    return pages.text(pages.page(response))


def at(name: str, row: Questionnaire, *more: object) -> str:
    return reverse(name, args=[row.pk, *more])


def post(browser: Client, name: str, row: Questionnaire, **typed: object) -> Any:
    return browser.post(at(name, row), typed, follow=True)


def published(world: World, form: Form = FORM) -> Questionnaire:
    row = draft_of(world.nordby, form)
    Questionnaire.objects.filter(pk=row.pk).update(state="published", published_at=row.made_at)
    row.refresh_from_db()
    return row


def test_what_comes_with_fremdrift_is_shown_until_one_has_a_version_in_use(browser: Client, world: World) -> None:
    shown = words(browser.get("/questionnaires/"))
    assert "How it is going" in shown
    assert "People are asked this one until" in shown
    draft_of(world.nordby)
    shown = words(browser.get("/questionnaires/"))
    assert "Version 1 : How it is going Draft" in shown
    assert "People are asked this one until" in shown
    Questionnaire.objects.all().delete()
    published(world)
    shown = words(browser.get("/questionnaires/"))
    assert "Version 1 : How it is going In use" in shown
    assert "Comes with Fremdrift : How it is going" not in shown
    assert "Comes with Fremdrift : Voluntary participation" in shown


def test_the_standard_one_is_seen_downloaded_and_begun_from(browser: Client) -> None:
    page = reverse("questionnaire_standard", args=["progression"])
    shown = browser.get(page)
    assert "Hvordan klarer du din hverdag lige nu?" in text(shown)
    assert "How do you manage your everyday life right now?" in text(shown)
    assert "The citizen (9)" in words(shown)
    assert "The caseworker (11)" in words(shown)
    assert "How does the citizen manage everyday life?" not in words(shown)
    assert "How does the citizen manage everyday life?" in words(browser.get(f"{page}?who=provider"))
    assert "Danneris 2016" in words(shown)
    file = browser.get(reverse("questionnaire_standard_download", args=["progression"]))
    assert file["Content-Disposition"] == 'attachment; filename="progression.toml"'
    assert form_from(tomllib.loads(file.content.decode())) == FORM
    begun = browser.post(reverse("questionnaire_standard_copy", args=["progression"]))
    draft = Questionnaire.objects.get()
    assert (begun.url, draft.form, draft.state) == (at("questionnaire_edit", draft), FORM, "draft")
    assert browser.get(reverse("questionnaire_standard", args=["unknown"])).status_code == 404


def test_a_second_draft_leads_to_the_first(browser: Client, world: World) -> None:
    row = published(world)
    browser.post(at("questionnaire_copy", row))
    draft = Questionnaire.objects.get(state="draft")
    again = post(browser, "questionnaire_copy", row)
    assert again.redirect_chain == [(at("questionnaire_edit", draft), 302)]
    assert "There is a draft of this questionnaire already." in words(again)
    assert "Go to the draft" in words(browser.get(at("questionnaire", row)))
    assert Questionnaire.objects.count() == 2


def test_a_draft_is_taken_into_use_and_out_of_it_and_used_again(browser: Client, world: World) -> None:
    old = published(world)
    draft = draft_of(world.nordby, OTHER)
    done = post(browser, "questionnaire_publish", draft, seen=0)
    assert "Version 2 is in use from now on." in words(done)
    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.state, draft.state, draft.published_by) == ("retired", "published", world.users["administrator"])
    assert "Another version is in use." in words(post(browser, "questionnaire_reopen", old))
    gone = post(browser, "questionnaire_retire", draft)
    assert "Version 2 is no longer in use." in words(gone)
    assert at("questionnaire_reopen", draft) in text(gone)  # to take it back
    assert "is in use again" in words(post(browser, "questionnaire_reopen", old))
    assert "The version is no longer what it was" in words(post(browser, "questionnaire_retire", draft))
    shown = words(browser.get("/questionnaires/"))
    assert "Version 1 : How it is going In use" in shown
    assert "Version 2 : How it is going No longer in use" in shown


def test_nobody_publishes_or_discards_what_was_changed_after_they_looked(browser: Client, world: World) -> None:
    draft = draft_of(world.nordby)
    Questionnaire.objects.filter(pk=draft.pk).update(changes=3)
    for deed in ("publish", "discard"):
        for seen in ({"seen": 2}, {}, {"seen": "x"}):
            answer = post(browser, f"questionnaire_{deed}", draft, **seen)
            assert "Somebody changed the questionnaire" in words(answer)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "The draft is thrown away." in words(post(browser, "questionnaire_discard", draft, seen=3))
    assert not Questionnaire.objects.exists()


def test_a_draft_with_nothing_says_what_it_lacks_and_is_not_published(browser: Client, world: World) -> None:
    draft = draft_of(world.nordby, Form(key="bare", use="survey", title=Texts(), source=Texts()))
    lacking = ("Give the questionnaire a title", "Write where the questions come from", "Write at least one question.")
    shown = words(browser.get(at("questionnaire", draft)))
    assert all(sentence in shown for sentence in lacking)
    assert "Take version" not in shown
    assert lacking[0] in words(post(browser, "questionnaire_publish", draft, seen=0))
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "bare" in words(browser.get("/questionnaires/"))
    assert browser.get(at("questionnaire_changes", draft)).status_code == 200
    assert browser.get(at("questionnaire_download", draft)).status_code == 200


def test_a_new_one_is_begun_and_a_wrong_one_told(browser: Client, world: World) -> None:
    typed = {"key": "well_being", "use": "survey", "title_da": "Trivsel", "title_en": ""}
    url = reverse("questionnaire_add")
    for key, told_of in (("Well being", "Use small letters"), ("progression", "has another use"), ("", "required")):
        published(world) if key == "progression" else None
        answer = browser.post(url, typed | {"key": key})
        assert answer.status_code == 422
        assert told_of in words(answer)
        assert pages.typed(pages.page(answer), "title_da") == "Trivsel"
    made = browser.post(url, typed, follow=True)
    draft = Questionnaire.objects.get(key="well_being")
    assert made.redirect_chain == [(at("questionnaire_edit", draft), 302)]
    assert (draft.form.title.da, draft.use) == ("Trivsel", "survey")


def changed(browser: Client, world: World, form: Form) -> str:
    published(world)
    return words(browser.get(at("questionnaire_changes", draft_of(world.nordby, form))))


def test_what_was_changed_is_told_in_words(browser: Client, world: World) -> None:
    first, second, *rest = FORM.items
    reworded = first.model_copy(update={"text": Texts(da="Nyt?", en="New?"), "choices": first.choices[:4]})
    new = Question(key="sleep", kind="text", asked_of=frozenset({"citizen"}), text=Texts(da="Søvn?", en="Sleep?"))
    said = changed(browser, world, OTHER.model_copy(update={"items": (*rest, reworded, new)}))
    assert "Version 2 compared with version 1" in said
    for line in (
        "The title is another.",
        "The questions stand in another order.",
        "Worded otherwise: Everyday life (the citizen)",
        "Before: How do you manage your everyday life right now? Now: New?",
        "Other choices: Everyday life (the citizen)",
        "Added: Sleep? (the citizen)",
        f"Removed: {second.label.en} (the citizen)",
    ):
        assert line in said
    assert "The source is another" not in said


def test_words_that_differ_in_one_language_are_compared_in_that_one(browser: Client, world: World) -> None:
    first, *rest = FORM.items
    text = first.text.model_copy(update={"da": "Nyt?"})
    choices = (first.choices[0], first.choices[1].model_copy(update={"da": "Noget"}), *first.choices[2:])
    reworded = first.model_copy(update={"text": text, "choices": choices})
    said = changed(browser, world, FORM.model_copy(update={"items": (reworded, *rest)}))
    assert "Before: Hvordan klarer du din hverdag lige nu? Now: Nyt?" in said
    assert "Before: 2 Mange ting bliver ikke gjort Now: 2 Noget" in said


def test_a_version_is_compared_with_any_other(browser: Client, world: World) -> None:
    draft = draft_of(world.nordby, OTHER)
    page = at("questionnaire_changes", draft)
    assert "compared with the one that comes with Fremdrift" in words(browser.get(page))
    assert "The title is another." in words(browser.get(f"{page}?from=nonsense"))
    Questionnaire.objects.filter(pk=draft.pk).update(content=FORM.model_dump(mode="json"))
    assert "They say the same" in words(browser.get(f"{page}?from=standard"))


def send(browser: Client, content: bytes, **more: Any) -> Any:
    return browser.post(reverse("questionnaire_upload"), {"file": SimpleUploadedFile("a.toml", content)}, **more)


def test_a_file_becomes_a_draft_and_comes_out_as_it_went_in(browser: Client) -> None:
    answer = send(browser, toml_of(OTHER).encode(), follow=True)
    draft = Questionnaire.objects.get()
    assert answer.redirect_chain == [(at("questionnaire", draft), 302)]
    assert (draft.state, draft.form) == ("draft", OTHER)
    file = browser.get(at("questionnaire_download", draft))
    assert file["Content-Disposition"] == 'attachment; filename="progression-1.toml"'
    assert file.content.decode() == toml_of(OTHER)
    again = send(browser, toml_of(OTHER).encode())
    assert again.status_code == 422
    assert pages.error(pages.page(again), "file").startswith("There is a draft of this questionnaire already.")


def test_every_wrong_place_of_a_file_is_told_and_nothing_is_stored(browser: Client) -> None:
    wrong = toml_of(FORM).replace('kind = "scale"', 'kind = "stars"', 1).replace("[items.label]", "[items.lable]", 1)
    answer = send(browser, wrong.replace('use = "measurement"\n', "").encode())
    assert answer.status_code == 422
    assert pages.error(pages.page(answer), "file").startswith("Nothing was read in.")
    assert [cells[0] for cells in told(answer)] == ["use", "question 1, kind", "question 1, lable"]
    assert "scale, single, multiple" in told(answer)[1][1]
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize(
    ("content", "where", "sentence"),
    [
        (b'key = "a"\nuse =\n', "Line 2", "The file cannot be read from here on."),
        (b"\x89PNG\xff\xfe", "The whole file", "This is not a text in UTF-8."),
        (b"a = " + b"[" * 50_000, "The whole file", "There is something in the file"),
        (b"a = " + b"9" * 10_000, "The whole file", "There is something in the file"),
        (b" " * (MOST_BYTES + 1), "The whole file", "The file is larger than 1 MB."),
    ],
    ids=["no TOML", "a picture", "nested", "a huge number", "large"],
)
def test_what_is_no_questionnaire_is_told(content: bytes, where: str, sentence: str, browser: Client) -> None:
    answer = send(browser, content)
    assert answer.status_code == 422
    ((place, said),) = told(answer)
    assert (place, said.startswith(sentence)) == (where, True)


def test_a_null_character_is_told_and_no_file_too(browser: Client) -> None:
    answer = send(browser, toml_of(OTHER).replace("Ny titel", "\\u0000").encode())
    assert told(answer) == [["title, da", "There is a character in it that cannot be kept. Write the text anew."]]
    assert pages.error(pages.page(browser.post(reverse("questionnaire_upload"), {})), "file") == "Choose a file."
    assert pages.error(pages.page(send(browser, b"")), "file") == "The file is empty."


def test_the_other_municipalitys_versions_are_not_there(browser: Client, world: World) -> None:
    row = questionnaire_of(world.sydby)
    gets = ("questionnaire", "questionnaire_changes", "questionnaire_download", "questionnaire_edit", "question_add")
    posts = ("copy", "publish", "retire", "reopen", "discard")
    assert {browser.get(at(name, row)).status_code for name in gets} == {404}
    assert {browser.post(at(f"questionnaire_{name}", row)).status_code for name in posts} == {404}
    assert {
        browser.post(at(name, row, 1)).status_code for name in ("question", "question_move", "question_remove")
    } == {404}
    assert "Version 1" not in words(browser.get("/questionnaires/"))
    row.refresh_from_db()
    assert (row.state, row.form) == ("draft", FORM)
