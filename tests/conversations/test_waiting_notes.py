"""Waiting notes: shown with the duty, which stays; one at a time; ended or past, the duty is as before."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Obligation, WaitingNote
from fremdrift.conversations.selectors import obligations, waiting_notes
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.enums import Filter, Group
from fremdrift.overview.selectors import case_now, own_worklist
from tests.world import TODAY, World

TALK = "hold_conversation"
DAY = dt.timedelta(days=1)
LATER = dt.date(2026, 12, 12)
LATE = dt.date(2026, 12, 2)  # Cilla's next conversation was due on 30 November


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    """Cilla's, with a conversation due on 30 November and nothing planned."""
    found = Case.objects.get(pk=world.cilla)
    planned = found.conversations.get(state="planned")
    talks.conversation_cancel(conversation=planned, by=caseworker)
    return found


def note(case: Case, by: Actor, reason: str = "Venter på operation", until: dt.date = LATER) -> WaitingNote:
    return talks.waiting_note_set(case=case, meets=TALK, reason=reason, until=until, by=by)


def groups(by: Actor, on: dt.date) -> list[tuple[str, Group]]:
    with clock.at(on):
        (row,) = own_worklist(by).worklist.rows
    return [
        (item.duty, item.group) for item in row.items if item.obligation and item.obligation.what_would_meet_it == TALK
    ]


def test_the_duty_stays_and_waits_with_a_reason(case: Case, caseworker: Actor) -> None:
    assert groups(caseworker, LATE) == [("conversation", Group.LATE)]
    before = list(Obligation.objects.filter(case=case).order_by("pk").values())
    note(case, caseworker)
    assert groups(caseworker, LATE) == [("conversation", Group.WAITING)]
    assert list(Obligation.objects.filter(case=case).order_by("pk").values()) == before
    with clock.at(LATE):
        standing = {row.value.what_would_meet_it for row in obligations(caseworker, [case.pk])}
        assert TALK in standing
        found = case_now(caseworker, case).waits[TALK]
    assert (found.reason, found.until, found.by) == ("Venter på operation", LATER, "Caseworker")


def test_it_counts_as_waiting_and_is_found_by_that(case: Case, caseworker: Actor) -> None:
    note(case, caseworker)
    with clock.at(LATE):
        assert own_worklist(caseworker, [Filter.WAITING]).worklist.counts[Filter.WAITING] == 1


def test_from_the_day_after_it_is_as_before(case: Case, caseworker: Actor) -> None:
    note(case, caseworker)
    assert groups(caseworker, LATER) == [("conversation", Group.WAITING)]
    assert groups(caseworker, LATER + DAY) == [("conversation", Group.LATE)]


def test_ended_it_is_as_before_and_stays_in_the_history(case: Case, caseworker: Actor) -> None:
    kept = note(case, caseworker)
    talks.waiting_note_end(case=case, meets=TALK, by=caseworker)
    assert groups(caseworker, LATE) == [("conversation", Group.LATE)]
    kept.refresh_from_db()
    assert (kept.reason, kept.ended_on) == ("Venter på operation", TODAY)
    talks.waiting_note_end(case=case, meets=TALK, by=caseworker)  # a second time changes nothing


def test_another_takes_its_place_and_the_same_twice_is_one(case: Case, caseworker: Actor) -> None:
    first = note(case, caseworker)
    assert note(case, caseworker).pk == first.pk
    second = note(case, caseworker, until=LATER + DAY)
    assert [row.pk for row in waiting_notes(caseworker, [case.pk])] == [second.pk]
    assert WaitingNote.objects.filter(case=case).count() == 2


def test_it_holds_today_at_the_earliest(case: Case, caseworker: Actor) -> None:
    note(case, caseworker, until=TODAY)
    with pytest.raises(RuleViolation, match=r"waiting_note\.in_past"):
        note(case, caseworker, until=TODAY - DAY)


def test_there_must_be_a_duty_to_wait_with(case: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"waiting_note\.nothing_stands"):
        talks.waiting_note_set(case=case, meets="end_effort", reason="x", until=LATER, by=caseworker)
