"""The case in five minutes: what it tells, who may read it, and the answer of whoever is asked to take it over."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, ContactPerson, JobPlan, Message, SubGoal, Transfer
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.web.shared.violations import SENTENCES
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseScreen
from tests.world import TODAY, World

TOMORROW = TODAY + dt.timedelta(days=1)
TEXT = "Ring efter klokken ti. Cilla sover dårligt."


@pytest.fixture
def transfer(cilla: Case, world: World, caseworker: Actor) -> Transfer:
    """Cilla's case is proposed to the colleague, from today."""
    colleague = world.users["colleague"].pk
    return cases.transfer_propose(
        case=cilla, user_id=colleague, begins_on=TODAY, reason="caseload", handover=TEXT, by=caseworker
    )


def told(browser: Client, world: World) -> str:
    response = browser.get(reverse("handover", args=[world.cilla]))
    assert response.status_code == 200
    return pages.text(pages.page(response))


def answer(browser: Client, world: World, do: str, words: str = "") -> HttpResponse:
    return browser.post(reverse("handover", args=[world.cilla]), CSRF | {"do": do, "answer": words})


def write_all(case: Case, by: Actor) -> None:
    """Something of everything that the page tells."""
    mine = {"case": case, "municipality_id": case.municipality_id}
    JobPlan.objects.create(**mine, own_words="Jeg vil ud af døren hver dag.")
    for state, what in (("open", "Cykle til gartneriet"), ("proposed", "Stå op kl. 8"), ("reached", "Ringe til lægen")):
        SubGoal.objects.create(**mine, what=what, state=state, state_on=TODAY)
    cases.effort_add(
        case=case, kind="mentor", title="Bostøtte", organiser="other", begins_on=TODAY, ends_on=None, by=by
    )
    before = dt.timedelta(days=40)
    cases.effort_add(
        case=case,
        kind="mentor",
        title="Gammel mentor",
        organiser="other",
        begins_on=TODAY - 2 * before,
        ends_on=TODAY - before,
        by=by,
    )
    for days, minutes, share in (
        (60, "Delt referat.", True),
        (30, "Kladde om søvn.", False),
        (20, "Nyt referat.", True),
    ):
        on = TODAY - dt.timedelta(days=days)
        record = talks.Record("held", "walk", on, minutes=minutes, share=share)
        talks.conversation_record(case=case, record=record, by=by)
    asked = {**mine, "sender": "citizen", "author_id": by.user_id}
    for hour, text in ((8, "Besvaret besked"), (12, "Hvornår mødes vi?")):
        Message.objects.create(**asked, text=text, sent_at=clock.now().replace(hour=hour))
    reply = {**asked, "sender": "municipality", "text": "Ja.", "wants_answer": False}
    Message.objects.create(**reply, sent_at=clock.now().replace(hour=10))


