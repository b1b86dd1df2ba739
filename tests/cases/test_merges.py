"""Two records of one person made one, and taken apart again: every reference right, and nothing lost."""

import datetime as dt
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.access.models import Bar, Grant, is_shut_out
from fremdrift.accounts.models import User
from fremdrift.cases import rules, selectors, services
from fremdrift.cases.models import Case, Citizen, Merge
from fremdrift.cases.services import merges
from fremdrift.conversations import services as talks
from fremdrift.core.exceptions import RuleViolation
from tests.cases.records import Past, check_references, grants_astray, make, pasts, stored, without_restriction
from tests.stored import everything
from tests.world import TODAY, World

FIRST, SECOND, THIRD = "6302900123", "6402900124", "6502900125"
OPEN = Past("Karla Holm", "", False, ((200, None, ("benefit", "held", "coming", "transfer")),), ("sign_in",))
CLOSED = Past("Carla Holm", "00 11 22 33", True, ((800, 300, ("benefit", "held")),), ("bar", "ended_grant"))
ALL = frozenset(rules.MERGED_VALUES)


@pytest.fixture
def by(world: World, caseworker: Actor) -> Actor:
    return caseworker


def open_case(*citizens: Citizen) -> Case | None:
    return Case.objects.filter(citizen__in=citizens, closed_on=None).order_by("pk").first()


def merge(citizen: Citizen, gone: Citizen, by: Actor, take: frozenset[str] = frozenset()) -> Merge:
    chosen = open_case(citizen, gone)
    return services.citizens_merge(
        citizen=citizen, gone=gone, take=take, open_case=chosen, reason="Skiftede CPR-nummer", by=by
    )


def differ(by: Actor) -> int:
    return talks.obligations_check(by=replace(by.as_system(), user_id=by.user_id))


SINCE = ["hand", "phone", "protect", "bar", "close", "talk"]
anything = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestAnyPast:
    @anything
    @given(one=pasts(), other=pasts(), take=st.sets(st.sampled_from(sorted(ALL))).map(frozenset))
    def test_merging_moves_all_and_undoing_puts_all_back(
        self, by: Actor, one: Past, other: Past, take: frozenset[str]
    ) -> None:
        with transaction.atomic():
            citizen, gone = make(one, FIRST, by), make(without_restriction(other), SECOND, by)
            before = stored(by)
            merged = merge(citizen, gone, by, take)
            check_references()
            assert not Case.objects.filter(citizen=gone).exists()
            assert Case.objects.filter(citizen=citizen, closed_on=None).count() <= 1
            assert {m for m in merges.ABOUT_PERSON if m.objects.filter(subject=gone.pk).exists()} == set()
            assert list(grants_astray([citizen, gone])) == []
            assert differ(by) == 0
            services.merge_undo(merge=merged, by=by)
            check_references()
            assert stored(by) == before
            assert differ(by) == 0
            transaction.set_rollback(True)

    @anything
    @given(one=pasts(), other=pasts(), since=st.lists(st.sampled_from(SINCE), unique=True, max_size=4))
    def test_what_comes_in_between_stays(self, by: Actor, one: Past, other: Past, since: list[str]) -> None:
        with transaction.atomic():
            citizen, gone = make(one, FIRST, by), make(without_restriction(other), SECOND, by)
            merged = merge(citizen, gone, by, ALL)
            citizen.refresh_from_db()
            for what in since:
                live_on(citizen, what, by)
            now = [citizen.phone, citizen.protected_address, citizen.protected_until]
            services.merge_undo(merge=merged, by=by)
            check_references()
            assert list(grants_astray([citizen, gone])) == []
            assert differ(by) == 0
            citizen.refresh_from_db()
            kept = [citizen.phone, citizen.protected_address, citizen.protected_until]
            assert kept[:1] == now[:1] or "phone" not in since
            assert kept[1:] == now[1:] or "protect" not in since
            assert Bar.objects.filter(holder="user:98", subject=citizen.pk).exists() == ("bar" in since)
            transaction.set_rollback(True)


