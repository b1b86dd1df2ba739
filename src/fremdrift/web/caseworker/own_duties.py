"""The office's own rules in words: efforts, needs, contact, messages, its own sub-goals, and notes to oneself."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.cases.enums import Area
from fremdrift.overview.enums import Duty
from fremdrift.overview.rules import CONTACT_WITHIN, EFFORT_WITHIN, NEED_WITHIN, Item
from fremdrift.web.caseworker import hearing_words
from fremdrift.web.shared.words import day


def title(item: Item, name: str) -> str:
    """The duty as one says it."""
    match item.duty:
        case Duty.NO_EFFORT:
            return _("Choose an effort together with %(name)s") % {"name": name}
        case Duty.NO_CONTACT:
            return _("Get in touch with %(name)s") % {"name": name}
        case Duty.REMINDER if item.note:
            return item.note.text
        case Duty.MESSAGE:
            return _("Answer %(name)s, who has written to you") % {"name": name}
        case Duty.HEARING:
            return hearing_words.title(item.hearing, name)
        case Duty.NEED if item.need:
            return _("Find something that meets the need: %(what)s") % {"what": item.need.what}
        case Duty.SUB_GOAL:
            return _("Our sub-goal: %(what)s") % {"what": item.step.what if item.step else ""}
        case _:
            return what_follows(item)


def what_follows(item: Item) -> str:
    """That something is to be agreed before an effort ends, by its name: two may end at once."""
    if item.effort is None:
        return _("Agree what happens when the effort ends")
    return _("Agree what happens when %(effort)s ends") % {"effort": item.effort.title}


def why(item: Item) -> str:
    """The office's rule, and what it counts from."""
    match item.duty:
        case Duty.NO_EFFORT:
            rule = _("Own rule: at most %(weeks)s weeks without an effort.") % _weeks(EFFORT_WITHIN)
            return f"{rule} {_since(item)}"
        case Duty.NO_CONTACT:
            rule = _("Own rule: contact within %(weeks)s weeks.") % _weeks(CONTACT_WITHIN)
            return " ".join([rule, _("None since %(day)s.") % {"day": _day(item.since)}])
        case Duty.REMINDER:
            return _("Your own reminder.")
        case Duty.MESSAGE:
            return _("Own rule: answered within three days. Written %(day)s.") % {"day": _day(item.since)}
        case Duty.HEARING:
            return hearing_words.why(item.hearing)
        case Duty.NEED if item.need:
            rule = _("Own rule: something begins within %(weeks)s weeks.") % _weeks(NEED_WITHIN)
            nothing = _("Nothing runs under “%(area)s”, and nothing has since %(day)s.")
            return " ".join([rule, nothing % {"area": Area(item.need.area).label, "day": _day(item.since)}])
        case Duty.SUB_GOAL:
            return _("The office took it on in the plan, and the day has passed.")
        case _:
            words = {"effort": item.effort.title if item.effort else "", "day": _day(item.due_on)}
            return _("Own rule: agreed before an effort ends. %(effort)s ends %(day)s.") % words


def _since(item: Item) -> str:
    if item.effort is None:
        return _("None since the case was opened %(day)s.") % {"day": _day(item.since)}
    return _("%(effort)s ended %(day)s.") % {"effort": item.effort.title, "day": _day(item.since)}


def badge(item: Item, today: dt.date) -> str | None:
    """How far a day is that is no deadline; none for the others."""
    if item.due_on is None or item.duty not in {Duty.ENDING, Duty.REMINDER}:
        return None
    days = (item.due_on - today).days
    if item.duty is Duty.REMINDER:
        return _("today") if days == 0 else day(item.due_on)
    if days == 0:
        return _("ends today")
    if days == 1:
        return _("ends tomorrow")
    return ngettext("ends in %(count)s day", "ends in %(count)s days", days) % {"count": days}


def _weeks(length: dt.timedelta) -> dict[str, int]:
    return {"weeks": length.days // 7}


def _day(value: dt.date | None) -> str:
    return day(value) if value else ""
