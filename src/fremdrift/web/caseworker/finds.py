"""What a search finds, ready to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.accounts.selectors import user_names
from fremdrift.cases import rules, selectors
from fremdrift.core import clock
from fremdrift.web.caseworker.addresses import of_case

if TYPE_CHECKING:
    from fremdrift.cases.models import Case


@dataclass(frozen=True)
class Found:
    """Cases, whether they are only nearly what was looked for, and how the log writes the search down."""

    cases: list[Case] = field(default_factory=list)
    near: bool = False
    criterion: str = ""


@dataclass(frozen=True)
class Hit:
    """One citizen's line."""

    name: str
    url: str
    age: int
    number: int
    contact_person: str
    closed_on: dt.date | None


def find(actor: Actor, kind: rules.Sought, text: str) -> Found:
    """By CPR number or case number exactly; by name however it is spelt, and nearly where nobody is called that."""
    if kind is rules.Sought.CPR:
        digits = rules.cpr_digits(text)
        return Found(selectors.cases_by_cpr(actor, digits), criterion=selectors.cpr_criterion(actor, digits))
    if kind is rules.Sought.NUMBER:
        number = int(rules.cpr_digits(text))
        return Found(selectors.cases_by_number(actor, number), criterion=f"number: {number}")
    exact = selectors.cases_by_name(actor, text)
    return Found(exact or selectors.cases_like_name(actor, text), near=not exact, criterion=f"name: {text}")


def hits(actor: Actor, cases: list[Case]) -> list[Hit]:
    """The lines of a page of cases."""
    today = clock.today()
    begun = selectors.begun_contact_persons(actor, [case.pk for case in cases])
    worker = {case_id: user_id for case_id, user_id, _begins_on, _handover in begun}
    names = user_names(set(worker.values()))
    return [
        Hit(
            name=case.citizen.name,
            url=of_case("case", case.pk),
            age=rules.years_between(case.citizen.born, today),
            number=case.number,
            contact_person=_("you") if worker.get(case.pk) == actor.user_id else names.get(worker.get(case.pk, 0), ""),
            closed_on=case.closed_on,
        )
        for case in cases
    ]