def live_on(citizen: Citizen, what: str, by: Actor) -> None:
    """Something that happens to a merged person."""
    case = open_case(citizen)
    match what:
        case "phone":
            services.citizen_update(citizen=citizen, values={"phone": "99 99 99 99"}, by=by)
        case "protect":
            values = {"protected_address": not citizen.protected_address, "protected_until": None}
            services.citizen_update(citizen=citizen, values=values, by=by)
        case "bar":
            home = {"municipality_id": citizen.municipality_id, "subject": citizen.pk}
            Bar.objects.create(holder="user:98", kind="exclusion", begins_on=TODAY, **home)
        case "close" if case is not None:
            services.case_close(case=case, closed_on=TODAY, reason="job", by=by)
        case "talk" if case is not None:
            talks.conversation_plan(case=case, on=TODAY, form="walk", by=by)
        case "hand" if case is not None and case.contactpersons.count() == 1:
            worker = services.Worker(User.objects.get(username="colleague").pk, None)
            if is_shut_out(worker.user_id, citizen.pk, TODAY):  # such a one is refused
                return
            later = TODAY + dt.timedelta(days=60)
            services.contact_person_set(case=case, worker=worker, begins_on=later, reason="leave", by=by)


class TestMerged:
    @pytest.fixture
    def citizen(self, by: Actor) -> Citizen:
        return make(OPEN, FIRST, by)

    @pytest.fixture
    def gone(self, by: Actor) -> Citizen:
        return make(CLOSED, SECOND, by)

    def test_the_one_that_stays_takes_what_was_chosen(self, citizen: Citizen, gone: Citizen, by: Actor) -> None:
        merge(citizen, gone, by, frozenset({"name", "protection"}))
        citizen.refresh_from_db()
        assert (citizen.name, citizen.sort_key, citizen.phone) == ("Carla Holm", "carla holm", "")
        assert (citizen.protected_address, citizen.cpr) == (True, FIRST)

    def test_the_one_that_goes_is_nobodys_to_see(self, citizen: Citizen, gone: Citizen, by: Actor) -> None:
        merge(citizen, gone, by)
        for actor in (by, by.as_system()):
            assert gone.pk not in set(Citizen.objects.visible_to(actor).values_list("pk", flat=True))
        assert selectors.citizens_by_cpr(by.as_system(), [SECOND, FIRST]) == {FIRST: citizen, SECOND: citizen}
        assert selectors.citizens_alike(by, "Carla Holm", SECOND).subjects == [citizen.pk]

    def test_its_log_and_history_are_found_by_the_one_that_stays(
        self, citizen: Citizen, gone: Citizen, by: Actor
    ) -> None:
        third = make(CLOSED, THIRD, by)
        merge(gone, third, by)
        merge(citizen, gone, by)
        assert selectors.records_of(by, citizen.pk) == [citizen.pk, gone.pk, third.pk]
        assert selectors.records_of(by, gone.pk) == []
        assert selectors.citizens_by_cpr(by, [THIRD]) == {THIRD: citizen}

    def test_nothing_is_rewritten(self, citizen: Citizen, gone: Citizen, by: Actor) -> None:
        before = everything(by)
        services.merge_undo(merge=merge(citizen, gone, by, ALL), by=by)
        after = everything(by)
        events = [table for table in before if table.endswith("event")]
        assert [t for t in events if not set(before[t]) <= set(after[t])] == []

    def test_of_two_open_cases_the_chosen_one_goes_on(self, citizen: Citizen, by: Actor) -> None:
        other = make(replace(OPEN, phone="1"), SECOND, by)
        chosen = other.cases.get()
        closing = citizen.cases.get()
        made = services.citizens_merge(citizen=citizen, gone=other, open_case=chosen, reason="x", by=by)
        closing.refresh_from_db()
        assert (closing.closing_reason, closing.closed_on, closing.citizen_id) == ("duplicate", TODAY, citizen.pk)
        assert open_case(citizen) == chosen
        sources = closing.contactpersons.values("pk")
        assert not Grant.objects.filter(source__in=sources, ends_on=None).exists()
        assert not Grant.objects.filter(source__in=sources, purpose="after_closing").exists()
        with pytest.raises(RuleViolation, match=r"case\.registered_twice"):
            services.case_reopen(case=closing, by=by)
        services.merge_undo(merge=made, by=by)
        assert [c.cases.get().closed_on for c in (citizen, other)] == [None, None]

    def test_a_contact_person_set_since_goes_back_with_the_case(
        self, citizen: Citizen, by: Actor, world: World
    ) -> None:
        older = make(CLOSED, SECOND, by)
        made = merge(older, citizen, by)  # the one with the open case goes
        case = open_case(older)
        assert case is not None
        worker = services.Worker(world.users["colleague"].pk, None)
        case.contactpersons.filter(begins_on__gt=TODAY).update(withdrawn_at=dt.datetime.now(dt.UTC))
        person = services.contact_person_set(
            case=case, worker=worker, begins_on=TODAY + dt.timedelta(days=30), ends_on=None, reason="leave", by=by
        )
        assert Grant.objects.get(source=person.pk).subject == older.pk
        services.merge_undo(merge=made, by=by)
        assert Grant.objects.get(source=person.pk).subject == citizen.pk

    def test_a_case_opened_since_stays(self, citizen: Citizen, gone: Citizen, by: Actor) -> None:
        made = merge(gone, citizen, by)
        case = open_case(gone)
        assert case is not None
        services.case_close(case=case, closed_on=TODAY, reason="job", by=by)
        newer = services.case_open(citizen=gone, opened_on=TODAY, by=by)
        services.merge_undo(merge=made, by=by)
        newer.refresh_from_db()
        case.refresh_from_db()
        assert (newer.citizen_id, case.citizen_id) == (gone.pk, citizen.pk)


