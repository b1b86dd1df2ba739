"""Two who send at the same moment: real transactions on connections of their own, in a copy of the database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.context import acting
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, JobPlan, Merge, PlanVersion, SubGoal
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.conversations.services import obligations_check
from fremdrift.web.shared.violations import SENTENCES
from tests.copies import COPY
from tests.web.caseworker import pages
from tests.world import BERTIL, World, add_case

RECORD = {
    "state": "held",
    "on": "24.11.2026",
    "form": "walk",
    "agreement-TOTAL_FORMS": "1",
    "agreement-INITIAL_FORMS": "0",
    "agreement-0-who": "citizen",
    "agreement-0-what": "Ringe til egen læge",
    "agreement-0-due_on": "1/12",
}
MINUTES = ("Vi talte om søvn.", "Vi talte om arbejde.")


@pytest.fixture
def world(copy_of_database: None) -> Iterator[World]:
    """The world in a copy of the database, in English; what is committed there goes with it."""
    User.objects.update(language="en")
    with translation.override("en"):
        yield World.read()


def at_once(*sends: Callable[[], HttpResponse], table: str = "conversations_conversation") -> list[HttpResponse]:
    """Let all of them come to where they cannot go on before the table can be written, then let them go on."""

    conninfo = settings.DATABASE.conninfo(settings.DATABASE.admin, COPY)
    with ThreadPoolExecutor(len(sends)) as threads, closing(psycopg.connect(conninfo)) as holder:
        holder.execute(f"lock {table} in share mode")  # reading and locking rows is not held up
        running = [threads.submit(closed(one)) for one in sends]
        while waiting(conninfo) < len(sends):
            done = wait(running, timeout=0.05).done
            assert not done, [one.result() for one in done]
        holder.commit()
        return [one.result() for one in running]


def closed(send: Callable[[], HttpResponse]) -> Callable[[], HttpResponse]:
    """The same in a thread of its own, which leaves no connections behind."""

    def sent() -> HttpResponse:
        try:
            return send()
        finally:
            connections.close_all()

    return sent


def waiting(conninfo: str) -> int:
    query = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    with psycopg.connect(conninfo) as connection:
        ((number,),) = connection.execute(query)
        return number


def test_of_two_who_record_one_conversation_one_wins_and_the_other_keeps_the_text(
    world: World, as_: Callable[[str], Client]
) -> None:
    url = f"{reverse('conversation_record', args=[world.cilla])}?conversation={world.planned}"
    answers = at_once(*(sending(as_, url, RECORD | {"minutes": minutes}) for minutes in MINUTES))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    lost = next(number for number, answer in enumerate(answers) if answer.status_code == 422)
    tree = pages.page(answers[lost])
    assert str(SENTENCES["conversation.already_recorded"]) in pages.summary(tree)
    kept = {name: pages.typed(tree, name) for name in RECORD}
    assert (kept, pages.typed(tree, "minutes")) == (RECORD, MINUTES[lost])
    recorded = reverse("conversation", args=[world.cilla, world.planned])
    assert pages.links(pages.by_id(tree, "recorded")) == [recorded]
    with acting(system_actor(world.nordby)):
        assert Conversation.objects.get(pk=world.planned).minutes == MINUTES[1 - lost]
        assert Agreement.objects.filter(conversation=world.planned).count() == 1


@pytest.mark.parametrize("planned", [True, False], ids=["a planned one", "one that came up"])
def test_a_form_that_is_sent_twice_at_once_is_one_conversation(
    world: World, as_: Callable[[str], Client], planned: bool
) -> None:
    key = world.planned if planned else UUID(int=7)
    sent = RECORD | {"key": str(key), "minutes": MINUTES[0], "next_on": "18.12.2026", "next_at": "9"}
    url = reverse("conversation_record", args=[world.cilla])
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)))
    recorded = reverse("conversation", args=[world.cilla, key])
    assert sorted(answer.headers["Location"] for answer in answers) == [reverse("case", args=[world.cilla]), recorded]
    with acting(system_actor(world.nordby)):
        assert Conversation.objects.filter(minutes=MINUTES[0]).count() == 1
        assert Agreement.objects.filter(conversation=key).count() == 1
        assert Conversation.objects.filter(on="2026-12-18").count() == 1


def test_two_records_that_are_merged_twice_at_once_are_merged_once(world: World, as_: Callable[[str], Client]) -> None:
    other = add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119")
    sent = {"other": str(other.pk), "name": "citizen", "open_case": str(world.cilla), "reason": "Nyt CPR-nummer"}
    url = reverse("merge", args=[world.cilla])
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)), table="cases_case")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert str(SENTENCES["merge.merged_already"]) in pages.summary(pages.page(refused))
    with acting(system_actor(world.nordby)):
        assert Merge.objects.count() == 1
        assert len(set(Case.objects.filter(pk__in=[world.cilla, other.pk]).values_list("citizen", flat=True))) == 1


def test_a_case_that_is_closed_twice_at_once_closes_once(world: World, as_: Callable[[str], Client]) -> None:
    url = reverse("case_close", args=[world.cilla])
    reasons = ("job", "moved")
    sent = {"words": "", "closed_on": "24.11.2026"}
    answers = at_once(*(sending(as_, url, sent | {"reason": reason}) for reason in reasons), table="cases_case")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    won = next(reason for reason, answer in zip(reasons, answers, strict=True) if answer.status_code == 302)
    with acting(system_actor(world.nordby)):
        assert Case.objects.get(pk=world.cilla).closing_reason == won


def test_a_plan_that_is_sent_twice_at_once_is_one_conversation(world: World, as_: Callable[[str], Client]) -> None:
    url = reverse("conversation_plan", args=[world.cilla])
    sent = {"on": "1.12.2026", "at": "9.15", "form": "video"}
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert pages.error(pages.page(refused), "on") == str(SENTENCES["conversation.already_planned"])
    with acting(system_actor(world.nordby)):
        assert Conversation.objects.filter(on="2026-12-01").count() == 1


def test_of_two_who_write_in_one_plan_one_is_told_and_keeps_the_text(
    world: World, as_: Callable[[str], Client]
) -> None:
    url = reverse("plan_edit", args=[world.cilla])
    wishes = ("Jeg vil arbejde med planter.", "Jeg vil arbejde med dyr.")
    answers = at_once(*(sending(as_, url, {"version": "0", "own_words": w}) for w in wishes), table="cases_jobplan")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    lost = next(number for number, answer in enumerate(answers) if answer.status_code == 422)
    tree = pages.page(answers[lost])
    assert str(SENTENCES["plan.changed_meanwhile"]) in pages.summary(tree)
    assert (pages.typed(tree, "own_words"), pages.typed(tree, "version")) == (wishes[lost], "1")
    assert f"wrote: {wishes[1 - lost]}" in pages.text(tree)
    with acting(system_actor(world.nordby)):
        assert JobPlan.objects.get(case=world.cilla).own_words == wishes[1 - lost]


def test_a_sub_goal_that_is_sent_twice_at_once_is_one(world: World, as_: Callable[[str], Client]) -> None:
    sent = {"what": "Stå op kl. 8", "owner": "citizen", "due_on": "1.12.2026", "area": "social"}
    url = reverse("plan", args=[world.cilla])
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)), table="cases_subgoal")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    with acting(system_actor(world.nordby)):
        assert SubGoal.objects.filter(case=world.cilla).count() == 1
        assert PlanVersion.objects.filter(case=world.cilla).count() == 1


def test_of_two_verdicts_on_an_agreement_one_stands_and_the_other_is_told(
    world: World, as_: Callable[[str], Client]
) -> None:
    with acting(system_actor(world.nordby)):
        earlier = Agreement.objects.get(what="Se på to gartnerier")
    url = reverse("conversation_record", args=[world.cilla])
    verdicts = ("done", "dropped")
    sent = RECORD | {"minutes": MINUTES[0], "agreement-0-what": "", "agreement-0-due_on": ""}
    forms = [sent | {"key": str(UUID(int=n)), f"went_{earlier.pk}": verdicts[n]} for n in range(2)]
    answers = at_once(*(sending(as_, url, form) for form in forms), table="conversations_agreement")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    lost = next(number for number, answer in enumerate(answers) if answer.status_code == 422)
    tree = pages.page(answers[lost])
    assert "Closed meanwhile, on Tue 24 Nov: " in pages.error(tree, f"went_{earlier.pk}")
    assert pages.typed(tree, f"went_{earlier.pk}") == verdicts[lost]
    with acting(system_actor(world.nordby)):
        earlier.refresh_from_db()
        assert earlier.state == verdicts[1 - lost]
        assert Conversation.objects.filter(minutes=sent["minutes"]).count() == 1


def test_two_writes_of_different_kinds_leave_the_obligations_that_follow_from_both(
    world: World, as_: Callable[[str], Client]
) -> None:
    exempt = {"pauses": "both", "reason": "Knæoperation", "begins_on": "24.11.2026"}
    answers = at_once(
        sending(as_, reverse("conversation_record", args=[world.cilla]), RECORD | {"key": str(world.planned)}),
        sending(as_, reverse("fact_add", args=[world.cilla, "exemption"]), exempt),
        table="conversations_obligation",
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    by = system_actor(world.nordby)
    with acting(by):
        assert obligations_check(by=by) == 0


def sending(as_: Callable[[str], Client], url: str, sent: dict[str, str]) -> Callable[[], HttpResponse]:
    """A caseworker's browser, ready to send a form."""
    browser = as_("caseworker")
    return lambda: browser.post(url, sent)


