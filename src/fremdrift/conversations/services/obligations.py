"""The recomputation of what the rulebook derives from a case."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, take_turn
from fremdrift.conversations.models import Obligation
from fremdrift.conversations.selectors import judged
from fremdrift.rulebook.rules import obligations


def obligations_recompute(case_ids: Iterable[UUID]) -> int:
    """Work the obligations of these cases out again and write what differs; returns how many rows did."""
    ids = list(case_ids)
    take_turn(*ids)  # what another is about to write counts too
    return _recompute(ids)


def _recompute(ids: list[UUID]) -> int:
    stored: dict[object, list[Obligation]] = defaultdict(list)
    for row in Obligation.objects.filter(case__in=ids):
        stored[_identity(row)].append(row)
    fresh: list[Obligation] = []
    for case, facts, packs in judged(ids):
        for found in obligations(facts, packs, dt.date.max):
            row = Obligation.of(case, found)
            if stored[_identity(row)]:
                stored[_identity(row)].pop()
            else:
                fresh.append(row)
    gone = [row.pk for rows in stored.values() for row in rows]
    if gone:
        Obligation.objects.filter(pk__in=gone).delete()
    Obligation.objects.bulk_create(fresh)
    return len(gone) + len(fresh)


def _identity(row: Obligation) -> tuple[object, ...]:
    """All that tells two obligations apart; two efforts of a kind on one day may give two that are alike."""
    return (
        row.case_id,
        row.rule,
        row.arises_on,
        row.due_on,
        row.met_on,
        row.closed_on,
        json.dumps(row.detail, sort_keys=True),
    )


def obligations_check(*, by: Actor) -> int:
    """How many stored obligations of the actor's municipality differ from a full recomputation; writes nothing."""
    with transaction.atomic():
        differ = _recompute(list(Case.objects.visible_to(by).order_by("pk").values_list("pk", flat=True)))
        transaction.set_rollback(True)
    return differ
