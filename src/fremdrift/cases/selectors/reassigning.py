"""What is on its way out of a team, and can still be taken back."""

from collections.abc import Iterable
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import TransferState
from fremdrift.cases.models import ContactPerson, Transfer
from fremdrift.core import clock


def transfers_unanswered(actor: Actor, case_ids: Iterable[UUID] | None = None) -> list[Transfer]:
    """Proposals that wait for an answer, of these cases or of all that the actor sees; the latest first."""
    found = Transfer.objects.visible_to(actor).filter(state=TransferState.PROPOSED)
    if case_ids is not None:
        found = found.filter(case__in=list(case_ids))
    return list(found.select_related("case__citizen", "to_user", "proposed_by").order_by("-proposed_at", "pk"))


def handovers_to_come(actor: Actor) -> list[ContactPerson]:
    """Coordinating contact persons whose day has not come, with case and name; the soonest first."""
    found = ContactPerson.objects.standing().coordinating().visible_to(actor)
    coming = found.filter(begins_on__gt=clock.today())
    return list(coming.select_related("case__citizen", "user").order_by("begins_on", "pk"))
