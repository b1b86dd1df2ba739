"""The rulebook's decisions: from dated facts and a rule pack to obligations. No clock, no database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from fremdrift.rulebook.enums import ObligationKind
from fremdrift.rulebook.rules.closed_benefits import closed_benefit
from fremdrift.rulebook.rules.conversations import conversation_count, conversation_interval, first_conversation
from fremdrift.rulebook.rules.courses import beside, max_total
from fremdrift.rulebook.rules.dates import Length, Period, add_months, age_on, birthday_in
from fremdrift.rulebook.rules.education import education_order
from fremdrift.rulebook.rules.facts import (
    BenefitFact,
    ConversationFact,
    EducationFact,
    EffortFact,
    ExemptionFact,
    Facts,
    GroupFact,
)
from fremdrift.rulebook.rules.facts_json import FactsError, facts_from_json
from fremdrift.rulebook.rules.lengths import max_length, min_length, not_before
from fremdrift.rulebook.rules.obligation import Obligation, sort_key, status, within
from fremdrift.rulebook.rules.offers import first_offer, plan_before_offer, repeat_offer
from fremdrift.rulebook.rules.packs import (
    InForce,
    Information,
    Limit,
    Packs,
    Quota,
    Reimbursement,
    Rule,
    RulePack,
    Step,
    Weekly,
    in_force,
    overridden,
)
from fremdrift.rulebook.rules.packs_toml import PackError, pack_from_toml
from fremdrift.rulebook.rules.pauses import Pause
from fremdrift.rulebook.rules.planned import SizeLimit, not_allowed, size_limit
from fremdrift.rulebook.rules.quotas import QuotaShare, quota
from fremdrift.rulebook.rules.reasons import SENTENCES, ReasonParams, reason_params
from fremdrift.rulebook.rules.reimbursement import Share, reimbursement, shares
from fremdrift.rulebook.rules.result_json import as_json
from fremdrift.rulebook.rules.weekly import conversation_weekly, effort_weekly
from fremdrift.rulebook.rules.workdays import is_working_day, working_day_by, working_days_after

__all__ = [
    "SENTENCES",
    "BenefitFact",
    "ConversationFact",
    "EducationFact",
    "EffortFact",
    "ExemptionFact",
    "Facts",
    "FactsError",
    "GroupFact",
    "InForce",
    "Information",
    "Length",
    "Limit",
    "Obligation",
    "PackError",
    "Packs",
    "Pause",
    "Period",
    "Quota",
    "QuotaShare",
    "ReasonParams",
    "Reimbursement",
    "Rule",
    "RulePack",
    "Share",
    "SizeLimit",
    "Step",
    "Weekly",
    "add_months",
    "age_on",
    "as_json",
    "birthday_in",
    "facts_from_json",
    "in_force",
    "is_working_day",
    "not_allowed",
    "obligations",
    "overridden",
    "pack_from_toml",
    "quota",
    "reason_params",
    "reimbursement",
    "shares",
    "size_limit",
    "status",
    "working_day_by",
    "working_days_after",
]

KINDS: Mapping[ObligationKind, Callable[[Facts, Rule], Iterator[Obligation]]] = {
    ObligationKind.FIRST_CONVERSATION: first_conversation,
    ObligationKind.CONVERSATION_INTERVAL: conversation_interval,
    ObligationKind.FIRST_OFFER: first_offer,
    ObligationKind.REPEAT_OFFER: repeat_offer,
    ObligationKind.MAX_LENGTH: max_length,
    ObligationKind.MIN_LENGTH: min_length,
    ObligationKind.NOT_BEFORE: not_before,
    ObligationKind.EDUCATION_ORDER: education_order,
    ObligationKind.PLAN_BEFORE_OFFER: plan_before_offer,
    ObligationKind.CONVERSATION_COUNT: conversation_count,
    ObligationKind.CONVERSATION_WEEKLY: conversation_weekly,
    ObligationKind.EFFORT_WEEKLY: effort_weekly,
    ObligationKind.MAX_TOTAL: max_total,
    ObligationKind.BESIDE: beside,
    ObligationKind.CLOSED_BENEFIT: closed_benefit,
}


def obligations(facts: Facts, packs: Packs, until: date) -> list[Obligation]:
    """Every obligation of the case that arises by `until`, earliest due first, those without a due date last.

    The packs follow one another, one at a time; a pack that suspends lies over them. The same facts give the same
    list. It knows no today: read an obligation off with `status`.
    """
    parts = in_force(packs)
    void = tuple(Period(start=part.start, end=part.end) for part in parts if part.pack.suspends)
    facts = replace(facts, suspended=void)
    found = [
        obligation
        for part in parts
        if not part.pack.suspends
        for obligation in _by_pack(facts, part)
        if obligation.arises_on <= until
    ]
    return sorted(found, key=sort_key)


def _by_pack(facts: Facts, part: InForce) -> Iterator[Obligation]:
    """What the pack asks on the days on which the case is judged by it."""
    entry = max(part.start, facts.case.start)
    if entry > min(part.last, facts.case.last):
        return
    if part.pack.from_entry:
        facts = replace(facts, case=Period(start=entry, end=facts.case.end))
    for rule in part.pack.rules:
        for obligation in KINDS[rule.kind](facts, rule):
            kept = within(obligation, part) if obligation.arises_on in rule.validity else None
            if kept is not None:
                yield kept
