"""The worklist's lines in words: what, why, by when, and what to do next."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.models import Case
from fremdrift.cases.selectors import CoveredFor
from fremdrift.conversations.enums import Form
from fremdrift.overview.enums import Duty, Filter, Group
from fremdrift.overview.rules import Item, Row
from fremdrift.overview.selectors import Caseload, Now
from fremdrift.rulebook.enums import Meets, Status
from fremdrift.rulebook.rules import Obligation, Pause
from fremdrift.web.shared.words import MEETS, clock, day, reason, rule

GROUPS: dict[Group, tuple[str | Promise, str | Promise]] = {
    Group.LATE: (gettext_lazy("We are behind"), gettext_lazy("the citizen or the law is waiting for us")),
    Group.WEEK: (gettext_lazy("This week"), gettext_lazy("can be reached in time")),
    Group.WAITING: (
        gettext_lazy("Waiting with a reason"),
        gettext_lazy("the deadline stands still while the reason holds"),
    ),
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
        gettext_lazy("Papers waiting"),
        ((Filter.RECORD, gettext_lazy("Not written up")), (Filter.MINUTES, gettext_lazy("Minutes not shared"))),
    ),
    (
        gettext_lazy("Contact"),
        ((Filter.NEW_TO_ME, gettext_lazy("New to me")), (Filter.WAITING, gettext_lazy("Waiting with a reason"))),
    ),
)
_LEVELS = {Group.LATE: "error", Group.WEEK: "warning", Group.WAITING: "info"}


@dataclass(frozen=True)
class Action:
    """What to do next: a label, where, and its icon."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class Line:
    """One citizen's line, ready to show."""

    case: Case
    group: Group
    title: str
    why: str
    also: list[str]
    waiting: str
    badge: str
    level: str
    due: str
    action: Action
    changes: int
    new: bool
    covered: CoveredFor | None = None


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
    totals = {g: sum(row.first.group is g for row in load.worklist.rows) for g in Group}
    found = []
    for group, (title, note) in GROUPS.items():
        lines = [line for line in shown if line.group is group]
        if lines:
            found.append(Section(title, note, totals[group], lines))
    return found


def _line(load: Caseload, row: Row) -> Line:
    case, item = load.cases[row.case_id], row.first
    name = case.citizen.name.split()[0]
    return Line(
        case=case,
        group=item.group,
        title=title(item, name),
        why=why(item),
        also=[_short(other, name) for other in row.items[1:]],
        waiting=_pause(item, load.today) if item.group is Group.WAITING else "",
        badge=badge(item, load.today),
        level=_LEVELS[item.group],
        due=_due(item),
        action=action(item, case.pk, name),
        changes=load.changes[case.pk],
        new=any(i.duty is Duty.HANDOVER for i in row.items),
        covered=load.covered_for.get(case.pk),
    )


def title(item: Item, name: str) -> str:
    """The duty as one says it."""
    match item.duty:
        case Duty.CONVERSATION:
            if item.talk is not None:
                return _("The conversation is planned after the deadline")
            return _("Invite to a conversation")
        case Duty.OFFER:
            return _("Find an offer together with %(name)s") % {"name": name}
        case Duty.EFFORT:
            return _("Agree what happens when the effort ends")
        case Duty.MEETING:
            return _("Conversation today%(time)s, %(form)s") % {"time": _time(item), "form": _form(item)}
        case Duty.RECORD:
            return _("Write down what became of the conversation")
        case Duty.NEW_TIME:
            return _("Find a new time with %(name)s") % {"name": name}
        case Duty.AGREEMENT:
            return _("Follow up: %(what)s") % {"what": item.promise.what if item.promise else ""}
        case Duty.MINUTES:
            return _("Share the minutes")
        case Duty.HANDOVER:
            return _("Read the handover about %(name)s") % {"name": name}


def why(item: Item) -> str:
    """The rule, and what it counts from."""
    if item.obligation is not None:
        planned = (
            _("Planned for %(day)s.") % {"day": day(item.talk.on)}
            if item.talk and item.duty is Duty.CONVERSATION
            else ""
        )
        return " ".join(filter(None, [rule(item.obligation), reason(item.obligation), planned]))
    match item.duty:
        case Duty.RECORD:
            return _("Own rule: written down on the same day. Planned for %(day)s.") % {"day": _talk_day(item)}
        case Duty.NEW_TIME:
            return _("Own rule: a new time within a week. Did not come %(day)s.") % {"day": _talk_day(item)}
        case Duty.MINUTES:
            return _("Own rule: shared within a week. Conversation %(day)s.") % {"day": _talk_day(item)}
        case Duty.AGREEMENT:
            return _("Agreed with the citizen; comes up when it is due.")
        case Duty.HANDOVER:
            return _("Own rule: read within a week. Your case since %(day)s.") % {"day": day(item.since or dt.date.min)}
        case _:
            return _("A conversation on request; no deadline stands behind it.")


def badge(item: Item, today: dt.date) -> str:
    """How far the date is, in words."""
    if item.group is Group.WAITING:
        return _("Waiting")
    due = item.obligation.due_on if item.obligation and item.group is Group.LATE else item.due_on
    if due is None:
        return _("no date")
    days = (due - today).days
    if days < 0:
        return _over(-days)
    if days == 0:
        return _("today")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}


def _over(days: int) -> str:
    return ngettext("%(count)s day over", "%(count)s days over", days) % {"count": days}


def _due(item: Item) -> str:
    due = item.obligation.due_on if item.obligation else item.due_on
    if due is None:
        base = item.obligation.base_due_on if item.obligation else None
        return _("was due %(day)s") % {"day": day(base)} if base else ""
    return _("due %(day)s") % {"day": day(due)}


