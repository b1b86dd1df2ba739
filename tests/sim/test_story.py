"""Each case holds together: periods, conversations, promises, and what is written to the citizen."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

import pytest

from fremdrift_sim.dates import is_workday
from fremdrift_sim.schema import CasePlan, EffortPlan
from fremdrift_sim.texts_da import agreements, handovers, minutes
from tests.sim.shape import DAYS, OFFERS, demo, held, months_on


class Lasting(Protocol):
    """Anything with a first and a last day."""

    @property
    def begins_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


def follow_one_another(periods: Sequence[Lasting]) -> bool:
    """No gap, no overlap."""
    return all(a.ends_on is not None and a.ends_on + timedelta(days=1) == b.begins_on for a, b in pairwise(periods))


def in_order(periods: Sequence[Lasting]) -> bool:
    """No overlap, none that ends before it begins."""
    apart = all(a.ends_on is not None and a.ends_on < b.begins_on for a, b in pairwise(periods))
    return apart and all(p.ends_on is None or p.begins_on <= p.ends_on for p in periods)


def offers(case: CasePlan) -> list[EffortPlan]:
    return [effort for effort in case.efforts if effort.kind in OFFERS]


@pytest.mark.parametrize("today", DAYS, ids=str)
class TestAnyDay:
    def test_spells_and_contact_persons_cover_the_case_without_overlap(self, today: date) -> None:
        for case in demo(today).cases:
            for periods in (case.benefits, case.target_groups, case.contact_persons):
                assert follow_one_another(periods)
                assert in_order(periods)
                assert periods[0].begins_on == case.opened
                assert periods[-1].ends_on == case.closed

    def test_offers_follow_one_another(self, today: date) -> None:
        assert all(in_order(offers(case)) for case in demo(today).cases)

    def test_efforts_lie_within_the_case(self, today: date) -> None:
        for case in demo(today).cases:
            for effort in case.efforts:
                assert case.opened <= effort.begins_on
                assert effort.ends_on is None or effort.begins_on <= effort.ends_on <= (case.closed or date.max)

    def test_held_ones_are_past_and_planned_ones_ahead(self, today: date) -> None:
        for case in demo(today).cases:
            for talk in case.conversations:
                assert (talk.on >= today) == (talk.state == "planned")
                assert case.opened <= talk.on <= (case.closed or date.max)
                assert is_workday(talk.on)

    def test_conversations_are_in_order_one_a_day(self, today: date) -> None:
        for case in demo(today).cases:
            assert all(a.on < b.on for a, b in pairwise(case.conversations))

    def test_at_most_one_lies_ahead_and_none_in_a_closed_case(self, today: date) -> None:
        for case in demo(today).cases:
            planned = [talk for talk in case.conversations if talk.state == "planned"]
            assert len(planned) <= (0 if case.closed else 1)

    def test_promises_are_followed_up_after_they_are_due(self, today: date) -> None:
        for case in demo(today).cases:
            days = {talk.on for talk in held(case)}
            for talk in held(case):
                for promise in talk.agreements:
                    assert talk.on < promise.by
                    assert promise.followed_up_on is None or promise.by <= promise.followed_up_on
                    assert promise.followed_up_on in {None, *days}
                    assert not (promise.followed_up_on and promise.state == "open")

    def test_nothing_is_older_than_the_demo_needs(self, today: date) -> None:
        assert all(case.opened > today - timedelta(days=640) for case in demo(today).cases)

    def test_cilla_is_there(self, today: date) -> None:
        cilla = next(case for case in demo(today).caseload("signe") if case.person.username == "cilla")
        meeting = cilla.conversations[-1]
        expected = next(day for day in (today + timedelta(days=n) for n in range(9)) if is_workday(day))
        assert (meeting.on, meeting.at.isoformat("minutes"), meeting.form) == (expected, "10:30", "walk")
        assert months_on(cilla.person.born, 44 * 12) <= today < months_on(cilla.person.born, 45 * 12)
        assert {spell.kind for spell in cilla.benefits} == {"cash_benefit"}
        assert [contact.username for contact in cilla.contact_persons] == ["hanne", "malthe", "signe"]
        running = {e.kind for e in cilla.efforts if e.begins_on <= today <= (e.ends_on or date.max)}
        assert running == {"treatment", "mentor", "debt_advice"}
        last_offer = [e for e in offers(cilla) if e.ends_on and e.ends_on < today][-1]
        assert offers(cilla)[-1].begins_on <= months_on(last_offer.ends_on or today, 6)


def test_contact_persons_are_caseworkers_of_the_town() -> None:
    people = demo()
    towns = {town.key: {worker.username for worker in town.caseworkers} for town in people.towns}
    for case in people.cases:
        names = [contact.username for contact in case.contact_persons]
        assert set(names) <= towns[case.person.town]
        assert all(a != b for a, b in pairwise(names))


def test_every_change_has_a_reason_and_a_handover() -> None:
    for case in demo().cases:
        first, *later = case.contact_persons
        assert (first.reason_for_change, first.handover) == ("first", "")
        assert all(contact.reason_for_change != "first" and contact.handover for contact in later)


def test_no_shows_tell_why_and_what_was_tried() -> None:
    talks = [talk for case in demo().cases for talk in case.conversations]
    for talk in talks:
        assert (talk.state == "no_show") == (talk.no_show_reason is not None) == bool(talk.contact_attempts)


def test_pauses_have_a_reason_in_words() -> None:
    assert all(len(pause.reason) > 5 for case in demo().cases for pause in case.exemptions)


def test_the_law_on_lengths_is_kept() -> None:
    for case in demo().cases:
        for effort in offers(case):
            assert effort.ends_on is not None
            lasted = effort.ends_on - effort.begins_on
            if effort.kind == "company_placement":
                assert lasted < timedelta(weeks=13)
            if effort.kind == "wage_subsidy":
                assert lasted < timedelta(days=365)
                benefit = next(b for b in reversed(case.benefits) if b.begins_on <= effort.begins_on)
                assert months_on(benefit.begins_on, 6) <= effort.begins_on


def test_a_bank_of_many_sentences() -> None:
    said = {s for bank in minutes.MINUTES.values() for stage in bank for s in stage}
    promised = {
        s for bank in (agreements.BY_CITIZEN, agreements.BY_CASEWORKER) for group in bank.values() for s in group
    }
    assert len(said) >= 80
    assert len(promised) >= 60
    assert len({*handovers.WISHES, *handovers.WHAT_WORKS, *handovers.NEXT_STEPS}) >= 15


def test_minutes_are_filled_in_and_vary() -> None:
    texts = [talk.minutes for case in demo().cases for talk in held(case)]
    assert all(text and "{" not in text and "  " not in text for text in texts)
    assert len(set(texts)) > 0.97 * len(texts)


def test_minutes_use_no_labels() -> None:
    words = ("indsatsklar", "jobklar", "match", "udebl", "umotiveret", "diagnose", "ressourcesvag", "klient")
    texts = [talk.minutes.lower() for case in demo().cases for talk in held(case)]
    assert not [text for text in texts if any(word in text for word in words)]


def test_nobody_is_told_the_same_twice_in_a_row() -> None:
    for case in demo().cases:
        assert all(a.minutes != b.minutes for a, b in pairwise(held(case)))


def test_other_people_promise_only_what_is_going_on() -> None:
    for case in demo().cases:
        for talk in held(case):
            running = {e.kind for e in case.efforts if e.begins_on <= talk.on <= (e.ends_on or date.max)}
            mentors = [p for p in talk.agreements if p.who == "other" and p.what.startswith("Mentor")]
            assert not mentors or "mentor" in running
