"""The worklist's rows, ready to show: groups, counts, and what one can do from each row."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.models import Case
from fremdrift.cases.rules import years_between
from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules import Item, Row
from fremdrift.overview.selectors import Caseload
from fremdrift.web.caseworker.addresses import of_case
from fremdrift.web.caseworker.choice import Choice
from fremdrift.web.caseworker.words import Action, action, badge, due, pause, short, title, why
from fremdrift.web.shared.words import day

GROUPS: dict[Group, tuple[str | Promise, str | Promise]] = {
    Group.LATE: (gettext_lazy("We are behind"), gettext_lazy("the citizen or the law is waiting for us")),
    Group.WEEK: (gettext_lazy("This week"), gettext_lazy("can be reached in time")),
    Group.WAITING: (
        gettext_lazy("Waiting with a reason"),
        gettext_lazy("the deadline stands still while the reason holds"),
    ),
    Group.ASIDE: (gettext_lazy("Put aside"), gettext_lazy("back when something changes, or on the day you chose")),
}
FILTERS: tuple[tuple[str | Promise, tuple[tuple[Filter, str | Promise], ...]], ...] = (
    (
        gettext_lazy("Deadlines"),
        (
            (Filter.DUE, gettext_lazy("This week or before")),
            (Filter.OVERDUE, gettext_lazy("Overdue")),
            (Filter.TODAY, gettext_lazy("Meetings today")),
            (Filter.AGREEMENT, gettext_lazy("Agreement due")),
        ),
    ),
    (
        gettext_lazy("Contact and efforts"),
        (
            (Filter.NO_CONTACT, gettext_lazy("No contact for 13 weeks")),
            (Filter.NO_EFFORT, gettext_lazy("No effort for 4 weeks")),
            (Filter.ENDING, gettext_lazy("Effort ending")),
        ),
    ),
    (
        gettext_lazy("Papers waiting"),
        ((Filter.RECORD, gettext_lazy("Not written up")), (Filter.MINUTES, gettext_lazy("Minutes not shared"))),
    ),
    (
        gettext_lazy("With you"),
        (
            (Filter.NEW_TO_ME, gettext_lazy("New to me")),
            (Filter.REMINDER, gettext_lazy("Reminders")),
            (Filter.WAITING, gettext_lazy("Waiting with a reason")),
            (Filter.ASIDE, gettext_lazy("Put aside")),
        ),
    ),
)
_LEVELS = {Group.LATE: "error", Group.WEEK: "warning", Group.WAITING: "info", Group.ASIDE: "plain"}


@dataclass(frozen=True)
class Line:
    """One citizen's line, ready to show."""

    case: Case
    about: str
    group: Group
    title: str
    why: str
    also: list[str]
    waiting: str
    badge: str
    level: str
    due: str
    action: Action
    menu: list[Action]


@dataclass(frozen=True)
class Section:
    """A group of lines under its heading."""

    title: str | Promise
    note: str | Promise
    count: int
    lines: list[Line]


def sections(load: Caseload, rows: list[Row]) -> list[Section]:
    """The shown rows in their groups; a group that has none is left out."""
    shown = [_line(load, row) for row in rows]
    totals = {g: sum(row.group is g for row in load.worklist.rows) for g in Group}
    found = []
    for group, (heading, note) in GROUPS.items():
        lines = [line for line in shown if line.group is group]
        if lines:
            found.append(Section(heading, note, totals[group], lines))
    return found


def _line(load: Caseload, row: Row) -> Line:
    case, item = load.cases[row.case_id], row.first
    name = case.citizen.name.split()[0]
    return Line(
        case=case,
        about=_about(load, row),
        group=row.group,
        title=title(item, name),
        why=why(item),
        also=[short(other, name) for other in row.items[1:]],
        waiting=_waiting(item, load.today),
        badge=badge(item, load.today),
        level=_LEVELS[row.group],
        due=due(item),
        action=_take_back(item, case.pk) if item.aside else action(item, case.pk, name),
        menu=row_menu(row),
    )


def _about(load: Caseload, row: Row) -> str:
    """“44 years · 2 changes · new to you”."""
    case, changes = load.cases[row.case_id], load.changes[row.case_id]
    parts = [_("%(age)s years") % {"age": years_between(case.citizen.born, load.today)}]
    if changes:
        parts.append(ngettext("%(count)s change", "%(count)s changes", changes) % {"count": changes})
    if any(item.duty is Duty.HANDOVER for item in row.items):
        parts.append(_("new to you"))
    return " · ".join(parts)


def _waiting(item: Item, today: dt.date) -> str:
    if item.aside is None:
        return pause(item, today) if item.group is Group.WAITING else ""
    if item.aside.until is None:
        return item.aside.reason
    return _("%(reason)s – until %(day)s") % {"reason": item.aside.reason, "day": day(item.aside.until)}


def _take_back(item: Item, case_id: UUID) -> Action:
    assert item.aside is not None
    return Action(_("Take back"), reverse("dismissal_undo", args=[case_id, item.aside.id]), "reply", post=True)


def row_menu(row: Row) -> list[Action]:
    """What else one can do about a citizen, from the row."""
    case_id = row.case_id
    done = [
        Action(
            _("Done: %(what)s") % {"what": item.note.text}, _of_note("reminder_close", case_id, item.note.id), "", True
        )
        for item in row.items
        if item.note
    ]
    aside = [] if row.group is Group.ASIDE else [(_("Put aside with a reason"), "dismissal_add")]
    pages = [
        (_("Open the case"), "case"),
        (_("Record conversation"), "conversation_record"),
        (_("Plan conversation"), "conversation_plan"),
        (_("Remind me on a day"), "reminder_add"),
        *aside,
        (_("Write why waiting makes sense"), "waiting_note"),
        (_("Hand the case over"), "contact_persons"),
    ]
    return [*done, *(Action(label, url, "") for label, name in pages if (url := of_case(name, case_id)))]


def _of_note(name: str, case_id: UUID, note_id: UUID) -> str:
    return reverse(name, args=[case_id, note_id])


def filters(counts: Mapping[Filter, int], chosen: Choice) -> list[dict[str, Any]]:
    """The counts with the address that each leads to: chosen ones are taken away, others added."""
    return [
        {
            "label": label,
            "counts": [
                {
                    "label": name,
                    "count": counts[f],
                    "chosen": f in chosen.show,
                    "query": chosen.with_count(f).query,
                }
                for f, name in members
            ],
        }
        for label, members in FILTERS
    ]


def said(chosen: Choice) -> list[str]:
    """The names of the chosen counts, in their order on the page."""
    return [str(name) for _label, members in FILTERS for f, name in members if f in chosen.show]
