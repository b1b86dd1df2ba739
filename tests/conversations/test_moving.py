"""A conversation that is moved keeps its chain, and is never missed."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import selectors, services
from fremdrift.conversations.enums import Asked, State
from fremdrift.conversations.models import Conversation, Obligation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import timeline
from fremdrift.web.caseworker import history
from tests.world import TODAY, World

WEEK = dt.timedelta(days=7)


def move(talk: Conversation, days: int, by: Actor, **how: object) -> Conversation:
    """Move a conversation so many days from today, at the citizen's request unless told."""
    said = {"at": dt.time(9), "form": "phone", "asked_by": Asked.CITIZEN} | how
    return services.conversation_move(conversation=talk, on=TODAY + dt.timedelta(days=days), by=by, **said)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def planned(world: World, caseworker: Actor) -> Conversation:
    return Conversation.objects.get(pk=world.planned)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def test_the_old_one_says_who_asked_and_why_and_the_new_one_points_to_it(
    planned: Conversation, caseworker: Actor
) -> None:
    new = move(planned, 7, caseworker, asked_by=Asked.OFFICE, reason="Jeg er på kursus")
    planned.refresh_from_db()
    assert (planned.state, planned.move_asked_by, planned.move_reason) == ("moved", "office", "Jeg er på kursus")
    assert (planned.moved_on, planned.recorded_by_id) == (TODAY, caseworker.user_id)
    assert (new.state, new.on, new.at, new.form, new.moved_from_id) == (
        "planned",
        TODAY + WEEK,
        dt.time(9),
        "phone",
        planned.pk,
    )


def test_the_chain_is_kept_however_often_it_is_moved(planned: Conversation, case: Case, caseworker: Actor) -> None:
    second = move(planned, 3, caseworker)
    third = move(second, 9, caseworker, asked_by=Asked.OTHER)
    found = {t.pk: t for t in selectors.conversations(caseworker, [case.pk])}
    assert [t.pk for t in found[third.pk].moves] == [planned.pk, second.pk]
    assert found[planned.pk].moves == []


def test_what_was_read_with_the_others_asks_no_more(
    planned: Conversation, case: Case, caseworker: Actor, django_assert_num_queries
) -> None:
    last = planned
    for days in (2, 4, 6, 8):
        last = move(last, days, caseworker)
    talk = next(t for t in selectors.conversations(caseworker, [case.pk]) if t.pk == last.pk)
    with django_assert_num_queries(0):
        assert len(talk.moves) == 4
        assert talk.others == []


@pytest.mark.parametrize("state", [State.HELD, State.NO_SHOW, State.CANCELLED])
def test_one_that_is_over_is_not_moved(state: str, planned: Conversation, case: Case, caseworker: Actor) -> None:
    record = services.Record(state, "walk", TODAY, no_show_reason="ill" if state == State.NO_SHOW else "")
    services.conversation_record(case=case, record=record, planned=planned, by=caseworker)
    with pytest.raises(RuleViolation, match="already_recorded"):
        move(planned, 7, caseworker)


def test_one_that_was_moved_is_neither_moved_nor_recorded_nor_cancelled(
    planned: Conversation, case: Case, caseworker: Actor
) -> None:
    move(planned, 7, caseworker)
    with pytest.raises(RuleViolation, match="already_moved"):
        move(planned, 8, caseworker)
    with pytest.raises(RuleViolation, match="already_moved"):
        services.conversation_cancel(conversation=planned, by=caseworker)
    record = services.Record("held", "walk", TODAY)
    with pytest.raises(RuleViolation, match="already_moved"):
        services.conversation_record(case=case, record=record, planned=planned, by=caseworker)
    assert Conversation.objects.filter(case=case, state="planned").count() == 1


def test_not_to_yesterday_not_to_where_it_is_and_not_onto_another(
    planned: Conversation, case: Case, caseworker: Actor
) -> None:
    services.conversation_plan(case=case, on=TODAY + WEEK, at=dt.time(9), form="walk", by=caseworker)
    for days, how, code in (
        (-1, {}, "conversation.planned_in_past"),
        (0, {"at": dt.time(10, 30), "form": "walk"}, "conversation.not_moved"),
        (7, {}, "conversation.already_planned"),
    ):
        with pytest.raises(RuleViolation, match=code) as refused:
            move(planned, days, caseworker, **how)
        assert refused.value.field == "on"
    planned.refresh_from_db()
    assert planned.state == "planned"


def test_the_same_people_take_part_unless_told(planned: Conversation, caseworker: Actor) -> None:
    bo, ida = services.NewParticipant("mentor", "Bo"), services.NewParticipant("interpreter")
    services.participants_set(conversation=planned, participants=[bo, ida], by=caseworker)
    second = move(planned, 3, caseworker)
    assert [(p.party, p.name) for p in second.others] == [("mentor", "Bo"), ("interpreter", "")]
    third = move(second, 4, caseworker, participants=[ida])
    assert [p.party for p in third.others] == ["interpreter"]


def obligations(case: Case) -> list[tuple[object, ...]]:
    rows = Obligation.objects.filter(case=case).order_by("rule", "arises_on", "due_on")
    return list(rows.values_list("rule", "arises_on", "due_on", "met_on", "closed_on"))


@pytest.mark.parametrize("days", [1, 30, 200])
def test_it_neither_meets_a_deadline_nor_misses_one(
    days: int, planned: Conversation, case: Case, caseworker: Actor
) -> None:
    before = obligations(case)
    new = move(planned, days, caseworker)
    assert obligations(case) == before
    with clock.at(TODAY + dt.timedelta(days=days)):
        record = services.Record("held", "phone", new.on)
        services.conversation_record(case=case, record=record, planned=new, by=caseworker)
    met = [row for row in obligations(case) if row[3] == new.on]
    assert met, "the conversation that was held in the end meets the deadline"
    assert planned.on not in {row[1] for row in obligations(case)} | {row[3] for row in obligations(case)}


def told(caseworker: Actor, case: Case) -> list[tuple[dt.date, str, str]]:
    entries = [e for e in timeline(caseworker, case) if e.what == "conversation_moved"]
    return [(e.on, history.title(e), e.who) for e in entries]


def test_the_timeline_tells_each_move_on_its_day(planned: Conversation, case: Case, caseworker: Actor) -> None:
    second = move(planned, 3, caseworker, reason="Tandlæge")
    with clock.at(TODAY + dt.timedelta(days=2)):
        move(second, 9, caseworker, asked_by=Asked.OFFICE)
        assert told(caseworker, case) == [
            (
                dt.date(2026, 11, 26),
                "Conversation moved from Fri 27 Nov to Thu 3 Dec at the office's request, second time",
                "municipality",
            ),
            (TODAY, "Conversation moved from Tue 24 Nov to Fri 27 Nov at the citizen's request", "citizen"),
        ]


def test_a_case_of_somebody_else_tells_nothing(planned: Conversation, case: Case, caseworker: Actor, actor) -> None:
    move(planned, 3, caseworker)
    assert selectors.conversations(actor("colleague"), [case.pk]) == []
    assert selectors.conversations(actor("colleague"), [UUID(int=1)]) == []
