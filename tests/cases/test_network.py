"""People around the citizen, and consents: given for something, withdrawn with a day, nothing lost on the way."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from fremdrift.access.actor import Actor
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, NetworkPerson
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

BO = services.Around("Bo Berg", "debt_advice", "Gældsrådgivningen", "00 11 22 33", "bo@example.org", "Om tirsdagen")
A_WEEK_AGO, TOMORROW = TODAY - dt.timedelta(days=7), TODAY + dt.timedelta(days=1)


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


@pytest.fixture
def bo(case: Case, caseworker: Actor) -> NetworkPerson:
    return services.network_person_add(case=case, around=BO, by=caseworker)


def consent(person: NetworkPerson, by: Actor, *, on: dt.date = A_WEEK_AGO, what: str = "Gælden") -> NetworkPerson:
    seen = NetworkPerson.objects.get(pk=person.pk).version
    return services.consent_give(person=person, on=on, what=what, expected_version=seen, by=by)


def test_nobody_consents_by_standing_there(bo: NetworkPerson, case: Case, caseworker: Actor) -> None:
    (found,) = selectors.network_persons(caseworker, [case.pk])
    assert (found.name, found.called, found.consents) == ("Bo Berg", "Bo Berg, Gældsrådgivningen", False)


def test_the_same_person_twice_is_refused(bo: NetworkPerson, case: Case, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"network_person\.already_there"):
        services.network_person_add(case=case, around=services.Around("bo berg", "debt_advice"), by=caseworker)
    services.network_person_add(case=case, around=services.Around("Bo Berg", "family"), by=caseworker)


def test_a_consent_says_to_what_and_since_when(bo: NetworkPerson, caseworker: Actor) -> None:
    given = consent(bo, caseworker)
    assert (given.consents, given.consent_on, given.consent_what) == (True, A_WEEK_AGO, "Gælden")


@pytest.mark.parametrize(
    ("on", "what", "code"), [(TOMORROW, "x", "consent.in_future"), (TODAY, "", "consent.what_needed")]
)
def test_a_consent_that_is_none(on: dt.date, what: str, code: str, bo: NetworkPerson, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation) as refused:
        consent(bo, caseworker, on=on, what=what)
    assert refused.value.code == code


def test_a_consent_ends_on_its_day_and_once(bo: NetworkPerson, caseworker: Actor) -> None:
    consent(bo, caseworker)
    ended = [services.consent_withdraw(person=bo, on=TODAY, by=caseworker) for _time in range(2)]
    assert [(p.consents, p.consent_ended_on, p.version) for p in ended] == [(False, TODAY, 2)] * 2


@pytest.mark.parametrize(
    ("on", "code"), [(TOMORROW, "consent.in_future"), (A_WEEK_AGO - dt.timedelta(days=1), "consent.ends_first")]
)
def test_a_day_on_which_no_consent_ends(on: dt.date, code: str, bo: NetworkPerson, caseworker: Actor) -> None:
    consent(bo, caseworker)
    with pytest.raises(RuleViolation) as refused:
        services.consent_withdraw(person=bo, on=on, by=caseworker)
    assert refused.value.code == code


def test_where_there_is_no_consent_none_is_withdrawn(bo: NetworkPerson, caseworker: Actor) -> None:
    with pytest.raises(RuleViolation, match=r"consent\.none"):
        services.consent_withdraw(person=bo, on=TODAY, by=caseworker)


def test_a_consent_is_given_anew_after_the_last_one(bo: NetworkPerson, caseworker: Actor) -> None:
    consent(bo, caseworker)
    services.consent_withdraw(person=bo, on=TODAY - dt.timedelta(days=2), by=caseworker)
    with pytest.raises(RuleViolation, match=r"consent\.before_last"):
        consent(bo, caseworker, on=TODAY - dt.timedelta(days=3))
    assert consent(bo, caseworker, on=TODAY).consents


def test_who_leaves_takes_the_consent_along(bo: NetworkPerson, caseworker: Actor) -> None:
    consent(bo, caseworker)
    ended = [services.network_person_end(person=bo, by=caseworker) for _time in range(2)][-1]
    assert (ended.ended_on, ended.consent_ended_on, ended.version) == (TODAY, TODAY, 2)
    with pytest.raises(RuleViolation, match=r"network_person\.ended"):
        consent(bo, caseworker)


def test_who_writes_over_what_they_did_not_see_is_refused(bo: NetworkPerson, caseworker: Actor) -> None:
    services.network_person_update(person=bo, around=services.Around("Bo B"), expected_version=0, by=caseworker)
    with pytest.raises(RuleViolation, match=r"network_person\.changed_meanwhile"):
        services.network_person_update(person=bo, around=services.Around("Bent"), expected_version=0, by=caseworker)
    with pytest.raises(RuleViolation, match=r"network_person\.changed_meanwhile"):
        services.consent_give(person=bo, on=TODAY, what="Gælden", expected_version=0, by=caseworker)
    assert NetworkPerson.objects.get(pk=bo.pk).name == "Bo B"


def test_a_colleague_without_the_case_sees_nobody(bo: NetworkPerson, case: Case, actor) -> None:
    colleague = actor("colleague")
    assert selectors.network_persons(colleague, [case.pk]) == []
    assert selectors.network_person_by_id(colleague, case, bo.pk) is None


@pytest.mark.parametrize("values", [{"consent_on": TODAY}, {"consent_what": "x"}])
def test_the_database_knows_what_belongs_together(
    values: dict[str, object], bo: NetworkPerson, caseworker: Actor
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkPerson.objects.filter(pk=bo.pk).update(**values)
