"""What the rules do not allow of an effort that is planned: too long, too early, too much in all, too many there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from fremdrift.rulebook.enums import ObligationKind
from fremdrift.rulebook.rules.courses import max_total
from fremdrift.rulebook.rules.dates import Period
from fremdrift.rulebook.rules.facts import EffortFact, Facts
from fremdrift.rulebook.rules.lengths import max_length, not_before
from fremdrift.rulebook.rules.obligation import Obligation
from fremdrift.rulebook.rules.packs import InForce, Packs, Rule, Texts, in_force


def not_allowed(facts: Facts, packs: Packs, planned: EffortFact, was: date | None = None) -> list[Obligation]:
    """The obligations that the effort could not meet if it ran as planned; none where the rules let it.

    `facts` holds the case's other efforts. `was` is the last day as it stands when the effort runs already and is to be
    longer: it may then be extended once more, where its rule knows extensions. The pack that holds on the first day
    decides.
    """
    parts = in_force(packs)
    void = tuple(Period(start=part.start, end=part.end) for part in parts if part.pack.suspends)
    facts = replace(facts, suspended=void)
    return [
        broken
        for part in parts
        if planned.start in part and not part.pack.suspends
        for rule in part.pack.rules
        if planned.kind in rule.efforts and planned.start in rule.validity and rule.kind in _CHECKS
        for broken in _CHECKS[rule.kind](_as_judged(facts, part), rule, planned, was)
    ]


def _as_judged(facts: Facts, part: InForce) -> Facts:
    if not part.pack.from_entry:
        return facts
    return replace(facts, case=Period(start=max(part.start, facts.case.start), end=facts.case.end))


def _too_long(facts: Facts, rule: Rule, planned: EffortFact, was: date | None) -> Iterator[Obligation]:
    """One length when it begins, and one extension at a time when it runs."""
    lengths = list(max_length(replace(facts, efforts=(planned,)), rule))
    taken = 0 if was is None else len(list(max_length(replace(facts, efforts=(replace(planned, end=was),)), rule)))
    allowed = lengths[: taken + 1]
    if allowed and allowed[-1].due_on is not None and allowed[-1].due_on < planned.last:
        yield allowed[-1]


def _too_early(facts: Facts, rule: Rule, planned: EffortFact, was: date | None) -> Iterator[Obligation]:
    if was is None:
        alone = replace(facts, efforts=(replace(planned, end=None),))
        yield from (o for o in not_before(alone, rule) if o.met_on is None or o.met_on > planned.start)


def _too_much(facts: Facts, rule: Rule, planned: EffortFact, was: date | None) -> Iterator[Obligation]:
    for run in max_total(replace(facts, efforts=(*facts.efforts, planned)), rule):
        within = run.arises_on <= planned.start <= (run.met_on or date.max)
        if within and run.due_on is not None and run.due_on < planned.last:
            yield run


_CHECKS: dict[ObligationKind, Callable[[Facts, Rule, EffortFact, date | None], Iterator[Obligation]]] = {
    ObligationKind.MAX_LENGTH: _too_long,
    ObligationKind.NOT_BEFORE: _too_early,
    ObligationKind.MAX_TOTAL: _too_much,
}


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """How many may be in placement or wage subsidy at a workplace at a time, and by which rule."""

    most: int
    pack: str
    cited: Texts
    full_time: int | None  # hours a week that count as one; without them each person counts as one

    def counts(self, hours: float | None) -> float:
        """How much of a place somebody with these hours a week takes."""
        return 1 if self.full_time is None or hours is None else min(hours / self.full_time, 1)


SIZE = "workplace.size"  # the information of a pack that has the limit


def size_limit(packs: Packs, on: date, employees: int) -> SizeLimit | None:
    """The limit that follows from how many are ordinarily employed; none where the pack that holds that day has none.

    So many ordinarily employed for each person, fewer for the first of them, and always room for somebody.
    """
    for part in in_force(packs):
        item = next((i for i in part.pack.information if i.id == SIZE and on in i.validity), None)
        if on in part and item is not None:
            values = item.values
            first = min(employees, values["first"])
            most = first // values["one_for"] + (employees - first) // values["then_one_for"]
            most = max(most, values["at_least"])
            return SizeLimit(most, part.pack.title, item.cited, values.get("full_time_hours"))
    return None
