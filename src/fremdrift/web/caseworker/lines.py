"""The worklist's rows, ready to show: groups, counts, and what one can do from each row."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.models import Case
from fremdrift.cases.rules import years_between
from fremdrift.overview.enums import Duty, Filter, Group, ListPage
from fremdrift.overview.rules import Item, Row, spoken_of
from fremdrift.overview.selectors import Caseload
from fremdrift.web.caseworker.addresses import of_case
from fremdrift.web.caseworker.choice import Choice
from fremdrift.web.caseworker.table import LABELS
from fremdrift.web.caseworker.words import Action, action, badge, due, looked_after, pause, short, title, waits, why
from fremdrift.web.shared.words import day

GROUPS: dict[Group, tuple[str | Promise, str | Promise]] = {
    Group.LATE: (gettext_lazy("We are behind"), gettext_lazy("the citizen or the law is waiting for us")),
    Group.WEEK: (gettext_lazy("Coming days"), gettext_lazy("can be reached in time")),
    Group.WAITING: (
        gettext_lazy("Waiting with a reason"),
        gettext_lazy("the deadline stands still, or somebody has written why it makes sense to wait"),
    ),
    Group.ASIDE: (gettext_lazy("Put aside"), gettext_lazy("back when something changes, or on the day you chose")),
}
FILTERS: tuple[tuple[str | Promise, tuple[tuple[Filter, str | Promise], ...]], ...] = (
    (
        gettext_lazy("Deadlines"),
        (
            (Filter.DUE, gettext_lazy("Now and coming days")),
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
            (Filter.NEED, gettext_lazy("Need without an effort")),
            (Filter.ENDING, gettext_lazy("Effort ending")),
        ),
    ),
    (
        gettext_lazy("How it goes"),
        (
            (Filter.MEASUREMENT, gettext_lazy("Measurement to answer")),
            (Filter.FELL, gettext_lazy("Answers fell twice")),
            (Filter.DIFFER, gettext_lazy("You see it differently")),
        ),
    ),
    (
        gettext_lazy("Orders"),
        (
            (Filter.ORDER, gettext_lazy("Order waiting")),
            (Filter.REPORT, gettext_lazy("Report waiting")),
            (Filter.ABSENCE, gettext_lazy("Absence")),
        ),
    ),
    (
        gettext_lazy("Papers waiting"),
        (
            (Filter.RECORD, gettext_lazy("Not written up")),
            (Filter.MINUTES, gettext_lazy("Minutes not shared")),
            (Filter.HEARING, gettext_lazy("Hearing to conclude")),
        ),
    ),
    (
        gettext_lazy("With you"),
        (
            (Filter.MESSAGE, gettext_lazy("Message to answer")),
            (Filter.NEW_TO_ME, gettext_lazy("New to me")),
            (Filter.REMINDER, gettext_lazy("Reminders")),
            (Filter.WAITING, gettext_lazy("Waiting with a reason")),
            (Filter.ASIDE, gettext_lazy("Put aside")),
        ),
    ),
)
# Pages of a row's menu; some come back to the list as it was.
_PAGES: tuple[tuple[str | Promise, str, bool], ...] = (
    (gettext_lazy("Open the case"), "case", False),
    (gettext_lazy("Record conversation"), "conversation_record", False),
    (gettext_lazy("Plan conversation"), "conversation_plan", False),
    (gettext_lazy("Remind me on a day"), "reminder_add", True),
    (gettext_lazy("Put aside with a reason"), "dismissal_add", True),
    (gettext_lazy("Hand the case over"), "contact_persons", False),
)
_LEVELS = {Group.LATE: "error", Group.WEEK: "warning", Group.WAITING: "info", Group.ASIDE: "plain"}


@dataclass(frozen=True)
class Line:
    """One citizen's line, ready to show."""

    case: Case
    key: str
    url: str
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
    covered: str = ""
    weight: str = "secondary"


@dataclass(frozen=True)
class Section:
    """A group of lines under its heading."""

    title: str | Promise
    note: str | Promise
    count: int
    lines: list[Line]


def sections(load: Caseload, rows: list[Row]) -> list[Section]:
    """The shown rows in their groups; a group that has none is left out."""
    query = Choice(show=load.worklist.chosen).query
    shown = [_line(load, row, f"?{query}" if query else "") for row in rows]
    if shown:  # one primary button on a page, on its top row
        shown[0] = replace(shown[0], weight="primary")
    totals = {g: sum(row.group is g for row in load.worklist.rows) for g in Group}
    found = []
    for group, (heading, note) in GROUPS.items():
        lines = [line for line in shown if line.group is group]
        if lines:
            found.append(Section(heading, note, totals[group], lines))
    return found


