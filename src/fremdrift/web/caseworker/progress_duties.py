"""Duties about measurements and phases in words: what to answer, and what to talk of; never what was answered."""

from uuid import UUID

from django.utils.translation import gettext as _

from fremdrift.overview.enums import Duty
from fremdrift.overview.rules import TALK_OF_IT_WITHIN, Fell, Item
from fremdrift.questionnaires.enums import Respondent
from fremdrift.web.caseworker.addresses import of_case
from fremdrift.web.shared.words import day

DUTIES = frozenset({Duty.MEASUREMENT, Duty.FELL, Duty.DIFFER})


def title(item: Item, name: str) -> str:
    """The duty as one says it."""
    match item.duty:
        case Duty.MEASUREMENT if item.measuring and item.measuring.begun:
            return _("Finish your answers: how does it go with %(name)s?") % {"name": name}
        case Duty.MEASUREMENT:
            return _("Answer for yourself: how does it go with %(name)s?") % {"name": name}
        case Duty.FELL:
            return _("Talk with %(name)s about what may help") % {"name": name}
        case _:
            return _("Talk with %(name)s about where it stands") % {"name": name}


def why(item: Item) -> str:
    """The office's rule, and what it counts from."""
    since = {"day": day(item.since) if item.since else "", "days": TALK_OF_IT_WITHIN.days}
    if item.duty is Duty.DIFFER:
        return _("You see it differently. Own rule: talked about within %(days)s days. Last said %(day)s.") % since
    if item.fell is not None:
        rule = _("Own rule: talked about within %(days)s days. Counted since %(day)s.") % since
        return f"{_whose(item.fell)} {rule}"
    rule = _("Own rule: answered within the days of the measurement. Open since %(day)s.") % since
    half = item.measuring is not None and item.measuring.begun
    return " ".join([_("You have begun, and not given your answers."), rule]) if half else rule


def _whose(fell: Fell) -> str:
    if fell.party == Respondent.CITIZEN:
        return _("The citizen's answers fell in the two latest measurements – talk about what may help.")
    return _("The caseworker's answers fell in the two latest measurements – talk about what may help.")


def action(item: Item, case_id: UUID) -> tuple[str, str, str]:
    """What the button says, where it leads, and its icon."""
    match item.duty:
        case Duty.MEASUREMENT:
            return _("Answer"), of_case("measurement_answer", case_id), "assignment"
        case Duty.FELL:
            return _("See how it goes"), of_case("measurements", case_id), "arrow-forward"
        case _:
            return _("See what you both say"), of_case("phase", case_id), "arrow-forward"
