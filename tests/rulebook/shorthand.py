"""A case in a few words, and an obligation in one line, so that examples read as a table.

    a_case(born="1985-02-28", benefits="cash_benefit 2011-01-03..2011-03-31, sickness_benefit 2011-04-01..")

Periods are from..to, both included; without the last date they run on. Items are parted by commas. A talk with no word
after its day was held; `12h` after an effort puts it at a workplace.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    ObligationKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.rules import (
    BenefitFact,
    ConversationFact,
    EducationFact,
    EffortFact,
    ExemptionFact,
    Facts,
    GroupFact,
    Obligation,
    Period,
)

Fact = TypeVar("Fact")

NAMES = {
    ObligationKind.FIRST_CONVERSATION: "first",
    ObligationKind.CONVERSATION_INTERVAL: "interval",
    ObligationKind.FIRST_OFFER: "offer",
    ObligationKind.REPEAT_OFFER: "again",
    ObligationKind.MAX_LENGTH: "max",
    ObligationKind.MIN_LENGTH: "min",
    ObligationKind.NOT_BEFORE: "earliest",
    ObligationKind.EDUCATION_ORDER: "education",
    ObligationKind.PLAN_BEFORE_OFFER: "plan",
    ObligationKind.CONVERSATION_COUNT: "count",
    ObligationKind.CONVERSATION_WEEKLY: "week",
    ObligationKind.EFFORT_WEEKLY: "active",
    ObligationKind.MAX_TOTAL: "total",
    ObligationKind.BESIDE: "beside",
    ObligationKind.CLOSED_BENEFIT: "closed",
}


def day(text: str) -> date:
    """A date written 2011-01-03."""
    return date.fromisoformat(text)


def period(text: str) -> Period:
    """A period written 2011-01-03..2011-01-31 or 2011-01-03.."""
    start, _, end = text.partition("..")
    return Period(start=day(start), end=day(end) if end else None)


def a_case(  # one word per sort of fact
    *,
    born: str = "1975-06-15",
    case: str = "2011-01-03..",
    benefits: str = "cash_benefit 2011-01-03..",
    groups: str = "match_2 2009-01-01..",
    exempt: str = "",
    talks: str = "",
    efforts: str = "",
    plans: str | None = None,
    able: str = "",
) -> Facts:
    """A case: by default 35 years old, on cash benefit since the case was opened on Monday 3 January 2011."""
    return Facts(
        born=day(born),
        case=period(case),
        benefits=_facts(benefits, _benefit),
        target_groups=_facts(groups, _group),
        exemptions=_facts(exempt, _exemption),
        conversations=_facts(talks, _talk),
        efforts=_facts(efforts, _effort),
        plans=None if plans is None else _facts(plans, day),
        education=EducationFact(qualifying=False, children_at_home=False, judged_able_on=day(able)) if able else None,
    )


def _facts(text: str, read: Callable[[str], Fact]) -> tuple[Fact, ...]:
    return tuple(read(item.strip()) for item in text.split(",") if item.strip())


def _benefit(text: str) -> BenefitFact:
    kind, days = text.split()
    return BenefitFact(start=period(days).start, end=period(days).end, kind=BenefitKind(kind))


def _group(text: str) -> GroupFact:
    group, days = text.split()
    return GroupFact(start=period(days).start, end=period(days).end, group=TargetGroup(group))


def _exemption(text: str) -> ExemptionFact:
    kinds, days = text.split()
    pauses = frozenset(PauseKind(kind) for kind in kinds.split("+"))
    return ExemptionFact(start=period(days).start, end=period(days).end, pauses=pauses)


def _effort(text: str) -> EffortFact:
    kind, days, *hours = text.split()
    return EffortFact(
        start=period(days).start,
        end=period(days).end,
        kind=EffortKind(kind),
        hours=float(hours[0].removesuffix("h")) if hours else None,
        at_workplace=bool(hours),
    )


def _talk(text: str) -> ConversationFact:
    on, _, word = text.partition(" ")
    if word == "does not reset":
        return ConversationFact(on=day(on), state=ConversationState.HELD, resets=False)
    if word in set(ConversationForm):
        return ConversationFact(on=day(on), state=ConversationState.HELD, form=ConversationForm(word))
    return ConversationFact(on=day(on), state=ConversationState(word or "held"))


def line(obligation: Obligation) -> str:
    """The obligation as "interval 2011-03-01 base 2011-06-01 due 2011-07-01 met 2011-06-28"."""
    words = [NAMES[obligation.kind], obligation.arises_on.isoformat()]
    if obligation.base_due_on != obligation.due_on:
        words.append(f"base {obligation.base_due_on}")
    words.append(f"due {obligation.due_on or 'never'}")
    if obligation.met_on:
        words.append(f"met {obligation.met_on}")
    if obligation.closed_on:
        words.append(f"closed {obligation.closed_on} {obligation.closed_because}")
    return " ".join(words)


def lines(found: Iterable[Obligation], kinds: Iterable[str] = ()) -> list[str]:
    """The obligations of these kinds as lines, in the order in which they arise."""
    wanted = tuple(kinds) or tuple(NAMES.values())
    return sorted((line(item) for item in found if NAMES[item.kind] in wanted), key=_by_date)


def _by_date(text: str) -> tuple[str, ...]:
    name, arises_on, *_ = text.split()
    return arises_on, name, text
