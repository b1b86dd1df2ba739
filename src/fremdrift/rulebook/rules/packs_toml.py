"""Rule packs read from TOML, with every word checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    EffortKind,
    ObligationKind,
    PauseKind,
    TargetGroup,
    Unit,
)
from fremdrift.rulebook.rules.dates import Length, Period
from fremdrift.rulebook.rules.facts_json import facts_from
from fremdrift.rulebook.rules.packs import Information, Limit, Quota, Reimbursement, Rule, RulePack, Step, Texts, Weekly
from fremdrift.rulebook.rules.reading import InputError, Node

UNITS = tuple(unit.value for unit in Unit)
LANGUAGES = ("da", "en")
NO_RULES = ("key", "title", "source", "valid_from")
WITH_RULES = (*NO_RULES, "target_groups", "benefits", "rules")
BESIDES_RULES = ("accumulates", "from_entry", "information", "quotas", "reimbursement")
MOST_PERCENT = 100


class PackError(InputError):
    """A rule pack says something that cannot be read."""


@dataclass(frozen=True)
class _Common:
    """What the rules of a pack have in common."""

    key: str
    cited: Texts
    groups: tuple[TargetGroup, ...]
    benefits: frozenset[BenefitKind]
    accumulates: frozenset[BenefitKind]


def pack_from_toml(data: Mapping[str, object]) -> RulePack:
    """A rule pack from parsed TOML; raises `PackError` with the place of what cannot be read."""
    root = Node(data, "", PackError)
    # A pack without rules of its own only suspends those of others.
    required, optional = (NO_RULES, ("suspends",)) if "suspends" in root.any_fields() else (WITH_RULES, BESIDES_RULES)
    fields = root.fields(required=required, optional=("valid_to", "line", "note", *optional))
    common = _common(fields)
    rules: dict[str, Rule] = {}
    for node in _items(fields, "rules"):
        rule = _rule(node, common, rules)
        if rule.id in rules:
            raise PackError(node.path, f"{rule.id} is there twice.")
        rules[rule.id] = rule
    return RulePack(
        key=common.key,
        title=fields["title"].text(),
        cited=common.cited,
        validity=_validity(fields),
        benefits=common.benefits,
        target_groups=common.groups,
        rules=tuple(rules.values()),
        information=tuple(_information(node, common.cited) for node in _items(fields, "information")),
        quotas=tuple(_quota(node, common, rules) for node in _items(fields, "quotas")),
        reimbursement=_reimbursement(fields["reimbursement"], common.cited) if "reimbursement" in fields else None,
        line=fields["line"].text() if "line" in fields else "",
        from_entry=_flag(fields, "from_entry"),
        suspends=_flag(fields, "suspends"),
        note=_texts(fields, "note"),
    )


def _common(fields: Mapping[str, Node]) -> _Common:
    benefits = frozenset(item.choice(BenefitKind) for item in _items(fields, "benefits"))
    accumulates = frozenset(item.choice(BenefitKind) for item in _items(fields, "accumulates"))
    return _Common(
        key=fields["key"].text(),
        cited=_in_both(fields["source"]),
        groups=tuple(item.choice(TargetGroup) for item in _items(fields, "target_groups")),
        benefits=benefits,
        accumulates=accumulates if "accumulates" in fields else benefits,
    )


RULE_FIELDS = (
    "paragraph",
    "valid_from",
    "valid_to",
    "target_groups",
    "limits",
    "efforts",
    "paused_by",
    "before",
    "of",
    "times",
    "extend",
    "after_exemption",
    "weekly",
    "at_workplace",
    "hours",
    "support",
    "closed_benefits",
    "unconfirmed",
    "note",
    "example",
)


def _rule(node: Node, common: _Common, earlier: Mapping[str, Rule]) -> Rule:
    fields = node.fields(required=("id", "kind"), optional=RULE_FIELDS)
    other = next((_named(fields[word], common.key, earlier) for word in ("before", "of") if word in fields), None)
    inherited = other.target_groups if other else common.groups
    own_groups = tuple(item.choice(TargetGroup) for item in _items(fields, "target_groups")) or inherited
    return Rule(
        id=f"{common.key}.{fields['id'].text()}",
        kind=fields["kind"].choice(ObligationKind),
        cited=_cited(fields, common.cited),
        validity=_validity(fields),
        benefits=common.benefits,
        accumulates=common.accumulates,
        target_groups=own_groups,
        excluded_groups=frozenset(common.groups) - frozenset(own_groups),
        limits=tuple(_limit(item) for item in _items(fields, "limits")),
        efforts=tuple(item.choice(EffortKind) for item in _items(fields, "efforts")),
        paused_by=fields["paused_by"].choice(PauseKind) if "paused_by" in fields else None,
        refers_to=other,
        unconfirmed=tuple(item.text() for item in _items(fields, "unconfirmed")),
        times=fields["times"].whole() if "times" in fields else 1,
        extend=_length(fields["extend"]) if "extend" in fields else None,
        after_exemption=_length(fields["after_exemption"]) if "after_exemption" in fields else None,
        weekly=_weekly(fields["weekly"]) if "weekly" in fields else None,
        at_workplace=_flag(fields, "at_workplace"),
        hours=fields["hours"].whole() if "hours" in fields else 0,
        support=tuple(item.choice(EffortKind) for item in _items(fields, "support")),
        closed_benefits=tuple(item.choice(BenefitKind) for item in _items(fields, "closed_benefits")),
        note=_texts(fields, "note"),
        example=facts_from(fields["example"]) if "example" in fields else None,
    )


def _items(fields: Mapping[str, Node], name: str) -> list[Node]:
    return fields[name].items() if name in fields else []


def _flag(fields: Mapping[str, Node], name: str) -> bool:
    return fields[name].flag() if name in fields else False


def _cited(fields: Mapping[str, Node], pack: Texts) -> Texts:
    """The paragraph and the pack's source, or the latter alone."""
    if "paragraph" not in fields:
        return pack
    paragraph = _in_both(fields["paragraph"])
    return {language: f"{paragraph[language]}; {pack[language]}" for language in LANGUAGES}


