"""What ends when a case closes, whatever it closes for."""

import datetime as dt

from fremdrift.cases.models import Case, ContactPerson
from fremdrift.cases.services._handing import contact_person_until, contact_person_withdraw, transfers_lapse
from fremdrift.core.violations import refused_as


def case_stop(case: Case, closed_on: dt.date, reason: str, words: str = "") -> None:
    """Close a case; whoever has it, or was to get it later, sees it until that day, and a transfer is taken back."""
    case.closed_on, case.closing_reason, case.closing_words = closed_on, reason, words
    with refused_as(case_period=("case.closes_before_opening", "closed_on")):
        case.save(update_fields=["closed_on", "closing_reason", "closing_words"])
    for person in ContactPerson.objects.standing().filter(case=case).exclude(ends_on__lte=closed_on):
        if person.begins_on <= closed_on:
            contact_person_until(person, closed_on)
        else:
            contact_person_withdraw(person)
    transfers_lapse(case)
