"""The texts of guidance: read, worded anew in both languages, and brought back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.progression.models import GuidanceText
from fremdrift.progression.selectors import guidance, standard_guidance
from fremdrift.progression.services import guidance_write
from tests.web.admin.test_questionnaires import words
from tests.web.caseworker import pages
from tests.world import World

KEY = "standstill.meaning"
URL = f"/guidance/{KEY}/"
OURS = {"da": "Sig det, som det er.", "en": "Say it as it is."}


def test_every_text_is_shown_and_led_to_in_both_languages(browser: Client) -> None:
    shown = browser.get(reverse("guidance"))
    tree = pages.page(shown)
    assert all(texts.en in words(shown) for texts in standard_guidance().values())
    ways = [link for link in pages.links(tree) if link.startswith("/guidance/") and link != "/guidance/"]
    assert ways == list(dict.fromkeys(ways))
    assert sorted(ways) == sorted(f"/guidance/{key}/" for key in standard_guidance())
    User.objects.update(language="da")
    with translation.override("da"):
        assert all(texts.da in words(browser.get("/guidance/")) for texts in standard_guidance().values())


def test_each_text_can_be_opened(browser: Client) -> None:
    assert {browser.get(f"/guidance/{key}/").status_code for key in standard_guidance()} == {200}
    assert browser.get("/guidance/standstill.nothing/").status_code == 404


def test_a_text_is_worded_anew_and_brought_back(browser: Client, world: World) -> None:
    assert "Bring back" not in words(browser.get(URL))
    done = browser.post(URL, OURS, follow=True)
    assert done.redirect_chain == [("/guidance/", 302)]
    assert OURS["en"] in words(done)
    text = GuidanceText.objects.get()
    assert (text.key, text.da, text.written_by) == (KEY, OURS["da"], world.users["administrator"])
    assert f"Your own words, {world.users['administrator'].name}" in words(done)
    page = words(browser.get(URL))
    assert standard_guidance()[KEY].en in page
    assert "Bring back the words that came with Fremdrift" in page
    back = browser.post(URL, {"restore": "1"}, follow=True)
    assert "The words that came with Fremdrift are back." in words(back)
    assert not GuidanceText.objects.exists()


@pytest.mark.parametrize(("missing", "other"), [("da", "en"), ("en", "da")])
def test_both_languages_are_needed(missing: str, other: str, browser: Client) -> None:
    answer = browser.post(URL, OURS | {missing: " "})
    assert answer.status_code == 422
    assert pages.error(pages.page(answer), missing) == "Write the text in both languages."
    assert pages.typed(pages.page(answer), other) == OURS[other]
    assert not GuidanceText.objects.exists()


def test_what_is_too_long_is_told_and_kept(browser: Client) -> None:
    answer = browser.post(URL, OURS | {"da": "x" * 501})
    assert answer.status_code == 422
    assert pages.typed(pages.page(answer), "da") == "x" * 501


def test_the_other_municipality_has_its_own_words(browser: Client, world: World) -> None:
    by = system_actor(world.sydby)
    with acting(by):
        guidance_write(key=KEY, by=by, **OURS)
    assert OURS["en"] not in words(browser.get("/guidance/"))
    browser.post(URL, {"da": "Nord", "en": "North"})
    with acting(by):
        assert guidance(by)[KEY].en == OURS["en"]


def test_a_text_that_somebody_changed_meanwhile_is_not_written_over_unseen(browser: Client, world: World) -> None:
    tree = pages.page(browser.get(URL))
    seen = {name: pages.typed(tree, name) for name in ("seen_da", "seen_en")}
    theirs = {"da": "Spørg først.", "en": "Ask first."}
    browser.post(URL, seen | theirs)
    answer = browser.post(URL, seen | OURS)
    assert answer.status_code == 422
    assert "Somebody changed the text while you wrote." in words(answer)
    assert theirs["en"] in words(answer)
    tree = pages.page(answer)
    assert pages.typed(tree, "en") == OURS["en"]
    assert GuidanceText.objects.get().en == theirs["en"]
    again = {name: pages.typed(tree, name) for name in ("seen_da", "seen_en")}
    assert browser.post(URL, again | OURS).status_code == 302
    assert GuidanceText.objects.get().en == OURS["en"]
