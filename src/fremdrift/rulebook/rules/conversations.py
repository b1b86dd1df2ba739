"""First conversation, interval, and count within a period (rettidighed i kontaktforløbet)."""

from collections.abc import Iterator

from fremdrift.rulebook.enums import Meets, MetBy, ReasonCode
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.obligation import Obligation, Way, make, over_with_its_time
from fremdrift.rulebook.rules.packs import Rule
from fremdrift.rulebook.rules.pauses import stopping
from fremdrift.rulebook.rules.reasons import reason_params
from fremdrift.rulebook.rules.timeline import stretches

FIRST = Way(ReasonCode.FIRST_CONVERSATION, Meets.HOLD_CONVERSATION, MetBy.CONVERSATION)
COUNT = Way(ReasonCode.CONVERSATION_COUNT, Meets.HOLD_CONVERSATION, MetBy.CONVERSATION)
INTERVAL = Way(ReasonCode.CONVERSATION_INTERVAL, Meets.HOLD_CONVERSATION, MetBy.CONVERSATION)


def first_conversation(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """One per stretch of duty, met by the first conversation held on its first day or later."""
    days = facts.resetting_days()
    for stretch in stretches(facts, rule):
        limit = rule.limit_for(facts.born, stretch.start)
        if limit is None:
            continue
        yield make(
            facts,
            rule,
            FIRST,
            reason_params(stretch.start, limit),
            stopping(facts, rule.paused_by),
            arises_on=stretch.start,
            base_due_on=limit.due_after(stretch.start),
            met_on=next((day for day in days if day in stretch), None),
            ending=stretch.ending,
        )


def conversation_interval(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """One after each held conversation, met by the next on a later day; none on the duty's last day."""
    days = facts.resetting_days()
    for stretch in stretches(facts, rule):
        held = [day for day in days if day in stretch]
        for number, day in enumerate(held):
            limit = rule.limit_for(facts.born, day)
            if limit is None or day == stretch.end:
                continue
            yield make(
                facts,
                rule,
                INTERVAL,
                reason_params(day, limit),
                stopping(facts, rule.paused_by),
                arises_on=day,
                base_due_on=limit.due_after(day),
                met_on=held[number + 1] if number + 1 < len(held) else None,
                ending=stretch.ending,
            )


def conversation_count(facts: Facts, rule: Rule) -> Iterator[Obligation]:
    """So many on different days in the first time of each stretch of duty; what was not held then stays missed."""
    days = facts.resetting_days()
    for stretch in stretches(facts, rule):
        limit = rule.limit_for(facts.born, stretch.start)
        if limit is None:
            continue
        held = [day for day in days if day in stretch][: rule.times]
        yield over_with_its_time(
            make(
                facts,
                rule,
                COUNT,
                reason_params(stretch.start, limit, times=rule.times, held=len(held)),
                stopping(facts, rule.paused_by),
                arises_on=stretch.start,
                base_due_on=limit.due_after(stretch.start),
                met_on=held[-1] if len(held) == rule.times else None,
                ending=stretch.ending,
            )
        )
