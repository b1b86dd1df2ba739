"""Two records of one person made into one, and taken apart again.

No row of a case moves to another case: the cases themselves change hands, and everything that hangs on them goes along.
What hangs on the person (grants, bars, restrictions, break-glass) is pointed at the record that stays. Each field that
is written is kept with its value before and after, so that undoing puts back exactly what nobody has changed since.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction
from fremdrift.cases import rules
from fremdrift.cases.enums import ClosingReason
from fremdrift.cases.models import Case, Citizen, ContactPerson, Merge, Representation, Transfer
from fremdrift.cases.services._closing import case_stop
from fremdrift.core import clock
from fremdrift.core.changes import case_changed
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as

Kept = dict[str, dict[str, dict[str, list[Any]]]]  # model → row → field → what it was, what the merge made of it
# Everything that points at a person by its id alone; what points at a case goes with the case.
ABOUT_PERSON: tuple[type[models.Model], ...] = (Grant, Bar, Restriction, BreakGlass)
_TOGETHER = (*rules.MERGED_VALUES.values(), ("closed_on", "closing_reason", "closing_words"), ("state", "answered_at"))


class _Change:
    """Writes fields of rows, and keeps what they were."""

    def __init__(self) -> None:
        self.kept: Kept = {}

    def write(self, row: models.Model, **values: Any) -> None:
        """Set fields of a row, and keep all of them: those that belong together are put back together."""
        for field, value in values.items():
            self._keep(row, field, getattr(row, field), value)
            setattr(row, field, value)
        row.save(update_fields=list(values))

    def note(self, row: models.Model, was: dict[str, Any]) -> None:
        """Keep what the fields of a row were, where they are something else now."""
        for field, before in was.items():
            if getattr(row, field) != before:
                self._keep(row, field, before, getattr(row, field))

    def _keep(self, row: models.Model, field: str, before: Any, made: Any) -> None:
        rows = self.kept.setdefault(row._meta.label, {})
        rows.setdefault(str(row.pk), {})[field] = [_plain(before), _plain(made)]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | str) else str(value)


@transaction.atomic
def citizens_merge(
    *,
    citizen: Citizen,
    gone: Citizen,
    take: Collection[str] = (),
    open_case: Case | None = None,
    reason: str,
    by: Actor,
) -> Merge:
    """Make one person of two records: `citizen` stays, with its CPR number, and takes over all that `gone` has.

    `take` names what is right in the record that goes (`rules.MERGED_VALUES`). Where both have an open case,
    `open_case` is the one that goes on; the other is closed as registered twice.
    """
    citizen, gone = _in_turn(citizen, gone)
    _check(citizen, gone)
    change = _Change()
    closed = _one_open_case(citizen, gone, open_case)
    if closed is not None:
        _close(closed, change)
    for case in Case.objects.filter(citizen=gone).order_by("pk"):
        change.write(case, citizen_id=citizen.pk)
    for model in ABOUT_PERSON:
        for row in model._default_manager.filter(subject=gone.pk).order_by("pk"):
            change.write(row, subject=citizen.pk)
    values = {name: getattr(gone, name) for part in take for name in rules.MERGED_VALUES[part]}
    change.write(citizen, **values)
    _rename(citizen)
    change.write(gone, merged_into_id=citizen.pk)
    made = Merge.objects.create(
        municipality_id=citizen.municipality_id,
        citizen=citizen,
        gone=gone,
        reason=reason,
        moved=change.kept,
        made_at=clock.now(),
        made_by_id=by.user_id,
    )
    _work_out_again([citizen])
    return made


@transaction.atomic
def merge_undo(*, merge: Merge, by: Actor) -> None:
    """Take two records apart again; the latest merge first, and what was changed since stays as it was changed."""
    citizen, gone = _in_turn(merge.citizen, merge.gone)
    merge = Merge.objects.select_for_update(no_key=True).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise RuleViolation("merge.undone_already")
    later = Merge.objects.filter(citizen=citizen, undone_at=None, made_at__gt=merge.made_at)
    if citizen.merged_into_id is not None or later.exists():
        raise RuleViolation("merge.later_first")
    merge.undone_at, merge.undone_by_id = clock.now(), by.user_id
    merge.save(update_fields=["undone_at", "undone_by"])
    with refused_as(
        case_one_open=("merge.open_case_since", None),
        contact_person_one_coordinating=("merge.contact_person_since", None),
    ):
        _put_back(merge.moved)
    _grants_with_cases(citizen, gone)
    _work_out_again([citizen, gone])


def _in_turn(*citizens: Citizen) -> list[Citizen]:
    """The records as they stand once it is our turn; whoever opens or changes a case of theirs waits."""
    wanted = [citizen.pk for citizen in citizens]
    held = {found.pk: found for found in Citizen.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    cases = Case.objects.select_for_update(no_key=True).filter(citizen__in=wanted)
    list(cases.order_by("pk").values_list("pk"))
    return [held[pk] for pk in wanted]


def _check(citizen: Citizen, gone: Citizen) -> None:
    if citizen.pk == gone.pk:
        raise RuleViolation("merge.same")
    if citizen.merged_into_id is not None or gone.merged_into_id is not None:
        raise RuleViolation("merge.merged_already")
    restricted = Restriction.objects.filter(subject__in=[citizen.pk, gone.pk], ends_on=None)
    if restricted.values("subject").distinct().count() > 1:
        raise RuleViolation("merge.two_restrictions")


def _one_open_case(citizen: Citizen, gone: Citizen, chosen: Case | None) -> Case | None:
    """The case that must close, as a citizen has one open case; none where there is one or none."""
    standing = list(Case.objects.filter(citizen__in=[citizen, gone]).open().order_by("pk"))
    if len(standing) < 2:
        return None
    if chosen is None or chosen.pk not in {case.pk for case in standing}:
        raise RuleViolation("merge.choose_case", "open_case")
    return next(case for case in standing if case.pk != chosen.pk)


def _close(case: Case, change: _Change) -> None:
    """Close what was registered twice; what closing changes is kept with the rest."""
    before = {(type(row), row.pk): _values(row) for row in _closing_rows(case)}
    case_stop(case, clock.today(), ClosingReason.DUPLICATE)
    for row in _closing_rows(case):
        change.note(row, before[type(row), row.pk])


def _closing_rows(case: Case) -> Iterable[models.Model]:
    persons = ContactPerson.objects.filter(case=case).order_by("pk")
    yield Case.objects.get(pk=case.pk)
    yield from persons
    yield from Transfer.objects.filter(case=case).order_by("pk")
    yield from Grant.objects.filter(source__in=persons.values("pk")).order_by("pk")


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _put_back(kept: Kept) -> None:
    """Give each field its value from before, where it is still what the merge made of it."""
    # Cases go back first, and those that the merge closed last: a person has one open case at each moment.
    rows = [(label, key, fields) for label, found in kept.items() for key, fields in found.items()]
    for label, key, fields in sorted(rows, key=lambda row: ("closed_on" in row[2], row[0], row[1])):
        model = apps.get_model(label)
        row = model._default_manager.get(pk=key)
        as_made = {name for name, (_, made) in fields.items() if getattr(row, name) == _value(model, name, made)}
        back = [name for name in fields if as_made.issuperset(_together(name) & fields.keys())]
        for name in back:
            setattr(row, name, _value(model, name, fields[name][0]))
        row.save(update_fields=back)
        if isinstance(row, Citizen):
            _rename(row)


def _together(field: str) -> set[str]:
    """The fields of which one alone says nothing: a last day of a protection without the protection."""
    return next((set(fields) for fields in _TOGETHER if field in fields), {field})


def _rename(citizen: Citizen) -> None:
    citizen.rename(citizen.name)
    citizen.save(update_fields=["sort_key"])


def _value(model: type[models.Model], attribute: str, plain: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if field.attname == attribute)
    return field.target_field.to_python(plain) if isinstance(field, models.ForeignKey) else field.to_python(plain)


def _grants_with_cases(citizen: Citizen, gone: Citizen) -> None:
    """What contact persons and helpers of a case that went back were given since the merge goes with the case."""
    persons = ContactPerson.objects.filter(case__citizen=gone).values("pk")
    helpers = Representation.objects.filter(case__citizen=gone).values("pk")
    back = Grant.objects.filter(subject=citizen.pk).filter(models.Q(source__in=persons) | models.Q(source__in=helpers))
    back.update(subject=gone.pk)


def _work_out_again(citizens: list[Citizen]) -> None:
    for pk in Case.objects.filter(citizen__in=citizens).order_by("pk").values_list("pk", flat=True):
        case_changed(pk)
