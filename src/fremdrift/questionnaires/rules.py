"""What a questionnaire must be before it is published, and what counts as an answer. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

# The words of enums.py, which rules may not import: it speaks to people, and so knows Django. A test compares them.
Kind = Literal["scale", "single", "multiple", "ranked", "number", "text"]
Whom = Literal["citizen", "caseworker", "provider"]
For = Literal["measurement", "survey", "registration"]

STEPS = 5  # of a scale
MOST_CHOICES = 100  # more than anybody would read
CHOOSING = frozenset({"scale", "single", "multiple", "ranked"})
WITH_MAXIMUM = frozenset({"multiple", "ranked"})
# What a version may become; what was published never becomes a draft again.
MOVES: dict[str, frozenset[str]] = {
    "draft": frozenset({"published"}),
    "published": frozenset({"retired"}),
    "retired": frozenset({"published"}),
}

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
# No null characters: the database cannot hold them, and a file may bring one along.
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(_Strict):
    """The same in both languages."""

    da: Text = ""
    en: Text = ""

    def whole(self) -> bool:
        """Whether both languages are there."""
        return bool(self.da and self.en)


class Choice(_Strict):
    """Something that can be chosen; of a scale its keys are the steps 1 to 5, and its texts the words at each."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,30}$")]
    da: Text = ""
    en: Text = ""

    def whole(self) -> bool:
        """Whether both languages are there."""
        return bool(self.da and self.en)


class Question(_Strict):
    """One item. Items of one key ask different parties about the same: an indicator has a wording for each."""

    key: Key
    kind: Kind
    asked_of: frozenset[Whom]
    label: Texts = Texts()  # short, for figures and tables
    text: Texts
    hint: Texts = Texts()
    choices: Annotated[tuple[Choice, ...], Field(max_length=MOST_CHOICES)] = ()
    at_most: Annotated[int, Field(ge=1, le=20)] | None = None
    least: int | None = None
    most: int | None = None


class Form(_Strict):
    """A questionnaire as a document: what a TOML file says, and what the pages show."""

    key: Key
    use: For
    title: Texts
    intro: Texts = Texts()
    source: Texts  # where the wording comes from, and what of it is our own
    items: tuple[Question, ...] = ()


class FormError(ValueError):
    """A document that is no questionnaire; `faults` says where, and what is wrong there; `kinds` names it for words."""

    def __init__(self, faults: Sequence[tuple[str, str]], kinds: Sequence[str]) -> None:
        super().__init__("; ".join(f"{where}: {what}" for where, what in faults))
        self.faults = list(faults)
        self.kinds = list(kinds)


def form_from(data: Mapping[str, Any]) -> Form:
    """A questionnaire from a parsed document; raises FormError with the place of everything that cannot be read."""
    try:
        return Form.model_validate(data)
    except ValidationError as refused:
        found = refused.errors(include_url=False, include_input=False)
        raise FormError(
            [(".".join(map(str, fault["loc"])) or "the file", fault["msg"]) for fault in found],
            [fault["type"] for fault in found],
        ) from None


def problems(form: Form) -> list[tuple[str, int | None]]:
    """What must be mended before a questionnaire is published: codes of rules, and of which item, counted from 0."""
    of_all = [
        ("questionnaire.no_title", not form.title.whole()),
        ("questionnaire.no_source", not form.source.whole()),
        ("questionnaire.no_items", not form.items),
    ]
    found: list[tuple[str, int | None]] = [(code, None) for code, wrong in of_all if wrong]
    asked: set[tuple[Whom, str]] = set()
    for position, item in enumerate(form.items):
        whom = {(respondent, item.key) for respondent in item.asked_of}
        found += [(code, position) for code in _item_problems(item)]
        found += [("item.asked_twice", position)] if whom & asked else []
        found += [("item.not_a_scale", position)] if form.use == "measurement" and item.kind != "scale" else []
        asked |= whom
    return found


def _item_problems(item: Question) -> list[str]:
    chooses, numbers = item.kind in CHOOSING, item.kind == "number"
    checks = [
        ("item.asked_of_nobody", not item.asked_of),
        ("item.no_text", not item.text.whole()),
        ("item.no_label", not item.label.whole()),
        ("item.choices_unused", bool(item.choices) and not chooses),
        ("item.bounds", numbers and (item.least is None or item.most is None or item.least > item.most)),
    ]
    return [code for code, wrong in checks if wrong] + (_choices_problems(item) if chooses else [])