def test_an_emergency_that_is_sent_twice_at_once_opens_the_case_once(
    world: World, as_: Callable[[str], Client]
) -> None:
    sent = {"cpr": BERTIL, "reason": "Ringer i krise, og kollegaen er syg.", "sure": "on"}
    answers = at_once(*(sending(as_, reverse("break_glass"), sent) for _ in range(2)), table="access_breakglass")
    assert [answer["Location"] for answer in answers] == [reverse("case", args=[world.bertil])] * 2
    with acting(system_actor(world.nordby)):
        assert BreakGlass.objects.count() == 1
        assert Grant.objects.filter(purpose="break_glass").count() == 1


def test_somebody_who_is_kept_out_twice_at_once_is_kept_out_once(world: World, as_: Callable[[str], Client]) -> None:
    sent = {"user": str(world.users["colleague"].pk), "kind": "exclusion", "reason": "Klage"}
    url = reverse("keep_out", args=[world.cilla])
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)), table="access_bar")
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert pages.error(pages.page(refused), "user") == str(SENTENCES["bar.already"])
    with acting(system_actor(world.nordby)):
        assert Bar.objects.filter(reason="Klage").count() == 1


def test_keeping_somebody_out_waits_for_nobody_elses_case(world: World, as_: Callable[[str], Client]) -> None:
    sent = {"user": str(world.users["colleague"].pk), "kind": "exclusion", "reason": "Klage"}
    send = sending(as_, reverse("keep_out", args=[world.cilla]), sent)
    others = "(select citizen_id from cases_case where id = %s) <> subject"
    conninfo = settings.DATABASE.conninfo(settings.DATABASE.admin, COPY)
    with ThreadPoolExecutor(1) as thread, closing(psycopg.connect(conninfo)) as holder:
        assert holder.execute(f"select from access_grant where {others} for update", [world.cilla]).rowcount
        try:
            assert thread.submit(closed(send)).result(timeout=20).status_code == 302
        finally:
            holder.rollback()


def test_a_case_that_is_restricted_twice_at_once_has_one_list(world: World, as_: Callable[[str], Client]) -> None:
    sent = {"allowed": str(world.users["caseworker"].pk), "reason": "Truet"}
    url = reverse("restriction", args=[world.cilla])
    answers = at_once(*(sending(as_, url, sent) for _ in range(2)), table="access_restriction")
    assert [answer.status_code for answer in answers] == [302, 302]
    with acting(system_actor(world.nordby)):
        assert Restriction.objects.count() == 1
