"""The worklist's lines in words: what, why, by when, and what to do next."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.cases.selectors import CoveredFor
from fremdrift.conversations.enums import Form
from fremdrift.core.clock import today
from fremdrift.overview.enums import Duty, Group
from fremdrift.overview.rules import Item, Wait
from fremdrift.overview.selectors import Now
from fremdrift.rulebook.enums import Meets, Status
from fremdrift.rulebook.rules import Obligation, Pause
from fremdrift.web.caseworker import order_duties, own_duties, progress_duties
from fremdrift.web.caseworker.addresses import of_case
from fremdrift.web.caseworker.order_links import order_url
from fremdrift.web.shared.words import clock, day, in_practice, meets, reason, rule


@dataclass(frozen=True)
class Action:
    """What to do next: a label, where, and its icon."""

    label: str
    url: str
    icon: str
    post: bool = False  # a button that does it, not a link to a page


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
            return own_duties.what_follows(item)
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
        case Duty.MEASUREMENT | Duty.FELL | Duty.DIFFER:
            return progress_duties.title(item, name)
        case _:
            return order_duties.title(item, name) if item.about else own_duties.title(item, name)


def why(item: Item) -> str:
    """The rule, and what it counts from."""
    if item.obligation is not None:
        planned = (
            _("Planned for %(day)s.") % {"day": day(item.talk.on)}
            if item.talk and item.duty is Duty.CONVERSATION
            else ""
        )
        return " ".join(filter(None, [rule(item.obligation), reason(item.obligation), planned]))
    if item.about is not None:
        return order_duties.why(item)
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
        case Duty.MEASUREMENT | Duty.FELL | Duty.DIFFER:
            return progress_duties.why(item)
        case (
            Duty.ENDING
            | Duty.NO_EFFORT
            | Duty.NEED
            | Duty.NO_CONTACT
            | Duty.REMINDER
            | Duty.MESSAGE
            | Duty.SUB_GOAL
            | Duty.HEARING
        ):
            return own_duties.why(item)
        case _:
            return _("A conversation on request; no deadline stands behind it.")


def badge(item: Item, today: dt.date) -> str:
    """How far the date is, in words."""
    if item.group is Group.WAITING:
        return _("Waiting")
    due = item.obligation.due_on if item.obligation and item.group is Group.LATE else item.due_on
    own = own_duties.badge(item, today)
    if own is not None:
        return own
    if due is None:
        return _("no date")
    days = (due - today).days
    if days < 0:
        return _over(-days)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}


def _over(days: int) -> str:
    return ngettext("%(count)s day over", "%(count)s days over", days) % {"count": days}


def due(item: Item) -> str:
    """The day itself: “due Fri 27 Nov”; nothing for a note to oneself."""
    if item.note is not None:
        return ""
    last = item.obligation.due_on if item.obligation else item.due_on
    if last is None:
        base = item.obligation.base_due_on if item.obligation else None
        return _("was due %(day)s") % {"day": day(base)} if base else ""
    return _("due %(day)s") % {"day": day(last)}


def short(item: Item, name: str) -> str:
    """A duty beside the foremost one, in a line."""
    words, by = title(item, name), due(item)
    words = f"{words} ({by})" if item.due_on and by else words
    return f"{words}. {waits(item.wait)}" if item.wait else words


def waits(wait: Wait) -> str:
    """Why a duty waits: “Waits until 12 Dec: operation. Written by Signe Test.”"""
    values = {"day": day(wait.until), "reason": wait.reason.rstrip("."), "name": wait.by}
    return _("Waits until %(day)s: %(reason)s. Written by %(name)s.") % values


def looked_after(covered: CoveredFor | None) -> str:
    """For whom one looks after a case, and until when; empty where the case is one's own."""
    if covered is None:
        return ""
    if covered.until is None:
        return _("for %(name)s, until further notice") % {"name": covered.name.split()[0]}
    return _("for %(name)s, until %(day)s") % {"name": covered.name.split()[0], "day": day(covered.until)}


def pause(item: Item, today: dt.date) -> str:
    """Why a deadline stands still."""
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
        return Action(_("Open the case"), of_case("case", case_id), "time")
    if item.duty in progress_duties.DUTIES:
        return Action(*progress_duties.action(item, case_id))
    return Action(*order_duties.action(item, case_id)) if item.about else _action(item, case_id)


