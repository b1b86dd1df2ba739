"""Who helps beside the caseworker: several at once, each with what their role needs; delegation to a provider."""

import datetime as dt
from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.accounts.models import Provider
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.enums import Column
from fremdrift.overview.selectors import case_now, caseload, own_lines, timeline
from tests.access.full_cases import citizen_of, fill
from tests.access.tables import refusal, seen, subjects
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
LAST = TODAY + 30 * A_DAY
RIGHTS = "42501"
Personas = Callable[[str], Actor]


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen").get(pk=world.cilla)


def add(case: Case, world: World, by: Actor, role: str, persona: str, **period: dt.date | None) -> ContactPerson:
    days = {"begins_on": TODAY, "ends_on": None} | period
    return services.contact_person_add(
        case=case, role=role, user_id=world.users[persona].pk, note="Vil ud i det grønne.", by=by, **days
    )


def delegate(case: Case, world: World, by: Actor, **period: dt.date | None) -> ContactPerson:
    days = {"begins_on": TODAY, "ends_on": LAST} | period
    provider = Provider.objects.get(key="proevebaenken").pk
    user = world.users["delegate"].pk
    return services.contact_person_delegate(case=case, user_id=user, provider_id=provider, by=by, **days)


def refused(write: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(RuleViolation) as violation:
        write()
    return violation.value.code, violation.value.field


@pytest.mark.parametrize(
    ("role", "persona", "fields"),
    [
        ("company_consultant", "consultant", {"identity", "contact", "plan", "order"}),
        ("job_broker", "colleague", {"identity", "contact", "plan", "order"}),
        ("mentor", "mentor", {"identity", "contact", "plan"}),
    ],
)
def test_each_is_granted_what_the_role_needs_and_no_case_page(
    role: str, persona: str, fields: set[str], case: Case, world: World, caseworker: Actor, actor: Personas
) -> None:
    person = add(case, world, caseworker, role, persona, ends_on=LAST)
    grant = Grant.objects.get(source=person.pk)
    assert (set(grant.fields), grant.begins_on, grant.ends_on) == (fields, TODAY, LAST)
    who = actor(persona)
    assert grant.holder == f"user:{who.user_id}"
    with acting(who):
        assert selectors.case_by_id(who, case.pk) is None
        assert selectors.case_to_hand_over(who, case.pk) is None


def test_several_stand_beside_one_another_and_none_of_them_has_the_case(
    case: Case, world: World, caseworker: Actor, actor: Personas
) -> None:
    for role, persona in (("company_consultant", "consultant"), ("job_broker", "colleague"), ("mentor", "mentor")):
        add(case, world, caseworker, role, persona)
    now = case_now(caseworker, case)
    assert [p.role for p in now.beside] == ["company_consultant", "job_broker", "mentor"]
    assert (now.changes, now.contact_person.user_id) == (0, caseworker.user_id)
    load = caseload(caseworker).load
    (line,) = own_lines(caseworker, load, [load.cases[case.pk]], list(Column))
    assert (line.changes, line.since) == (0, now.contact_person.begins_on)
    told = [e.author for e in timeline(caseworker, case) if e.what == "contact_person_beside"]
    assert sorted(told) == ["Colleague", "Consultant", "Mentor"]
    colleague = actor("colleague")
    with acting(colleague):
        assert case.pk not in [c.pk for c in selectors.own_cases(colleague)]


def test_a_handover_leaves_those_beside_where_they_are(case: Case, world: World, caseworker: Actor) -> None:
    mentor = add(case, world, caseworker, "mentor", "mentor")
    worker = services.Worker(world.users["colleague"].pk, None)
    coming = services.contact_person_set(
        case=case, worker=worker, begins_on=TODAY + A_DAY, reason="illness", by=caseworker
    )
    services.contact_person_cancel(person=coming, by=caseworker)
    mentor.refresh_from_db()
    assert mentor.ends_on is None
    assert ContactPerson.objects.standing().coordinating().get(case=case).ends_on is None


def test_the_same_one_twice_in_the_same_role_is_refused(case: Case, world: World, caseworker: Actor) -> None:
    add(case, world, caseworker, "mentor", "mentor", ends_on=LAST)
    assert refused(lambda: add(case, world, caseworker, "mentor", "mentor")) == ("contact_person.already", "user")
    assert add(case, world, caseworker, "mentor", "mentor", begins_on=LAST + A_DAY).begins_on == LAST + A_DAY


class TestEnding:
    def test_what_was_open_ends_with_it(self, case, world, caseworker) -> None:
        mentor = add(case, world, caseworker, "mentor", "mentor", begins_on=TODAY - A_DAY)
        services.contact_person_end(person=mentor, ends_on=TODAY, by=caseworker)
        assert Grant.objects.get(source=mentor.pk).ends_on == TODAY
        with clock.at(TODAY + A_DAY):
            assert case_now(caseworker, case).beside == []

    def test_it_cannot_be_made_longer_nor_end_before_it_begins(self, case, world, caseworker) -> None:
        mentor = add(case, world, caseworker, "mentor", "mentor", ends_on=LAST)
        later = refused(lambda: services.contact_person_end(person=mentor, ends_on=LAST + A_DAY, by=caseworker))
        before = refused(lambda: services.contact_person_end(person=mentor, ends_on=TODAY - A_DAY, by=caseworker))
        assert (later, before) == (("contact_person.ends_later", "ends_on"), ("period.ends_first", "ends_on"))

    def test_on_the_first_day_it_can_be_taken_back_and_closes_at_once(self, case, world, caseworker, actor) -> None:
        person, who = delegate(case, world, caseworker), actor("delegate")
        with acting(who):
            assert selectors.case_by_id(who, case.pk) is not None
        services.contact_person_cancel(person=person, by=caseworker)
        with acting(who):
            assert selectors.case_by_id(who, case.pk) is None
        assert refused(lambda: services.contact_person_cancel(person=person, by=caseworker))[0] == (
            "contact_person.changed"
        )
        with clock.at(TODAY + A_DAY):
            begun = add(case, world, caseworker, "mentor", "mentor", begins_on=TODAY)
            assert refused(lambda: services.contact_person_cancel(person=begun, by=caseworker))[0] == (
                "contact_person.helps_already"
            )

    def test_closing_the_case_ends_them_too(self, case, world, caseworker) -> None:
        person = delegate(case, world, caseworker)
        services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
        person.refresh_from_db()
        assert person.ends_on == TODAY


class TestDelegation:
    @pytest.fixture
    def full(self, world: World) -> World:
        fill(world)
        return world

    @pytest.fixture
    def delegated(self, case: Case, full: World, caseworker: Actor) -> ContactPerson:
        return delegate(case, full, caseworker)

    def test_it_needs_a_last_day(self, case, world, caseworker) -> None:
        assert refused(lambda: delegate(case, world, caseworker, ends_on=None)) == (
            "delegation.without_end",
            "ends_on",
        )

    def test_the_coordinating_caseworker_stays(self, case, delegated, caseworker) -> None:
        assert selectors.case_by_id(caseworker, case.pk) is not None
        assert case_now(caseworker, case).contact_person.user_id == caseworker.user_id

    def test_the_database_shows_this_citizen_and_nobody_else(self, full, delegated, actor) -> None:
        with acting(actor("delegate")):
            assert set().union(*subjects().values()) == {citizen_of(full.nordby, full.cilla)}
            assert "conversations_conversation" in seen()
        with acting(actor("provider")):  # of the same unit, without a delegation
            assert seen() == {}

    def test_a_conversation_is_recorded_and_nothing_decided(self, case, full, delegated, actor) -> None:
        who = actor("delegate")
        agreed = [talks.NewAgreement("Ringe til lægen", due_on=LAST)]
        record = talks.Record("held", "walk", TODAY, minutes="Vi gik en tur.", agreements=agreed, share=True)
        with acting(who):
            mine = selectors.case_by_id(who, case.pk)
            talk = talks.conversation_record(case=mine, record=record, by=who)
            planned = talks.conversation_plan(case=mine, on=LAST, form="walk", by=who)
            talks.conversation_cancel(conversation=planned, by=who)
            assert (talk.recorded_by_id, talk.minutes_state) == (who.user_id, "shared")
            assert Agreement.objects.filter(conversation=talk).count() == 1
        assert Conversation.objects.get(pk=talk.pk).municipality_id == full.nordby.pk

    def test_neither_grants_nor_who_has_the_case_can_be_written(self, full, delegated, actor) -> None:
        with acting(actor("delegate")):
            assert refusal("update cases_contactperson set ends_on = null") == RIGHTS
            assert refusal("update access_grant set ends_on = null") == RIGHTS
            assert refusal("update cases_case set citizen_id = %s", [citizen_of(full.nordby, full.bertil)]) != ""
            assert refusal("update conversations_conversation set case_id = %s", [full.bertil]) == RIGHTS
            assert refusal("update conversations_conversation set case_id = %s", [full.gerda]) == RIGHTS

    def test_not_before_and_not_after(self, case, full, caseworker, actor) -> None:
        delegate(case, full, caseworker, begins_on=TODAY + A_DAY, ends_on=LAST)
        shown = {}
        for day in (TODAY, TODAY + A_DAY, LAST, LAST + A_DAY):
            with clock.at(day):
                who = actor("delegate")
                with acting(who):
                    found = selectors.case_by_id(who, case.pk)
                    shown[day] = (found is not None, len(selectors.delegated_cases(who)), "cases_case" in seen())
        assert list(shown.values()) == [(False, 0, False), (True, 1, True), (True, 1, True), (False, 0, False)]

    def test_the_address_is_never_theirs(self, case, full, delegated, caseworker, actor) -> None:
        citizen = case.citizen
        citizen.address, citizen.postcode, citizen.town = "Hemmelig Sti 7", "9999", "Nordby"
        citizen.protected_address, citizen.protected_until = True, LAST
        citizen.save()
        assert selectors.case_by_id(caseworker, case.pk).citizen.address == "Hemmelig Sti 7"
        who = actor("delegate")
        with acting(who):
            for found in (selectors.case_by_id(who, case.pk), *selectors.delegated_cases(who)):
                assert (found.citizen.address, found.citizen.postcode, found.citizen.town) == ("", "", "")
                assert (found.citizen.protected_address, found.citizen.protected_until) == (False, None)
