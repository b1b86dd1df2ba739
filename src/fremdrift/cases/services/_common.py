"""What the writes of the cases app share."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from fremdrift.cases import rules
from fremdrift.cases.models import (
    Case,
)
from fremdrift.core.exceptions import RuleViolation


@dataclass(frozen=True)
class Worker:
    """Somebody who may be a contact person, with the team whose leader then sees the case."""

    user_id: int
    team_id: int | None


def check_period(begins_on: dt.date, ends_on: dt.date | None) -> None:
    problem = rules.period_problem(begins_on, ends_on)
    if problem:
        raise RuleViolation(problem, "ends_on")


def of_case(case: Case) -> dict[str, UUID | int]:
    return {"case_id": case.pk, "municipality_id": case.municipality_id}
