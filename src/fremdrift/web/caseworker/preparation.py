"""What one wants before one's eyes at a conversation, short enough for one sheet of paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sized
from dataclasses import dataclass
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.cases.enums import Sender
from fremdrift.cases.models import Case, Message
from fremdrift.cases.selectors import messages, network_persons
from fremdrift.conversations.enums import State, Topic
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.core import clock
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import Entry, Now, Place, own_drafts, timeline
from fremdrift.web.caseworker import around_words, history, plan_words
from fremdrift.web.caseworker import words as words_of
from fremdrift.web.caseworker.prepare_phase import HowItGoes, how_it_goes
from fremdrift.web.shared import conversation_words

MOST_AGREEMENTS, MOST_MESSAGES, MOST_NEWS, MOST_GOALS, MOST_DEADLINES, MOST_TALKS = 8, 3, 6, 5, 4, 2
MOST_NEEDS = 4
MOST_NEWS_BESIDE_TOPICS = 4
_KNOWN_ELSEWHERE = {"conversation_held", "contact_person"}


@dataclass(frozen=True)
class News:
    """Something that happened since the last conversation."""

    on: dt.date
    who: str
    title: str
    url: str = ""  # of a report, to be read before


@dataclass(frozen=True)
class Preparation:
    """What the preparation shows; where there is more than fits, how much more."""

    people: list[tuple[str, str]]  # who else takes part, and what may be said to them
    agreements: list[Agreement]
    more_agreements: int
    asked: list[Message]  # by the citizen since the last conversation, the latest first
    more_asked: int
    news: list[News]
    more_news: int
    goals: list[plan_words.GoalLine]
    more_goals: int
    needs: list[around_words.NeedLine]  # open, the oldest first
    more_needs: int
    deadlines: list[words_of.Deadline]
    talks: list[Conversation]  # the last ones held that have minutes, the latest first
    goes: HowItGoes | None  # measurements, phases and what the guidance has to them
    topics: list[str]  # ticked in the draft of the recording
    notes: str  # its minutes so far


def preparation(actor: Actor, case: Case, now: Now, planned: Conversation | None) -> Preparation:
    """Gather it from the case; the actor's own notes are the draft of the recording."""
    today, last = clock.today(), now.last_contact
    since = last.on if last else case.opened_on
    entries = timeline(actor, case)
    news = [_news(e) for e in entries if e.on >= since and not _elsewhere(e) and _new(e, last)]
    asked = [m for m in reversed(messages(actor, case)) if _asked(m, since)]
    goals = plan_words.goals(now, case, today).under_way
    needs = around_words.needs(now.needs, case).open
    talks = [e.row for e in entries if isinstance(e.row, Conversation) and e.row.state == State.HELD and e.row.minutes]
    written = _draft(actor, case, planned)
    goes = how_it_goes(actor, case)
    most_news = MOST_NEWS_BESIDE_TOPICS if goes and goes.topics else MOST_NEWS
    return Preparation(
        people=_people(actor, case, planned),
        agreements=now.agreements[:MOST_AGREEMENTS],
        more_agreements=_more(now.agreements, MOST_AGREEMENTS),
        asked=asked[:MOST_MESSAGES],
        more_asked=_more(asked, MOST_MESSAGES),
        news=news[:most_news],
        more_news=_more(news, most_news),
        goals=goals[:MOST_GOALS],
        more_goals=_more(goals, MOST_GOALS),
        needs=needs[:MOST_NEEDS],
        more_needs=_more(needs, MOST_NEEDS),
        deadlines=words_of.deadlines(now, today)[:MOST_DEADLINES],
        talks=talks[:MOST_TALKS],
        goes=goes,
        topics=[str(Topic(t).label) for t in written.get("topics", []) if t in set(Topic)],
        notes="".join(written.get("minutes", [])[:1]),
    )


def _people(actor: Actor, case: Case, planned: Conversation | None) -> list[tuple[str, str]]:
    """Who else takes part; of those around the citizen also what the citizen has agreed to."""
    others = planned.others if planned else []
    known = network_persons(actor, [case.pk]) if others and actor.may(Permission.PLAN_CHANGE) else []
    said = {name: around_words.may_say(p) for p in known for name in (p.name, p.called)}
    return [(conversation_words.participant(one), said.get(one.name, "")) for one in others]


def _more(found: Sized, most: int) -> int:
    return max(len(found) - most, 0)


def _elsewhere(entry: Entry) -> bool:
    """How it goes has a part of its own; so have the conversations."""
    return entry.kind is EntryKind.PROGRESS or entry.what in _KNOWN_ELSEWHERE


def _new(entry: Entry, last: Conversation | None) -> bool:
    """Not what the last conversation itself brought, on its own day."""
    return last is None or entry.on > last.on or entry.kind not in {EntryKind.AGREEMENT, EntryKind.CASE}


def _news(entry: Entry) -> News:
    url = history.url(entry) if entry.what == "report_submitted" else ""
    return News(entry.on, entry.who, history.title(entry), url)


def _asked(message: Message, since: dt.date) -> bool:
    sent_on = message.sent_at.astimezone(clock.COPENHAGEN).date()
    return message.sender == Sender.CITIZEN and sent_on >= since


def _draft(actor: Actor, case: Case, planned: Conversation | None) -> dict[str, list[str]]:
    about: UUID | str = planned.pk if planned else ""
    found = own_drafts(actor, Place(case, "conversation_record", str(about)))
    return found[0].content if found else {}
