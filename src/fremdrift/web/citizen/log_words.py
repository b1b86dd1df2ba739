"""Who has looked at one's case, in plain words: the name, the work, what for and what was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.roles import ON_OWN_PAGES, Role
from fremdrift.access.selectors import Look
from fremdrift.accounts.selectors import provider_names, user_names


@dataclass(frozen=True)
class LookLine:
    """A line of the log."""

    on: dt.date
    shape: str
    who: str
    work: str
    what_for: str
    shown: str
    times: str


def lines(looks: Sequence[Look]) -> list[LookLine]:
    """The looks of one page in words."""
    names = user_names({look.user_id for look in looks})
    places = provider_names({place for look in looks if (place := _provider(look.unit)) is not None})
    return [_line(look, names, places) for look in looks]


def _provider(unit: str) -> int | None:
    kind, _colon, number = unit.partition(":")
    return int(number) if kind == "provider" and number.isdecimal() else None


def _line(look: Look, names: dict[int, str], places: dict[int, str]) -> LookLine:
    place = places.get(_provider(look.unit) or 0, "")
    work = str(_WORK.get(look.role, ""))
    return LookLine(
        look.on,
        _shape(look),
        names.get(look.user_id, "") or _("The system"),
        f"{work}, {place}" if place else work,
        _what_for(look),
        _shown(look),
        ngettext("once", "%(count)s times", look.pages) % {"count": look.pages},
    )


def _shape(look: Look) -> str:
    if look.role in ON_OWN_PAGES:
        return "citizen"
    return "provider" if _provider(look.unit) is not None else "municipality"


def _what_for(look: Look) -> str:
    if not look.permitted:
        return _("Tried to look, and was not let in.")
    if look.in_list:
        return _("Saw your name in a list.")
    return str(_FOR.get(look.purpose, _("Worked with your case.")))


def _shown(look: Look) -> str:
    """What was on the pages; of a list, that it was in short."""
    if not look.permitted or look.in_list:
        return ""
    found = [str(words) for name, words in _SHOWN.items() if name in look.fields]
    return _("It was about: %(what)s.") % {"what": ", ".join(found)} if found else ""


_WORK: dict[str, str | Promise] = {
    Role.CITIZEN: gettext_lazy("on your own page"),
    Role.REPRESENTATIVE: gettext_lazy("somebody you have asked to help"),
    Role.CASEWORKER: gettext_lazy("caseworker"),
    Role.CONSULTANT: gettext_lazy("company consultant"),
    Role.MENTOR: gettext_lazy("mentor"),
    Role.PROVIDER: gettext_lazy("at a place you are sent to"),
    Role.LEADER: gettext_lazy("team leader"),
    Role.EVALUATOR: gettext_lazy("evaluator"),
    Role.ADMINISTRATOR: gettext_lazy("administrator"),
    Role.AUDITOR: gettext_lazy("controls the log"),
    Role.SYSTEM: gettext_lazy("the system"),
}
_FOR: dict[str, str | Promise] = {
    Purpose.OWN_CASE: gettext_lazy("Saw what you can see yourself."),
    Purpose.REPRESENTATIVE: gettext_lazy("Helps you on your own pages."),
    Purpose.CASE_WORK: gettext_lazy("Worked with your case."),
    Purpose.LEADERSHIP: gettext_lazy("Led the team that has your case."),
    Purpose.BREAK_GLASS: gettext_lazy("Opened your case in an emergency."),
    Purpose.DELEGATION: gettext_lazy("Is your contact person at a place."),
    Purpose.AFTER_CLOSING: gettext_lazy("Looked back after your case was closed."),
    Purpose.HANDOVER: gettext_lazy("Was asked to take over your case."),
    Purpose.MENTORING: gettext_lazy("Is your mentor."),
    Purpose.PLACEMENT: gettext_lazy("Finds a workplace for you."),
    Purpose.ORDER: gettext_lazy("Read what was ordered for you."),
}
_SHOWN: dict[str, str | Promise] = {
    FieldClass.CONTACT: gettext_lazy("phone and email"),
    FieldClass.ADDRESS: gettext_lazy("address"),
    FieldClass.PLAN: gettext_lazy("your plan"),
    FieldClass.CONVERSATIONS: gettext_lazy("your conversations"),
    FieldClass.ORDER: gettext_lazy("what is ordered"),
    FieldClass.HEALTH: gettext_lazy("health and everyday life"),
    FieldClass.LOG: gettext_lazy("who has looked"),
}
