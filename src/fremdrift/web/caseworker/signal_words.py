"""Signs in words, each with its rule. They stand beside each other and are never made into one.

Every function here reads one sign and no other: what they mean together is for citizen and caseworker to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.cases.enums import SubGoalState
from fremdrift.core.clock import COPENHAGEN
from fremdrift.overview.rules import signals
from fremdrift.progression.enums import Chooser, Phase
from fremdrift.questionnaires.enums import Respondent
from fremdrift.web.caseworker.measure_words import measured_by, sentence
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from fremdrift.cases.models import Case
    from fremdrift.overview.selectors import Now, Told
    from fremdrift.progression.models import PhaseChoice


@dataclass(frozen=True)
class Sign:
    """One sign, ready to show: what it is about, what is seen, and by which rule."""

    label: str
    words: str
    rule: str


def signs(now: Now, case: Case, told: Told | None, today: dt.date) -> list[Sign]:
    """All signs of an open case; those that tell how somebody is only where that is open to the reader."""
    found = [
        _effort([(e.begins_on, e.ends_on) for e in now.efforts], case.opened_on, today),
        _contact(now.last_contact.on if now.last_contact else None, case.opened_on, today),
        _reached([goal.state_on for goal in now.sub_goals if goal.state == SubGoalState.REACHED], today),
        _changes([person.begins_on for person in now.contact_persons][1:], today),
    ]
    if told is None:
        return found
    name = case.citizen.name.split(maxsplit=1)[0]
    asked = {
        Respondent.CITIZEN: _("What %(name)s answered") % {"name": name},
        Respondent.CASEWORKER: _("What the caseworker answered"),
    }
    return [
        *(_answers(label, measured_by(told.measured, respondent)) for respondent, label in asked.items()),
        _phases(told.choices, name),
        _attended(told.attended, today),
        *found,
    ]


def _answers(label: str, measured: Sequence[signals.Measured]) -> Sign:
    *before, last = signals.directions(measured)
    words = [sentence(last), *(_before(move) for move in before)]
    rule = _(
        "Each question is set beside the same question in the measurement before; what was skipped does not count. "
        "The last three measurements are looked at."
    )
    return Sign(label, " ".join(words), rule)


def _before(move: signals.Moved) -> str:
    match move.way:
        case signals.Way.HIGHER:
            return _("The time before, more were higher than lower.")
        case signals.Way.LOWER:
            return _("The time before, more were lower than higher.")
        case signals.Way.UNCHANGED:
            return _("The time before, as many were higher as lower.")
        case _:
            return ""


def _phases(choices: Sequence[PhaseChoice], name: str) -> Sign:
    last = {choice.chooser: choice for choice in choices}
    citizen, caseworker = last.get(Chooser.CITIZEN), last.get(Chooser.CASEWORKER)
    words = [_said(citizen, name), _said(caseworker, _("The caseworker"))]
    if signals.differ(citizen.phase if citizen else None, caseworker.phase if caseworker else None):
        words.append(_("You see it differently."))
    rule = _("What each of you chose last among the four descriptions. Fremdrift itself chooses none.")
    return Sign(_("What each of you says"), " ".join(filter(None, words)) or _("Nobody has said anything yet."), rule)


def _said(choice: PhaseChoice | None, name: str) -> str:
    if choice is None:
        return ""
    values = {"name": name, "phase": str(Phase(choice.phase).label).lower()}
    on = choice.chosen_at.astimezone(COPENHAGEN).date()
    return _("%(name)s says %(phase)s (%(day)s).") % {**values, "day": full_day(on)}


def _attended(days: Mapping[dt.date, str], today: dt.date) -> Sign:
    found = signals.attendance(days, today)
    words = _("Not enough to say: fewer than three days are registered.")
    if found is not None:
        words = _("Came on %(came)s of %(planned)s days.") % {"came": found.came, "planned": found.planned}
    rule = _("Days of the last four weeks that were registered and not excused. Of fewer than three nothing is said.")
    return Sign(_("Attendance"), words, rule)


def _effort(spans: Sequence[tuple[dt.date, dt.date | None]], opened: dt.date, today: dt.date) -> Sign:
    begun = [ends_on for begins_on, ends_on in spans if begins_on <= today]
    found = signals.weeks_without(begun, opened, today)
    words = _("An effort is running.") if found is None else _weeks(found)
    rule = _("Whole weeks since the last effort ended, or since the case was opened. One to come does not count yet.")
    return Sign(_("Time without an effort"), words, rule)


def _contact(last: dt.date | None, opened: dt.date, today: dt.date) -> Sign:
    found = signals.weeks_without([] if last is None else [last], opened, today)
    words = _("A conversation was held today.") if found is None else _weeks(found)
    rule = _("Whole weeks since a conversation was held, or since the case was opened. Messages do not count.")
    return Sign(_("Time without a conversation"), words, rule)


def _weeks(found: signals.Weeks) -> str:
    values = {"weeks": found.weeks, "day": full_day(found.since)}
    if not found.weeks:
        return _("Less than a week, since %(day)s.") % values
    return ngettext("%(weeks)s week, since %(day)s.", "%(weeks)s weeks, since %(day)s.", found.weeks) % values


def _reached(days: Sequence[dt.date], today: dt.date) -> Sign:
    count = signals.lately(days, signals.REACHED_WITHIN, today)
    words = _("%(n)s in %(weeks)s weeks.")
    rule = _("Sub-goals that were noted as reached in the last %(weeks)s weeks.")
    weeks = {"weeks": signals.REACHED_WITHIN.days // 7}
    return Sign(_("Sub-goals reached"), words % {"n": count, **weeks}, rule % weeks)


def _changes(days: Sequence[dt.date], today: dt.date) -> Sign:
    count = signals.lately(days, signals.CHANGES_WITHIN, today)
    rule = _("New contact persons in the last 12 months, the first one not counted. One to come does not count yet.")
    return Sign(_("Changes of contact person"), _("%(n)s in 12 months.") % {"n": count}, rule)
