"""What providers answer to the indicators of their orders: what they are asked, and what others are shown of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.orders.models import IndicatorAnswer, ProgressReport
from fremdrift.orders.selectors.following import TOLD
from fremdrift.progression import selectors as progression
from fremdrift.questionnaires import selectors as questions
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form, Question

MEASUREMENT = "progression"


def asked_in_report(actor: Actor, report: ProgressReport) -> list[Question]:
    """What a report asks: the order's indicators that the measurement asks a provider, in its words and order."""
    named = {row.indicator for row in report.order.indicators.all() if row.chosen}
    form = _form_of(actor, report)
    items = form.items if form else ()
    return [i for i in items if i.key in named and i.kind == "scale" and Respondent.PROVIDER in i.asked_of]


def answers_in_report(actor: Actor, report: ProgressReport) -> dict[str, IndicatorAnswer]:
    """What a report answers so far, by indicator."""
    seen = IndicatorAnswer.objects.visible_to(actor).filter(report=report).select_related("questionnaire")
    return {row.indicator: row for row in seen}


def _form_of(actor: Actor, report: ProgressReport) -> Form | None:
    """The version that the report was begun with, the one in use, or before any was asked the one that comes with us.

    A unit belongs to no municipality; questionnaires are about nobody, so it may read those of its order's.
    """
    begun = next(iter(answers_in_report(actor, report).values()), None)
    if begun is not None:
        return begun.questionnaire.form
    home = replace(actor, municipality_id=report.municipality_id)
    used = questions.questionnaire_in_use(home, MEASUREMENT)
    if used is not None:
        return used.form
    had_one = Questionnaire.objects.visible_to(home).filter(key=MEASUREMENT).exclude(state="draft").exists()
    return None if had_one else questions.standard_forms()[MEASUREMENT]


@dataclass(frozen=True)
class ReportAnswers:
    """What one report answers: by whom, on which day, to which questions."""

    report_id: UUID
    order_id: UUID
    place: str
    title: str  # of the order
    on: dt.date
    items: Sequence[Question]
    answers: Mapping[str, IndicatorAnswer]

    @property
    def steps(self) -> dict[str, int]:
        """The steps that were chosen; what was skipped is not there."""
        return {key: row.step for key, row in self.answers.items() if row.step is not None}


@dataclass(frozen=True)
class PlaceAnswers:
    """What the reports of a case answer, oldest first, and which reports are not shown before one's own answers."""

    shown: list[ReportAnswers]
    hidden: frozenset[UUID]


def place_answers(actor: Actor, case: Case, measured: Sequence[progression.Measurement]) -> PlaceAnswers:
    """What the places answer in reports that were sent; that of the open measurement waits for one's own answers.

    When the measurement has closed nobody can be coloured by it any more, and a report is there to be read.
    """
    seen = IndicatorAnswer.objects.visible_to(actor).filter(case=case, report__state__in=TOLD)
    rows = seen.select_related("questionnaire", "report", "order__provider").order_by("report__submitted_at", "report")
    of_report: dict[UUID, list[IndicatorAnswer]] = {}
    for row in rows:
        of_report.setdefault(row.report_id, []).append(row)
    found = [_told(answers) for answers in of_report.values()]
    since = _hidden_since(actor, case, measured)
    hidden = {one.report_id for one in found if since is not None and one.on >= since}
    return PlaceAnswers([one for one in found if one.report_id not in hidden], frozenset(hidden))


def _told(rows: list[IndicatorAnswer]) -> ReportAnswers:
    report, order = rows[0].report, rows[0].order
    assert report.submitted_at is not None
    named = {row.indicator for row in rows}
    items = [i for i in rows[0].questionnaire.form.items if i.key in named and Respondent.PROVIDER in i.asked_of]
    return ReportAnswers(
        report.pk,
        order.pk,
        order.provider.name if order.provider else order.title,
        order.title,
        report.submitted_at.astimezone(clock.COPENHAGEN).date(),
        items,
        {row.indicator: row for row in rows},
    )


def _hidden_since(actor: Actor, case: Case, measured: Sequence[progression.Measurement]) -> dt.date | None:
    """From which day on answers are hidden: since the measurement opened to which one has not answered, but can."""
    due = progression.round_on(actor, case, clock.today()) if case.closed_on is None else None
    if due is None:
        return None
    now = next((one for one in measured if one.round.opens_on == due.opens_on), None)
    own = now.responses.get(progression.own_respondent(actor)) if now else None
    return None if own is not None and own.state == ResponseState.GIVEN else due.opens_on
