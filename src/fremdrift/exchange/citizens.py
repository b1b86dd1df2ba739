"""Import of citizens with benefits, target groups and contact persons: all of a file, or nothing of it.

One row per citizen and spell: rows with the same CPR number are one citizen. What stands already is left as it is, so
that the same file a second time changes nothing. docs/import.md describes the columns.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import Actor
from fremdrift.accounts.selectors import team_of_worker
from fremdrift.cases import selectors, services
from fremdrift.cases.enums import Benefit, ChangeReason, TargetGroup
from fremdrift.cases.models import Case, Citizen
from fremdrift.cases.rules import born_from_cpr, cpr_digits, cpr_problem
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.core.exceptions import RuleViolation
from fremdrift.exchange.reading import Refused, Row, read_rows

COLUMNS = {
    **dict.fromkeys(["cpr", "cpr-nummer", "cpr number"], "cpr"),
    **dict.fromkeys(["navn", "name"], "name"),
    **dict.fromkeys(["telefon", "phone"], "phone"),
    **dict.fromkeys(["email", "e-mail"], "email"),
    **dict.fromkeys(["sag_åbnet", "sag åbnet", "case_opened", "case opened"], "opened"),
    **dict.fromkeys(["ydelse", "benefit"], "benefit"),
    **dict.fromkeys(["ydelse_fra", "ydelse fra", "benefit_from", "benefit from"], "benefit_from"),
    **dict.fromkeys(["ydelse_til", "ydelse til", "benefit_to", "benefit to"], "benefit_to"),
    **dict.fromkeys(["målgruppe", "target_group", "target group"], "group"),
    **dict.fromkeys(["målgruppe_fra", "målgruppe fra", "target_group_from", "target group from"], "group_from"),
    **dict.fromkeys(["målgruppe_til", "målgruppe til", "target_group_to", "target group to"], "group_to"),
    **dict.fromkeys(["kontaktperson", "contact_person", "contact person"], "worker"),
    **dict.fromkeys(
        ["kontaktperson_fra", "kontaktperson fra", "contact_person_from", "contact person from"],
        "worker_from",
    ),
    **dict.fromkeys(["beskyttet_adresse", "beskyttet adresse", "protected_address", "protected address"], "protected"),
}
NEEDED = ("cpr", "name", "opened")
_BENEFITS = {
    **{b.value: b.value for b in Benefit},
    "kontanthjælp": Benefit.CASH_BENEFIT,
    "uddannelseshjælp": Benefit.EDUCATION_BENEFIT,
    "dagpenge": Benefit.UNEMPLOYMENT_INSURANCE,
    "a-dagpenge": Benefit.UNEMPLOYMENT_INSURANCE,
    "sygedagpenge": Benefit.SICKNESS_BENEFIT,
    "revalidering": Benefit.VOCATIONAL_REHABILITATION,
    "ressourceforløb": Benefit.RESOURCE_COURSE,
    "jobafklaringsforløb": Benefit.JOB_CLARIFICATION_COURSE,
    "ledighedsydelse": Benefit.FLEX_UNEMPLOYMENT_ALLOWANCE,
    "førtidspension": Benefit.DISABILITY_PENSION,
    "fleksjob": Benefit.FLEX_JOB,
    "selvforsørgelse": Benefit.SELF_SUPPORTED,
}
_GROUPS = {
    **{g.value: g.value for g in TargetGroup},
    "match 1": TargetGroup.MATCH_1,
    "match 2": TargetGroup.MATCH_2,
    "match 3": TargetGroup.MATCH_3,
    "jobklar": TargetGroup.MATCH_1,
    "indsatsklar": TargetGroup.MATCH_2,
    "midlertidigt passiv": TargetGroup.MATCH_3,
}


@dataclass(frozen=True)
class Period:
    """A kind (a benefit, a group, a username) in a period, and the row that says so."""

    what: str
    begins: dt.date
    ends: dt.date | None
    row: Row = field(compare=False, repr=False)


@dataclass
class Person:
    """All that the file says about one citizen."""

    row: Row
    digits: str
    name: str
    phone: str
    email: str
    protected: bool
    opened: dt.date
    benefits: list[Period] = field(default_factory=list)
    groups: list[Period] = field(default_factory=list)
    workers: list[Period] = field(default_factory=list)


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
    known = {name: services.Worker(*who) for name, who in team_of_worker(by.municipality_id).items()}
    persons = _persons(rows, known)
    problems = [p for row in rows for p in row.problems]
    if problems:
        raise Refused(sorted(problems, key=lambda p: p.row))
    done = Done()
    with transaction.atomic(), together():
        for person in persons:
            _write(person, known, done, by)
        problems = [p for row in rows for p in row.problems]
        if problems:
            raise Refused(problems)
    return done


def _persons(rows: list[Row], known: dict[str, services.Worker]) -> list[Person]:
    persons: dict[str, Person] = {}
    for row in rows:
        person = _person(row, persons)
        if person is None:
            continue
        _add_period(row, person.benefits, "benefit", row.choice("benefit", _BENEFITS), person.opened)
        _add_period(row, person.groups, "group", row.choice("group", _GROUPS), person.opened)
        worker = row.text("worker")
        if worker and worker not in known:
            row.wrong(
                "worker",
                _("There is no caseworker with that user name in this municipality. Add the person first."),
            )
        elif worker:
            _add_period(row, person.workers, "worker", worker, person.opened)
    for person in persons.values():
        _check_overlaps(person)
    return list(persons.values())


def _person(row: Row, persons: dict[str, Person]) -> Person | None:
    cpr, name, opened = row.needed("cpr"), row.needed("name"), row.date("opened")
    problem = cpr_problem(cpr) if cpr else None
    if problem:
        row.wrong("cpr", _cpr_sentence(problem), _masked(cpr))
    if not row.text("opened"):
        row.needed("opened")
    email = row.text("email")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        row.wrong("email", _("This is no e-mail address. Correct it, or leave it empty."))
    protected = row.flag("protected")
    if not cpr or problem or not name or opened is None:
        return None
    if opened > clock.today():
        row.wrong("opened", _("The day lies in the future. Write the day the case was opened."))
    digits = cpr_digits(cpr)
    born = born_from_cpr(digits)
    if born is None or born > opened:
        row.wrong("cpr", _("By this number the citizen was born after the case opened. Check both."), _masked(cpr))
    person = persons.get(digits)
    if person is None:
        person = persons[digits] = Person(row, digits, name, row.text("phone"), email, protected, opened)
    elif (person.name, person.opened) != (name, opened):
        at = person.row.number
        row.wrong("name", _("Row %(row)s has another name or opening day for the same CPR number.") % {"row": at})
    return person


def _add_period(row: Row, periods: list[Period], column: str, what: str, opened: dt.date) -> None:
    begins, ends = row.date(f"{column}_from"), row.date(f"{column}_to")
    if not what:
        for part in ("from", "to"):
            if row.text(f"{column}_{part}") and not row.text(column):
                row.wrong(column, _("There are dates but not what they are about. Fill it in."))
                return
        return
    if begins is None:
        if row.text(f"{column}_from"):
            return
        begins = opened
    if ends is not None and ends < begins:
        row.wrong(f"{column}_to", _("The last day is before the first. Change one of them."))
        return
    found = Period(what, begins, ends, row)
    if found not in periods:
        periods.append(found)


def _check_overlaps(person: Person) -> None:
    for column, periods in (
        ("benefit", person.benefits),
        ("group", person.groups),
        ("worker", person.workers),
    ):
        periods.sort(key=lambda p: (p.begins, p.ends or dt.date.max))
        for before, after in pairwise(list(periods)):
            if column == "worker" and before.ends is None and before.begins < after.begins:
                continue  # the earlier contact person ends the day before the next begins
            if before.ends is None or before.ends >= after.begins:
                row = after.row
                if column == "worker":
                    sentence = _("There can be one coordinating contact person at a time; row %(row)s names another.")
                else:
                    sentence = _("The period shares days with that of row %(row)s. Change one of them.")
                row.wrong(f"{column}_from", sentence % {"row": before.row.number})


def _write(person: Person, known: dict[str, services.Worker], done: Done, by: Actor) -> None:
    citizen = selectors.citizen_by_cpr(by, person.digits)
    if citizen is None:
        citizen = services.citizen_add(
            name=person.name,
            cpr=person.digits,
            phone=person.phone,
            email=person.email,
            protected_address=person.protected,
            by=by,
        )
        done.citizens += 1
    else:
        done.updated += _correct(citizen, person, by)
    case = selectors.case_of(by, citizen, person.opened)
    if case is None:
        case = services.case_open(citizen=citizen, opened_on=person.opened, by=by)
        done.cases += 1
    _write_spells(case, person, done, by)
    _write_workers(case, person, known, done, by)


def _correct(citizen: Citizen, person: Person, by: Actor) -> bool:
    said = {"name": person.name, "phone": person.phone, "email": person.email}
    values: dict[str, object] = {column: text for column, text in said.items() if text}
    if "protected" in person.row.cells:
        values["protected_address"] = person.protected
    return services.citizen_update(citizen=citizen, values=values, by=by)


def _write_spells(case: Case, person: Person, done: Done, by: Actor) -> None:
    benefits = {(s.kind, s.begins_on): s for s in selectors.benefits(by, [case.pk])}
    groups = {(s.group, s.begins_on): s for s in selectors.target_groups(by, [case.pk])}
    for period in person.benefits:
        stands = benefits.get((period.what, period.begins))
        if stands is None:
            _try(period, "benefit", services.benefit_add, case=case, kind=period.what, by=by)
        elif period.ends is not None and stands.ends_on != period.ends:
            services.spell_end(spell=stands, ends_on=period.ends, by=by)
        else:
            continue
        done.spells += 1
    for period in person.groups:
        group = groups.get((period.what, period.begins))
        if group is None:
            _try(period, "group", services.target_group_add, case=case, group=period.what, by=by)
        elif period.ends is not None and group.ends_on != period.ends:
            services.spell_end(spell=group, ends_on=period.ends, by=by)
        else:
            continue
        done.spells += 1


def _write_workers(case: Case, person: Person, known: dict[str, services.Worker], done: Done, by: Actor) -> None:
    standing = {(p.user_id, p.begins_on) for p in selectors.contact_persons(by, [case.pk])}
    for period in person.workers:
        worker = known[period.what]
        if (worker.user_id, period.begins) in standing:
            continue
        reason = ChangeReason.OTHER if standing else ChangeReason.FIRST
        try:
            services.contact_person_set(case=case, worker=worker, begins_on=period.begins, reason=reason, by=by)
        except RuleViolation as violation:
            period.row.wrong("worker", _clash(violation.code))
        else:
            standing.add((worker.user_id, period.begins))
            done.contact_persons += 1


def _try(period: Period, column: str, service: Callable[..., object], **what: object) -> None:
    try:
        service(begins_on=period.begins, ends_on=period.ends, **what)
    except RuleViolation as violation:
        period.row.wrong(column, _clash(violation.code))


def _clash(code: str) -> str:
    """What stands here already is in the way of what the file says."""
    if code == "contact_person.same":
        return _("That person is the contact person here already, from another day. Use the same day as here.")
    if code == "contact_person.two_coordinating":
        return _("There is a later contact person here already. Leave this one out, or correct the day.")
    return _("It shares days with a period that stands here already. Change the dates, or end the other one first.")


def _cpr_sentence(code: str) -> str:
    return {
        "cpr.letters": _("A CPR number has digits only, like 010180-1234."),
        "cpr.length": _("A CPR number has ten digits; a spreadsheet may have taken the first 0 away."),
        "cpr.date": _("The first six digits are no date of birth."),
    }[code]


def _masked(cpr: str) -> str:
    """Enough to find the cell, too little to be a CPR number."""
    return f"{cpr.strip()[:6]}…" if len(cpr.strip()) > 6 else cpr.strip()