def _action(item: Item, case_id: UUID) -> Action:
    match item.duty:
        case Duty.CONVERSATION | Duty.NEW_TIME | Duty.NO_CONTACT:
            words = _("Find a new time") if item.duty is Duty.NEW_TIME or item.talk else _("Invite")
            return Action(words, of_case("conversation_plan", case_id), "calendar-month")
        case Duty.MEETING | Duty.RECORD:
            assert item.talk is not None
            url = f"{of_case('conversation_record', case_id)}?conversation={item.talk.id}"
            return Action(_("Record conversation"), url, "assignment")
        case Duty.OFFER | Duty.NO_EFFORT:
            return Action(_("Order an offer"), of_case("order_new", case_id), "plus")
        case Duty.ENDING if item.effort and item.effort.order_id:
            return Action(_("Open the order"), order_url(item.effort.order_id), "arrow-forward")
        case Duty.EFFORT | Duty.ENDING:
            return Action(_("See the effort"), of_case("facts", case_id), "arrow-forward")
        case Duty.AGREEMENT:
            return Action(_("Follow up"), of_case("agreements", case_id), "check")
        case Duty.MINUTES:
            assert item.talk is not None
            return Action(_("Read and share"), reverse("conversation", args=[case_id, item.talk.id]), "share")
        case Duty.MESSAGE:
            return Action(_("Read and answer"), of_case("messages", case_id), "email")
        case Duty.HEARING:
            assert item.hearing is not None
            url = reverse("hearing", args=[case_id, item.hearing.conversation_id])
            return Action(_("Conclude the hearing"), url, "assignment")
        case Duty.HANDOVER:
            return Action(_("Read the handover"), of_case("handover", case_id), "document")
        case Duty.SUB_GOAL | Duty.NEED:
            return _in_plan(item, case_id)
        case _:
            return Action(_("Open the case"), of_case("case", case_id), "arrow-forward")


def _in_plan(item: Item, case_id: UUID) -> Action:
    if item.need is not None:
        return Action(_("See the need"), reverse("need", args=[case_id, item.need.id]), "arrow-forward")
    return Action(_("Open the plan"), of_case("plan", case_id), "arrow-forward")


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
    rule_url: str
    reason: str
    meets: str
    code: str  # what would meet it
    badge: str
    level: str
    in_practice: str
    waiting: str
    noted: bool


def deadlines(now: Now, today: dt.date) -> list[Deadline]:
    """Standing obligations, soonest first, each with its rule and what would meet it."""
    return [
        _deadline(obligation, state, today, now.waits.get(obligation.what_would_meet_it))
        for obligation, state in now.obligations
    ]


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
    words = _("Due by %(day)s. %(rule)s") % {"day": day(obligation.due_on), "rule": rule(obligation)}
    return " ".join(filter(None, [words, in_practice_by(obligation, today())]))


def _deadline(obligation: Obligation, state: Status, today: dt.date, wait: Wait | None) -> Deadline:
    paused = [p for p in obligation.paused if today in p]
    waiting = _paused(paused[0]) if state is Status.PAUSED and paused else ""
    return Deadline(
        title=str(_OWED.get(obligation.what_would_meet_it, _("Duty"))),
        rule_id=obligation.rule,
        rule=rule(obligation),
        rule_url=rule_url(obligation),
        reason=reason(obligation),
        meets=meets(obligation),
        code=obligation.what_would_meet_it,
        badge=_date(obligation.due_on, today),
        level={Status.OVERDUE: "error", Status.DUE_SOON: "warning", Status.PAUSED: "info"}.get(state, "plain"),
        in_practice=in_practice_by(obligation, today),
        waiting=waits(wait) if wait else waiting,
        noted=wait is not None,
    )


def rule_url(obligation: Obligation) -> str:
    """Where the register tells about the rule."""
    pack, name = obligation.rule.split(".", 1)
    return f"{reverse('rule_pack', args=[pack])}#{name}"


def in_practice_by(obligation: Obligation, today: dt.date) -> str:
    """The last working day, where the deadline itself is none and has not passed."""
    by = in_practice(obligation)
    return _("In practice by %(day)s.") % {"day": day(by)} if by is not None and by >= today else ""


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
    Meets.ADD_SUPPORT: gettext_lazy("Mentor"),
    Meets.CHANGE_BENEFIT: gettext_lazy("Benefit"),
}
