"""How it goes, as the timeline tells it: who answered a measurement or said a phase, and a yes to the plan.

What was answered stands on its own page, where each party's is hidden until the reader's own is given.
"""

import datetime as dt
from collections.abc import Iterable

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.cases.models import Case
from fremdrift.cases.selectors import plan_replies
from fremdrift.core.clock import COPENHAGEN
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors.entries import Entry
from fremdrift.progression.enums import Chooser
from fremdrift.progression.selectors import phase_choices, responses_given
from fremdrift.questionnaires.enums import Respondent


def progress_entries(actor: Actor, case: Case) -> Iterable[Entry]:
    """Measurements and phases for whoever may open their pages, a yes to the plan for whoever keeps it."""
    if actor.may(Permission.MEASURE):
        for given in responses_given(actor, case):
            who = "citizen" if given.respondent == Respondent.CITIZEN else "municipality"
            yield Entry(_day(given.given_at or given.begun_at), EntryKind.PROGRESS, f"measured_{who}", who, given)
        for choice in phase_choices(actor, case):
            who = "citizen" if choice.chooser == Chooser.CITIZEN else "municipality"
            yield Entry(_day(choice.chosen_at), EntryKind.PROGRESS, f"phase_{who}", who, choice)
    if actor.may(Permission.PLAN_CHANGE):
        for reply in plan_replies(actor, case):
            if reply.approves:  # what was written to it is a message too, and told as such
                yield Entry(_day(reply.said_at), EntryKind.PLAN, "plan_approved", "citizen", reply)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(COPENHAGEN).date()
