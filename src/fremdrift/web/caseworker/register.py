"""The register of rules in words: a card for each rule, made from its pack, so that a new pack needs no text here."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fremdrift.cases.enums import Benefit, EffortKind, TargetGroup
from fremdrift.conversations.enums import Form
from fremdrift.rulebook.enums import ClosedBecause, ObligationKind, PauseKind, ReasonCode
from fremdrift.rulebook.rules import (
    Facts,
    Information,
    Limit,
    Obligation,
    Period,
    Quota,
    Rule,
    RulePack,
    obligations,
    reason_params,
)
from fremdrift.web.caseworker.register_words import KINDS, PARAMETERS, KindWords
from fremdrift.web.shared.words import ages, full_day, length, reason, rule_says

MOST_IN_EXAMPLE = A_FEW = 3


@dataclass(frozen=True)
class Parameter:
    """A parameter of a rule, and whether it was seen in the law's own text."""

    label: str
    value: str
    unconfirmed: bool


@dataclass(frozen=True)
class Example:
    """Facts, and what the rule makes of them."""

    facts: list[str]
    outcome: list[str]


@dataclass(frozen=True)
class Card:
    """What the register says about one rule."""

    anchor: str
    words: KindWords
    says: str
    more: list[str]  # the same for other ages
    source: str
    validity: str
    parameters: list[Parameter]
    groups: str  # where the rule is about a few
    note: str
    unconfirmed: list[str]
    example: Example | None


@dataclass(frozen=True)
class QuotaCard:
    """What the register says about a quota."""

    anchor: str
    says: str
    rules: list[tuple[str, str]]  # anchor and name
    source: str
    validity: str
    note: str
    unconfirmed: list[str]


def cards(pack: RulePack) -> list[Card]:
    """A card for each rule of the pack."""
    return [_card(pack, rule) for rule in pack.rules]


def _card(pack: RulePack, rule: Rule) -> Card:
    says, parameters = _says(rule), list(_parameters(rule))
    return Card(
        anchor=rule.name,
        words=KINDS[rule.kind],
        says=says[0],
        more=says[1:],
        source=in_language(rule.cited),
        validity=validity(rule.validity, pack.validity),
        parameters=parameters,
        groups=_groups(rule) if rule.excluded_groups and len(rule.target_groups) <= A_FEW else "",
        note=in_language(rule.note),
        unconfirmed=list(dict.fromkeys(each.label for each in parameters if each.unconfirmed)),
        example=_example(pack, rule) if rule.example else None,
    )


def in_language(texts: object) -> str:
    """The pack's own words in the reader's language."""
    return str(texts[get_language() or "da"]) if isinstance(texts, dict) else ""


def _says(rule: Rule) -> list[str]:
    """What the rule asks, one sentence for each age group."""
    more: dict[str, str | int] = {
        "times": rule.times,
        "in_person": 0,
        "at_workplace": int(rule.at_workplace),
        "hours": rule.hours,
        "support": next(iter(rule.support), ""),
    }
    subjects = [{"benefit": str(kind)} for kind in rule.closed_benefits] or [{}]
    limits = (rule.refers_to if rule.kind is ObligationKind.PLAN_BEFORE_OFFER and rule.refers_to else rule).limits
    effort = next(iter(rule.efforts), "")
    found = [
        rule_says(ReasonCode(rule.kind), reason_params(dt.date.min, limit, effort, **more, **subject))
        for limit in limits or (Limit(),)
        for subject in subjects
    ]
    return [f"{words[:1].upper()}{words[1:]}." for words in dict.fromkeys(found)]


def validity(own: Period, pack: Period) -> str:
    """From when to when a rule holds; the pack's days where it has none of its own."""
    start = max(own.start, pack.start)
    ends = [end for end in (own.end, pack.end) if end is not None]
    if not ends:
        return _("From %(first)s") % {"first": full_day(start)}
    return _("%(first)s to %(last)s") % {"first": full_day(start), "last": full_day(min(ends))}


