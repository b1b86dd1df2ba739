"""Opening, closing and reopening a case."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Municipality
from fremdrift.cases.enums import ClosingReason
from fremdrift.cases.models import (
    Case,
    Citizen,
    ContactPerson,
)
from fremdrift.cases.services._closing import case_stop
from fremdrift.cases.services._handing import contact_person_resume, looking_back_end, looking_back_open
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
    held = Citizen.objects.select_for_update(no_key=True).filter(pk=citizen.pk)
    if held.values_list("merged_into", flat=True).get() is not None:
        raise RuleViolation("citizen.merged", "cpr")
    with refused_as(case_one_open=("case.already_open", "cpr")):
        case = Case.objects.create(
            municipality_id=citizen.municipality_id,
            citizen=citizen,
            number=_next_number(citizen.municipality_id),
            opened_on=opened_on,
        )
    looking_back_end(citizen.pk, clock.today() - dt.timedelta(days=1))
    case_changed(case.pk)
    return case


@transaction.atomic
def case_close(*, case: Case, closed_on: dt.date, reason: str, words: str = "", by: Actor) -> None:
    """Close a case with what really happened; whoever had it last can look back at it for six months."""
    if closed_on > clock.today():
        raise RuleViolation("case.closes_in_future", "closed_on")
    stands = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if stands.closed_on is not None:
        raise RuleViolation("case.already_closed")
    last = _coordinating(case, closed_on)
    case_stop(stands, closed_on, reason, words)
    if last is not None:
        looking_back_open(last, closed_on)
    case_changed(case.pk)
    case.closed_on, case.closing_reason, case.closing_words = closed_on, reason, words


@transaction.atomic
def case_reopen(*, case: Case, by: Actor) -> None:
    """Open a case again that was closed by mistake: as if it had never closed, and with whoever had it last."""
    stands = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if stands.closed_on is None:
        raise RuleViolation("case.not_closed")
    if stands.closing_reason == ClosingReason.DUPLICATE:
        raise RuleViolation("case.registered_twice")
    last = _coordinating(case, stands.closed_on)
    stands.closed_on, stands.closing_reason, stands.closing_words = None, "", ""
    with refused_as(case_one_open=("case.newer_open", None)):
        stands.save(update_fields=["closed_on", "closing_reason", "closing_words"])
    looking_back_end(stands.citizen_id, clock.today() - dt.timedelta(days=1))
    if last is not None:
        contact_person_resume(last, clock.today())
    case_changed(case.pk)
    case.closed_on, case.closing_reason, case.closing_words = None, "", ""


def _coordinating(case: Case, on: dt.date) -> ContactPerson | None:
    """Whoever coordinated a case on a day."""
    standing = ContactPerson.objects.standing().coordinating().filter(case=case, begins_on__lte=on)
    found: ContactPerson | None = standing.exclude(ends_on__lt=on).first()
    return found


def _next_number(municipality_id: int) -> int:
    """The next case number of a municipality; whoever opens a case at the same time waits."""
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality_id)
    # Not through `visible_to`: numbers run on over the cases that nobody here may see.
    latest = Case.objects.filter(municipality=municipality_id).aggregate(latest=Max("number"))["latest"]
    return (latest or 0) + 1
