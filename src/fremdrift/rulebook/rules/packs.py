"""A rule pack: dated law as data. Read from TOML, with every word checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fremdrift.rulebook.enums import BenefitKind, EffortKind, ObligationKind, PauseKind, TargetGroup, Unit
from fremdrift.rulebook.rules.dates import Length, Period, age_on
from fremdrift.rulebook.rules.reading import InputError, Node


class PackError(InputError):
    """A rule pack says something that cannot be read."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The length that holds for an age group; without a length the rule names no date."""

    length: Length | None = None
    from_age: int | None = None
    under_age: int | None = None

    def covers(self, age: int) -> bool:
        """Whether someone of this age belongs to the group."""
        return (self.from_age is None or age >= self.from_age) and (self.under_age is None or age < self.under_age)

    def due_after(self, anchor: date) -> date | None:
        """The date this limit sets when counted from `anchor`."""
        return self.length.after(anchor) if self.length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its parameters; `excluded_groups` are those the pack knows and the rule leaves out."""

    id: str
    kind: ObligationKind
    source: str
    validity: Period
    benefits: frozenset[BenefitKind]
    target_groups: tuple[TargetGroup, ...]
    excluded_groups: frozenset[TargetGroup]
    limits: tuple[Limit, ...]
    efforts: tuple[EffortKind, ...] = ()
    paused_by: PauseKind | None = None
    before: "Rule | None" = None
    unconfirmed: tuple[str, ...] = ()

    def limit_for(self, born: date, day: date) -> Limit | None:
        """The limit for the age reached on `day`, or None where the rule leaves that age out."""
        age = age_on(born, day)
        return next((limit for limit in self.limits if limit.covers(age)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """Something the law says that is recorded and shown, but makes no obligation."""

    id: str
    text: str
    source: str
    validity: Period
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Rules that held together for a time. The case decides which pack it follows, not the dates."""

    key: str
    title: str
    source: str
    validity: Period
    target_groups: tuple[TargetGroup, ...]
    rules: tuple[Rule, ...]
    information: tuple[Information, ...] = ()


def pack_from_toml(data: Mapping[str, object]) -> RulePack:
    """A rule pack from parsed TOML; raises `PackError` with the place of what cannot be read."""
    fields = Node(data, "", PackError).fields(
        required=("key", "title", "source", "valid_from", "target_groups", "benefits", "rules"),
        optional=("valid_to", "information"),
    )
    key, source = fields["key"].text(), fields["source"].text()
    groups = tuple(item.choice(TargetGroup) for item in fields["target_groups"].items())
    benefits = frozenset(item.choice(BenefitKind) for item in fields["benefits"].items())
    rules: dict[str, Rule] = {}
    for node in fields["rules"].items():
        rule = _rule(node, key, source, groups, benefits, rules)
        if rule.id in rules:
            raise PackError(node.path, f"{rule.id} is there twice.")
        rules[rule.id] = rule
    items = fields["information"].items() if "information" in fields else []
    return RulePack(
        key=key,
        title=fields["title"].text(),
        source=source,
        validity=_validity(fields),
        target_groups=groups,
        rules=tuple(rules.values()),
        information=tuple(_information(node, source) for node in items),
    )


def _rule(
    node: Node,
    key: str,
    source: str,
    groups: tuple[TargetGroup, ...],
    benefits: frozenset[BenefitKind],
    earlier: Mapping[str, Rule],
) -> Rule:
    fields = node.fields(
        required=("id", "kind"),
        optional=(
            "paragraph",
            "valid_from",
            "valid_to",
            "target_groups",
            "limits",
            "efforts",
            "paused_by",
            "before",
            "unconfirmed",
        ),
    )
    before = _named(fields["before"], key, earlier) if "before" in fields else None
    inherited = before.target_groups if before else groups
    own_groups = tuple(item.choice(TargetGroup) for item in _items(fields, "target_groups")) or inherited
    return Rule(
        id=f"{key}.{fields['id'].text()}",
        kind=fields["kind"].choice(ObligationKind),
        source=f"{fields['paragraph'].text()}; {source}" if "paragraph" in fields else source,
        validity=_validity(fields),
        benefits=benefits,
        target_groups=own_groups,
        excluded_groups=frozenset(groups) - frozenset(own_groups),
        limits=tuple(_limit(item) for item in _items(fields, "limits")),
        efforts=tuple(item.choice(EffortKind) for item in _items(fields, "efforts")),
        paused_by=fields["paused_by"].choice(PauseKind) if "paused_by" in fields else None,
        before=before,
        unconfirmed=tuple(item.text() for item in _items(fields, "unconfirmed")),
    )


def _items(fields: Mapping[str, Node], name: str) -> list[Node]:
    return fields[name].items() if name in fields else []


def _named(node: Node, key: str, earlier: Mapping[str, Rule]) -> Rule:
    rule = earlier.get(f"{key}.{node.text()}")
    if rule is None:
        raise node.wrong("must name a rule that stands earlier in the pack.")
    return rule


def _limit(node: Node) -> Limit:
    units = tuple(unit.value for unit in Unit)
    fields = node.fields(optional=("from_age", "under_age", *units))
    lengths = [Length(fields[unit].whole(), Unit(unit)) for unit in units if unit in fields]
    if len(lengths) > 1:
        raise node.wrong("must give one length, not several.")
    return Limit(
        length=lengths[0] if lengths else None,
        from_age=fields["from_age"].whole() if "from_age" in fields else None,
        under_age=fields["under_age"].whole() if "under_age" in fields else None,
    )


def _information(node: Node, source: str) -> Information:
    fields = node.fields(required=("id", "text"), optional=("valid_from", "valid_to", "values"))
    return Information(
        id=fields["id"].text(),
        text=fields["text"].text(),
        source=source,
        validity=_validity(fields),
        values={name: value.whole() for name, value in fields["values"].any_fields().items()}
        if "values" in fields
        else {},
    )


def _validity(fields: Mapping[str, Node]) -> Period:
    return Period(
        start=fields["valid_from"].date() if "valid_from" in fields else date.min,
        end=fields["valid_to"].date() if "valid_to" in fields else None,
    )