def _short(item: Item, name: str) -> str:
    words = title(item, name)
    return f"{words} ({_due(item)})" if item.due_on else words


def _pause(item: Item, today: dt.date) -> str:
    paused = [p for p in item.obligation.paused if today in p] if item.obligation else []
    if not paused:
        return ""
    return _paused(paused[0])


def _paused(pause: Pause) -> str:
    words = pause.reason or _("No benefit in the meantime")
    if pause.end is None:
        return _("%(reason)s – until further notice") % {"reason": words}
    return _("%(reason)s – until %(day)s") % {"reason": words, "day": day(pause.end)}


def action(item: Item, case_id: UUID, name: str) -> Action:
    """What the button says and where it leads."""
    if item.group is Group.WAITING:
        return Action(_("Open the case"), reverse("case", args=[case_id]), "time")
    match item.duty:
        case Duty.CONVERSATION | Duty.NEW_TIME:
            words = _("Find a new time") if item.duty is Duty.NEW_TIME or item.talk else _("Invite")
            return Action(words, reverse("conversation_plan", args=[case_id]), "calendar-month")
        case Duty.MEETING | Duty.RECORD:
            assert item.talk is not None
            url = f"{reverse('conversation_record', args=[case_id])}?conversation={item.talk.id}"
            return Action(_("Record conversation"), url, "assignment")
        case Duty.OFFER:
            return Action(_("Register an effort"), reverse("fact_add", args=[case_id, "effort"]), "plus")
        case Duty.EFFORT:
            return Action(_("See the effort"), reverse("facts", args=[case_id]), "arrow-forward")
        case Duty.MINUTES:
            assert item.talk is not None
            return Action(_("Read and share"), reverse("conversation", args=[case_id, item.talk.id]), "share")
        case Duty.HANDOVER:
            return Action(_("Read the handover"), reverse("contact_persons", args=[case_id]), "document")
        case Duty.AGREEMENT:
            return Action(_("Open the case"), reverse("case", args=[case_id]), "arrow-forward")


def _time(item: Item) -> str:
    if item.talk is None or item.talk.at is None:
        return ""
    return _(" at %(time)s") % {"time": clock(item.talk.at)}


def _form(item: Item) -> str:
    return str(Form(item.talk.form).label).lower() if item.talk else ""


def _talk_day(item: Item) -> str:
    return day(item.talk.on) if item.talk else ""


@dataclass(frozen=True)
class Deadline:
    """A standing obligation in words."""

    title: str
    rule_id: str
    rule: str
    reason: str
    meets: str
    badge: str
    level: str
    paused: str


def deadlines(now: Now, today: dt.date) -> list[Deadline]:
    """Standing obligations, soonest first, each with its rule and what would meet it."""
    return [_deadline(obligation, state, today) for obligation, state in now.obligations]


@dataclass(frozen=True)
class Earlier:
    """A deadline that no longer stands, in words."""

    title: str
    words: str
    met: bool
    late: bool


def earlier(now: Now) -> list[Earlier]:
    """The latest deadlines that were met or fell away, newest first."""
    return [_earlier(obligation, state) for obligation, state in now.earlier[:8]]


def _earlier(obligation: Obligation, state: Status) -> Earlier:
    met = state in {Status.MET, Status.MET_LATE}
    ended = obligation.met_on if met else obligation.closed_on
    parts = [_("due %(day)s") % {"day": day(obligation.due_on)}] if obligation.due_on else []
    if ended:
        parts.append((_("met %(day)s") if met else _("fell away %(day)s")) % {"day": day(ended)})
    title = str(_OWED.get(obligation.what_would_meet_it, _("Duty")))
    return Earlier(title, " · ".join(parts), met, state is Status.MET_LATE)


def next_conversation_by(now: Now) -> str:
    """By when the next conversation must be, if a rule says so."""
    for obligation, _state in now.obligations:
        if obligation.what_would_meet_it is Meets.HOLD_CONVERSATION and obligation.due_on:
            return due_by(obligation)
    return ""


def due_by(obligation: Obligation) -> str:
    """The last day for something, and the rule that says so."""
    assert obligation.due_on is not None
    return _("Due by %(day)s. %(rule)s") % {"day": day(obligation.due_on), "rule": rule(obligation)}


def _deadline(obligation: Obligation, state: Status, today: dt.date) -> Deadline:
    paused = [p for p in obligation.paused if today in p]
    return Deadline(
        title=str(_OWED.get(obligation.what_would_meet_it, _("Duty"))),
        rule_id=obligation.rule,
        rule=rule(obligation),
        reason=reason(obligation),
        meets=str(MEETS[obligation.what_would_meet_it]),
        badge=_date(obligation.due_on, today),
        level={Status.OVERDUE: "error", Status.DUE_SOON: "warning", Status.PAUSED: "info"}.get(state, "plain"),
        paused=_paused(paused[0]) if state is Status.PAUSED and paused else "",
    )


def _date(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return _("stands still")
    return f"{day(due)} · {_over((today - due).days)}" if due < today else day(due)


_OWED = {
    Meets.HOLD_CONVERSATION: gettext_lazy("Conversation"),
    Meets.START_OFFER: gettext_lazy("Offer"),
    Meets.END_EFFORT: gettext_lazy("End of an effort"),
    Meets.KEEP_OFFER_RUNNING: gettext_lazy("Length of an offer"),
    Meets.REACH_BENEFIT_TIME: gettext_lazy("Time on benefit"),
    Meets.START_EDUCATION: gettext_lazy("Education"),
    Meets.MAKE_PLAN: gettext_lazy("Job plan"),
}
