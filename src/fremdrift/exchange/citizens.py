"""Import of citizens with benefits, target groups and contact persons: all of a file, or nothing of it.

What stands here already is left as it is, so that the same file a second time changes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import Actor
from fremdrift.accounts.selectors import team_of_worker
from fremdrift.cases import selectors, services
from fremdrift.cases.enums import ChangeReason
from fremdrift.cases.models import BenefitSpell, Case, Citizen, TargetGroupSpell
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.core.changes import together
from fremdrift.core.exceptions import RuleViolation
from fremdrift.exchange.columns import COLUMNS, NEEDED
from fremdrift.exchange.persons import Period, Person, persons_of
from fremdrift.exchange.reading import Refused, Row, read_rows

Spell = BenefitSpell | TargetGroupSpell


@dataclass(frozen=True)
class Standing:
    """What stands here already about the persons of a file."""

    citizens: dict[str, Citizen]  # by CPR number
    cases: dict[UUID, list[Case]]  # by citizen
    spells: dict[tuple[UUID, str, dt.date], Spell]  # by case, kind or group, and first day
    workers: dict[UUID, set[tuple[int, dt.date]]]  # by case: contact persons and their first days

    @classmethod
    def read(cls, by: Actor, numbers: list[str]) -> "Standing":
        """Everything at once: the number of queries does not grow with the file."""
        citizens = selectors.citizens_by_cpr(by, numbers)
        cases, workers = defaultdict(list), defaultdict(set)
        for case in selectors.cases_of(by, [citizen.pk for citizen in citizens.values()]):
            cases[case.citizen_id].append(case)
        ids = [case.pk for found in cases.values() for case in found]
        for person in selectors.contact_persons(by, ids):
            workers[person.case_id].add((person.user_id, person.begins_on))
        spells: dict[tuple[UUID, str, dt.date], Spell] = {
            **{(s.case_id, s.kind, s.begins_on): s for s in selectors.benefits(by, ids)},
            **{(s.case_id, s.group, s.begins_on): s for s in selectors.target_groups(by, ids)},
        }
        return cls(citizens, cases, spells, workers)

    def case(self, citizen: Citizen, opened_on: dt.date) -> Case | None:
        """The citizen's case that was opened on that day, else the open one, if any."""
        found = [c for c in self.cases[citizen.pk] if c.opened_on == opened_on or c.closed_on is None]
        return min(found, key=lambda case: case.opened_on != opened_on, default=None)


@dataclass
class Done:
    """What an import changed."""

    citizens: int = 0
    updated: int = 0
    cases: int = 0
    spells: int = 0
    contact_persons: int = 0

    @property
    def changed(self) -> int:
        """Rows written in all."""
        return self.citizens + self.updated + self.cases + self.spells + self.contact_persons

    def __str__(self) -> str:
        if not self.changed:
            return _("nothing new; everything in the file stands here already.")
        return ngettext(
            "%(citizens)s new citizen, %(updated)s corrected; %(cases)s cases opened, %(spells)s periods and "
            "%(contact_persons)s contact persons written.",
            "%(citizens)s new citizens, %(updated)s corrected; %(cases)s cases opened, %(spells)s periods and "
            "%(contact_persons)s contact persons written.",
            self.citizens,
        ) % vars(self)


def citizens_import(*, content: bytes, by: Actor) -> Done:
    """Take a file in, in one transaction; raises Refused with every wrong place, and then nothing is stored."""
    rows = read_rows(content, COLUMNS, NEEDED)
    workers = {name: services.Worker(*who) for name, who in team_of_worker(by.municipality_id).items()}
    persons = persons_of(rows, workers)
    _refuse_wrong(rows)
    done = Done()
    with transaction.atomic(), together():
        standing = Standing.read(by, [person.digits for person in persons])
        for person in persons:
            with _told(person.row, "cpr"):
                _write(person, standing, workers, done, by)
        _refuse_wrong(rows)
    return done


