"""What a place answers in a report to the indicators of its order, in words, and when it is not shown yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from fremdrift.orders import selectors
from fremdrift.progression import selectors as progression
from fremdrift.web.shared.asked import said

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.orders.models import IndicatorAnswer, ProgressReport
    from fremdrift.questionnaires.rules import Question


class _Answered(Protocol):
    """Questions, and the answers to them by their keys."""

    @property
    def items(self) -> Sequence[Question]: ...
    @property
    def answers(self) -> Mapping[str, IndicatorAnswer]: ...


@dataclass(frozen=True)
class AnswerLine:
    """One indicator: what it is about, the step in words, and what shows it."""

    label: str
    step: str
    evidence: str


def report_answers(one: _Answered) -> list[AnswerLine]:
    """A line for each indicator that something is said of."""
    known = [(item, one.answers[item.key]) for item in one.items if item.key in one.answers]
    return [AnswerLine(said(item.label), step_said(item, row), row.evidence) for item, row in known]


def step_said(item: Question, row: IndicatorAnswer) -> str:
    """The step with its words."""
    if row.step is None:
        return _("Skipped")
    words = {choice.key: said(choice) for choice in item.choices}
    return f"{row.step} {words[str(row.step)]}"


def answers_shown(actor: Actor, case: Case, report: ProgressReport) -> dict[str, Any]:
    """What a report's page shows of its answers, or that they wait for the reader's own."""
    found = selectors.place_answers(actor, case, progression.measurements(actor, case))
    own = next((one for one in found.shown if one.report_id == report.pk), None)
    return {"answers": report_answers(own) if own else [], "answers_wait": report.pk in found.hidden}
