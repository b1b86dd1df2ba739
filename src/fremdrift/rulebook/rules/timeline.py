"""When a duty stands: the case is open, the benefit is covered, the target group is not left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fremdrift.rulebook.enums import BenefitKind, ClosedBecause
from fremdrift.rulebook.rules.dates import ANY_DAY, ONE_DAY, Period, without
from fremdrift.rulebook.rules.facts import Facts
from fremdrift.rulebook.rules.packs import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitRun(Period):
    """Unbroken days on one kind of benefit."""

    kind: BenefitKind


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day on which a duty stood, and why it stood no longer; both None while it stands."""

    on: date | None = None
    because: ClosedBecause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Period):
    """Unbroken days on which the duty stands.

    `same_count`: on the same benefit as the stretch before, no other kind between; `resumes`: moreover, only
    days without benefit lie between.
    """

    ending: Ending
    same_count: bool
    resumes: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Stretches that one accumulated deadline runs through, with only days without benefit between them."""

    stretches: tuple[Stretch, ...]

    @property
    def start(self) -> date:
        """The day the deadline arises."""
        return self.stretches[0].start

    @property
    def ending(self) -> Ending:
        """How the last stretch ends."""
        return self.stretches[-1].ending

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.stretches[-1].last


def benefit_runs(facts: Facts, kinds: frozenset[BenefitKind], window: Period = ANY_DAY) -> list[BenefitRun]:
    """Runs of covered benefit within the window; spells of one kind that follow day by day are one run."""
    runs: list[BenefitRun] = []
    for spell in sorted(facts.benefits, key=lambda item: (item.start, item.last, item.kind)):
        start, last = max(spell.start, window.start), min(spell.last, window.last)
        if spell.kind not in kinds or start > last:
            continue
        end = None if last == date.max else last
        if runs and runs[-1].kind == spell.kind and runs[-1].end == start - ONE_DAY:
            runs[-1] = BenefitRun(start=runs[-1].start, end=end, kind=spell.kind)
        else:
            runs.append(BenefitRun(start=start, end=end, kind=spell.kind))
    return runs


def count_at(runs: list[BenefitRun], day: date) -> list[BenefitRun]:
    """All runs, gaps aside, of the one kind of benefit that was the latest to begin by `day`."""
    by_kind = [list(group) for _, group in groupby(runs, key=lambda run: run.kind)]
    return next((group for group in reversed(by_kind) if group[0].start <= day), [])


def stretches(facts: Facts, rule: Rule) -> list[Stretch]:
    """Every stretch of days on which the rule's duty stands, in order."""
    runs = benefit_runs(facts, rule.benefits, facts.case)
    passive = sorted(
        (spell for spell in facts.target_groups if spell.group in rule.excluded_groups),
        key=lambda spell: (spell.start, spell.last),
    )
    found: list[Stretch] = []
    counted = -1  # the run in which the last stretch lies
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        for piece in without(run, passive):
            goes_on = counted == number or run.kind in rule.accumulates
            same_count = bool(found) and goes_on and all(r.kind == run.kind for r in runs[counted:number])
            resumes = (
                same_count
                and counted == number - 1
                and piece.start == run.start
                and found[-1].last == runs[counted].last
            )
            found.append(
                Stretch(
                    start=piece.start,
                    end=piece.end,
                    ending=_ending(piece, run, following, facts.case),
                    same_count=same_count,
                    resumes=resumes,
                )
            )
            counted = number
    return found


def _ending(piece: Period, run: BenefitRun, following: BenefitRun | None, case: Period) -> Ending:
    if piece.end is None:
        return Ending()
    if piece.end == case.end:
        return Ending(piece.end, ClosedBecause.CASE_CLOSED)
    if piece.end != run.end:
        return Ending(piece.end, ClosedBecause.TARGET_GROUP_CHANGED)
    if following is not None and following.start == piece.end + ONE_DAY:
        return Ending(piece.end, ClosedBecause.BENEFIT_CHANGED)
    return Ending(piece.end, ClosedBecause.BENEFIT_ENDED)


def counts(found: Iterable[Stretch]) -> list[list[Chain]]:
    """Stretches as counts (one kind of benefit) of chains (one accumulated deadline)."""
    grouped: list[list[list[Stretch]]] = []
    for stretch in found:
        if not stretch.same_count:
            grouped.append([[stretch]])
        elif stretch.resumes:
            grouped[-1][-1].append(stretch)
        else:
            grouped[-1].append([stretch])
    return [[Chain(tuple(chain)) for chain in count] for count in grouped]
