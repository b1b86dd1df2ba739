"""Rows of a file as persons, checked against one another. Whatever is wrong is noted at its row."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from fremdrift.cases.rules import born_from_cpr, cpr_digits, cpr_problem, period_problem
from fremdrift.core import clock
from fremdrift.exchange.columns import BENEFITS, GROUPS
from fremdrift.exchange.reading import Row

MOST_CHARACTERS = {"name": 120, "phone": 30, "email": 254}


@dataclass(frozen=True)
class Period:
    """A kind (a benefit, a group, a user name) in a period, and the row that says so."""

    what: str
    begins: dt.date
    ends: dt.date | None
    row: Row = field(compare=False, repr=False)

    @property
    def key(self) -> tuple[str, dt.date]:
        """What tells it apart from the other periods of a case."""
        return self.what, self.begins

    @property
    def last(self) -> dt.date:
        """The last day; that of the calendar while there is none."""
        return self.ends or dt.date.max


@dataclass
class Person:
    """What the file says about one citizen; an empty text and none say nothing."""

    row: Row
    digits: str
    name: str
    opened: dt.date
    phone: str
    email: str
    protected: bool | None
    benefits: list[Period]
    groups: list[Period]
    workers: list[Period]


def persons_of(rows: list[Row], usernames: Container[str]) -> list[Person]:
    """The persons of the file, in its order; rows with one CPR number are one person."""
    persons: dict[str, Person] = {}
    for row in rows:
        # Where there is a cell too many, the others may stand in the wrong columns: they are not judged.
        found = None if row.problems else _person(row, usernames)
        if found is None:
            continue
        if found.digits in persons:
            _add(persons[found.digits], found)
        else:
            persons[found.digits] = found
    for person in persons.values():
        _check_overlaps("benefit", person.benefits)
        _check_overlaps("group", person.groups)
        _check_workers(person.workers)
    return list(persons.values())


def _person(row: Row, usernames: Container[str]) -> Person | None:
    """What a row says. Every cell is looked at; without number, name and opening day it is nobody."""
    digits, opened = _cpr(row), _opened(row)
    for column, most in MOST_CHARACTERS.items():
        row.check_length(column, most)
    found = Person(
        row=row,
        digits=digits,
        name=row.needed("name"),
        opened=opened or dt.date.max,
        phone=row.text("phone"),
        email=_email(row),
        protected=row.flag("protected"),
        benefits=_period(row, "benefit", row.choice("benefit", BENEFITS), opened),
        groups=_period(row, "group", row.choice("group", GROUPS), opened),
        workers=_period(row, "worker", _username(row, usernames), opened),
    )
    if not digits or not found.name or opened is None:
        return None
    born = born_from_cpr(digits)
    if born is None or born > opened:
        row.wrong("cpr", _("By this number the citizen was born after the case opened. Check both."), _begun(digits))
    return found


def _cpr(row: Row) -> str:
    written = row.needed("cpr")
    problem = cpr_problem(written) if written else None
    if problem:
        row.wrong("cpr", _wrong_cpr(problem), _begun(written))
    return "" if problem else cpr_digits(written)


def _begun(cpr: str) -> str:
    """Enough to find the cell, too little to be a CPR number."""
    return f"{cpr[:6]}…" if len(cpr) > 6 else cpr


def _wrong_cpr(code: str) -> str:
    return {
        "cpr.letters": _("A CPR number has digits only, like 010180-1234."),
        "cpr.length": _("A CPR number has ten digits; a spreadsheet may have taken the first 0 away."),
        "cpr.date": _("The first six digits are no date of birth."),
    }[code]


def _opened(row: Row) -> dt.date | None:
    if not row.needed("opened"):
        return None
    opened = row.date("opened")
    if opened is not None and opened > clock.today():
        row.wrong("opened", _("The day lies in the future. Write the day the case was opened."))
    return opened


def _email(row: Row) -> str:
    email = row.text("email")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        row.wrong("email", _("This is no e-mail address. Correct it, or leave it empty."))
    return email


def _username(row: Row, usernames: Container[str]) -> str:
    username = row.text("worker")
    if username and username not in usernames:
        sentence = _("There is no caseworker with that user name in this municipality. Add the person first.")
        row.wrong("worker", sentence)
        return ""
    return username


def _period(row: Row, column: str, what: str, opened: dt.date | None) -> list[Period]:
    """The period of a row, if it says one; without a first day it begins when the case opened."""
    begins, ends = row.date(f"{column}_from"), row.date(f"{column}_to")
    dated = row.text(f"{column}_from") or row.text(f"{column}_to")
    if dated and not row.text(column):
        row.wrong(column, _("There are dates but not what they are about. Fill it in."))
    if not row.text(f"{column}_from"):
        begins = opened
    if begins is not None and period_problem(begins, ends):
        row.wrong(f"{column}_to", _("The last day is before the first. Change one of them."))
    elif begins is not None and what:
        return [Period(what, begins, ends, row)]
    return []


def _add(person: Person, more: Person) -> None:
    """Add what a further row says about a person; it may say more, but nothing else."""
    for column in ("name", "opened", "phone", "email", "protected"):
        said, now = getattr(person, column), getattr(more, column)
        if said in ("", None):
            setattr(person, column, now)
        elif now not in ("", None, said):
            sentence = _("Row %(row)s says otherwise about the same CPR number. Make them alike.")
            more.row.wrong(column, sentence % {"row": person.row.number})
    for periods, new in (
        (person.benefits, more.benefits),
        (person.groups, more.groups),
        (person.workers, more.workers),
    ):
        periods += [period for period in new if period not in periods]


def _check_overlaps(column: str, periods: list[Period]) -> None:
    """Sort the periods, and note each that shares days with an earlier one."""
    periods.sort(key=lambda p: (p.begins, p.last))
    latest: Period | None = None
    for period in periods:
        if latest is not None and latest.last >= period.begins:
            sentence = _("The period shares days with that of row %(row)s. Change one of them.")
            period.row.wrong(f"{column}_from", sentence % {"row": latest.row.number})
        if latest is None or period.last > latest.last:
            latest = period


def _check_workers(periods: list[Period]) -> None:
    """Sort contact persons; each has the case until the next begins, so no two begin on one day."""
    periods.sort(key=lambda p: p.begins)
    for before, after in pairwise(periods):
        if before.begins == after.begins:
            sentence = _("There can be one coordinating contact person at a time; row %(row)s names another.")
        elif before.what == after.what:
            sentence = _("Row %(row)s names the same contact person from an earlier day. Leave one of them out.")
        else:
            continue
        after.row.wrong("worker", sentence % {"row": before.row.number})
