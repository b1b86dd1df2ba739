"""Writes of offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.catalogue import rules
from fremdrift.catalogue.models import Offer, OfferWeek
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@dataclass(frozen=True)
class Week:
    """What happens from one week of an offer to another."""

    first: int
    last: int
    what: str


@transaction.atomic
def offer_add(*, values: Mapping[str, Any], content: Sequence[Week] = (), by: Actor) -> Offer:
    """Put an offer into the catalogue."""
    assert by.municipality_id is not None
    offer = Offer(municipality_id=by.municipality_id, **values)
    _check(offer, content)
    with refused_as(offer_code=("offer.code_taken", "code")):
        offer.save(force_insert=True)
    _write(offer, content)
    return offer


@transaction.atomic
def offer_update(
    *,
    offer: Offer,
    values: Mapping[str, Any],
    content: Sequence[Week] | None = None,
    seen: int | None = None,
    by: Actor,
) -> bool:
    """Correct what an offer says; returns whether anything changed. `seen` is the version that was on the screen."""
    now = Offer.objects.select_for_update(of=("self",)).defer("search").get(pk=offer.pk)
    if seen is not None and now.version != seen:
        raise RuleViolation("offer.changed_meanwhile")
    changed = [name for name, value in values.items() if getattr(now, name) != value]
    for name in changed:
        setattr(now, name, values[name])
    stands = [Week(week.first, week.last, week.what) for week in now.content.all()]
    anew = content is not None and sorted(content, key=_order) != sorted(stands, key=_order)
    if not changed and not anew:
        return False
    _check(now, content or ())
    now.version += 1
    with refused_as(offer_code=("offer.code_taken", "code")):
        now.save(update_fields=[*changed, "version"])
    if anew and content is not None:
        now.content.all().delete()
        _write(now, content)
    return True


def _order(week: Week) -> tuple[int, int, str]:
    return week.first, week.last, week.what


def _check(offer: Offer, content: Sequence[Week]) -> None:
    least, most = offer.hours_least, offer.hours_most
    if least is not None and most is not None and most < least:
        raise RuleViolation("offer.hours_turned", "hours_most")
    if set(offer.can_hold) & set(offer.cannot_hold):
        raise RuleViolation("offer.holds_both", "cannot_hold")
    if any(week.last < week.first for week in content):
        raise RuleViolation("offer.weeks_turned", "content")
    texts = [
        (field.name, value) for field in Offer._meta.fields if isinstance(value := getattr(offer, field.name), str)
    ]
    for name, text in [*texts, *(("content", week.what) for week in content)]:
        if rules.names_by_number(text):
            raise RuleViolation("offer.cpr", name)


def _write(offer: Offer, content: Sequence[Week]) -> None:
    OfferWeek.objects.bulk_create(
        OfferWeek(municipality_id=offer.municipality_id, offer=offer, first=w.first, last=w.last, what=w.what)
        for w in content
    )


@transaction.atomic
def offer_review(*, offer: Offer, by: Actor) -> None:
    """Say that what stands about an offer was read today and is right."""
    offer.reviewed_on = clock.today()
    offer.reviewed_by_id = by.user_id or None
    offer.save(update_fields=["reviewed_on", "reviewed_by"])


@transaction.atomic
def offer_retire(*, offer: Offer, by: Actor) -> None:
    """Take an offer out of the catalogue from today; orders of it stand."""
    if offer.retired_on is None:
        offer.retired_on = clock.today()
        offer.save(update_fields=["retired_on"])


@transaction.atomic
def offer_reopen(*, offer: Offer, by: Actor) -> None:
    """Take it into the catalogue again."""
    offer.retired_on = None
    offer.save(update_fields=["retired_on"])
