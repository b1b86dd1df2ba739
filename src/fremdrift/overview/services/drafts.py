"""Keeping what somebody types before it is saved, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.context import maintaining
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview.models import Draft
from fremdrift.overview.rules import DRAFTS, in_force
from fremdrift.overview.selectors.drafts import Place, own_drafts

LONGEST = 200_000  # characters of all fields together


@transaction.atomic
def draft_save(
    *,
    place: Place,
    content: Mapping[str, list[str]],
    window: UUID,
    draft_id: UUID | None = None,
    seen: str = "",
    by: Actor,
) -> Draft:
    """Keep what stands in a form as it was typed, right or wrong.

    `draft_id` and `seen` name the draft and its moment that the window knows of. When another window has saved since,
    or began by itself, its draft stays as it is and this window gets one of its own: neither text replaces the other.
    """
    kept = {name: [value.replace("\x00", "") for value in values] for name, values in content.items()}
    if sum(len(value) for values in kept.values() for value in values) > LONGEST:
        raise RuleViolation("draft.too_long")
    Case.objects.select_for_update(no_key=True).values_list("pk").get(pk=place.case.pk)
    standing = own_drafts(by, place)
    own = next((d for d in standing if d.window == window or (d.pk == draft_id and d.token == seen)), None)
    now = clock.now()
    if own is None:
        own = Draft(
            municipality_id=place.case.municipality_id,
            case=place.case,
            user_id=by.user_id,
            form=place.form,
            about=place.about,
            begun_at=now,
        )
    own.content, own.window, own.saved_at = kept, window, now
    own.save()
    return own


@transaction.atomic
def draft_discard(*, case: Case, draft_id: UUID | None = None, window: UUID | None = None, by: Actor) -> None:
    """Throw the actor's own draft away, named by itself or by its window; one that is gone already is no mistake.

    Whoever has just handed the case over does not see it any more, and the draft goes all the same.
    """
    Draft.objects.filter(Q(pk=draft_id) | Q(window=window), case=case, user=by.user_id).delete()


@transaction.atomic
def draft_drop(*, dry: bool, by: Actor) -> int:
    """Delete the drafts of a municipality that the rule of today keeps no more, or count them; returns how many.

    Nobody reads a draft but its writer, so this is done as the owner of the tables, who sees that it is old.
    """
    rule = in_force(DRAFTS, clock.today())
    if rule is None:
        return 0
    after = datetime.combine(clock.today() - rule.length + timedelta(days=1), time.min, clock.COPENHAGEN)
    with maintaining():
        old = Draft.objects.using("owner").filter(municipality=by.municipality_id, saved_at__lt=after)
        return old.count() if dry else old.delete()[0]
