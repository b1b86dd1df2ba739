"""Writes about who may see whom, beyond the grants that relations write: bars, restrictions, emergencies."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.fields import CASE_WORK, BarKind, Purpose
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction, grant_write, user_holder
from fremdrift.access.roles import Role
from fremdrift.access.selectors import denial, emergency, shut_out_by
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation

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
    _check(subject, by)
    return _bar(subject, user_id, by, kind=BarKind.CONFLICT, relation=relation, reason=reason)


@transaction.atomic
def exclusion_add(*, subject: UUID, user_id: int, reason: str, by: Actor) -> Bar:
    """Put somebody on the list of those who must not see the case, with the reason."""
    _check(subject, by)
    if not reason.strip():
        raise RuleViolation("exclusion.reason", "reason")
    return _bar(subject, user_id, by, kind=BarKind.EXCLUSION, reason=reason)


def _check(subject: UUID, by: Actor) -> None:
    """Whoever decides who sees a citizen must see the citizen, and not in an emergency alone."""
    if denial(by, subject) is not None or emergency(by, subject) is not None:
        raise RuleViolation("access.not_possible")


def _bar(subject: UUID, user_id: int, by: Actor, **values: str | bool) -> Bar:
    _take_turn(subject)
    holder = user_holder(user_id)
    if Bar.objects.filter(subject=subject, holder=holder, kind=values["kind"], ends_on=None).exists():
        raise RuleViolation("bar.already", "user")
    bar: Bar = Bar.objects.create(
        municipality_id=_home(by), subject=subject, holder=holder, begins_on=clock.today(), **values
    )
    return bar


def _take_turn(subject: UUID) -> None:
    """Wait for whoever changes who may see the citizen: a form sent twice counts once."""
    list(Grant.objects.select_for_update().filter(subject=subject).order_by("pk").values_list("pk"))


@transaction.atomic
def bar_end(*, bar: Bar, by: Actor) -> None:
    """Let somebody in again from now on. A conflict of interest is ended by a leader; nobody can end their own."""
    _check(bar.subject, by)
    if bar.kind == BarKind.CONFLICT and by.role is not Role.LEADER:
        raise RuleViolation("bar.leader_ends")
    # Two records that were made one may have brought the same bar twice.
    same = Bar.objects.filter(subject=bar.subject, holder=bar.holder, kind=bar.kind, ends_on=None)
    for standing in same.select_for_update():
        _end(standing)


def _home(by: Actor) -> int:
    assert by.municipality_id is not None
    return by.municipality_id


def _end(row: Bar | Restriction) -> None:
    row.ends_on = max(clock.today(), row.begins_on) - _A_DAY
    row.save(update_fields=["ends_on"])


@transaction.atomic
def restriction_set(*, subject: UUID, allowed: Iterable[int], reason: str, by: Actor) -> Restriction:
    """Restrict a case to those on a list, or change the list; whoever does it must be on it."""
    _check(subject, by)
    users = sorted(set(allowed))
    if by.user_id not in users:
        raise RuleViolation("restriction.oneself", "allowed")
    if not reason.strip():
        raise RuleViolation("restriction.reason", "reason")
    _take_turn(subject)
    standing = _standing(subject)
    if standing is None:
        standing = Restriction(municipality_id=_home(by), subject=subject, begins_on=clock.today())
    standing.allowed, standing.reason = [user_holder(user) for user in users], reason
    standing.save()
    return standing


@transaction.atomic
def restriction_end(*, subject: UUID, by: Actor) -> None:
    """Lift the restriction of a case; those on its list may."""
    _check(subject, by)
    standing = _standing(subject)
    if standing is not None:
        _end(standing)


def _standing(subject: UUID) -> Restriction | None:
    found: Restriction | None = Restriction.objects.select_for_update().filter(subject=subject, ends_on=None).first()
    return found


@transaction.atomic
def break_glass_open(*, subject: UUID, reason: str, at: dt.datetime | None = None, by: Actor) -> BreakGlass:
    """Open a citizen's case in an emergency for 24 hours. No bar and no restriction gives way to it.

    `at` is when, for the demo, which tells of days gone by; now without it.
    """
    reason, now, holder = " ".join(reason.split()), at or clock.now(), user_holder(by.user_id)
    if len(reason) < LEAST_REASON:
        raise RuleViolation("break_glass.reason", "reason")
    if shut_out_by(by, subject) is not None:
        raise RuleViolation("break_glass.refused", "cpr")
    _take_turn(subject)
    if BreakGlass.objects.filter(subject=subject, holder=holder, expires_at__gt=now).exists():
        raise RuleViolation("break_glass.already")
    opened = BreakGlass.objects.create(
        municipality_id=_home(by),
        holder=holder,
        subject=subject,
        reason=reason,
        opened_at=now,
        expires_at=now + EMERGENCY,
    )
    grant_write(
        municipality_id=opened.municipality_id,
        holder=holder,
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
