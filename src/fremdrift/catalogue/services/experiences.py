"""Writes of colleagues' notes."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.catalogue import rules
from fremdrift.catalogue.models import Experience, Offer
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def experience_add(
    *, offer: Offer, worked: str, worked_for: str = "", at: dt.datetime | None = None, by: Actor
) -> Experience:
    """Note what one knows of an offer. A note that names somebody by number is refused; twice is once."""
    for field, text in (("worked_for", worked_for), ("worked", worked)):
        if rules.names_by_number(text):
            raise RuleViolation("experience.cpr", field)
    same = {"offer": offer, "author_id": by.user_id, "worked": worked, "worked_for": worked_for}
    stands: Experience | None = Experience.objects.filter(**same, withdrawn_at=None).first()
    if stands is not None:
        return stands
    made = Experience(municipality_id=offer.municipality_id, made_at=at or clock.now(), **same)
    made.save(force_insert=True)
    return made


@transaction.atomic
def experience_withdraw(*, experience: Experience, by: Actor) -> None:
    """Take a note back: one's own, or any of them where one keeps the catalogue."""
    _check_may(experience, by)
    if experience.withdrawn_at is None:
        experience.withdrawn_at = clock.now()
        experience.save(update_fields=["withdrawn_at"])


@transaction.atomic
def experience_reopen(*, experience: Experience, by: Actor) -> None:
    """Put a note back that was taken back: one's own, or any of them where one keeps the catalogue."""
    _check_may(experience, by)
    experience.withdrawn_at = None
    experience.save(update_fields=["withdrawn_at"])


def _check_may(experience: Experience, by: Actor) -> None:
    if experience.author_id != by.user_id and not by.may(Permission.OFFERS_KEEP):
        raise RuleViolation("experience.not_own")
