"""Closing a case, once nothing is ordered in it any more: orders stand above cases, so the check stands here."""

import datetime as dt

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders.selectors import orders_not_ended


@transaction.atomic
def case_close(*, case: Case, closed_on: dt.date, reason: str, words: str = "", by: Actor) -> None:
    """Close a case in which no order is open: else a place would wait for somebody whom nobody follows any more."""
    take_open_turn(case.pk)
    if orders_not_ended(by, case.pk):
        raise RuleViolation("case.orders_open")
    cases.case_close(case=case, closed_on=closed_on, reason=reason, words=words, by=by)
