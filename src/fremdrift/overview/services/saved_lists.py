"""Choices of counts and columns kept under a name, for oneself or for the team."""

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.violations import refused_as
from fremdrift.overview.enums import ListPage
from fremdrift.overview.models import SavedList


@transaction.atomic
def saved_list_save(*, page: ListPage, name: str, query: str, share: bool, by: Actor) -> SavedList:
    """Keep a choice under a name; of the same name and page there is one (constraint saved_list_name)."""
    assert by.municipality_id is not None
    with refused_as(saved_list_name=("saved_list.known", "name")):
        return SavedList.objects.create(
            municipality_id=by.municipality_id,
            owner_id=by.user_id,
            shared_with_id=by.team_id if share else None,
            page=page,
            name=name,
            query=query,
        )


@transaction.atomic
def saved_list_update(*, saved_list: SavedList, name: str, share: bool, by: Actor) -> None:
    """Call it something else; share it with the team, or no longer."""
    saved_list.name, saved_list.shared_with_id = name, by.team_id if share else None
    with refused_as(saved_list_name=("saved_list.known", "name")):
        saved_list.save(update_fields=["name", "shared_with"])


@transaction.atomic
def saved_list_remove(*, saved_list: SavedList, by: Actor) -> None:
    """Take a list away, for the team too; nothing that it showed changes."""
    if saved_list.removed_at is None:
        saved_list.removed_at = clock.now()
        saved_list.save(update_fields=["removed_at"])
