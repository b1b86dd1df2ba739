"""Closing with what really happened, and reopening what was closed by mistake."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.stored import everything
from tests.world import TODAY, World

LATER = TODAY + dt.timedelta(days=40)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def close(case: Case, by: Actor, on: dt.date = TODAY, reason: str = "job", words: str = "") -> None:
    services.case_close(case=case, closed_on=on, reason=reason, words=words, by=by)


def reopen(case: Case, by: Actor) -> None:
    services.case_reopen(case=Case.objects.get(pk=case.pk), by=by)


def standing_grants(case: Case) -> list[tuple[str, str, dt.date]]:
    found = Grant.objects.filter(subject=case.citizen_id, ends_on=None).exclude(purpose="own_case")
    assert not found.filter(purpose="after_closing").exists()
    return sorted(found.values_list("holder", "purpose", "begins_on"))


class TestClosing:
    def test_another_reason_is_kept_in_its_own_words(self, case: Case, caseworker: Actor) -> None:
        close(case, caseworker, reason="other", words="Flyttede ind hos sin søn på Færøerne")
        case.refresh_from_db()
        assert (case.closing_reason, case.closing_words) == ("other", "Flyttede ind hos sin søn på Færøerne")
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(closing_reason="job")

    def test_twice_is_told(self, case: Case, caseworker: Actor) -> None:
        stale = Case.objects.get(pk=case.pk)
        close(case, caseworker)
        before = everything(caseworker)
        with pytest.raises(RuleViolation, match=r"case\.already_closed"):
            close(stale, caseworker, reason="moved")
        assert everything(caseworker) == before

    def test_a_transfer_that_waits_is_taken_back(self, case: Case, world: World, caseworker: Actor) -> None:
        said = {"reason": "leave", "handover": "x", "begins_on": TODAY, "proposed_at": clock.now()}
        people = {"to_user": world.users["colleague"], "proposed_by": world.users["caseworker"]}
        Transfer.objects.create(case=case, municipality_id=case.municipality_id, **people, **said)
        close(case, caseworker)
        assert Transfer.objects.get(case=case).state == "withdrawn"

    def test_who_looks_back_stops_when_somebody_has_a_new_case(
        self, case: Case, world: World, caseworker: Actor
    ) -> None:
        close(case, caseworker)
        with clock.at(LATER), acting(caseworker):
            assert selectors.closed_cases(caseworker) == [case]
            newer = services.case_open(citizen=case.citizen, opened_on=LATER, by=caseworker)
            worker = services.Worker(world.users["colleague"].pk, None)
            services.contact_person_set(case=newer, worker=worker, begins_on=LATER, by=caseworker)
            assert selectors.case_by_id(caseworker, case.pk) is None
            assert selectors.closed_cases(caseworker) == []


class TestReopening:
    def test_on_the_same_day_it_is_as_if_it_never_closed(self, case: Case, caseworker: Actor) -> None:
        before = (standing_grants(case), list(ContactPerson.objects.filter(case=case).values()))
        close(case, caseworker)
        reopen(case, caseworker)
        assert (standing_grants(case), list(ContactPerson.objects.filter(case=case).values())) == before
        assert not Grant.objects.filter(purpose="after_closing", ends_on__gte=F("begins_on")).exists()

    def test_later_whoever_had_it_last_has_it_again_from_that_day(self, case: Case, caseworker: Actor) -> None:
        held = [(holder, purpose) for holder, purpose, _ in standing_grants(case)]
        close(case, caseworker)
        with clock.at(LATER), acting(caseworker):
            reopen(case, caseworker)
            assert standing_grants(case) == [(*two, LATER) for two in held]
            assert [c.pk for c in selectors.own_cases(caseworker)] == [case.pk]
        assert ContactPerson.objects.get(case=case).ends_on is None
        looking_back = Grant.objects.filter(purpose="after_closing").values_list("ends_on", flat=True)
        assert set(looking_back) == {LATER - dt.timedelta(days=1)}

    def test_deadlines_count_as_if_it_had_stayed_open(self, case: Case, caseworker: Actor) -> None:
        rows = [sorted(case.obligations.values_list("rule", "arises_on", "due_on", "met_on", "closed_on"))]
        close(case, caseworker, on=TODAY - dt.timedelta(days=30))
        reopen(case, caseworker)
        rows.append(sorted(case.obligations.values_list("rule", "arises_on", "due_on", "met_on", "closed_on")))
        assert rows[0] == rows[1]
        assert talks.obligations_check(by=caseworker.as_system()) == 0

    def test_not_while_a_newer_one_is_open(self, case: Case, caseworker: Actor) -> None:
        close(case, caseworker)
        services.case_open(citizen=case.citizen, opened_on=TODAY, by=caseworker)
        before = everything(caseworker)
        with pytest.raises(RuleViolation, match=r"case\.newer_open"):
            reopen(case, caseworker)
        assert everything(caseworker) == before

    def test_not_one_that_is_open(self, case: Case, caseworker: Actor) -> None:
        with pytest.raises(RuleViolation, match=r"case\.not_closed"):
            reopen(case, caseworker)

    def test_one_that_nobody_had(self, case: Case, caseworker: Actor) -> None:
        ContactPerson.objects.filter(case=case).update(withdrawn_at=clock.now())
        close(case, caseworker)
        reopen(case, caseworker)
        case.refresh_from_db()
        assert case.closed_on is None