def _choices_problems(item: Question) -> list[str]:
    keys = [choice.key for choice in item.choices]
    scale = item.kind == "scale"
    counted = item.kind in WITH_MAXIMUM
    checks = [
        ("item.choice_without_words", not all(choice.whole() for choice in item.choices)),
        ("item.choice_twice", len(set(keys)) < len(keys)),
        ("item.steps", scale and keys != [str(step) for step in range(1, STEPS + 1)]),
        ("item.too_few_choices", not scale and len(keys) < 2),
        ("item.maximum", counted and (item.at_most is None or item.at_most > len(keys))),
    ]
    return [code for code, wrong in checks if wrong]


@dataclass(frozen=True)
class Difference:
    """What one version says otherwise than another: of the whole, or of one item as it was and as it is."""

    what: str
    old: Question | None = None
    new: Question | None = None


_OF_ALL = ("title", "intro", "source")
_OF_ITEM = ("kind", "asked_of", "text", "label", "hint", "choices", "at_most", "least", "most")


def differences(old: Form, new: Form) -> list[Difference]:
    """What was changed from one version to another: the whole first, then item by item as they stand in the new one."""
    found = [Difference(part) for part in _OF_ALL if getattr(old, part) != getattr(new, part)]
    left, places = list(old.items), []
    for item in new.items:
        before = _same(item, left)
        if before is None:
            found.append(Difference("added", new=item))
            continue
        left.remove(before)
        places.append(old.items.index(before))
        found += [Difference(part, before, item) for part in _OF_ITEM if getattr(before, part) != getattr(item, part)]
    found += [Difference("removed", old=item) for item in left]
    return [*found, Difference("order")] if places != sorted(places) else found


def _same(item: Question, among: Sequence[Question]) -> Question | None:
    """The item of another version that asks the same party, or one of the same parties, about the same."""
    alike = [other for other in among if other.key == item.key]
    exact = [other for other in alike if other.asked_of == item.asked_of]
    near = [other for other in alike if other.asked_of & item.asked_of]
    return next(iter([*exact, *near]), None)


@dataclass(frozen=True)
class Given:
    """What somebody answered to an item. `chosen` holds the step of a scale, too, and is in order where ranks count."""

    skipped: bool = False
    chosen: tuple[str, ...] = ()
    number: int | None = None
    text: str = ""


def answer_problem(item: Question, given: Given) -> str | None:
    """Why this is no answer to the item, as the code of a rule; none when it is one. Skipping is an answer."""
    said = bool(given.chosen or given.number is not None or given.text.strip())
    if given.skipped:
        return "answer.skipped_and_given" if said else None
    if not said:
        return "answer.nothing"
    match item.kind:
        case "text":
            return None if given.text.strip() else "answer.not_this_kind"
        case "number":
            return _number_problem(item, given)
    return _choice_problem(item, given)


def _number_problem(item: Question, given: Given) -> str | None:
    if given.number is None:
        return "answer.not_this_kind"
    least, most = item.least, item.most
    off = (least is not None and given.number < least) or (most is not None and given.number > most)
    return "answer.number_off" if off else None


def _choice_problem(item: Question, given: Given) -> str | None:
    if not given.chosen:
        return "answer.not_this_kind"
    if not set(given.chosen) <= {choice.key for choice in item.choices}:
        return "answer.step_off" if item.kind == "scale" else "answer.not_a_choice"
    if len(set(given.chosen)) < len(given.chosen):
        return "answer.chosen_twice"
    most = (item.at_most or len(item.choices)) if item.kind in WITH_MAXIMUM else 1
    return "answer.too_many" if len(given.chosen) > most else None


def in_order(ranks: Mapping[str, int]) -> tuple[str, ...] | None:
    """What was ranked, the first first; none when a rank is missing or stands twice, so that the order is not known."""
    order = sorted(ranks, key=lambda key: ranks[key])
    return tuple(order) if [ranks[key] for key in order] == list(range(1, len(order) + 1)) else None
