"""The facts file: one case as JSON, every wrong place named."""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Never

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.rules.dates import Period
from fremdrift.rulebook.rules.facts import (
    BenefitFact,
    ConversationFact,
    EducationFact,
    EffortFact,
    ExemptionFact,
    Facts,
    GroupFact,
)
from fremdrift.rulebook.rules.reading import InputError, Node

HOURS_IN_A_WEEK = 168
LISTS = ("benefits", "target_groups", "exemptions", "conversations", "efforts")


class FactsError(InputError):
    """A facts file says something that cannot be read."""


def facts_from_json(text: str) -> Facts:
    """The facts of one case from JSON text; raises `FactsError` with the place of the first wrong input."""
    return facts_from(Node(_parsed(text), "", FactsError))


def facts_from(root: Node) -> Facts:
    """The facts of one case from a document that has been read; the node says which error to raise."""
    fields = root.fields(required=("born", "case"), optional=(*LISTS, "plans"), nullable=("education",))
    rows = {name: fields[name].items() if name in fields else [] for name in LISTS}
    born, case = fields["born"].date(), _case(fields["case"])
    if born > case.start:
        raise fields["born"].wrong(f"{born} lies after the case was opened on {case.start}.")
    benefits = tuple(_benefit(node) for node in rows["benefits"])
    groups = tuple(_group(node) for node in rows["target_groups"])
    _refuse_overlap(rows["benefits"], benefits)
    _refuse_overlap(rows["target_groups"], groups)
    return Facts(
        born=born,
        case=case,
        benefits=benefits,
        target_groups=groups,
        exemptions=tuple(_exemption(node) for node in rows["exemptions"]),
        conversations=tuple(_conversation(node) for node in rows["conversations"]),
        efforts=tuple(_effort(node) for node in rows["efforts"]),
        education=_education(fields["education"]) if "education" in fields else None,
        plans=tuple(node.fields(required=("on",))["on"].date() for node in fields["plans"].items())
        if "plans" in fields
        else None,
    )


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise FactsError(f"line {error.lineno}, column {error.colno}", f"this is not JSON: {error.msg}.") from None
    except RecursionError:
        raise FactsError("", "The file is nested too deeply to be a facts file.") from None


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise FactsError(name, "stands twice in one object; keep the one that is right.")
        found[name] = value
    return found


def _no_number(word: str) -> Never:
    raise FactsError("", f"{word} is no number; leave the field out or write null.")


def _case(node: Node) -> Period:
    fields = node.fields(required=("opened",), nullable=("closed",))
    opened = fields["opened"].date()
    closed = fields["closed"].date() if "closed" in fields else None
    if closed is not None and closed < opened:
        raise fields["closed"].wrong(f"{closed} lies before the case was opened on {opened}.")
    return Period(start=opened, end=closed)


def _period(fields: dict[str, Node]) -> Period:
    start = fields["from"].date()
    end = fields["to"].date() if "to" in fields else None
    if end is not None and end < start:
        raise fields["to"].wrong(f"{end} lies before from, {start}.")
    return Period(start=start, end=end)


def _benefit(node: Node) -> BenefitFact:
    fields = node.fields(required=("kind", "from"), nullable=("to",))
    period = _period(fields)
    return BenefitFact(start=period.start, end=period.end, kind=fields["kind"].choice(BenefitKind))


def _group(node: Node) -> GroupFact:
    fields = node.fields(required=("group", "from"), nullable=("to",))
    period = _period(fields)
    return GroupFact(start=period.start, end=period.end, group=fields["group"].choice(TargetGroup))


def _exemption(node: Node) -> ExemptionFact:
    fields = node.fields(required=("from", "pauses"), nullable=("to", "reason"))
    period = _period(fields)
    pauses = frozenset(item.choice(PauseKind) for item in fields["pauses"].items())
    if not pauses:
        raise fields["pauses"].wrong(f"must name what it pauses: {', '.join(PauseKind)}.")
    reason = fields["reason"].text() if "reason" in fields else ""
    return ExemptionFact(start=period.start, end=period.end, pauses=pauses, reason=reason)


def _conversation(node: Node) -> ConversationFact:
    fields = node.fields(required=("on", "state"), optional=("resets",), nullable=("form",))
    return ConversationFact(
        on=fields["on"].date(),
        state=fields["state"].choice(ConversationState),
        form=fields["form"].choice(ConversationForm) if "form" in fields else None,
        resets=fields["resets"].flag() if "resets" in fields else True,
    )


def _effort(node: Node) -> EffortFact:
    fields = node.fields(required=("kind", "from"), optional=("at_workplace",), nullable=("to", "hours"))
    period = _period(fields)
    return EffortFact(
        start=period.start,
        end=period.end,
        kind=fields["kind"].choice(EffortKind),
        hours=fields["hours"].number(HOURS_IN_A_WEEK) if "hours" in fields else None,
        at_workplace=fields["at_workplace"].flag() if "at_workplace" in fields else False,
    )


def _education(node: Node) -> EducationFact:
    fields = node.fields(required=("qualifying", "children_at_home"), nullable=("judged_able_on",))
    return EducationFact(
        qualifying=fields["qualifying"].flag(),
        children_at_home=fields["children_at_home"].flag(),
        judged_able_on=fields["judged_able_on"].date() if "judged_able_on" in fields else None,
    )


def _refuse_overlap(nodes: Sequence[Node], periods: Sequence[Period]) -> None:
    ordered = sorted(zip(periods, nodes, strict=True), key=lambda pair: pair[0].start)
    for (before, earlier), (after, later) in pairwise(ordered):
        if after.start <= before.last:
            raise later.wrong(f"begins {after.start}, before {earlier.path} has ended; they may not overlap.")
