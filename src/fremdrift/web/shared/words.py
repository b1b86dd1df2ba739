"""Obligations and periods in words, for every audience that reads about them."""

import datetime as dt

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.cases.enums import Benefit, EffortKind
from fremdrift.core.clock import COPENHAGEN, now, today
from fremdrift.rulebook.enums import Meets, ReasonCode, Unit
from fremdrift.rulebook.rules import Obligation, ReasonParams, is_working_day, working_day_by
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
    Meets.ADD_SUPPORT: gettext_lazy("Support that runs beside it meets it."),
    Meets.CHANGE_BENEFIT: gettext_lazy("Another benefit meets it."),
}
# What the office does on a working day; an effort may well end on a Sunday.
DONE_AT_WORK = {Meets.HOLD_CONVERSATION, Meets.START_OFFER, Meets.MAKE_PLAN}


def day(value: dt.date) -> str:
    """A short day in the reader's language, with its year when that is not the present one."""
    words = dates.day(value, get_language() or "da")
    return words if value.year == today().year else f"{words} {value.year}"


def full_day(value: dt.date) -> str:
    """A day with its year, as one writes it in a text: “3 January 2011”."""
    return dates.day_year(value, get_language() or "da")


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
    return f"{pack}: {rule_says(obligation.reason_code, obligation.reason_params)}."


def reason(obligation: Obligation) -> str:
    """What the rule counts from: “Last conversation Thu 20 Aug.”"""
    words = _counted_from(obligation)
    return words if words.endswith(".") else f"{words}."  # a Danish month ends in a full stop of its own, but for May


def meets(obligation: Obligation) -> str:
    """What would meet an obligation."""
    if obligation.reason_code is ReasonCode.CONVERSATION_COUNT:
        return _("Each conversation that is held counts.")
    return str(MEETS[obligation.what_would_meet_it])


def in_practice(obligation: Obligation) -> dt.date | None:
    """The last working day to do something on, where the last day itself is none."""
    due = obligation.due_on
    if due is None or obligation.what_would_meet_it not in DONE_AT_WORK or is_working_day(due):
        return None
    return working_day_by(due)


def _counted_from(obligation: Obligation) -> str:
    params = obligation.reason_params
    since = {"day": day(_since(obligation))}
    match obligation.reason_code:
        case ReasonCode.CONVERSATION_INTERVAL:
            return _("Last conversation %(day)s") % since
        case ReasonCode.REPEAT_OFFER:
            return _("The last one ended %(day)s") % since
        case ReasonCode.MAX_LENGTH | ReasonCode.MIN_LENGTH | ReasonCode.MAX_TOTAL | ReasonCode.BESIDE:
            return _("Began %(day)s") % since
        case ReasonCode.CLOSED_BENEFIT:
            return _("Began %(day)s") % since
        case ReasonCode.EXTENDED:
            return _("Extended from %(day)s") % since
        case ReasonCode.NOT_BEFORE:
            return _("On benefit since %(day)s") % since
        case ReasonCode.CONVERSATION_WEEKLY | ReasonCode.EFFORT_WEEKLY:
            return _("Week %(week)s began %(day)s") % {"week": params["week"], **since}
        case ReasonCode.CONVERSATION_COUNT:
            held = {"held": params["held"], "times": params["times"]}
            return " ".join([_("%(held)s of %(times)s held.") % held, _("Counted from %(day)s") % since])
        case _:
            return _("Counted from %(day)s") % since


def rule_says(code: ReasonCode, params: ReasonParams) -> str:
    """What a rule asks, in half a sentence."""
    return str(_SAYS[code]) % _Values(params)


_SAYS = {
    ReasonCode.FIRST_CONVERSATION: gettext_lazy("first conversation within %(length)s%(ages)s"),
    ReasonCode.CONVERSATION_INTERVAL: gettext_lazy("conversation %(every)s"),
    ReasonCode.FIRST_OFFER: gettext_lazy("first offer after at most %(length)s on benefit%(ages)s"),
    ReasonCode.REPEAT_OFFER: gettext_lazy("new offer within %(length)s"),
    ReasonCode.REPEAT_OFFER_RESUMED: gettext_lazy("new offer within %(length)s"),
    ReasonCode.MAX_LENGTH: gettext_lazy("%(effort)s at most %(length)s"),
    ReasonCode.MIN_LENGTH: gettext_lazy("offers of at least %(length)s without a break%(ages)s"),
    ReasonCode.NOT_BEFORE: gettext_lazy("%(effort)s only after %(length)s on benefit"),
    ReasonCode.EDUCATION_ORDER: gettext_lazy("education order%(ages)s"),
    ReasonCode.PLAN_BEFORE_OFFER: gettext_lazy("job plan before the first offer"),
    ReasonCode.CONVERSATION_COUNT: gettext_lazy("at least %(times)s conversations in the first %(length)s"),
    ReasonCode.CONVERSATION_WEEKLY: gettext_lazy("a conversation every week%(in_person)s"),
    ReasonCode.EFFORT_WEEKLY: gettext_lazy("activation%(at_workplace)s every week%(hours)s"),
    ReasonCode.MAX_TOTAL: gettext_lazy("activation for at most %(length)s in all"),
    ReasonCode.BESIDE: gettext_lazy("%(support)s beside the activation"),
    ReasonCode.CLOSED_BENEFIT: gettext_lazy("%(benefit)s is closed to new citizens"),
    ReasonCode.EXTENDED: gettext_lazy("%(effort)s is extended by at most %(length)s at a time"),
}


class _Values:
    """The values of a rule's sentence, each worked out when the sentence asks for it."""

    def __init__(self, params: ReasonParams) -> None:
        self._params = params

    def __getitem__(self, name: str) -> object:
        match name:
            case "length":
                return length(*_limit(self._params))
            case "every":
                return _every(*_limit(self._params))
            case "ages":
                return _ages(self._params)
            case "effort" | "support" | "benefit":
                return _label(str(self._params.get(name, "")))
            case "in_person":
                return _(", in person") if self._params.get(name) else ""
            case "at_workplace":
                return _(" at a workplace") if self._params.get(name) else ""
            case "hours":
                hours = self._params.get(name)
                return _(", at least %(hours)s hours") % {"hours": hours} if hours else ""
            case _:
                return self._params.get(name)


def length(count: int, unit: object) -> str:
    """A length of time: “13 weeks”."""
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


def _every(count: int, unit: object) -> str:
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


def _limit(params: ReasonParams) -> tuple[int, object]:
    return int(str(params.get("count", 0))), params.get("unit")


def _ages(params: ReasonParams) -> str:
    words = ages(params.get("from_age"), params.get("under_age"))
    return f" ({words})" if words else ""


def ages(over: object, under: object) -> str:
    """An age group: “under 30”; empty where all ages are meant."""
    if under is None:
        return "" if over is None else _("%(age)s or older") % {"age": over}
    if over is None:
        return _("under %(age)s") % {"age": under}
    return _("%(first)s to %(last)s years") % {"first": over, "last": int(str(under)) - 1}


def _label(word: str) -> str:
    """An effort or a benefit in the middle of a sentence."""
    labels = {**dict(EffortKind.choices), **dict(Benefit.choices)}
    return str(labels.get(word, "")).lower()


def _since(obligation: Obligation) -> dt.date:
    since = obligation.reason_params["since"]
    assert isinstance(since, dt.date)
    return since


def short_month(value: dt.date, *, with_year: bool) -> str:
    """A month on an axis: “nov”, and the year where one begins."""
    return dates.short_month(value, get_language() or "da", with_year=with_year)
