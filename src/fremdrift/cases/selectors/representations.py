"""Reads of representations: who helps a citizen on the citizen's own pages."""

from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import rules
from fremdrift.cases.models import Case, Representation, in_system
from fremdrift.core import clock


def representations(actor: Actor, case: Case) -> list[Representation]:
    """Everybody who helps the citizen or was asked to, the newest first; those who helped once are there too."""
    found = Representation.objects.visible_to(actor).filter(case__citizen=case.citizen_id)
    return list(found.select_related("helper", "noted_by", "ended_by"))


def representation_by_id(actor: Actor, case: Case, representation_id: UUID) -> Representation | None:
    """One of the citizen's, while it can be ended."""
    return next((r for r in representations(actor, case) if r.pk == representation_id and r.ended_at is None), None)


def own_representation(actor: Actor) -> Representation | None:
    """By what the actor helps somebody today; nothing once it is over."""
    held = Representation.objects.standing(clock.today()).visible_to(actor).filter(helper=actor.user_id)
    found: Representation | None = held.select_related("case__citizen").first()
    return found


def invitation(municipality: Municipality, secret: str) -> Representation | None:
    """The invitation that a secret belongs to, while it can be taken; the secret is all that whoever has it shows."""
    with in_system(municipality.pk, system_actor(municipality)):
        waiting = Representation.objects.waiting(clock.today())
        return waiting.filter(secret=rules.invitation_digest(secret)).first()
