"""Writes about people and cases. Each is atomic: rule, write, history and grants in one transaction."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import CASE_WORK, LEADERSHIP, OWN_CASE, Purpose
from fremdrift.access.models import Grant, grant_write, grants_end
from fremdrift.cases import rules
from fremdrift.cases.enums import ChangeReason
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Citizen,
    ContactPerson,
    Effort,
    Exemption,
    TargetGroupSpell,
)
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@dataclass(frozen=True)
class Worker:
    """Somebody who may be a contact person, with the team whose leader then sees the case."""

    user_id: int
    team_id: int | None


@transaction.atomic
def citizen_add(
    *, name: str, cpr: str, phone: str = "", email: str = "", protected_address: bool = False, by: Actor
) -> Citizen:
    """Register a person; the same CPR number twice in a municipality is refused (constraint citizen_cpr)."""
    problem = rules.cpr_problem(cpr)
    if problem:
        raise RuleViolation(problem, "cpr")
    digits = rules.cpr_digits(cpr)
    born = rules.born_from_cpr(digits)
    if born is None or born > clock.today():
        raise RuleViolation("cpr.born_later", "cpr")
    assert by.municipality_id is not None
    citizen = Citizen(
        municipality_id=by.municipality_id,
        born=born,
        is_synthetic=rules.cpr_is_synthetic(digits),
        phone=phone,
        email=email,
        protected_address=protected_address,
    )
    citizen.rename(name)
    citizen.seal_cpr(digits)
    with refused_as(citizen_cpr=("citizen.known", "cpr")):
        citizen.save(force_insert=True)
    return citizen


@transaction.atomic
def citizen_update(*, citizen: Citizen, values: dict[str, Any], by: Actor) -> bool:
    """Correct name, phone, email or address protection; tells whether anything changed."""
    changed = {field: value for field, value in values.items() if getattr(citizen, field) != value}
    if not changed:
        return False
    for field, value in changed.items():
        setattr(citizen, field, value)
    citizen.rename(citizen.name)
    citizen.save()
    return True


@transaction.atomic
def case_open(*, citizen: Citizen, opened_on: dt.date, by: Actor) -> Case:
    """Open a case; a citizen has one open case at most (constraint case_one_open)."""
    if opened_on > clock.today():
        raise RuleViolation("case.opens_in_future", "opened_on")
    if opened_on < citizen.born:
        raise RuleViolation("case.before_birth", "opened_on")
    with refused_as(case_one_open=("case.already_open", "cpr")):
        case = Case.objects.create(municipality_id=citizen.municipality_id, citizen=citizen, opened_on=opened_on)
    case_changed(case.pk)
    return case


@transaction.atomic
def case_close(*, case: Case, closed_on: dt.date, reason: str, by: Actor) -> None:
    """Close a case with what really happened; whoever has it, or was to get it later, sees it until that day."""
    if closed_on > clock.today():
        raise RuleViolation("case.closes_in_future", "closed_on")
    case.closed_on, case.closing_reason = closed_on, reason
    with refused_as(case_period=("case.closes_before_opening", "closed_on")):
        case.save(update_fields=["closed_on", "closing_reason"])
    for person in ContactPerson.objects.standing().filter(case=case).exclude(ends_on__lte=closed_on):
        if person.begins_on <= closed_on:
            _contact_person_end(person, closed_on)
        else:
            _contact_person_withdraw(person)
    case_changed(case.pk)


@transaction.atomic
def benefit_add(*, case: Case, kind: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor) -> BenefitSpell:
    """Register a benefit in a period; two benefits never share a day."""
    _check_period(begins_on, ends_on)
    with refused_as(benefit_no_overlap=("benefit.overlaps", "begins_on")):
        spell = BenefitSpell.objects.create(kind=kind, begins_on=begins_on, ends_on=ends_on, **_of(case))
    case_changed(case.pk)
    return spell


@transaction.atomic
def target_group_add(
    *, case: Case, group: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor
) -> TargetGroupSpell:
    """Register a target group in a period; two groups never share a day."""
    _check_period(begins_on, ends_on)
    with refused_as(target_group_no_overlap=("target_group.overlaps", "begins_on")):
        spell = TargetGroupSpell.objects.create(group=group, begins_on=begins_on, ends_on=ends_on, **_of(case))
    case_changed(case.pk)
    return spell


@transaction.atomic
def exemption_add(
    *, case: Case, pauses: str, reason: str, begins_on: dt.date, ends_on: dt.date | None, by: Actor
) -> Exemption:
    """Register that conversations, offers or both are not demanded for a time; deadlines stand still meanwhile."""
    _check_period(begins_on, ends_on)
    with refused_as(exemption_no_overlap=("exemption.overlaps", "begins_on")):
        spell = Exemption.objects.create(
            pauses=pauses, reason=reason, begins_on=begins_on, ends_on=ends_on, **_of(case)
        )
    case_changed(case.pk)
    return spell


@transaction.atomic
def spell_end(*, spell: BenefitSpell | TargetGroupSpell | Exemption | Effort, ends_on: dt.date, by: Actor) -> None:
    """Set the last day of a period."""
    _check_period(spell.begins_on, ends_on)
    spell.ends_on = ends_on
    with refused_as(
        benefit_no_overlap=("benefit.overlaps", "ends_on"),
        target_group_no_overlap=("target_group.overlaps", "ends_on"),
        exemption_no_overlap=("exemption.overlaps", "ends_on"),
    ):
        spell.save(update_fields=["ends_on"])
    case_changed(spell.case_id)


@transaction.atomic
def effort_add(
    *,
    case: Case,
    kind: str,
    title: str,
    organiser: str,
    begins_on: dt.date,
    ends_on: dt.date | None,
    organiser_name: str = "",
    hours: float | None = None,
    at_workplace: bool = False,
    by: Actor,
) -> Effort:
    """Register something that runs for the citizen; efforts may run side by side."""
    _check_period(begins_on, ends_on)
    with refused_as(effort_hours=("effort.hours", "hours")):
        effort = Effort.objects.create(
            kind=kind,
            title=title,
            organiser=organiser,
            organiser_name=organiser_name,
            begins_on=begins_on,
            ends_on=ends_on,
            hours=hours,
            at_workplace=at_workplace,
            **_of(case),
        )
    case_changed(case.pk)
    return effort


@transaction.atomic
def contact_person_set(
    *,
    case: Case,
    worker: Worker,
    begins_on: dt.date,
    reason: str = ChangeReason.FIRST,
    handover: str = "",
    ends_on: dt.date | None = None,
    by: Actor,
) -> ContactPerson:
    """Make somebody the coordinating caseworker from a day; whoever had the case until then ends the day before."""
    _check_period(begins_on, ends_on)
    current = ContactPerson.objects.standing().filter(case=case, begins_on__lt=begins_on, ends_on=None).first()
    if current is not None:
        if current.user_id == worker.user_id:
            raise RuleViolation("contact_person.same", "user")
        _contact_person_end(current, begins_on - dt.timedelta(days=1))
    with refused_as(contact_person_one_coordinating=("contact_person.two_coordinating", "begins_on")):
        person = ContactPerson.objects.create(
            user_id=worker.user_id,
            begins_on=begins_on,
            ends_on=ends_on,
            reason=reason,
            handover=handover,
            **_of(case),
        )
    _open_to(case, person, f"user:{worker.user_id}", Purpose.CASE_WORK)
    if worker.team_id is not None:
        _open_to(case, person, f"leaders:{worker.team_id}", Purpose.LEADERSHIP)
    case_changed(case.pk)
    return person


@transaction.atomic
def contact_person_cancel(*, person: ContactPerson, by: Actor) -> None:
    """Take a contact person back before the first day; whoever had to make room goes on until the next one, if any."""
    Case.objects.select_for_update(no_key=True).values_list("pk").get(pk=person.case_id)
    standing = ContactPerson.objects.standing().filter(case=person.case_id).order_by("begins_on")
    persons = {p.pk: p for p in standing}
    if person.pk not in persons:
        raise RuleViolation("contact_person.changed")
    person = persons.pop(person.pk)
    if person.begins_on <= clock.today():
        raise RuleViolation("contact_person.begun")
    _contact_person_withdraw(person)
    the_day_before = person.begins_on - dt.timedelta(days=1)
    before = next((p for p in persons.values() if p.ends_on == the_day_before), None)
    after = next((p for p in persons.values() if p.begins_on > person.begins_on), None)
    if before is not None and _was_open(before):
        with refused_as(contact_person_one_coordinating=("contact_person.changed", None)):
            _contact_person_reopen(before, after.begins_on - dt.timedelta(days=1) if after else None)
    case_changed(person.case_id)


@transaction.atomic
def citizen_sign_in_add(*, citizen: Citizen, user_id: int, begins_on: dt.date, by: Actor) -> None:
    """Let a citizen see the own case when signed in."""
    grant_write(
        municipality_id=citizen.municipality_id,
        holder=f"user:{user_id}",
        subject=citizen.pk,
        purpose=Purpose.OWN_CASE,
        fields=OWN_CASE,
        begins_on=begins_on,
        ends_on=None,
        source=citizen.pk,
    )


def _open_to(case: Case, person: ContactPerson, holder: str, purpose: Purpose) -> None:
    grant_write(
        municipality_id=case.municipality_id,
        holder=holder,
        subject=case.citizen_id,
        purpose=purpose,
        fields=CASE_WORK if purpose is Purpose.CASE_WORK else LEADERSHIP,
        begins_on=person.begins_on,
        ends_on=person.ends_on,
        source=person.pk,
    )


def _contact_person_end(person: ContactPerson, last_day: dt.date) -> None:
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])
    grants_end(source=person.pk, last_day=last_day)


def _contact_person_withdraw(person: ContactPerson) -> None:
    person.withdrawn_at = clock.now()
    person.save(update_fields=["withdrawn_at"])
    grants_end(source=person.pk, last_day=person.begins_on - dt.timedelta(days=1))


def _was_open(person: ContactPerson) -> bool:
    """Whether somebody had the case until further notice once: a last day agreed from the start stays as it is."""
    return bool(ContactPerson.objects.filter(pk=person.pk, events__ends_on=None).exists())


def _contact_person_reopen(person: ContactPerson, last_day: dt.date | None) -> None:
    for grant in Grant.objects.filter(source=person.pk, ends_on=person.ends_on):
        grant.ends_on = last_day
        grant.save(update_fields=["ends_on"])
    person.ends_on = last_day
    person.save(update_fields=["ends_on"])


def _check_period(begins_on: dt.date, ends_on: dt.date | None) -> None:
    problem = rules.period_problem(begins_on, ends_on)
    if problem:
        raise RuleViolation(problem, "ends_on")


def _of(case: Case) -> dict[str, UUID | int]:
    return {"case_id": case.pk, "municipality_id": case.municipality_id}
