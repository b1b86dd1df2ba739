"""Offers shown to a citizen, and what they say to them."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, as_system, take_open_turn
from fremdrift.catalogue.models import Offer
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as
from fremdrift.orders.enums import Reaction
from fremdrift.orders.models import ShownOffer


@transaction.atomic
def offer_show(*, case: Case, offer: Offer, note: str = "", at: dt.datetime | None = None, by: Actor) -> ShownOffer:
    """Show an offer on the citizen's own page, with a word on why."""
    take_open_turn(case.pk)
    with refused_as(shown_offer_once=("shown_offer.already", None)):
        shown: ShownOffer = ShownOffer.objects.create(
            case=case,
            municipality_id=case.municipality_id,
            offer=offer,
            shown_by_id=by.user_id,
            shown_at=at or clock.now(),
            note=note,
        )
    return shown


@transaction.atomic
def shown_offer_react(
    *, shown: ShownOffer, reaction: str, words: str = "", at: dt.datetime | None = None, by: Actor
) -> ShownOffer:
    """What the citizen says to it; they may change their mind."""
    if reaction not in Reaction.values or not reaction:
        raise RuleViolation("shown_offer.reaction_missing", "reaction")
    with as_system(shown.case_id, shown.municipality_id, by):
        shown.reaction, shown.reaction_words, shown.reacted_at = reaction, words, at or clock.now()
        shown.save(update_fields=["reaction", "reaction_words", "reacted_at"])
    return shown


@transaction.atomic
def shown_offer_withdraw(*, shown: ShownOffer, by: Actor) -> None:
    """Take an offer off the citizen's page again."""
    take_open_turn(shown.case_id)
    if shown.withdrawn_at is None:
        shown.withdrawn_at = clock.now()
        shown.save(update_fields=["withdrawn_at"])
