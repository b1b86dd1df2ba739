"""Writes about who may see whom, beyond the grants that relations write: bars, restrictions, emergencies."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import CASE_WORK, BarKind, Purpose
from fremdrift.access.models import Bar, BreakGlass, Restriction, grant_write, user_holder
from fremdrift.access.roles import Role
from fremdrift.access.selectors import shut_out_by
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as

_A_DAY = dt.timedelta(days=1)
EMERGENCY = dt.timedelta(hours=24)
LEAST_REASON = 20  # characters


@transaction.atomic
def conflict_declare(*, subject: UUID, relation: str, reason: str = "", by: Actor) -> Bar:
    """Say that one has a conflict of interest: from now on one does not see the citizen, and the case must go on."""
    return _bar(subject, by.user_id, by, kind=BarKind.CONFLICT, relation=relation, reason=reason, self_declared=True)


@transaction.atomic
def conflict_add(*, subject: UUID, user_id: int, relation: str, reason: str = "", by: Actor) -> Bar:
    """Register a colleague's conflict of interest; it counts at once."""
    if user_id == by.user_id:
        return conflict_declare(subject=subject, relation=relation, reason=reason, by=by)
    return _bar(subject, user_id, by, kind=BarKind.CONFLICT, relation=relation, reason=reason)


@transaction.atomic
def exclusion_add(*, subject: UUID, user_id: int, reason: str, by: Actor) -> Bar:
    """Put somebody on the list of those who must not see the case, with the reason."""
    if not reason.strip():
        raise RuleViolation("exclusion.reason", "reason")
    return _bar(subject, user_id, by, kind=BarKind.EXCLUSION, reason=reason)


def _bar(subject: UUID, user_id: int, by: Actor, **values: str | bool) -> Bar:
    with refused_as(bar_one_standing=("bar.already", "user")):
        bar: Bar = Bar.objects.create(
            municipality_id=_home(by),
            subject=subject,
            holder=user_holder(user_id),
            begins_on=clock.today(),
            **values,
        )
    return bar


@transaction.atomic
def bar_end(*, bar: Bar, by: Actor) -> None:
    """Let somebody in again from now on. A conflict of interest is ended by a leader, and nobody ends their own."""
    bar = Bar.objects.select_for_update().get(pk=bar.pk)
    if bar.holder == user_holder(by.user_id):
        raise RuleViolation("bar.own")
    if bar.kind == BarKind.CONFLICT and by.role is not Role.LEADER:
        raise RuleViolation("bar.leader_ends")
    if bar.ends_on is None:
        _end(bar)


def _home(by: Actor) -> int:
    assert by.municipality_id is not None
    return by.municipality_id


def _end(row: Bar | Restriction) -> None:
    row.ends_on = max(clock.today(), row.begins_on) - _A_DAY
    row.save(update_fields=["ends_on"])


@transaction.atomic
def restriction_set(*, subject: UUID, allowed: Iterable[int], reason: str, by: Actor) -> Restriction:
    """Restrict a case to those on a list, or change the list; whoever does it must be on it."""
    users = sorted(set(allowed))
    if by.user_id not in users:
        raise RuleViolation("restriction.oneself", "allowed")
    if not reason.strip():
        raise RuleViolation("restriction.reason", "reason")
    standing = _standing(subject)
    if standing is None:
        standing = Restriction(municipality_id=_home(by), subject=subject, begins_on=clock.today())
    standing.allowed, standing.reason = [user_holder(user) for user in users], reason
    with refused_as(restriction_one_standing=("restriction.changed", None)):
        standing.save()
    return standing


@transaction.atomic
def restriction_end(*, subject: UUID, by: Actor) -> None:
    """Lift the restriction of a case; those on its list may."""
    standing = _standing(subject)
    if standing is None:
        return
    if user_holder(by.user_id) not in standing.allowed:
        raise RuleViolation("restriction.oneself")
    _end(standing)


def _standing(subject: UUID) -> Restriction | None:
    found: Restriction | None = Restriction.objects.select_for_update().filter(subject=subject, ends_on=None).first()
    return found


@transaction.atomic
def break_glass_open(*, key: UUID, subject: UUID, reason: str, by: Actor) -> BreakGlass:
    """Open a citizen's case in an emergency for 24 hours. No bar and no restriction gives way to it.

    `key` is the id of the new row: a form sent twice opens once.
    """
    reason = " ".join(reason.split())
    if len(reason) < LEAST_REASON:
        raise RuleViolation("break_glass.reason", "reason")
    if shut_out_by(by, subject) is not None:
        raise RuleViolation("break_glass.refused", "cpr")
    now = clock.now()
    with refused_as(access_breakglass_pkey=("break_glass.already", None)):
        opened = BreakGlass.objects.create(
            pk=key,
            municipality_id=_home(by),
            holder=user_holder(by.user_id),
            subject=subject,
            reason=reason,
            opened_at=now,
            expires_at=now + EMERGENCY,
        )
    grant_write(
        municipality_id=_home(by),
        holder=opened.holder,
        subject=subject,
        purpose=Purpose.BREAK_GLASS,
        fields=CASE_WORK,
        begins_on=clock.today(),
        ends_on=None,
        expires_at=opened.expires_at,
        source=opened.pk,
    )
    return opened


@transaction.atomic
def break_glass_see(*, opened: BreakGlass, by: Actor) -> None:
    """A leader has seen that somebody opened a case in an emergency; the first who sees it is the one who is kept."""
    if by.role is not Role.LEADER or opened.holder == user_holder(by.user_id):
        raise RuleViolation("break_glass.leader_sees")
    opened = BreakGlass.objects.select_for_update().get(pk=opened.pk)
    if opened.seen_at is None:
        opened.seen_at, opened.seen_by = clock.now(), by.user_id
        opened.save(update_fields=["seen_at", "seen_by"])
