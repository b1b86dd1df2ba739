"""What one types is kept, comes back, and goes when it is saved; two windows and two colleagues do no harm."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.html import Element
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.overview.models import Draft
from fremdrift.overview.services.drafts import LONGEST
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CASEWORKERS, CSRF, NOBODY, refused
from tests.world import World

HTMX = {"HX-Request": "true"}
LINES = {"agreement-TOTAL_FORMS": "3", "agreement-INITIAL_FORMS": "0"}
RECORD = {
    "state": "held",
    "on": "i går",
    "at": "halv 11",
    "form": "walk",
    "topics": "economy",
    "minutes": "Vi gik en tur langs åen.",
    "party_0": "mentor",
    "name_0": "Bo",
    **LINES,
    "agreement-0-who": "citizen",
    "agreement-0-what": "Ringe til lægen",
    "agreement-0-due_on": "snart",
    "agreement-2-who": "caseworker",
    "agreement-2-what": "Sende brevet",
    "next_on": "i næste uge",
}
# Forms with drafts: what is about one of several in the address, what is typed, and what is sent to save it.
FORMS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "conversation_record": ("planned", RECORD, {"on": "24.11.2026", "at": "", "next_on": "", "agreement-0-due_on": ""}),
    "minutes_write": ("draft", {"minutes": "Vi talte om søvn."}, {}),
    "plan_edit": ("", {"own_words": "Jeg vil arbejde med planter.", "job_goal": ""}, {}),
    "messages": ("", {"text": "Hej Cilla, vi ses."}, {}),
    "contact_persons": ("", {"begins_on": "hurtigst muligt", "handover": "Cilla er glad for at gå."}, {}),
}
forms = pytest.mark.parametrize("form", list(FORMS))


def about(world: World, form: str) -> str:
    name = FORMS[form][0]
    return str(getattr(world, name)) if name else ""


def form_url(world: World, form: str) -> str:
    which = about(world, form)
    if form == "conversation_record":
        return f"{reverse(form, args=[world.cilla])}?conversation={which}"
    return reverse(form, args=[world.cilla, *([which] if which else [])])


def keep_url(world: World, form: str = "plan_edit", case: UUID | None = None) -> str:
    return reverse("draft_save", args=[case or world.cilla, form])


def hidden(tree: Element) -> dict[str, str]:
    """What a form knows of its draft, and its own hidden fields."""
    names = {pages.attribute(e, "name") for e in pages.elements(tree) if pages.attribute(e, "type") == "hidden"}
    return {name: pages.typed(tree, name) for name in sorted(names - {"", "csrfmiddlewaretoken", "language"})}


def opened(browser: Client, url: str) -> Element:
    response = browser.get(url)
    assert response.status_code == 200
    return pages.page(response)


def keep(browser: Client, world: World, form: str, tree: Element, typed: Mapping[str, str]) -> HttpResponse:
    """What a browser sends while one types."""
    response = browser.post(keep_url(world, form), CSRF | hidden(tree) | dict(typed), headers=HTMX)
    assert response.status_code == 200
    return response


def drafts(as_persona: Actor) -> list[Draft]:
    with acting(as_persona):
        return list(Draft.objects.order_by("saved_at"))


@forms
def test_what_is_typed_comes_back_as_it_was_typed_and_is_not_judged(browser: Client, world: World, form: str) -> None:
    url, typed = form_url(world, form), FORMS[form][1]
    answer = keep(browser, world, form, opened(browser, url), typed)
    assert "Draft saved" in pages.text(pages.page(answer))
    tree = opened(browser, url)
    assert {name: pages.typed(tree, name) for name in typed if name not in LINES} == {
        name: value for name, value in typed.items() if name not in LINES
    }
    assert "Here is what you wrote and did not save" in pages.text(tree)
    assert "to correct" not in pages.text(tree)
    assert not [e for e in pages.elements(tree) if pages.attribute(e, "aria-invalid") == "true"]


@forms
def test_a_draft_goes_with_the_save_and_stays_with_a_refusal(
    browser: Client, world: World, actor: Callable[[str], Actor], form: str
) -> None:
    url, (_, typed, mended) = form_url(world, form), FORMS[form]
    if form == "contact_persons":
        mended = {"user": str(world.users["colleague"].pk), "begins_on": "24.11.2026", "reason": "other"}
    keep(browser, world, form, opened(browser, url), typed)
    tree = opened(browser, url)
    sent = CSRF | hidden(tree) | typed
    if mended:
        refused = browser.post(url, sent)
        assert refused.status_code == 422
        assert len(drafts(actor("caseworker"))) == 1
        assert hidden(pages.page(refused))["draft"] == hidden(tree)["draft"]
    saved = browser.post(url, sent | mended)
    assert saved.status_code == 302, pages.summary(pages.page(saved))
    assert drafts(actor("caseworker")) == []


def test_a_draft_is_thrown_away_and_the_form_is_as_before(browser: Client, world: World) -> None:
    url = form_url(world, "minutes_write")
    fresh = pages.typed(opened(browser, url), "minutes")
    keep(browser, world, "minutes_write", opened(browser, url), {"minutes": "Noget andet"})
    draft = hidden(opened(browser, url))["draft"]
    response = browser.post(reverse("draft_discard", args=[world.cilla, draft]), CSRF, follow=True)
    assert response.redirect_chain == [(url, 302)]
    tree = pages.page(response)
    assert pages.typed(tree, "minutes") == fresh
    assert "The draft is thrown away." in pages.text(tree)


def test_without_javascript_a_button_keeps_it_and_leads_back(browser: Client, world: World) -> None:
    url = form_url(world, "conversation_record")
    tree = opened(browser, url)
    sent = CSRF | hidden(tree) | {"minutes": "Uden skript"}
    response = browser.post(keep_url(world, "conversation_record"), sent, follow=True)
    assert response.redirect_chain == [(url, 302)]
    tree = pages.page(response)
    assert pages.typed(tree, "minutes") == "Uden skript"
    assert "Your draft is saved. Nobody else sees it." in pages.text(tree)


def test_two_windows_are_told_of_each_other_and_keep_both_texts(
    browser: Client, world: World, actor: Callable[[str], Actor]
) -> None:
    url = form_url(world, "plan_edit")
    one, two = opened(browser, url), opened(browser, url)
    keep(browser, world, "plan_edit", one, {"own_words": "Fra det ene vindue"})
    answer = keep(browser, world, "plan_edit", two, {"own_words": "Fra det andet"})
    assert "You have written here in another window too" in pages.text(pages.page(answer))
    assert [d.content["own_words"] for d in drafts(actor("caseworker"))] == [["Fra det ene vindue"], ["Fra det andet"]]
    latest = opened(browser, url)
    assert pages.typed(latest, "own_words") == "Fra det andet"
    (other,) = [link for link in pages.links(latest) if "draft=" in link]
    assert pages.typed(opened(browser, other), "own_words") == "Fra det ene vindue"


def test_a_colleague_is_told_who_writes_and_since_when_but_not_what(
    browser: Client, world: World, actor: Callable[[str], Actor], as_: Callable[[str], Client]
) -> None:
    by = actor("colleague")
    with acting(by):
        Draft.objects.create(
            municipality=world.nordby, case_id=world.cilla, user_id=by.user_id, form="plan_edit",
            content={"own_words": ["Kollegas ord"]}, begun_at=clock.now(), saved_at=clock.now(), window=UUID(int=4),
        )  # fmt: skip
    tree = opened(browser, form_url(world, "plan_edit"))
    assert "Colleague is writing here too, since" in pages.text(tree)
    assert "Kollegas ord" not in pages.text(tree)
    assert pages.typed(tree, "own_words") == ""
    answer = keep(browser, world, "plan_edit", tree, {"own_words": "Mine ord"})
    assert "Colleague is writing here too, since" in pages.text(pages.page(answer))


def test_the_fragment_is_the_same_part_of_the_page(browser: Client, world: World) -> None:
    url = form_url(world, "plan_edit")
    answer = pages.page(keep(browser, world, "plan_edit", opened(browser, url), {"own_words": "Ord"}))
    whole = opened(browser, url)
    for name in ("draft", "draft_seen"):
        assert pages.typed(answer, name) == pages.typed(whole, name)
    saved = [
        pages.text(e)
        for tree in (answer, whole)
        for e in pages.elements(tree)
        if "fd-saved" in pages.attribute(e, "class")
    ]
    assert len(set(saved)) == 1


def test_secrets_are_never_kept(browser: Client, world: World, actor: Callable[[str], Actor]) -> None:
    typed = {"own_words": "Ord", "cpr": "0101801234", "password": "hemmelig"}
    keep(browser, world, "plan_edit", opened(browser, form_url(world, "plan_edit")), typed)
    (draft,) = drafts(actor("caseworker"))
    assert set(draft.content) & {"cpr", "password", "csrfmiddlewaretoken", "draft", "draft_window"} == set()


@pytest.mark.parametrize("form", ["no-such", "case", "worklist", "minutes_share", "signin", "person%00"])
def test_what_is_no_form_of_a_case_has_no_drafts(browser: Client, world: World, form: str) -> None:
    path = keep_url(world).replace("plan_edit", form)
    assert browser.post(path, CSRF, headers=HTMX).status_code == 404


def test_strangers_and_other_roles_keep_nothing(
    as_: Callable[[str], Client], world: World, actor: Callable[[str], Actor]
) -> None:
    answers = {p: as_(p).post(keep_url(world), CSRF, headers=HTMX).status_code for p in sorted(CASEWORKERS)}
    assert answers == {"caseworker": 200, "colleague": 404, "other-caseworker": 404}
    assert {as_(p).post(keep_url(world), CSRF).status_code for p in refused("draft_save")} == {403}
    assert as_("caseworker").post(keep_url(world, case=NOBODY), CSRF).status_code == 404
    assert drafts(actor("colleague")) == []


def test_what_is_too_long_is_said_and_given_back(browser: Client, world: World) -> None:
    typed = CSRF | {"own_words": "ord " * (LONGEST // 4 + 1)}
    answer = browser.post(keep_url(world), typed, headers=HTMX)
    assert "too long to be kept as a draft" in answer.content.decode()
    whole = browser.post(keep_url(world), typed)
    assert whole.status_code == 422
    (text,) = [e for e in pages.elements(pages.page(whole)) if e.name == "textarea"]
    assert pages.text(text).startswith("ord ord")


def test_a_token_that_is_too_old_costs_no_text(world: World, as_: Callable[[str], Client]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.users["caseworker"], backend="django.contrib.auth.backends.ModelBackend")
    url, text = form_url(world, "minutes_write"), "Vi talte om søvn."
    sent = {"minutes": text, "csrfmiddlewaretoken": "x" * 64}
    answer = strict.post(url, sent, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    tree = pages.page(answer)
    assert [pages.text(e) for e in pages.elements(tree) if e.name == "textarea"] == [text]
    assert url in pages.links(tree)
    assert answer["Cache-Control"] == "no-store"
    foreign = strict.post(url, sent, headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert text not in foreign.content.decode()


def test_staying_gives_a_token_to_who_is_signed_in(browser: Client, world: World) -> None:
    answer = browser.get(reverse("stay"))
    assert answer.json()["user"] == world.users["caseworker"].pk
    assert len(answer.json()["token"]) == 64
    assert answer["Cache-Control"] == "no-store"
    assert Client().get(reverse("stay")).status_code == 302
