"""The rulebook's decisions: from dated facts and a rule pack to obligations. No clock, no database."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from fremdrift.rulebook.enums import ObligationKind
from fremdrift.rulebook.rules.conversations import conversation_interval, first_conversation
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
from fremdrift.rulebook.rules.obligation import Obligation, sort_key, status
from fremdrift.rulebook.rules.offers import first_offer, plan_before_offer, repeat_offer
from fremdrift.rulebook.rules.packs import (
    Information,
    Limit,
    PackError,
    Rule,
    RulePack,
    pack_from_toml,
)
from fremdrift.rulebook.rules.pauses import Pause
from fremdrift.rulebook.rules.reasons import SENTENCES
from fremdrift.rulebook.rules.result_json import as_json

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
    "Information",
    "Length",
    "Limit",
    "Obligation",
    "PackError",
    "Pause",
    "Period",
    "Rule",
    "RulePack",
    "add_months",
    "age_on",
    "as_json",
    "birthday_in",
    "facts_from_json",
    "obligations",
    "pack_from_toml",
    "status",
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
}


def obligations(facts: Facts, pack: RulePack, until: date) -> list[Obligation]:
    """Every obligation of the case that arises by `until`, earliest due first, those without a due date last.

    The same facts give the same list. It knows no today: read an obligation off with `status`.
    """
    found = [
        obligation
        for rule in pack.rules
        for obligation in KINDS[rule.kind](facts, rule)
        if obligation.arises_on <= until and obligation.arises_on in rule.validity
    ]
    return sorted(found, key=sort_key)
