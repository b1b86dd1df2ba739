"""Opening and closing a case."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Municipality
from fremdrift.cases.models import (
    Case,
    Citizen,
    ContactPerson,
)
from fremdrift.cases.services._handing import contact_person_until, contact_person_withdraw, transfers_lapse
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def case_open(*, citizen: Citizen, opened_on: dt.date, by: Actor) -> Case:
    """Open a case; a citizen has one open case at most (constraint case_one_open)."""
    if opened_on > clock.today():
        raise RuleViolation("case.opens_in_future", "opened_on")
    if opened_on < citizen.born:
        raise RuleViolation("case.before_birth", "opened_on")
    with refused_as(case_one_open=("case.already_open", "cpr")):
        case = Case.objects.create(
            municipality_id=citizen.municipality_id,
            citizen=citizen,
            number=_next_number(citizen.municipality_id),
            opened_on=opened_on,
        )
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
            contact_person_until(person, closed_on)
        else:
            contact_person_withdraw(person)
    transfers_lapse(case)
    case_changed(case.pk)


def _next_number(municipality_id: int) -> int:
    """The next case number of a municipality; whoever opens a case at the same time waits."""
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality_id)
    # Not through `visible_to`: numbers run on over the cases that nobody here may see.
    latest = Case.objects.filter(municipality=municipality_id).aggregate(latest=Max("number"))["latest"]
    return (latest or 0) + 1
