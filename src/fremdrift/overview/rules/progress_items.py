"""Which duties about measurements and phases stand in a case: to answer, and to talk of what was said. Values only.

Each is asked by itself. What was answered gives no line a place: a line has the place of its day, as every other.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from fremdrift.overview.enums import Authority, Duty
from fremdrift.overview.rules.shapes import Item, Situation, Talk, group_by

# The office's own rules; a municipality will be able to choose them. What is answered and not talked about is of no
# use to the citizen (VFC 2020 on the dialogue about answers).
TALK_OF_IT_WITHIN = dt.timedelta(days=14)
# What was said longer ago is no longer what one talks about; a new measurement has come twice by then.
LOOKED_BACK = dt.timedelta(weeks=26)


def progress_items(case: Situation, today: dt.date) -> Iterable[Item]:
    """Every duty about how it goes."""
    yield from _to_answer(case, today)
    yield from _fallen(case, today)
    yield from _differing(case, today)


def _to_answer(case: Situation, today: dt.date) -> Iterable[Item]:
    open_ = case.measuring
    if open_ is not None:
        group = group_by(open_.due_on, today)
        yield Item(Duty.MEASUREMENT, group, Authority.OWN, open_.due_on, since=open_.opens_on, measuring=open_)


def _fallen(case: Situation, today: dt.date) -> Iterable[Item]:
    """One party at a time: that both fell is not another line, nor a heavier one."""
    for fell in case.falls:
        if to_talk_of(fell.told_on, last_held(case.talks, today), today):
            due = fell.told_on + TALK_OF_IT_WITHIN
            yield Item(Duty.FELL, group_by(due, today), Authority.OWN, due, since=fell.since, fell=fell)


def _differing(case: Situation, today: dt.date) -> Iterable[Item]:
    said = case.differ_since
    if said is not None and to_talk_of(said, last_held(case.talks, today), today):
        due = said + TALK_OF_IT_WITHIN
        yield Item(Duty.DIFFER, group_by(due, today), Authority.OWN, due, since=said)


def last_held(talks: Sequence[Talk], today: dt.date) -> dt.date | None:
    """The day of the last conversation that was held."""
    return max((talk.on for talk in talks if talk.state == "held" and talk.on <= today), default=None)


def to_talk_of(said_on: dt.date, talked_on: dt.date | None, today: dt.date) -> bool:
    """Whether something was said lately, and no conversation was held on that day or later.

    What is said on the day of a conversation is most often said in it.
    """
    return today - LOOKED_BACK < said_on <= today and (talked_on is None or talked_on < said_on)
