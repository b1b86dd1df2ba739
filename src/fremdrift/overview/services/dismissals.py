"""Putting a line of the worklist aside, and taking it back."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.models import Dismissal


@transaction.atomic
def dismissal_add(
    *, case: Case, duty: str, fact: str, reason: str, until: dt.date | None = None, by: Actor
) -> Dismissal:
    """Put a line aside for oneself until its facts change or a day comes; the duty itself stands. Twice is once."""
    if until is not None and until <= clock.today():
        raise RuleViolation("dismissal.until_past", "until")
    take_open_turn(case.pk)
    line = {"case": case, "user_id": by.user_id, "duty": duty, "fact": fact}
    said = {"reason": reason, "until": until}
    stands: Dismissal | None = Dismissal.objects.filter(**line, undone_at=None).order_by("-made_at").first()
    if stands is not None and {"reason": stands.reason, "until": stands.until} == said:
        return stands
    if stands is not None:  # said anew
        dismissal_undo(dismissal=stands, by=by)
    made = Dismissal(municipality_id=case.municipality_id, made_at=clock.now(), **line, **said)
    made.save(force_insert=True)
    return made


@transaction.atomic
def dismissal_undo(*, dismissal: Dismissal, by: Actor) -> None:
    """Take a line back into the list."""
    if dismissal.undone_at is None:
        dismissal.undone_at = clock.now()
        dismissal.save(update_fields=["undone_at"])
