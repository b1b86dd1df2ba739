"""Progress reports: begun, submitted, returned, reviewed with a decision, read and commented by the citizen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules
from fremdrift.orders.enums import Decision, OrderState, Point, ReportKind, ReportState
from fremdrift.orders.models import AimReached, AttentionPoint, Order, ProgressReport
from fremdrift.orders.selectors.attendance import attendance_counts
from fremdrift.orders.services import _effects as effects
from fremdrift.orders.services._answers import Answers, answers_write
from fremdrift.orders.services._turns import check_address, day, in_turn, of_order
from fremdrift.orders.services.orders import order_complete

_VALUES = ("summary", "work_capacity", "recommendation", "recommendation_words")
_WRITABLE = {ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED}


@dataclass(frozen=True)
class Report:
    """What a report says."""

    points: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # point → direction and evidence
    aims: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)  # aim → outcome and words
    summary: str = ""
    work_capacity: float | None = None  # hours a week
    recommendation: str = ""
    recommendation_words: str = ""
    indicators: Answers = field(default_factory=dict)


@transaction.atomic
def report_ask(*, order: Order, due_on: dt.date, why: str, by: Actor) -> ProgressReport:
    """Ask for an extra report by a day, and say what for."""
    with in_turn(order, by) as standing:
        if standing.state not in rules.TAKING_A_PLACE:
            raise RuleViolation(f"order.is_{standing.state}")
        if due_on < clock.today():
            raise RuleViolation("report.due_in_past", "due_on")
        if not why.strip():
            raise RuleViolation("report.why_missing", "asked_for")
        check_address(standing, why, by=by)
        asked: ProgressReport = ProgressReport.objects.create(
            kind=ReportKind.EXTRA, due_on=due_on, asked_for=why, **of_order(standing)
        )
        return asked


@transaction.atomic
def report_save(*, report: ProgressReport, content: Report, seen: int | None = None, by: Actor) -> ProgressReport:
    """Keep what is written so far; it is the provider's alone until it is submitted. `seen` is the writer's version."""
    _check_hours(content)
    with in_turn(report.order, by):
        standing = _writable(report, seen)
        _write(standing, content, by)
        if standing.state == ReportState.DUE:
            standing.state = ReportState.DRAFT
        _store(standing, "state", *_VALUES)
        return standing


@transaction.atomic
def report_submit(
    *,
    report: ProgressReport,
    content: Report,
    seen: int | None = None,
    at: dt.datetime | None = None,
    by: Actor,
) -> ProgressReport:
    """Send the report: each of the five points says which way and what shows it, and something is recommended."""
    _check_hours(content)
    problem = _missing(content)
    if problem:
        raise RuleViolation(*problem)
    with in_turn(report.order, by) as order:
        standing = _writable(report, seen)
        if order.state not in {OrderState.RUNNING, OrderState.COMPLETED, OrderState.INTERRUPTED}:
            raise RuleViolation("report.not_running")
        _write(standing, content, by)
        standing.state, standing.submitted_at, standing.submitted_by_id = (
            ReportState.SUBMITTED,
            at or clock.now(),
            by.user_id,
        )
        standing.attendance = attendance_counts(order)
        _store(standing, "state", "submitted_at", "submitted_by", "attendance", *_VALUES)
        return standing


def _check_hours(content: Report) -> None:
    if content.work_capacity is not None and not 0 <= content.work_capacity <= rules.FULL_TIME:
        raise RuleViolation("report.work_capacity", "work_capacity")


def _missing(content: Report) -> tuple[str, str] | None:
    for point in Point.values:
        direction, evidence = content.points.get(point, ("", ""))
        if not direction:
            return "report.direction_missing", f"direction_{point}"
        if not evidence.strip():
            return "report.evidence_missing", f"evidence_{point}"
    return None if content.recommendation else ("report.recommendation_missing", "recommendation")


def _writable(report: ProgressReport, seen: int | None) -> ProgressReport:
    standing: ProgressReport = ProgressReport.objects.get(pk=report.pk)
    if standing.state not in _WRITABLE:
        raise RuleViolation(f"report.is_{standing.state}")
    if seen is not None and seen != standing.version:
        raise RuleViolation("report.changed_meanwhile")
    return standing


def _write(report: ProgressReport, content: Report, by: Actor) -> None:
    for name in _VALUES:
        setattr(report, name, getattr(content, name))
    of = {"report_id": report.pk, **of_order(report.order)}
    points = {row.point: row for row in report.points.all()}
    for point, (direction, evidence) in content.points.items():
        row = points.get(point) or AttentionPoint(point=point, **of)
        _put(row, {"direction": direction, "evidence": evidence})
    aims = {row.aim_id: row for row in report.aims.all()}
    for aim_id, (outcome, words) in content.aims.items():
        reached = aims.get(aim_id) or AimReached(aim_id=aim_id, **of)
        _put(reached, {"outcome": outcome, "words": words})
    answers_write(report, content.indicators, by)


def _put(row: AttentionPoint | AimReached, values: Mapping[str, Any]) -> None:
    if row._state.adding or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def _store(report: ProgressReport, *fields: str) -> None:
    report.version += 1
    report.save(update_fields=["version", *fields])


@transaction.atomic
def report_return(*, report: ProgressReport, missing: str, at: dt.datetime | None = None, by: Actor) -> ProgressReport:
    """Ask for more before it is reviewed, and say what."""
    if not missing.strip():
        raise RuleViolation("report.missing_what", "missing")
    with in_turn(report.order, by) as order:
        check_address(order, missing, by=by)
        standing = _moved(report, ReportState.RETURNED)
        standing.missing, standing.returned_at = missing, at or clock.now()
        _store(standing, "state", "missing", "returned_at")
        return standing


@transaction.atomic
def report_review(
    *,
    report: ProgressReport,
    decision: str,
    words: str = "",
    ends_on: dt.date | None = None,
    at: dt.datetime | None = None,
    by: Actor,
) -> ProgressReport:
    """Read the report and decide what comes of it; a final one that leads to nothing more ends the order.

    `ends_on` is the last day that an extension is meant to have; the change itself is proposed by itself.
    """
    if decision not in Decision.values:
        raise RuleViolation("report.decision_missing", "decision")
    with in_turn(report.order, by) as order:
        check_address(order, words, by=by)
        standing = _moved(report, ReportState.REVIEWED)
        if decision == Decision.EXTEND and ends_on is not None:
            _check_last_day(order, ends_on)
        standing.decision, standing.decision_words = decision, words
        standing.reviewed_at, standing.reviewed_by_id = at or clock.now(), by.user_id
        _store(standing, "state", "decision", "decision_words", "reviewed_at", "reviewed_by")
        if order.state == OrderState.RUNNING and decision == Decision.CLOSE and standing.kind == ReportKind.FINAL:
            assert order.ends_on is not None
            order_complete(order=order, on=min(order.ends_on, day(at)), by=by)
        else:
            effects.seen_until(order)
        return standing


def _check_last_day(order: Order, ends_on: dt.date) -> None:
    if ends_on < clock.today():
        raise RuleViolation("change.ends_in_past", "ends_on")
    if order.state in rules.TAKING_A_PLACE and order.ends_on is not None and ends_on <= order.ends_on:
        raise RuleViolation("change.not_longer", "ends_on")


def _moved(report: ProgressReport, to: str) -> ProgressReport:
    standing: ProgressReport = ProgressReport.objects.get(pk=report.pk)
    problem = rules.report_problem(standing.state, to)
    if problem:
        raise RuleViolation(problem)
    standing.state = to
    return standing


@transaction.atomic
def report_read(*, report: ProgressReport, at: dt.datetime | None = None, by: Actor) -> None:
    """The citizen has opened the report; the first time is kept."""
    with in_turn(report.order, by):
        standing = ProgressReport.objects.get(pk=report.pk)
        if standing.read_at is None:
            standing.read_at = at or clock.now()
            standing.save(update_fields=["read_at"])


@transaction.atomic
def report_comment(*, report: ProgressReport, comment: str, at: dt.datetime | None = None, by: Actor) -> ProgressReport:
    """What the citizen says about a report that was submitted."""
    if not comment.strip():
        raise RuleViolation("report.comment_missing", "comment")
    with in_turn(report.order, by):
        standing: ProgressReport = ProgressReport.objects.get(pk=report.pk)
        if standing.state not in {ReportState.SUBMITTED, ReportState.REVIEWED}:
            raise RuleViolation("report.not_submitted")
        standing.citizen_comment, standing.citizen_commented_at = comment, at or clock.now()
        _store(standing, "citizen_comment", "citizen_commented_at")
        return standing
