"""Own texts that were never saved: the case says so where no form opens them any more; read, copied, thrown away."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from fremdrift.overview import services
from fremdrift.overview.models import Draft
from fremdrift.overview.selectors import Place
from tests.web.access_relations import relate
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseScreen
from tests.world import TODAY, World

TOLD = "You have an unfinished text"
GONE = "It can no longer be saved where you wrote it."
TEXT = "Vi talte om søvn."
Keep = Callable[..., Draft]


@pytest.fixture
def keep(world: World, actor: Callable[[str], Actor]) -> Keep:
    """A text that somebody began to write in Cilla's case."""

    def save(form: str, about: object = "", content: dict[str, list[str]] | None = None) -> Draft:
        by = actor("caseworker")
        with acting(by):
            place = Place(Case.objects.get(pk=world.cilla), form, str(about))
            return services.draft_save(place=place, content=content or {"minutes": [TEXT]}, window=uuid4(), by=by)

    return save


def share(world: World, by: Actor) -> None:
    talks.minutes_share(conversation=Conversation.objects.get(pk=world.draft), by=by)


def cancel(world: World, by: Actor) -> None:
    talks.conversation_cancel(conversation=Conversation.objects.get(pk=world.planned), by=by)


def close(world: World, by: Actor) -> None:
    cases.case_close(case=Case.objects.get(pk=world.cilla), closed_on=TODAY, reason="job", by=by)


def words(browser: Client, world: World, route: str = "case") -> str:
    return pages.text(pages.page(browser.get(reverse(route, args=[world.cilla]))))


class TestUnfinished(CaseScreen):
    route = "drafts"
    shows = ("Unfinished texts", "You have no unfinished texts here", "Back to the case")

    def test_what_a_form_opens_is_gone_on_with_and_the_case_is_silent(
        self, browser: Client, world: World, keep: Keep
    ) -> None:
        kept = keep("minutes_write", world.draft)
        assert TOLD not in words(browser, world)
        tree = pages.page(browser.get(self.url(world)))
        assert GONE not in pages.text(tree)
        assert "It stands in its form." in pages.text(tree)
        url = reverse("minutes_write", args=[world.cilla, world.draft])
        assert f"{url}?draft={kept.pk}" in pages.links(tree)
        assert pages.typed(pages.page(browser.get(f"{url}?draft={kept.pk}")), "minutes") == TEXT

    @pytest.mark.parametrize(
        ("form", "about", "meanwhile", "title"),
        [
            ("minutes_write", "draft", share, "Minutes, "),
            ("conversation_record", "planned", cancel, "Recording of a conversation, Tue 24 Nov"),
            ("plan_edit", "", close, "Plan"),
            ("messages", "", close, "Message"),
        ],
    )
    def test_what_no_form_opens_is_told_read_and_thrown_away(
        self, form: str, about: str, meanwhile: Callable[[World, Actor], None], title: str,
        browser: Client, world: World, keep: Keep, actor: Callable[[str], Actor],
    ) -> None:  # fmt: skip
        kept = keep(form, getattr(world, about) if about else "")
        assert TOLD not in words(browser, world)
        by = actor("caseworker")
        with acting(by):
            meanwhile(world, by)
        said = words(browser, world)
        assert TOLD in said
        assert title in said
        tree = pages.page(browser.get(self.url(world)))
        assert GONE in pages.text(tree)
        assert [pages.text(e) for e in pages.elements(tree) if e.name == "textarea"] == [TEXT]
        answer = browser.post(reverse("draft_discard", args=[world.cilla, kept.pk]), CSRF, follow=True)
        assert answer.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
        assert TOLD not in words(browser, world)
        with acting(by):
            assert not Draft.objects.exists()

    def test_what_came_up_by_itself_stands_back_while_a_planned_one_is_due(
        self, browser: Client, world: World, keep: Keep, actor: Callable[[str], Actor]
    ) -> None:
        keep("conversation_record")
        assert TOLD in words(browser, world)  # recording opens on today's conversation
        by = actor("caseworker")
        with acting(by):
            cancel(world, by)
        assert TOLD not in words(browser, world)
        record = browser.get(reverse("conversation_record", args=[world.cilla]))
        assert pages.typed(pages.page(record), "minutes") == TEXT

    def test_choices_alone_are_no_text(self, browser: Client, world: World, keep: Keep) -> None:
        keep("conversation_record", UUID(int=7), {"state": ["held"], "minutes": [""]})
        assert "There is no text in it" in words(browser, world, "drafts")

    def test_until_when_it_is_kept_is_said(self, browser: Client, world: World, keep: Keep) -> None:
        kept = keep("plan_edit")
        assert kept.goes_on is not None
        assert f"Kept until {kept.goes_on.day} {kept.goes_on:%B %Y}." in words(browser, world, "drafts")

    def test_somebody_else_in_the_same_case_sees_nothing_of_it(
        self, world: World, keep: Keep, as_: Callable[[str], Client]
    ) -> None:
        keep("minutes_write", UUID(int=7))
        assert TOLD in words(as_("caseworker"), world)
        other = Client()
        other.force_login(relate(world)["stand-in"], backend="django.contrib.auth.backends.ModelBackend")
        assert TOLD not in words(other, world)
        assert TEXT not in words(other, world, "drafts")
