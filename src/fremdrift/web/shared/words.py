"""Obligations and periods in words, for every audience that reads about them."""

import datetime as dt

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.cases.enums import EffortKind
from fremdrift.core.clock import COPENHAGEN, now, today
from fremdrift.rulebook.enums import Meets, ReasonCode, Unit
from fremdrift.rulebook.rules import Obligation
from fremdrift.rulebook.selectors import pack_by_key
from fremdrift.web.shared import dates

MEETS = {
    Meets.HOLD_CONVERSATION: gettext_lazy("A held conversation meets it."),
    Meets.START_OFFER: gettext_lazy("An offer that begins meets it."),
    Meets.END_EFFORT: gettext_lazy("It must end by then."),
    Meets.KEEP_OFFER_RUNNING: gettext_lazy("It must go on until then."),
    Meets.REACH_BENEFIT_TIME: gettext_lazy("It may begin from then on."),
    Meets.START_EDUCATION: gettext_lazy("An education that begins meets it."),
    Meets.MAKE_PLAN: gettext_lazy("A job plan meets it."),
}


def day(value: dt.date) -> str:
    """A short day in the reader's language, with its year when that is not the present one."""
    words = dates.day(value, get_language() or "da")
    return words if value.year == today().year else f"{words} {value.year}"


def clock(value: dt.time) -> str:
    """A time of day in the reader's language."""
    return dates.clock(value, get_language() or "da")


def moment(value: dt.datetime) -> str:
    """A moment of these days as one says it: “today at 14:05”, “tomorrow at 14:05”."""
    local = value.astimezone(COPENHAGEN)
    near = {0: _("today"), 1: _("tomorrow")}.get((local.date() - now().date()).days)
    return _("%(day)s at %(time)s") % {"day": near or day(local.date()), "time": clock(local.time())}


def rule(obligation: Obligation) -> str:
    """The rule behind an obligation, as one says it: “LAB 2011: conversation every 3 months.”"""
    pack = pack_by_key(obligation.rule.split(".")[0]).title
    return f"{pack}: {_rule(obligation)}."


def reason(obligation: Obligation) -> str:
    """What the rule counts from: “Last conversation Thu 20 Aug.”"""
    words = _counted_from(obligation)
    return words if words.endswith(".") else f"{words}."  # a Danish month ends in a full stop of its own, but for May


def _counted_from(obligation: Obligation) -> str:
    since = {"day": day(_since(obligation))}
    match obligation.reason_code:
        case ReasonCode.CONVERSATION_INTERVAL:
            return _("Last conversation %(day)s") % since
        case ReasonCode.REPEAT_OFFER:
            return _("The last one ended %(day)s") % since
        case ReasonCode.MAX_LENGTH | ReasonCode.MIN_LENGTH:
            return _("Began %(day)s") % since
        case ReasonCode.NOT_BEFORE:
            return _("On benefit since %(day)s") % since
        case _:
            return _("Counted from %(day)s") % since


def _rule(obligation: Obligation) -> str:
    values = {"length": _length(obligation), "ages": _ages(obligation), "effort": _effort(obligation)}
    match obligation.reason_code:
        case ReasonCode.FIRST_CONVERSATION:
            return _("first conversation within %(length)s%(ages)s") % values
        case ReasonCode.CONVERSATION_INTERVAL:
            return _("conversation %(every)s") % {"every": _every(obligation)}
        case ReasonCode.FIRST_OFFER:
            return _("first offer after at most %(length)s on benefit%(ages)s") % values
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
    count, unit = _limit(obligation)
    match unit:
        case Unit.MONTHS:
            words = ngettext("%(count)s month", "%(count)s months", count)
        case Unit.WEEKS:
            words = ngettext("%(count)s week", "%(count)s weeks", count)
        case Unit.YEARS:
            words = ngettext("%(count)s year", "%(count)s years", count)
        case _:
            words = ngettext("%(count)s day", "%(count)s days", count)
    return words % {"count": count}


def _every(obligation: Obligation) -> str:
    count, unit = _limit(obligation)
    match unit:
        case Unit.MONTHS:
            words = ngettext("every month", "every %(count)s months", count)
        case Unit.WEEKS:
            words = ngettext("every week", "every %(count)s weeks", count)
        case Unit.YEARS:
            words = ngettext("every year", "every %(count)s years", count)
        case _:
            words = ngettext("every day", "every %(count)s days", count)
    return words % {"count": count}


def _limit(obligation: Obligation) -> tuple[int, object]:
    params = obligation.reason_params
    return int(str(params.get("count", 0))), params.get("unit")


def _ages(obligation: Obligation) -> str:
    under, over = obligation.reason_params.get("under_age"), obligation.reason_params.get("from_age")
    if under is None and over is None:
        return ""
    if over is None:
        words = _("under %(age)s") % {"age": under}
    elif under is None:
        words = _("%(age)s or older") % {"age": over}
    else:
        words = _("%(first)s to %(last)s years") % {"first": over, "last": int(str(under)) - 1}
    return f" ({words})"


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
