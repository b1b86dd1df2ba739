"""Notes on why waiting makes sense although a duty stands. The duty stays; the note is shown with it."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.conversations import rules
from fremdrift.conversations.models import Obligation, WaitingNote
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def waiting_note_set(*, case: Case, meets: str, reason: str, until: dt.date, by: Actor) -> WaitingNote:
    """Write why a duty of the case waits, and until when; it takes the place of an earlier note about the same."""
    today = clock.today()
    problem = rules.waiting_problem(until, today)
    if problem:
        raise RuleViolation(problem, "until")
    take_open_turn(case.pk)
    if not _standing(case, meets, today):
        raise RuleViolation("waiting_note.nothing_stands")
    earlier: WaitingNote | None = WaitingNote.objects.filter(case=case, meets=meets, ended_on=None).first()
    if earlier is not None and (earlier.reason, earlier.until) == (reason, until):
        return earlier
    if earlier is not None:
        _end(earlier, today)
    return WaitingNote.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        meets=meets,
        reason=reason,
        until=until,
        made_on=today,
        made_by_id=by.user_id,
    )


@transaction.atomic
def waiting_note_end(*, case: Case, meets: str, by: Actor) -> None:
    """The reason to wait holds no longer; what was noted stays in the history."""
    take_open_turn(case.pk)
    for note in WaitingNote.objects.filter(case=case, meets=meets, ended_on=None):
        _end(note, clock.today())


def _end(note: WaitingNote, today: dt.date) -> None:
    note.ended_on = today
    note.save(update_fields=["ended_on"])


def _standing(case: Case, meets: str, today: dt.date) -> bool:
    found = Obligation.objects.filter(
        case=case, arises_on__lte=today, met_on=None, closed_on=None, detail__what_would_meet_it=meets
    )
    return found.exists()