class TestRefused:
    def refused(self, code: str, by: Actor, **said: object) -> None:
        before = everything(by)
        with pytest.raises(RuleViolation) as refused:
            services.citizens_merge(**{"reason": "x", "by": by, **said})
        assert refused.value.code == code
        assert everything(by) == before

    def test_two_open_cases_and_none_chosen(self, by: Actor, world: World) -> None:
        two = [make(OPEN, cpr, by) for cpr in (FIRST, SECOND)]
        self.refused("merge.choose_case", by, citizen=two[0], gone=two[1])
        elsewhere = Case.objects.get(pk=world.cilla)
        self.refused("merge.choose_case", by, citizen=two[0], gone=two[1], open_case=elsewhere)

    def test_two_restrictions(self, by: Actor) -> None:
        two = [make(replace(CLOSED, about=("restriction",)), cpr, by) for cpr in (FIRST, SECOND)]
        self.refused("merge.two_restrictions", by, citizen=two[0], gone=two[1])

    def test_a_record_with_itself_or_one_that_is_gone(self, by: Actor) -> None:
        one, other, third = (make(CLOSED, cpr, by) for cpr in (FIRST, SECOND, THIRD))
        self.refused("merge.same", by, citizen=one, gone=one)
        merge(one, other, by)
        self.refused("merge.merged_already", by, citizen=third, gone=other)
        self.refused("merge.merged_already", by, citizen=other, gone=third)

    def test_a_case_for_a_record_that_is_gone(self, by: Actor) -> None:
        one, other = (make(CLOSED, cpr, by) for cpr in (FIRST, SECOND))
        merge(one, other, by)
        with pytest.raises(RuleViolation, match=r"citizen\.merged"):
            services.case_open(citizen=other, opened_on=TODAY, by=by)

    def test_undoing_twice_or_not_the_latest_first(self, by: Actor) -> None:
        one, other, third = (make(CLOSED, cpr, by) for cpr in (FIRST, SECOND, THIRD))
        first = merge(one, other, by)
        second = merge(one, third, by)
        with pytest.raises(RuleViolation, match=r"merge\.later_first"):
            services.merge_undo(merge=first, by=by)
        services.merge_undo(merge=second, by=by)
        with pytest.raises(RuleViolation, match=r"merge\.undone_already"):
            services.merge_undo(merge=second, by=by)
        into = merge(third, one, by)
        with pytest.raises(RuleViolation, match=r"merge\.later_first"):
            services.merge_undo(merge=first, by=by)
        services.merge_undo(merge=into, by=by)
        services.merge_undo(merge=first, by=by)

    def test_undoing_with_an_open_case_since(self, by: Actor) -> None:
        one, other = make(OPEN, FIRST, by), make(OPEN, SECOND, by)
        made = services.citizens_merge(citizen=one, gone=other, open_case=one.cases.get(), reason="x", by=by)
        services.case_close(case=one.cases.get(closed_on=None), closed_on=TODAY, reason="job", by=by)
        newer = services.case_open(citizen=one, opened_on=TODAY, by=by)
        services.merge_undo(merge=made, by=by)  # the newer one stays; the other record has its own back
        assert open_case(other) is not None
        assert open_case(one) == newer


def test_the_merge_knows_everything_that_points_at_a_person() -> None:
    ours = [
        m for m in apps.get_models() if m.__module__.startswith("fremdrift.") and not hasattr(m, "pgh_tracked_model")
    ]
    by_id = {m for m in ours if "subject" in {f.name for f in m._meta.concrete_fields}}
    by_key = {m for m in ours for f in m._meta.concrete_fields if f.related_model is Citizen}
    assert by_id == set(merges.ABOUT_PERSON)
    assert by_key == {Case, Citizen, Merge}
