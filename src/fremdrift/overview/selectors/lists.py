"""Reads of what somebody put aside, wants to be reminded of, or saved as a list."""

from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.overview.enums import ListPage
from fremdrift.overview.models import Dismissal, Reminder, SavedList


def dismissal_by_id(actor: Actor, case: Case, dismissal_id: UUID) -> Dismissal | None:
    """What the actor put aside in a case."""
    found = Dismissal.objects.visible_to(actor).filter(case=case, pk=dismissal_id, user=actor.user_id)
    return cast(Dismissal | None, found.first())


def reminder_by_id(actor: Actor, case: Case, reminder_id: UUID) -> Reminder | None:
    """A reminder of the actor's own in a case."""
    found = Reminder.objects.visible_to(actor).filter(case=case, pk=reminder_id, user=actor.user_id)
    return cast(Reminder | None, found.first())


def coming_reminders(actor: Actor, case: Case) -> list[Reminder]:
    """The actor's own reminders about a case that are not done, soonest first."""
    found = Reminder.objects.visible_to(actor).filter(case=case, user=actor.user_id, done_on=None)
    return list(found.order_by("on", "pk"))


def saved_lists(actor: Actor, page: ListPage) -> list[SavedList]:
    """The actor's own lists of a page, then those that colleagues share with the team, each by name."""
    found = _standing(actor).filter(Q(owner=actor.user_id) | Q(shared_with__in=[actor.team_id or 0]), page=page)
    found = found.select_related("owner")
    return sorted(found.order_by("name", "pk"), key=lambda kept: kept.owner_id != actor.user_id)


def saved_list_by_id(actor: Actor, list_id: int) -> SavedList | None:
    """A list of the actor's own."""
    return _standing(actor).filter(pk=list_id, owner=actor.user_id).first()


def _standing(actor: Actor) -> QuerySet[SavedList]:
    return SavedList.objects.filter(municipality=actor.municipality_id, removed_at=None)
