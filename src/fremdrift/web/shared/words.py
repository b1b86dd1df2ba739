"""Obligations and periods in words, for every audience that reads about them."""

import datetime as dt

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from fremdrift.cases.enums import EffortKind
from fremdrift.rulebook.enums import Meets, ReasonCode, Status
from fremdrift.rulebook.rules import Obligation
from fremdrift.rulebook.selectors import pack_by_key
from fremdrift.web.shared import dates

MEETS = {
    Meets.HOLD_CONVERSATION: _l("A held conversation meets it."),
    Meets.START_OFFER: _l("An offer that begins meets it."),
    Meets.END_EFFORT: _l("It must end by then."),
    Meets.KEEP_OFFER_RUNNING: _l("It must go on until then."),
    Meets.REACH_BENEFIT_TIME: _l("It may begin from then on."),
    Meets.START_EDUCATION: _l("An education that begins meets it."),
    Meets.MAKE_PLAN: _l("A job plan meets it."),
}
STATUS = {
    Status.UPCOMING: _l("coming"),
    Status.OPEN: _l("open"),
    Status.DUE_SOON: _l("due soon"),
    Status.OVERDUE: _l("overdue"),
    Status.PAUSED: _l("paused"),
    Status.MET: _l("met"),
    Status.MET_LATE: _l("met late"),
    Status.LAPSED: _l("lapsed"),
    Status.MISSED: _l("missed"),
}


def day(value: dt.date) -> str:
    """A short day in the reader's language."""
    return dates.day(value, get_language() or "da")


def clock(value: dt.time) -> str:
    """A time of day in the reader's language."""
    return dates.clock(value, get_language() or "da")


def rule(obligation: Obligation) -> str:
    """The rule behind an obligation, as one says it: “LAB 2011: conversation every 3 months.”"""
    pack = pack_by_key(obligation.rule.split(".")[0]).title
    return f"{pack}: {_rule(obligation)}."


def reason(obligation: Obligation) -> str:
    """What the rule counts from: “Last conversation Thu 20 Aug.”"""
    since = day(_since(obligation))
    match obligation.reason_code:
        case ReasonCode.CONVERSATION_INTERVAL:
            return _("Last conversation %(day)s.") % {"day": since}
        case ReasonCode.REPEAT_OFFER:
            return _("The last one ended %(day)s.") % {"day": since}
        case ReasonCode.MAX_LENGTH | ReasonCode.MIN_LENGTH:
            return _("Began %(day)s.") % {"day": since}
        case ReasonCode.NOT_BEFORE:
            return _("On benefit since %(day)s.") % {"day": since}
        case _:
            return _("Counted from %(day)s.") % {"day": since}


def _rule(obligation: Obligation) -> str:
    values = {"length": _length(obligation), "ages": _ages(obligation), "effort": _effort(obligation)}
    match obligation.reason_code:
        case ReasonCode.FIRST_CONVERSATION:
            return _("first conversation within %(length)s%(ages)s") % values
        case ReasonCode.CONVERSATION_INTERVAL:
            return _("conversation every %(length)s") % values
        case ReasonCode.FIRST_OFFER:
            return _("first offer within %(length)s on benefit%(ages)s") % values
        case ReasonCode.REPEAT_OFFER | ReasonCode.REPEAT_OFFER_RESUMED:
            return _("new offer within %(length)s") % values
        case ReasonCode.MAX_LENGTH:
            return _("%(effort)s at most %(length)s") % values
        case ReasonCode.MIN_LENGTH:
            return _("offers of at least %(length)s without a break%(ages)s") % values
        case ReasonCode.NOT_BEFORE:
            return _("%(effort)s only after %(length)s on benefit") % values
        case ReasonCode.EDUCATION_ORDER:
            return _("education order%(ages)s") % values
        case ReasonCode.PLAN_BEFORE_OFFER:
            return _("job plan before the first offer")


def _length(obligation: Obligation) -> str:
    count = int(str(obligation.reason_params.get("count", 0)))
    match obligation.reason_params.get("unit"):
        case "months":
            return ngettext("month", "%(count)s months", count) % {"count": count}
        case "weeks":
            return ngettext("week", "%(count)s weeks", count) % {"count": count}
        case "years":
            return ngettext("year", "%(count)s years", count) % {"count": count}
        case _:
            return ngettext("day", "%(count)s days", count) % {"count": count}


def _ages(obligation: Obligation) -> str:
    under, over = obligation.reason_params.get("under_age"), obligation.reason_params.get("from_age")
    if under is not None and over is None:
        return _(" (under %(age)s)") % {"age": under}
    if over is not None and under is None:
        return _(" (%(age)s or older)") % {"age": over}
    return "" if over is None else _(" (%(over)s to %(under)s)") % {"over": over, "under": under}


def _effort(obligation: Obligation) -> str:
    kind = str(obligation.reason_params.get("effort", ""))
    return str(EffortKind(kind).label).lower() if kind in EffortKind.values else ""


def _since(obligation: Obligation) -> dt.date:
    since = obligation.reason_params["since"]
    assert isinstance(since, dt.date)
    return since


def short_month(value: dt.date, *, with_year: bool) -> str:
    """A month on an axis: “nov”, and the year where one begins."""
    return dates.short_month(value, get_language() or "da", with_year=with_year)
