"""Questionnaires as their pages show them: groups of versions, questions by who is asked, and differences in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fremdrift.questionnaires.enums import ItemKind, QuestionnaireState, Respondent, Use
from fremdrift.questionnaires.rules import WITH_MAXIMUM, problems
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.violations import SENTENCES

if TYPE_CHECKING:
    from fremdrift.questionnaires.models import Questionnaire
    from fremdrift.questionnaires.rules import Difference, Form, Question

BADGES = {"draft": "badge-warning", "published": "badge-info", "retired": "badge-plain"}


@dataclass(frozen=True)
class Version:
    """One version in a list: its state in words, and since when and by whom."""

    row: Questionnaire
    state: str
    badge: str
    who: str


@dataclass(frozen=True)
class Group:
    """A questionnaire with its versions, the newest first; `standard` when that of Fremdrift is the one asked."""

    key: str
    title: str
    use: str
    versions: list[Version]
    standard: bool
    draft: Questionnaire | None


@dataclass(frozen=True)
class Item:
    """A question as it is shown: its number in the whole, how and by whom it is answered, and what is missing."""

    number: int
    item: Question
    name: str
    how: str
    whom: list[tuple[str, str]]  # shape and words
    problems: list[str]


def groups(versions: Sequence[Questionnaire], standard: dict[str, Form]) -> list[Group]:
    """All questionnaires of a municipality, those that come with Fremdrift among them."""
    found = {key: list(rows) for key, rows in groupby(versions, key=lambda row: row.key)}
    keys = sorted(found.keys() | standard.keys())
    return [_group(key, found.get(key, []), standard.get(key)) for key in keys]


def _group(key: str, rows: list[Questionnaire], standard: Form | None) -> Group:
    state = QuestionnaireState
    in_use = next((row for row in rows if row.state == state.PUBLISHED), None)
    begun = any(row.state != state.DRAFT for row in rows)
    form = in_use.form if in_use else standard if standard and not begun else rows[0].form
    return Group(
        key,
        title_of(form),
        use_of(form),
        [version(row) for row in rows],
        standard is not None and not begun,
        next((row for row in rows if row.state == state.DRAFT), None),
    )


def version(row: Questionnaire) -> Version:
    """One version with its state in words."""
    by = row.made_by if row.state == QuestionnaireState.DRAFT else row.published_by
    return Version(row, str(QuestionnaireState(row.state).label), BADGES[row.state], by.name if by else "")


def title_of(form: Form) -> str:
    """The title in the reader's language; a draft may have none yet."""
    return said(form.title) or form.title.da or form.title.en or form.key


def use_of(form: Form) -> str:
    """What a questionnaire is for."""
    return str(Use(form.use).label)


def items(form: Form, respondent: str = "") -> list[Item]:
    """The questions of one party, or all of them, in their order."""
    missing = problems(form)
    found = [
        _item(at, item, [str(SENTENCES[code]) for code, where in missing if where == at])
        for at, item in enumerate(form.items)
    ]
    return [one for one in found if not respondent or respondent in one.item.asked_of]


def _item(at: int, item: Question, missing: list[str]) -> Item:
    name = said(item.label) or said(item.text) or item.text.da or item.text.en or item.key
    return Item(at + 1, item, name, how(item), whom(item), missing)


def how(item: Question) -> str:
    """How a question is answered, with its limits."""
    kind = str(ItemKind(item.kind).label)
    if item.kind in WITH_MAXIMUM and item.at_most:
        return f"{kind}, " + _("at most %(most)s") % {"most": item.at_most}
    if item.kind == "number" and item.least is not None and item.most is not None:
        return _("A number from %(least)s to %(most)s") % {"least": item.least, "most": item.most}
    return kind


_SHAPES = {Respondent.CITIZEN: "citizen", Respondent.CASEWORKER: "municipality", Respondent.PROVIDER: "provider"}


def whom(item: Question) -> list[tuple[str, str]]:
    """Who answers, each as shape and words."""
    return [(_SHAPES[party], str(party.label)) for party in Respondent if party.value in item.asked_of]


def parties(form: Form) -> list[tuple[str, str, str, int]]:
    """Who is asked something: key, shape, words, and how many questions."""
    counted = [(party, sum(party.value in item.asked_of for item in form.items)) for party in Respondent]
    return [(party.value, _SHAPES[party], str(party.label), count) for party, count in counted if count]


def lacks(form: Form) -> list[tuple[str, int]]:
    """What must be mended before a draft is published: sentences, and of which question, 0 for the whole."""
    return [(str(SENTENCES[code]), 0 if at is None else at + 1) for code, at in problems(form)]


def tongues() -> list[tuple[str, str]]:
    """The two languages, the reader's first."""
    names = [("da", _("In Danish")), ("en", _("In English"))]
    return names[::-1] if (get_language() or "da").startswith("en") else names


@dataclass(frozen=True)
class Changed:
    """A difference in words; `before` and `after` are texts where there is something to compare."""

    words: str
    before: str = ""
    after: str = ""
    language: str = ""  # in which they are


def changed(found: Sequence[Difference]) -> list[Changed]:
    """What differs between two versions, a line for each thing."""
    return [_changed(one) for one in found]


def _changed(one: Difference) -> Changed:
    item = one.new or one.old
    if item is None:
        return Changed(_of_all(one.what))
    name = {"name": said(item.label) or said(item.text) or item.key, "whom": _parties_of(item)}
    words = _of_item(one.what) % name
    if one.old is None or one.new is None:
        return Changed(words)
    return Changed(words, *_compared(one.what, one.old, one.new))


def _parties_of(item: Question) -> str:
    return ", ".join(words.lower() for _shape, words in whom(item)) or _("nobody")


def _of_all(what: str) -> str:
    return {
        "title": _("The title is another."),
        "intro": _("The introduction is another."),
        "source": _("The source is another."),
        "order": _("The questions stand in another order."),
    }[what]


def _of_item(what: str) -> str:
    return {
        "added": _("Added: %(name)s (%(whom)s)"),
        "removed": _("Removed: %(name)s (%(whom)s)"),
        "text": _("Worded otherwise: %(name)s (%(whom)s)"),
        "hint": _("Another hint: %(name)s (%(whom)s)"),
        "label": _("Another short name: %(name)s (%(whom)s)"),
        "choices": _("Other choices: %(name)s (%(whom)s)"),
        "kind": _("Answered in another way: %(name)s (%(whom)s)"),
        "asked_of": _("Others answer: %(name)s (%(whom)s)"),
        "at_most": _("Another number of choices: %(name)s (%(whom)s)"),
        "least": _("Another lowest number: %(name)s (%(whom)s)"),
        "most": _("Another highest number: %(name)s (%(whom)s)"),
    }[what]


def _compared(what: str, old: Question, new: Question) -> tuple[str, str, str]:
    """What stood there and what stands there, in a language in which they differ, the reader's if it can be."""
    for language, _name in tongues():
        before, after = _value(what, old, new, language), _value(what, new, old, language)
        if before != after:
            return before, after, language
    return "", "", ""


def _value(what: str, item: Question, other: Question, language: str) -> str:
    """What stands there; of choices those that stand otherwise in the other version."""
    value = getattr(item, what)
    match what:
        case "text" | "hint" | "label":
            return str(getattr(value, language))
        case "choices":
            differing = [choice for choice in value if choice not in other.choices] or list(value)
            return " · ".join(f"{choice.key} {getattr(choice, language)}" for choice in differing)
        case "kind":
            return str(ItemKind(value).label)
        case "asked_of":
            return _parties_of(item)
    return "–" if value is None else str(value)