class TestHandover(CaseScreen):
    route = "handover"
    shows = (
        "What matters",
        "Agreed and next",
        "Se på to gartnerier",
        "Deadlines, and the rule behind each",
        "The last three conversations",
        "Contact persons so far",
        "is not written yet",
    )

    def test_it_tells_the_case(self, browser: Client, world: World, cilla: Case, caseworker: Actor) -> None:
        write_all(cilla, caseworker)
        page = told(browser, world)
        for words in (
            "Jeg vil ud af døren hver dag.",
            "Cykle til gartneriet",
            "Stå op kl. 8",
            "Bostøtte",
            "Delt referat.",
            "Nyt referat.",
            "Hvornår mødes vi?",
            "Conversation today at 10:30",
        ):
            assert words in page, words
        for words in ("Ringe til lægen", "Gammel mentor", "Kladde om søvn.", "Besvaret besked", "Vi gik en tur."):
            assert words not in page, words

    def test_it_asks_the_database_as_much_for_many_as_for_few(
        self, browser: Client, world: World, cilla: Case, caseworker: Actor
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                told(browser, world)
            return len(queries)

        SubGoal.objects.create(
            case=cilla, municipality_id=cilla.municipality_id, what="a", state="open", state_on=TODAY
        )
        asked()
        few = asked()
        for number in range(10):
            SubGoal.objects.create(
                case=cilla, municipality_id=cilla.municipality_id, what=str(number), state="open", state_on=TODAY
            )
            day = TODAY - dt.timedelta(days=number + 1)
            record = talks.Record("held", "walk", day, minutes="x", agreements=[talks.NewAgreement("y")])
            talks.conversation_record(case=cilla, record=record, by=caseworker)
        assert asked() == few


class TestTheReceiver:
    def test_reads_the_page_and_no_other(self, as_, world, cilla, transfer) -> None:
        colleague = as_("colleague")
        page = told(colleague, world)
        assert "Caseworker asks you to take Cilla Papirsen over from 24 November 2026" in page
        assert TEXT in page
        tree = pages.page(colleague.get(reverse("handover", args=[world.cilla])))
        assert [link for link in pages.links(tree) if str(world.cilla) in link] == []
        for route in ("case", "facts", "contact_persons", "conversation_record"):
            assert colleague.get(reverse(route, args=[world.cilla])).status_code == 404, route

    def test_never_the_address(self, as_, world, cilla, transfer) -> None:
        citizen = cilla.citizen
        citizen.address, citizen.protected_address = "Hemmelig Sti 7", True
        citizen.save()
        page = told(as_("colleague"), world)
        assert "Hemmelig" not in page
        assert "protected" not in page

    def test_finds_it_on_the_worklist_and_the_other_sees_it_wait(self, browser, as_, world, transfer) -> None:
        waiting = pages.text(pages.page(as_("colleague").get(reverse("worklist"))))
        assert "Waits for your answer: Cilla Papirsen Caseworker asks you" in waiting
        mine = pages.text(pages.page(browser.get(reverse("worklist"))))
        assert "Waits for Colleague: Cilla Papirsen" in mine
        assert "Cases on their way" not in pages.text(pages.page(as_("other-caseworker").get(reverse("worklist"))))

    def test_accepts(self, browser, as_, world, cilla, transfer, caseworker) -> None:
        colleague = as_("colleague")
        response = answer(colleague, world, "accept")
        assert (response.status_code, response["Location"]) == (302, reverse("case", args=[world.cilla]))
        page = pages.text(pages.page(colleague.get(reverse("case", args=[world.cilla]))))
        assert "Cilla Papirsen is your citizen now." in page
        assert "1 change of contact person" in page
        assert browser.get(reverse("case", args=[world.cilla])).status_code == 404
        listed = pages.text(pages.page(colleague.get(reverse("contact_persons", args=[world.cilla]))))
        assert "Why the change? Caseloads evened out" in listed
        assert TEXT in listed

    def test_accepts_for_a_later_day(self, browser, as_, world, cilla, caseworker) -> None:
        user = world.users["colleague"].pk
        cases.transfer_propose(
            case=cilla, user_id=user, begins_on=TOMORROW, reason="leave", handover=TEXT, by=caseworker
        )
        response = answer(as_("colleague"), world, "accept")
        assert response["Location"] == reverse("worklist")
        assert browser.get(reverse("case", args=[world.cilla])).status_code == 200
        with clock.at(TOMORROW):
            assert browser.get(reverse("case", args=[world.cilla])).status_code == 404
            assert as_("colleague").get(reverse("case", args=[world.cilla])).status_code == 200

    def test_declines_with_a_reason_that_the_other_reads(self, browser, as_, world, transfer) -> None:
        colleague = as_("colleague")
        assert answer(colleague, world, "decline", "Jeg har fri i december.").status_code == 302
        assert colleague.get(reverse("handover", args=[world.cilla])).status_code == 404
        for route in (reverse("worklist"), reverse("contact_persons", args=[world.cilla])):
            assert "Jeg har fri i december." in pages.text(pages.page(browser.get(route)))

    def test_too_long_an_answer_keeps_what_was_typed(self, as_, world, transfer) -> None:
        response = answer(as_("colleague"), world, "decline", "x" * 501)
        assert response.status_code == 422
        tree = pages.page(response)
        assert "at most 500 characters" in pages.error(tree, "answer")
        assert pages.typed(tree, "answer") == "x" * 501

    def test_answers_once(self, as_, world, transfer, system) -> None:
        colleague = as_("colleague")
        assert [answer(colleague, world, "accept").status_code for _ in range(2)] == [302, 302]
        page = told(colleague, world)
        assert str(SENTENCES["transfer.answered"]) in page
        with acting(system):
            assert ContactPerson.objects.filter(case=world.cilla).count() == 2

    def test_nobody_else_answers(self, browser, as_, world, transfer, system) -> None:
        assert answer(browser, world, "accept").status_code == 302
        assert answer(as_("other-caseworker"), world, "accept").status_code == 404
        assert answer(as_("delegate"), world, "accept").status_code == 403
        with acting(system):
            assert Transfer.objects.get(pk=transfer.pk).state == "proposed"


def test_a_look_at_it_is_logged_for_what_it_is(as_: Callable[[str], Client], world, cilla, transfer, log) -> None:
    told(as_("colleague"), world)
    (entry,) = [e for e in log.entries() if e.screen == "handover"]
    assert (entry.purpose, list(entry.subjects)) == ("handover", [cilla.citizen_id])
    assert "address" not in entry.fields