def _refuse_wrong(rows: list[Row]) -> None:
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise Refused(problems)


def _write(person: Person, standing: Standing, workers: Mapping[str, services.Worker], done: Done, by: Actor) -> None:
    citizen = _citizen(person, standing, done, by)
    case = standing.case(citizen, person.opened)
    if case is None:
        case = services.case_open(citizen=citizen, opened_on=person.opened, by=by)
        done.cases += 1
    elif case.opened_on != person.opened:
        day = f"{case.opened_on:%d-%m-%Y}"
        sentence = _("The citizen has an open case here since %(day)s. Write that day.") % {"day": day}
        person.row.wrong("opened", sentence)
        return
    for period in person.benefits:
        add = partial(services.benefit_add, case=case, kind=period.what)
        done.spells += _write_spell("benefit", period, standing.spells.get((case.pk, *period.key)), add, by)
    for period in person.groups:
        join = partial(services.target_group_add, case=case, group=period.what)
        done.spells += _write_spell("group", period, standing.spells.get((case.pk, *period.key)), join, by)
    _write_workers(case, person, standing.workers[case.pk], workers, done, by)


def _citizen(person: Person, standing: Standing, done: Done, by: Actor) -> Citizen:
    """The citizen, registered or corrected; what the file leaves empty stays as it is.

    The number of a merged record finds the citizen and corrects nothing: what is right was chosen when they merged.
    """
    said = {"name": person.name, "phone": person.phone, "email": person.email, "protected_address": person.protected}
    values: dict[str, Any] = {column: value for column, value in said.items() if value not in ("", None)}
    citizen = standing.citizens.get(person.digits)
    if citizen is None:
        done.citizens += 1
        return services.citizen_add(cpr=person.digits, by=by, **values)
    if bytes(citizen.cpr_index) != cpr_index(citizen.municipality_id, person.digits):
        return citizen
    done.updated += services.citizen_update(citizen=citizen, values=values, by=by)
    return citizen


def _write_spell(column: str, period: Period, stands: Spell | None, add: Callable[..., object], by: Actor) -> bool:
    """Add a period that does not stand yet; give one that does the last day that the file tells."""
    with _told(period.row, column):
        if stands is None:
            add(begins_on=period.begins, ends_on=period.ends, by=by)
            return True
        if period.ends is not None and period.ends != stands.ends_on:
            services.spell_end(spell=stands, ends_on=period.ends, by=by)
            return True
    return False


def _write_workers(
    case: Case,
    person: Person,
    standing: set[tuple[int, dt.date]],
    workers: Mapping[str, services.Worker],
    done: Done,
    by: Actor,
) -> None:
    for period in person.workers:
        worker = workers[period.what]
        if (worker.user_id, period.begins) in standing:
            continue
        reason = ChangeReason.OTHER if standing else ChangeReason.FIRST
        with _told(period.row, "worker"):
            services.contact_person_set(case=case, worker=worker, begins_on=period.begins, reason=reason, by=by)
            standing.add((worker.user_id, period.begins))
            done.contact_persons += 1


@contextmanager
def _told(row: Row, column: str) -> Iterator[None]:
    """Note at its row what a rule refuses, and go on with the rest of the file."""
    try:
        yield
    except RuleViolation as violation:
        row.wrong(column, _clash(violation.code))


def _clash(code: str) -> str:
    """What stands here already is in the way of what the file says."""
    match code:
        case "contact_person.same":
            return _("That person is the contact person here already, from another day. Use the same day as here.")
        case "contact_person.two_coordinating":
            return _(
                "There is another contact person here from that day or later. Leave this one out, or correct the day."
            )
        case "case.closed":
            return _("The case is closed here. Open it again first, or leave this out.")
        case "benefit.overlaps" | "target_group.overlaps":
            return _("It shares days with a period that stands here already. Change the dates, or end the other first.")
        case _:
            return _("Somebody is working on the same citizen. Read the file in once more.")
