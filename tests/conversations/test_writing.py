"""Minutes until they are shared, attempts to reach somebody, who takes part, and nothing new in a closed case."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import rules, selectors, services
from fremdrift.conversations.models import Agreement, ContactAttempt, Conversation, Participant
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.selectors import timeline
from tests.world import TODAY, World

DAY = dt.timedelta(days=1)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


@pytest.fixture
def draft(world: World, caseworker: Actor) -> Conversation:
    return Conversation.objects.get(pk=world.draft)


def write(talk: Conversation, text: str, by: Actor, seen: str = "Vi gik en tur.") -> tuple[str, str]:
    """Write minutes, having seen a text; what stands then."""
    services.minutes_write(conversation=talk, minutes=text, seen=rules.version(seen), by=by)
    return Conversation.objects.values_list("minutes", "minutes_state").get(pk=talk.pk)


def test_minutes_are_changed_and_can_be_taken_away_until_they_are_shared(
    draft: Conversation, caseworker: Actor
) -> None:
    assert write(draft, "Vi gik langt.", caseworker) == ("Vi gik langt.", "draft")
    assert write(draft, "", caseworker, seen="Vi gik langt.") == ("", "none")
    assert write(draft, "Vi gik.", caseworker, seen="") == ("Vi gik.", "draft")
    services.minutes_share(conversation=draft, by=caseworker)
    with pytest.raises(RuleViolation, match=r"minutes\.already_shared"):
        write(draft, "Noget andet.", caseworker, seen="Vi gik.")


def test_who_saw_another_text_overwrites_nothing(draft: Conversation, caseworker: Actor) -> None:
    write(draft, "Den enes.", caseworker)
    with pytest.raises(RuleViolation, match=r"minutes\.changed_meanwhile"):
        write(draft, "Den andens.", caseworker)
    assert write(draft, "Den enes.", caseworker) == ("Den enes.", "draft")  # sent twice: what stands already
    assert write(draft, "Begges.", caseworker, seen="Den enes.") == ("Begges.", "draft")


def test_only_a_held_conversation_has_minutes(world: World, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"minutes\.not_held"):
        write(Conversation.objects.get(pk=world.planned), "Vi ses.", caseworker, seen="")


def test_an_attempt_at_any_time(case: Case, caseworker: Actor) -> None:
    services.contact_attempt_add(case=case, way="phone", on=TODAY, outcome="no_answer", note="Prøvede", by=caseworker)
    (attempt,) = selectors.contact_attempts(caseworker, [case.pk])
    assert (attempt.way, attempt.outcome, attempt.note) == ("phone", "no_answer", "Prøvede")
    assert attempt.made_by_id == caseworker.user_id
    (entry,) = [e for e in timeline(caseworker, case) if e.what == "contact_attempt"]
    assert (entry.on, entry.row) == (TODAY, attempt)


def test_the_same_attempt_twice_is_told_and_at_another_hour_is_another(case: Case, caseworker: Actor) -> None:
    for at in (None, dt.time(9), dt.time(14)):
        services.contact_attempt_add(case=case, way="sms", on=TODAY, at=at, outcome="message", by=caseworker)
    with pytest.raises(RuleViolation, match=r"attempt\.already_written"):
        services.contact_attempt_add(case=case, way="sms", on=TODAY, outcome="message", by=caseworker)
    assert ContactAttempt.objects.filter(case=case).count() == 3


def test_no_attempt_lies_ahead(case: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"attempt\.in_future"):
        services.contact_attempt_add(case=case, way="visit", on=TODAY + DAY, by=caseworker)


def test_what_was_ticked_at_a_no_show_is_told_with_it_and_old_ticks_too(case: Case, caseworker: Actor) -> None:
    record = services.Record("no_show", "phone", TODAY - DAY, no_show_reason="ill", attempts=["phone", "letter"])
    new = services.conversation_record(case=case, record=record, by=caseworker)
    record = services.Record("no_show", "phone", TODAY - 9 * DAY, no_show_reason="ill")
    old = services.conversation_record(case=case, record=record, by=caseworker)
    Conversation.objects.filter(pk=old.pk).update(attempts=["sms"])
    tried = {e.row.pk: e.tried for e in timeline(caseworker, case) if e.what == "conversation_no_show"}
    assert tried == {new.pk: ("phone", "letter"), old.pk: ("sms",)}
    assert [e for e in timeline(caseworker, case) if e.what == "contact_attempt"] == []


def test_two_no_shows_of_a_day_may_have_the_same_attempts(case: Case, caseworker: Actor) -> None:
    for at in (dt.time(9), dt.time(14)):
        record = services.Record("no_show", "phone", TODAY, at, no_show_reason="ill", attempts=["phone"])
        services.conversation_record(case=case, record=record, by=caseworker)
    assert ContactAttempt.objects.filter(case=case).count() == 2


def test_who_takes_part_is_set_and_who_no_longer_does_is_withdrawn(world: World, caseworker: Actor) -> None:
    talk = Conversation.objects.get(pk=world.planned)
    bo, eva = services.NewParticipant("mentor", "Bo"), services.NewParticipant("health", "Eva")
    services.participants_set(conversation=talk, participants=[bo, eva, bo], by=caseworker)
    first = {p.pk for p in talk.others}
    services.participants_set(conversation=talk, participants=[eva], by=caseworker)
    assert [(p.party, p.name) for p in talk.others] == [("health", "Eva")]
    assert {p.pk for p in talk.others} < first  # the same row still
    assert Participant.objects.filter(conversation=talk).count() == 2


def test_recording_without_a_word_about_them_leaves_the_planned_people(
    world: World, case: Case, caseworker: Actor
) -> None:
    talk = Conversation.objects.get(pk=world.planned)
    bo = services.NewParticipant("mentor", "Bo")
    services.participants_set(conversation=talk, participants=[bo], by=caseworker)
    record = services.Record("held", "walk", TODAY)
    held = services.conversation_record(case=case, record=record, planned=talk, by=caseworker)
    assert [p.name for p in held.others] == ["Bo"]


def test_in_a_closed_case_nothing_new_is_written(world: World, case: Case, caseworker: Actor) -> None:
    agreement, talk = Agreement.objects.get(), Conversation.objects.get(pk=world.planned)
    missed = services.conversation_record(
        case=case, record=services.Record("no_show", "phone", TODAY, no_show_reason="ill"), by=caseworker
    )
    cases.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
    writes = [
        lambda: services.conversation_plan(case=case, on=TODAY, form="walk", by=caseworker),
        lambda: services.conversation_move(
            conversation=talk, on=TODAY + DAY, at=None, form="walk", asked_by="office", by=caseworker
        ),
        lambda: services.conversation_record(
            case=case, record=services.Record("held", "walk", TODAY), planned=talk, by=caseworker
        ),
        lambda: services.agreement_follow_up(agreement=agreement, state="done", by=caseworker),
        lambda: services.contact_attempt_add(case=case, way="sms", on=TODAY, by=caseworker),
        lambda: services.hearing_open(conversation=missed, question="?", asked_on=TODAY, by=caseworker),
    ]
    for attempt in writes:
        with pytest.raises(RuleViolation, match=r"case\.closed"):
            attempt()
    services.conversation_cancel(conversation=talk, by=caseworker)  # what is planned may still be taken off