def _parameters(rule: Rule) -> Iterator[Parameter]:
    for key, value in _values(rule):
        label = str(PARAMETERS[key])
        yield Parameter(label, value, key in rule.unconfirmed)
    for key in ("valid_from", "valid_to"):
        if key in rule.unconfirmed:
            on = rule.validity.start if key == "valid_from" else rule.validity.end
            yield Parameter(str(PARAMETERS[key]), full_day(on) if on else "", unconfirmed=True)


def _values(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each parameter that the rule has, by name, in words."""
    for limit in rule.limits:
        if limit.length is not None and not limit.length.count:
            yield "limits", _("the same day")
        elif limit.length is not None:
            group = ages(limit.from_age, limit.under_age) or _("all ages")
            yield "limits", f"{length(limit.length.count, limit.length.unit)} ({group})"
        elif limit.under_age or limit.from_age:
            yield "limits", ages(limit.from_age, limit.under_age)
    if rule.times > 1:
        yield "times", str(rule.times)
    if rule.extend:
        yield "extend", _("%(length)s at a time") % {"length": length(rule.extend.count, rule.extend.unit)}
    if rule.weekly:
        yield from _weekly(rule)
    if rule.hours:
        yield "hours", _("%(hours)s hours a week") % {"hours": rule.hours}
    yield from _about(rule)
    if rule.paused_by:
        yield "paused_by", str(_EXEMPTIONS[rule.paused_by])
    if rule.after_exemption:
        after = {"length": length(rule.after_exemption.count, rule.after_exemption.unit)}
        yield "after_exemption", _("stops no clock; who is exempt on the day has %(length)s afterwards") % after


def _about(rule: Rule) -> Iterator[tuple[str, str]]:
    """Whom and what the rule is about."""
    if rule.excluded_groups or "target_groups" in rule.unconfirmed:
        yield "target_groups", _groups(rule)
    if rule.efforts:
        where = _(" at a workplace") if rule.at_workplace else ""
        yield "efforts", _list(EffortKind(kind).label for kind in rule.efforts) + where
    if rule.support:
        yield "support", _list(EffortKind(kind).label for kind in rule.support)
    if rule.closed_benefits:
        yield "closed_benefits", _list(Benefit(kind).label for kind in rule.closed_benefits)


def _groups(rule: Rule) -> str:
    return _list(TargetGroup(group).label for group in rule.target_groups)


def _weekly(rule: Rule) -> Iterator[tuple[str, str]]:
    asked = rule.weekly
    if asked is None:
        return
    weeks = {"week": asked.from_week, "length": length(asked.lasts.count, asked.lasts.unit)}
    yield "lasts", _("from week %(week)s, for %(length)s from the first day") % weeks
    if asked.in_person:
        often = {"weeks": asked.in_person_weeks, "every": asked.in_person_every}
        yield "in_person", _("the first %(weeks)s weeks, then at least one in %(every)s") % often
        yield "forms", _list(Form(form).label for form in sorted(asked.in_person))


_EXEMPTIONS = {
    PauseKind.CONVERSATION: gettext_lazy("an exemption from conversations"),
    PauseKind.OFFER: gettext_lazy("an exemption from offers"),
}


def _list(labels: Iterable[str | Promise]) -> str:
    words = [str(label) for label in labels]
    return ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


def quota_cards(pack: RulePack) -> list[QuotaCard]:
    """A card for each quota of the pack."""
    return [_quota_card(pack, quota) for quota in pack.quotas]


def _quota_card(pack: RulePack, quota: Quota) -> QuotaCard:
    return QuotaCard(
        anchor=quota.id.split(".", 1)[1],
        says=_("At least %(percent)s %% are met in time.") % {"percent": quota.percent},
        rules=[(rule.name, _says(rule)[0]) for rule in quota.rules],
        source=in_language(quota.cited),
        validity=validity(quota.validity, pack.validity),
        note=in_language(quota.note),
        unconfirmed=[str(PARAMETERS[key]) for key in quota.unconfirmed],
    )


def unconfirmed(pack: RulePack) -> int:
    """How many rules of the pack have a parameter that was not seen in the law's own text."""
    return sum(bool(rule.unconfirmed) for rule in pack.rules)


def _example(pack: RulePack, rule: Rule) -> Example:
    assert rule.example is not None
    found = [item for item in obligations(rule.example, pack, dt.date.max) if item.rule == rule.id]
    return Example(list(_facts(rule.example)), [_outcome(item) for item in found[:MOST_IN_EXAMPLE]])


def _facts(facts: Facts) -> Iterator[str]:
    """The facts of an example, a line each."""
    yield _("Born %(day)s") % {"day": full_day(facts.born)}
    yield _("Case open: %(days)s") % {"days": days(facts.case)}
    for benefit in facts.benefits:
        yield f"{Benefit(benefit.kind).label}: {days(benefit)}"
    for group in facts.target_groups:
        yield f"{TargetGroup(group.group).label}: {days(group)}"
    for exempt in facts.exemptions:
        yield _("Exempt: %(days)s") % {"days": days(exempt)}
    for talk in facts.conversations:
        form = str(Form(talk.form).label).lower() if talk.form else _("held")
        yield _("Conversation %(day)s, %(form)s") % {"day": full_day(talk.on), "form": form}
    for effort in facts.efforts:
        yield f"{EffortKind(effort.kind).label}: {days(effort)}"
    if facts.education and facts.education.judged_able_on:
        yield _("Judged able to take an education %(day)s") % {"day": full_day(facts.education.judged_able_on)}
    for plan in facts.plans or ():
        yield _("Job plan %(day)s") % {"day": full_day(plan)}


def days(period: Period) -> str:
    """A period in words."""
    if period.end is None:
        return _("from %(first)s") % {"first": full_day(period.start)}
    return _("%(first)s to %(last)s") % {"first": full_day(period.start), "last": full_day(period.end)}


def _outcome(item: Obligation) -> str:
    """“Counted from Mon 3 Jan 2011. Due Thu 3 Feb 2011. Met Tue 25 Jan 2011.”"""
    parts = [reason(item)]
    parts.append(_("Due %(day)s.") % {"day": full_day(item.due_on)} if item.due_on else _("No date."))
    if item.met_on:
        parts.append(_("Met %(day)s.") % {"day": full_day(item.met_on)})
    elif item.closed_on:
        missed = item.closed_because in {ClosedBecause.PERIOD_ENDED, ClosedBecause.ENDED_SHORT}
        words = _("Missed, and closed %(day)s.") if missed else _("Fell away %(day)s.")
        parts.append(words % {"day": full_day(item.closed_on)})
    return " ".join(parts)


@dataclass(frozen=True)
class Told:
    """Something the law says that makes no obligation."""

    text: str
    source: str
    validity: str


def information(pack: RulePack, item: Information) -> Told:
    """What is recorded and shown, and makes no obligation."""
    return Told(in_language(item.text), in_language(item.cited), validity(item.validity, pack.validity))


@dataclass(frozen=True)
class Steps:
    """Reimbursement by weeks on benefit: which weeks, and the share."""

    rows: list[tuple[str, int]]
    counted_back: str
    source: str
    unconfirmed: list[str]


def reimbursement(pack: RulePack) -> Steps | None:
    """The steps of reimbursement, in words; none where the pack has none."""
    terms = pack.reimbursement
    if terms is None:
        return None
    nexts = [step.from_week for step in terms.steps[1:]]
    rows = [
        (_("week %(first)s to %(last)s") % {"first": step.from_week, "last": following - 1}, step.percent)
        for step, following in zip(terms.steps, nexts, strict=False)
    ]
    last = terms.steps[-1]
    return Steps(
        [*rows, (_("from week %(first)s") % {"first": last.from_week}, last.percent)],
        length(terms.counted_back.count, terms.counted_back.unit),
        in_language(terms.cited),
        [str(PARAMETERS[key]) for key in terms.unconfirmed],
    )
