"""What a report answers to the indicators of its order: one answer for each, or skipped."""

from collections.abc import Mapping
from dataclasses import replace

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.models import IndicatorAnswer, ProgressReport
from fremdrift.orders.selectors.answers import MEASUREMENT, answers_in_report, asked_in_report
from fremdrift.orders.services._turns import of_order
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import STEPS

Answers = Mapping[str, tuple[int | None, str]]  # indicator → step, and what shows it


def answers_write(report: ProgressReport, said: Answers, by: Actor) -> None:
    """Keep what is answered so far; of what is skipped without a word there is no row until one stood there."""
    system = replace(by, role=Role.SYSTEM, municipality_id=report.municipality_id, provider_id=None)
    for indicator, (step, _evidence) in said.items():
        if step is not None and not 1 <= step <= STEPS:
            raise RuleViolation("indicator.step_off", f"step_{indicator}")
    asked = {item.key for item in asked_in_report(system, report)}
    standing = answers_in_report(system, report)
    for indicator, (step, evidence) in said.items():
        row = standing.get(indicator)
        if row is None and step is None and not evidence.strip():
            continue
        if indicator not in asked:
            raise RuleViolation("indicator.not_ordered")
        row = row or IndicatorAnswer(
            indicator=indicator, report_id=report.pk, questionnaire=_version(standing, system), **of_order(report.order)
        )
        if row._state.adding or (row.step, row.evidence) != (step, evidence):
            row.step, row.evidence = step, evidence
            row.save()


def _version(standing: Mapping[str, IndicatorAnswer], system: Actor) -> Questionnaire:
    begun = next(iter(standing.values()), None)
    return begun.questionnaire if begun else questions.questionnaire_start(key=MEASUREMENT, by=system)
