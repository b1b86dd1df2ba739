"""People around the citizen, and the citizen's consents to speak with them."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases import rules
from fremdrift.cases.enums import NetworkRole
from fremdrift.cases.models import Case, NetworkPerson, take_open_turn
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@dataclass(frozen=True)
class Around:
    """Who somebody around the citizen is, and how to reach them."""

    name: str
    role: str = NetworkRole.OTHER
    organisation: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


@transaction.atomic
def network_person_add(*, case: Case, around: Around, by: Actor) -> NetworkPerson:
    """Write down somebody around the citizen; the same person twice is refused."""
    take_open_turn(case.pk)
    _check_new(case, around)
    return NetworkPerson.objects.create(**asdict(around), **of_case(case))


@transaction.atomic
def network_person_update(*, person: NetworkPerson, around: Around, expected_version: int, by: Actor) -> NetworkPerson:
    """Correct who somebody is and how to reach them; over the version that the writer saw."""
    person = _in_turn(person)
    changed = {name: value for name, value in asdict(around).items() if value != getattr(person, name)}
    if not changed:
        return person
    if person.version != expected_version:
        raise RuleViolation("network_person.changed_meanwhile")
    for name, value in changed.items():
        setattr(person, name, value)
    return _store(person)


@transaction.atomic
def network_person_end(*, person: NetworkPerson, by: Actor) -> NetworkPerson:
    """Say that somebody has no more to do with the citizen; a consent ends with it."""
    person = _in_turn(person)
    if person.ended_on is not None:
        return person
    if person.consents:
        person.consent_ended_on = clock.today()
    person.ended_on = clock.today()
    return _store(person)


@transaction.atomic
def consent_give(*, person: NetworkPerson, on: dt.date, what: str, expected_version: int, by: Actor) -> NetworkPerson:
    """Write down that the citizen agrees, since when, and to what; a consent that stands is widened or narrowed."""
    person = _in_turn(person)
    if person.ended_on is not None:
        raise RuleViolation("network_person.ended")
    if not what:
        raise RuleViolation("consent.what_needed", "consent_what")
    problem = rules.consent_given_problem(on, person.consent_ended_on, clock.today())
    if problem:
        raise RuleViolation(problem, "consent_on")
    if (person.consent_on, person.consent_what, person.consent_ended_on) == (on, what, None):
        return person
    if person.version != expected_version:
        raise RuleViolation("network_person.changed_meanwhile")
    person.consent_on, person.consent_what, person.consent_ended_on = on, what, None
    return _store(person)


@transaction.atomic
def consent_withdraw(*, person: NetworkPerson, on: dt.date, by: Actor) -> NetworkPerson:
    """Write down that the citizen no longer agrees; from that day nothing is shared. Sent twice it ends once."""
    person = _in_turn(person)
    if person.consent_on is None:
        raise RuleViolation("consent.none")
    if person.consent_ended_on is not None:
        return person
    problem = rules.consent_withdrawn_problem(person.consent_on, on, clock.today())
    if problem:
        raise RuleViolation(problem, "ended_on")
    person.consent_ended_on = on
    return _store(person)


def _in_turn(person: NetworkPerson) -> NetworkPerson:
    take_open_turn(person.case_id)
    found: NetworkPerson = NetworkPerson.objects.get(pk=person.pk)
    return found


def _check_new(case: Case, around: Around) -> None:
    same = NetworkPerson.objects.standing().filter(case=case, name__iexact=around.name, role=around.role)
    if same.exists():
        raise RuleViolation("network_person.already_there", "name")


def _store(person: NetworkPerson) -> NetworkPerson:
    person.version += 1
    person.save()
    return person
