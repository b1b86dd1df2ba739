"""Notes to oneself about a case, for a day."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.models import Reminder


@transaction.atomic
def reminder_add(*, case: Case, on: dt.date, text: str, by: Actor) -> Reminder:
    """Remind the actor of something on a day; the same one sent twice is one."""
    if on < clock.today():
        raise RuleViolation("reminder.past", "on")
    take_open_turn(case.pk)
    note = {"case": case, "user_id": by.user_id, "on": on, "text": text}
    stands = Reminder.objects.filter(**note, done_on=None).first()
    return stands or Reminder.objects.create(municipality_id=case.municipality_id, **note)


@transaction.atomic
def reminder_close(*, reminder: Reminder, by: Actor) -> None:
    """It is done, or not wanted any more."""
    if reminder.done_on is None:
        reminder.done_on = clock.today()
        reminder.save(update_fields=["done_on"])


@transaction.atomic
def reminder_reopen(*, reminder: Reminder, by: Actor) -> None:
    """It was not done after all."""
    if reminder.done_on is not None:
        reminder.done_on = None
        reminder.save(update_fields=["done_on"])
