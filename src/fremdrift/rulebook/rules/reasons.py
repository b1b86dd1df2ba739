"""Why an obligation exists: one English sentence per code. The web layer has its own in each language."""

from collections.abc import Mapping
from datetime import date

from fremdrift.rulebook.enums import ReasonCode
from fremdrift.rulebook.rules.packs import Limit

ReasonParams = Mapping[str, str | int | date]

SENTENCES: Mapping[ReasonCode, str] = {
    ReasonCode.FIRST_CONVERSATION: "First conversation within {length}{ages}. Counted from {since}.",
    ReasonCode.CONVERSATION_INTERVAL: "Conversation at least every {length}. Last conversation {since}.",
    ReasonCode.FIRST_OFFER: "First offer after at most {length} on benefit{ages}. Counted from {since}.",
    ReasonCode.REPEAT_OFFER: "New offer within {length}. The last one ended {since}.",
    ReasonCode.REPEAT_OFFER_RESUMED: "New offer within {length}. The duty resumed {since}.",
    ReasonCode.MAX_LENGTH: "At most {length} of {effort}. Began {since}.",
    ReasonCode.MIN_LENGTH: "Offers of at least {length} without a break{ages}. Began {since}.",
    ReasonCode.NOT_BEFORE: "No {effort} before {length} on benefit. On benefit since {since}.",
    ReasonCode.EDUCATION_ORDER: "Education order{ages}, no qualifying education, no children at home."
    " Judged able {since}.",
    ReasonCode.PLAN_BEFORE_OFFER: "Job plan before the first offer. Counted from {since}.",
    ReasonCode.CONVERSATION_COUNT: "At least {times} conversations in the first {length}, {held} held."
    " Counted from {since}.",
    ReasonCode.CONVERSATION_WEEKLY: "A conversation every week{in_person}. Week {week} began {since}.",
    ReasonCode.EFFORT_WEEKLY: "Activation{at_workplace}{hours} every week. Week {week} began {since}.",
    ReasonCode.MAX_TOTAL: "Activation for at most {length} in all. Began {since}.",
    ReasonCode.BESIDE: "{support} beside the {effort}. Began {since}.",
    ReasonCode.CLOSED_BENEFIT: "{benefit} is closed to new citizens. Began {since}.",
    ReasonCode.EXTENDED: "Extended {effort}, {length} at a time. Extended from {since}.",
}


def reason_params(since: date, limit: Limit, effort: str = "", **more: str | int) -> ReasonParams:
    """The values a reason's sentence needs: since when, how long, for which ages, which effort, and what else."""
    params: dict[str, str | int | date] = {"since": since, **more}
    if limit.length is not None:
        params |= {"count": limit.length.count, "unit": limit.length.unit.value}
    if limit.from_age is not None:
        params["from_age"] = limit.from_age
    if limit.under_age is not None:
        params["under_age"] = limit.under_age
    if effort:
        params["effort"] = effort
    return params


def sentence(code: ReasonCode, params: ReasonParams) -> str:
    """The reason in English."""
    return SENTENCES[code].format(
        since=params["since"],
        length=_length(params),
        ages=_ages(params),
        effort=_plain(params, "effort"),
        support=_plain(params, "support").capitalize(),
        benefit=_plain(params, "benefit").capitalize(),
        times=params.get("times"),
        held=params.get("held"),
        week=params.get("week"),
        in_person=", in person" if params.get("in_person") else "",
        at_workplace=" at a workplace" if params.get("at_workplace") else "",
        hours=f" of at least {params.get('hours')} hours" if params.get("hours") else "",
    )


def _plain(params: ReasonParams, name: str) -> str:
    return str(params.get(name, "")).replace("_", " ")


def _length(params: ReasonParams) -> str:
    count, unit = params.get("count"), str(params.get("unit", ""))
    return f"1 {unit.removesuffix('s')}" if count == 1 else f"{count} {unit}"


def _ages(params: ReasonParams) -> str:
    under, over = params.get("under_age"), params.get("from_age")
    if under is not None and over is not None:
        return f" (from {over} and under {under} years)"
    if under is not None:
        return f" (under {under} years)"
    return "" if over is None else f" ({over} years and over)"