def _line(load: Caseload, row: Row, query: str) -> Line:
    case, item = load.cases[row.case_id], spoken_of(row, load.worklist.chosen)
    name = case.citizen.name.split()[0]
    return Line(
        case=case,
        key=str(case.pk),
        url=of_case("case", case.pk),
        about=_about(load, row),
        group=row.group,
        title=title(item, name),
        why=why(item),
        also=list(dict.fromkeys(short(other, name) for other in row.items if other is not item)),
        waiting=_waiting(item, load.today),
        badge=badge(item, load.today),
        level=_LEVELS[Group.ASIDE if item.aside else item.group],
        due=due(item),
        action=_action(item, case.pk, name, query),
        menu=row_menu(row, query),
        covered=looked_after(load.covered_for.get(case.pk)),
    )


def _about(load: Caseload, row: Row) -> str:
    """“44 years · 2 changes · new to you”."""
    case, changes = load.cases[row.case_id], load.changes[row.case_id]
    parts = [_("%(age)s years") % {"age": years_between(case.citizen.born, load.today)}]
    if changes:
        parts.append(ngettext("%(changes)s change", "%(changes)s changes", changes) % {"changes": changes})
    if any(item.duty is Duty.HANDOVER for item in row.items):
        parts.append(_("new to you"))
    return " · ".join(parts)


def _waiting(item: Item, today: dt.date) -> str:
    if item.wait is not None and item.aside is None:
        return waits(item.wait)
    if item.aside is None:
        return pause(item, today) if item.group is Group.WAITING else ""
    if item.aside.until is None:
        return item.aside.reason
    return _("%(reason)s – back %(day)s") % {"reason": item.aside.reason, "day": day(item.aside.until)}


def _action(item: Item, case_id: UUID, name: str, query: str) -> Action:
    if item.aside is not None:
        url = reverse("dismissal_undo", args=[case_id, item.aside.id])
        return Action(_("Take back"), url + query, "reply", post=True)
    if item.note is not None:
        return _done(item, case_id, query, _("Done"))
    return action(item, case_id, name)


def row_menu(row: Row, query: str) -> list[Action]:
    """What else one can do about a citizen, from the row; `query` brings one back to the same list."""
    case_id, notes = row.case_id, [item for item in row.items if item.note]
    done = [_done(item, case_id, query, _("Done: %(what)s") % {"what": item.note.text}) for item in notes if item.note]
    pages = [page for page in _PAGES if not (page[1] == "dismissal_add" and row.group is Group.ASIDE)]
    found = [Action(str(label), of_case(name, case_id) + (query if back else ""), "") for label, name, back in pages]
    owed = next((item.obligation for item in row.items if item.obligation), None)
    if owed is not None:
        url = reverse("waiting_note", args=[case_id, owed.what_would_meet_it])
        found.append(Action(_("Write why waiting makes sense"), url, ""))
    return [*done, *_prepare(row), *found]


def _prepare(row: Row) -> list[Action]:
    talk = next((item.talk for item in row.items if item.duty is Duty.MEETING and item.talk), None)
    if talk is None:
        return []
    url = f"{of_case('conversation_prepare', row.case_id)}?conversation={talk.id}"
    return [Action(_("Prepare the conversation"), url, "document")]


def _done(item: Item, case_id: UUID, query: str, label: str) -> Action:
    assert item.note is not None
    return Action(label, reverse("reminder_close", args=[case_id, item.note.id]) + query, "check", post=True)


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


def counted(chosen: Choice) -> str:
    """“overdue and meetings today”; empty when no count is chosen."""
    return str(_(" and ").join(_names(chosen))).lower()


def _names(chosen: Choice) -> list[str]:
    return [str(name) for _label, members in FILTERS for f, name in members if f in chosen.show]


def told(chosen: Choice, page: ListPage) -> list[str]:
    """What is chosen, in words: counts, and on the caseload its columns and the order."""
    counts = _names(chosen)
    if page is ListPage.WORKLIST:
        return counts
    columns = ", ".join(str(LABELS[c]) for c in chosen.shown)
    by = LABELS[chosen.sort] if chosen.sort else _("Name")
    return [*counts, _("Columns: %(columns)s") % {"columns": columns}, _("Sorted by: %(column)s") % {"column": by}]