def _in_both(node: Node) -> Texts:
    """Words in each language; a plain text is the same in both."""
    if isinstance(node.value, str):
        return dict.fromkeys(LANGUAGES, node.value)
    words = node.fields(required=LANGUAGES)
    return {language: words[language].text() for language in LANGUAGES}


def _texts(fields: Mapping[str, Node], name: str) -> Texts | None:
    return _in_both(fields[name]) if name in fields else None


def _named(node: Node, key: str, earlier: Mapping[str, Rule]) -> Rule:
    rule = earlier.get(f"{key}.{node.text()}")
    if rule is None:
        raise node.wrong("must name a rule that stands earlier in the pack.")
    return rule


def _length(node: Node) -> Length:
    lengths = _lengths(node, node.fields(optional=UNITS))
    if not lengths:
        raise node.wrong(f"must give a length in {', '.join(UNITS)}.")
    return lengths[0]


def _lengths(node: Node, fields: Mapping[str, Node]) -> list[Length]:
    lengths = [Length(fields[unit].whole(), Unit(unit)) for unit in UNITS if unit in fields]
    if len(lengths) > 1:
        raise node.wrong("must give one length, not several.")
    return lengths


def _limit(node: Node) -> Limit:
    fields = node.fields(optional=("from_age", "under_age", *UNITS))
    lengths = _lengths(node, fields)
    return Limit(
        length=lengths[0] if lengths else None,
        from_age=fields["from_age"].whole() if "from_age" in fields else None,
        under_age=fields["under_age"].whole() if "under_age" in fields else None,
    )


def _weekly(node: Node) -> Weekly:
    fields = node.fields(required=("lasts",), optional=("from_week", "in_person", "in_person_weeks", "in_person_every"))
    numbers = {name: fields[name].whole() for name in fields if name not in {"lasts", "in_person"}}
    forms = frozenset(item.choice(ConversationForm) for item in _items(fields, "in_person"))
    return Weekly(
        lasts=_length(fields["lasts"]),
        in_person=forms,
        from_week=numbers.get("from_week", 1),
        in_person_weeks=numbers.get("in_person_weeks", 0),
        in_person_every=numbers.get("in_person_every", 1),
    )


def _information(node: Node, pack: Texts) -> Information:
    fields = node.fields(required=("id", "text"), optional=("paragraph", "valid_from", "valid_to", "values"))
    return Information(
        id=fields["id"].text(),
        text=_in_both(fields["text"]),
        cited=_cited(fields, pack),
        validity=_validity(fields),
        values={name: value.whole() for name, value in fields["values"].any_fields().items()}
        if "values" in fields
        else {},
    )


def _quota(node: Node, common: _Common, rules: Mapping[str, Rule]) -> Quota:
    fields = node.fields(
        required=("id", "percent", "rules"),
        optional=("paragraph", "valid_from", "valid_to", "exempt_count", "unconfirmed", "note"),
    )
    return Quota(
        id=f"{common.key}.{fields['id'].text()}",
        percent=_percent(fields["percent"]),
        rules=tuple(_named(item, common.key, rules) for item in fields["rules"].items()),
        cited=_cited(fields, common.cited),
        validity=_validity(fields),
        exempt_count=_flag(fields, "exempt_count"),
        unconfirmed=tuple(item.text() for item in _items(fields, "unconfirmed")),
        note=_texts(fields, "note"),
    )


def _percent(node: Node) -> int:
    percent = node.whole()
    if percent > MOST_PERCENT:
        raise node.wrong(f"must be at most {MOST_PERCENT}, not {percent}.")
    return percent


def _reimbursement(node: Node, pack: Texts) -> Reimbursement:
    fields = node.fields(required=("counted_back", "steps"), optional=("paragraph", "unconfirmed"))
    steps = [item.fields(required=("from_week", "percent")) for item in fields["steps"].items()]
    return Reimbursement(
        steps=tuple(Step(step["from_week"].whole(), _percent(step["percent"])) for step in steps),
        counted_back=_length(fields["counted_back"]),
        cited=_cited(fields, pack),
        unconfirmed=tuple(item.text() for item in _items(fields, "unconfirmed")),
    )


def _validity(fields: Mapping[str, Node]) -> Period:
    return Period(
        start=fields["valid_from"].date() if "valid_from" in fields else date.min,
        end=fields["valid_to"].date() if "valid_to" in fields else None,
    )
