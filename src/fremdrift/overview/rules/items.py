"""Which duties stand in a case, and until when. Values only; each noun has a function of its own."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from fremdrift.overview.enums import Authority, Duty, Group
from fremdrift.overview.rules.order_items import ANSWER_WITHIN, order_items
from fremdrift.overview.rules.progress_items import progress_items
from fremdrift.overview.rules.shapes import Item, Situation, Talk, Wait, Work, group_by
from fremdrift.rulebook.enums import Meets, Status
from fremdrift.rulebook.rules import Obligation, status

# The office's own rules; a municipality will be able to choose them. Source: SFI on follow-up, and the sketches.
SHARE_MINUTES_WITHIN = dt.timedelta(days=7)
NEW_TIME_WITHIN = dt.timedelta(days=7)
READ_HANDOVER_WITHIN = dt.timedelta(days=7)
CONCLUDE_HEARING_WITHIN = dt.timedelta(days=7)
# Periods without any effort mean decline on every indicator (BIP, through VFC 2020).
EFFORT_WITHIN = dt.timedelta(weeks=4)
# Most citizens are met every third month (SFI 2012): past that nobody has spoken with them.
CONTACT_WITHIN = dt.timedelta(weeks=13)
# What stands in the way (debt, housing, a doctor never seen) is cleared beside the offer, or the offer does not help
# (SFI 2012 on social support and "clearing mines"); the four weeks are the office's own, as for an effort at all.
NEED_WITHIN = dt.timedelta(weeks=4)
# Agreed before an effort ends, so that it does not start over (SFI 2012 on placements that end and nothing follows).
AGREE_BEFORE_END = dt.timedelta(days=21)


_OF = {
    Meets.HOLD_CONVERSATION: Duty.CONVERSATION,
    Meets.START_OFFER: Duty.OFFER,
    Meets.END_EFFORT: Duty.EFFORT,
    Meets.KEEP_OFFER_RUNNING: Duty.EFFORT,
}


def items_of(case: Situation, today: dt.date) -> Iterable[Item]:
    """Every duty of a case, in no order."""
    planned = [t for t in case.talks if t.state == "planned"]
    waits = {wait.meets: wait for wait in case.waits}
    found = [
        *(_waiting(item, waits) for item in _by_rule(case.obligations, planned, today)),
        *_of_talks(case, planned, today),
        *_of_messages(case, today),
        *_of_hearings(case, today),
        *_of_promises(case, today),
        *_of_steps(case, today),
        *_of_needs(case, today),
        *order_items(case, today),
        *progress_items(case, today),
        *_of_handover(case, today),
    ]
    owed = {item.duty for item in found}
    yield from found
    yield from _of_efforts(case, owed, today)
    yield from _of_contact(case, owed, today)
    for note in case.notes:
        yield Item(Duty.REMINDER, Group.WEEK, Authority.OWN, note.on, note=note)


def _of_talks(case: Situation, planned: Sequence[Talk], today: dt.date) -> Iterable[Item]:
    for talk in planned:
        if talk.on < today:
            yield Item(Duty.RECORD, Group.LATE, Authority.OWN, talk.on, talk=talk)
    recorded = [t for t in case.talks if t.state in {"held", "no_show"} and t.on <= today]
    if recorded and recorded[-1].state == "no_show" and not planned:
        due = recorded[-1].on + NEW_TIME_WITHIN
        yield Item(Duty.NEW_TIME, group_by(due, today), Authority.OWN, due, talk=recorded[-1])
    for talk in recorded:
        if talk.state == "held" and talk.minutes_state == "draft":
            due = talk.on + SHARE_MINUTES_WITHIN
            yield Item(Duty.MINUTES, group_by(due, today), Authority.OWN, due, talk=talk)


def _of_messages(case: Situation, today: dt.date) -> Iterable[Item]:
    if case.asked_on is not None:
        due = case.asked_on + ANSWER_WITHIN
        yield Item(Duty.MESSAGE, group_by(due, today), Authority.OWN, due, since=case.asked_on)


def _of_hearings(case: Situation, today: dt.date) -> Iterable[Item]:
    for asked in case.hearings:
        ready = asked.answered_on or asked.answer_by
        if asked.answered_on is not None or asked.answer_by < today:
            due = ready + CONCLUDE_HEARING_WITHIN
            yield Item(Duty.HEARING, group_by(due, today), Authority.OWN, due, hearing=asked)


def _of_promises(case: Situation, today: dt.date) -> Iterable[Item]:
    for promise in case.promises:
        if promise.due_on is not None and promise.due_on <= end_of_week(today):
            yield Item(Duty.AGREEMENT, group_by(promise.due_on, today), Authority.OWN, promise.due_on, promise=promise)


def _of_steps(case: Situation, today: dt.date) -> Iterable[Item]:
    for step in case.steps:
        if step.due_on < today:
            yield Item(Duty.SUB_GOAL, Group.LATE, Authority.OWN, step.due_on, step=step)


def _of_needs(case: Situation, today: dt.date) -> Iterable[Item]:
    """A need for which nothing runs or is agreed in its area for weeks since it was named, or since the last ended."""
    for need in case.needs:
        ends = [effort.ends_on for effort in case.efforts if effort.area == need.area]
        since = max([need.since, *(end for end in ends if end is not None)])
        if None not in ends and since <= today - NEED_WITHIN:
            due = since + NEED_WITHIN
            yield Item(Duty.NEED, group_by(due, today), Authority.OWN, due, need=need, since=since)


def _of_handover(case: Situation, today: dt.date) -> Iterable[Item]:
    if case.taken_over and case.mine_since and today - case.mine_since <= READ_HANDOVER_WITHIN:
        due = case.mine_since + READ_HANDOVER_WITHIN
        yield Item(Duty.HANDOVER, Group.WEEK, Authority.OWN, due, since=case.mine_since)


def _of_efforts(case: Situation, owed: Set[Duty], today: dt.date) -> Iterable[Item]:
    """An effort that ends with nothing after it, or none for weeks; not where a rule asks for the same already."""
    if owed & {Duty.OFFER, Duty.EFFORT}:
        return
    for effort in case.efforts:
        if _ends_soon(effort, today) and not any(_follows(other, effort) for other in case.arranged):
            yield Item(Duty.ENDING, Group.WEEK, Authority.OWN, effort.ends_on, effort=effort)
    since = without_effort(case, today)
    if since is not None:
        due = since + EFFORT_WITHIN
        last = next((e for e in reversed(case.efforts) if e.ends_on == since), None)
        yield Item(Duty.NO_EFFORT, group_by(due, today), Authority.OWN, due, since=since, effort=last)


def _ends_soon(effort: Work, today: dt.date) -> bool:
    return (
        effort.begins_on <= today and effort.ends_on is not None and today <= effort.ends_on <= today + AGREE_BEFORE_END
    )


def _follows(other: Work, effort: Work) -> bool:
    """Whether something goes on after an effort, or begins later."""
    assert effort.ends_on is not None
    return other.ends_on is None or other.ends_on > effort.ends_on


def without_effort(case: Situation, today: dt.date) -> dt.date | None:
    """Since when nothing has run and nothing is agreed, when that is too long; an exempt citizen is left in peace."""
    if case.exempt or case.since is None or any(e.ends_on is None or e.ends_on >= today for e in case.arranged):
        return None
    since = max((e.ends_on for e in case.efforts if e.ends_on is not None), default=case.since)
    return since if today - since >= EFFORT_WITHIN else None


def _of_contact(case: Situation, owed: Set[Duty], today: dt.date) -> Iterable[Item]:
    """Nobody has spoken with the citizen for long, no other duty asks for it, and no time is set."""
    since = without_contact(case, today)
    asked = owed & {Duty.CONVERSATION, Duty.MEETING, Duty.NEW_TIME}
    if since is not None and not asked and not any(t.state == "planned" for t in case.talks):
        due = since + CONTACT_WITHIN
        yield Item(Duty.NO_CONTACT, group_by(due, today), Authority.OWN, due, since=since)


def without_contact(case: Situation, today: dt.date) -> dt.date | None:
    """Since when nobody has spoken with the citizen, when that is too long."""
    if case.since is None:
        return None
    since = max((t.on for t in case.talks if t.state == "held" and t.on <= today), default=case.since)
    return since if today - since >= CONTACT_WITHIN else None


def _by_rule(found: Iterable[Obligation], planned: Sequence[Talk], today: dt.date) -> Iterable[Item]:
    ahead = min((t for t in planned if t.on >= today), key=lambda t: t.on, default=None)
    meeting = ahead if ahead is not None and ahead.on == today else None
    talked_of = False
    for obligation in found:
        duty = _OF.get(obligation.what_would_meet_it)
        item = _standing(duty, obligation, today) if duty else None
        if duty is Duty.CONVERSATION and meeting is not None and not talked_of:
            group = item.group if item is not None and item.group is Group.LATE else Group.WEEK
            if _stands(obligation, today):
                talked_of = True
                yield Item(Duty.MEETING, group, Authority.LAW, today, obligation=obligation, talk=meeting)
        elif duty is Duty.CONVERSATION and item is not None and ahead is not None:
            if item.due_on is None or item.group is Group.WAITING or ahead.on > item.due_on:
                yield replace(item, talk=ahead)  # else it is planned in time: nothing to do about it today
        elif item is not None:
            yield item
    if meeting is not None and not talked_of:
        yield Item(Duty.MEETING, Group.WEEK, Authority.LAW, today, talk=meeting)


def _waiting(item: Item, waits: Mapping[str, Wait]) -> Item:
    """A duty with a note waits; a meeting of today does not."""
    wait = waits.get(item.obligation.what_would_meet_it) if item.obligation else None
    return item if wait is None or item.duty is Duty.MEETING else replace(item, group=Group.WAITING, wait=wait)


def _stands(obligation: Obligation, today: dt.date) -> bool:
    return status(obligation, today) in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.PAUSED}


def _standing(duty: Duty, obligation: Obligation, today: dt.date) -> Item | None:
    due, now = obligation.due_on, status(obligation, today)
    if now is Status.PAUSED:
        base = obligation.base_due_on
        if base is not None and base <= end_of_week(today):
            return Item(duty, Group.WAITING, Authority.LAW, due or base, obligation=obligation)
    elif now in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE} and due is not None and due <= end_of_week(today):
        return Item(duty, group_by(due, today), Authority.LAW, due, obligation=obligation)
    return None


def end_of_week(today: dt.date) -> dt.date:
    """The Sunday of the week; on a Saturday or Sunday that of the next, since that is the week one prepares."""
    weekend = today.weekday() >= 5
    return today + dt.timedelta(days=(13 if weekend else 6) - today.weekday())
