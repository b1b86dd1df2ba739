"""Forms of a questionnaire's draft: what stands above the questions, one question, a new one, and a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fremdrift.catalogue.rules import fold
from fremdrift.questionnaires.enums import ItemKind, Respondent, Use
from fremdrift.questionnaires.rules import MOST_CHOICES, Choice, Form, Question, Texts
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.violations import SENTENCES

LONGEST = 500
ROWS, MORE_ROWS = 5, 5
MOST_NUMBER = 1_000_000
KEY = RegexValidator(
    r"^[a-z][a-z0-9_]{0,29}\Z", _("Use small letters a to z, digits and _, at most 30. Begin with a letter.")
)
CHOICE_KEY = RegexValidator(r"^[a-z0-9_]{1,30}\Z", _("Use small letters a to z, digits and _, at most 30."))
GONE = _(
    "Somebody has removed or changed the question meanwhile. What you wrote stands here: add it as a new question"
    " if it is still needed."
)
_LANGUAGES = ("da", "en")
_ROW = re.compile(r"choice_(\d{1,2})_(?:key|da|en)")


def _said(label: Any, language: str, rows: int = 0) -> TextField:
    """A text in one language, of which a draft may still lack the words."""
    attrs = {"lang": language}
    widget = forms.Textarea(attrs=attrs | {"rows": rows}) if rows else forms.TextInput(attrs=attrs)
    return TextField(label=label, max_length=LONGEST, required=False, widget=widget)


class _OfDraft(forms.Form):
    """A form about a draft that others may be changing; `seen` is the count of changes that it was filled with."""

    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def see(self, changes: int) -> None:
        """Who has been told of the others' changes may save over them."""
        typed: Any = self.data
        self.data = anew = typed.copy()
        anew["seen"] = str(changes)


class HeadForm(_OfDraft):
    """What stands above the questions, and where they come from."""

    title_da = _said(_("Title in Danish"), "da")
    title_en = _said(_("Title in English"), "en")
    intro_da = _said(_("Introduction in Danish"), "da", 3)
    intro_en = _said(_("Introduction in English"), "en", 3)
    source_da = _said(_("Source in Danish"), "da", 3)
    source_en = _said(_("Source in English"), "en", 3)

    @staticmethod
    def of(form: Form, changes: int) -> dict[str, Any]:
        """What a draft says, as the form shows it."""
        parts = {"title": form.title, "intro": form.intro, "source": form.source}
        return {"seen": str(changes)} | {
            f"{name}_{language}": getattr(texts, language) for name, texts in parts.items() for language in _LANGUAGES
        }

    def onto(self, form: Form) -> Form:
        """The draft with what was typed."""
        parts = {name: _texts(self.cleaned_data, name) for name in ("title", "intro", "source")}
        return form.model_copy(update=parts)

    def show(self, codes: Sequence[str]) -> None:
        """Say at each field what is still missing."""
        for code in codes:
            part = {"questionnaire.no_title": "title", "questionnaire.no_source": "source"}.get(code)
            if part:
                _miss(self, part, code)


class ItemForm(_OfDraft):
    """One question. A draft may lack anything; what is missing is said at its place."""

    was = forms.CharField(label="", required=False, widget=forms.HiddenInput)  # which question it was filled with
    kind = forms.ChoiceField(label=_("How it is answered"), choices=ItemKind.choices, widget=forms.RadioSelect)
    asked_of = forms.MultipleChoiceField(
        label=_("Who answers"), choices=Respondent.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    text_da = _said(_("Question in Danish"), "da", 2)
    text_en = _said(_("Question in English"), "en", 2)
    hint_da = _said(_("Hint in Danish"), "da")
    hint_en = _said(_("Hint in English"), "en")
    label_da = _said(_("Short name in Danish"), "da")
    label_en = _said(_("Short name in English"), "en")
    key = forms.CharField(
        label=_("Key"),
        required=False,
        validators=[KEY],
        help_text=_(
            "Questions to several people about the same have the same key. Leave it empty: it is made of the name."
        ),
    )
    at_most = forms.IntegerField(label=_("At most how many can be chosen"), required=False, min_value=1, max_value=20)
    least = forms.IntegerField(label=_("Lowest number"), required=False, min_value=-MOST_NUMBER, max_value=MOST_NUMBER)
    most = forms.IntegerField(label=_("Highest number"), required=False, min_value=-MOST_NUMBER, max_value=MOST_NUMBER)

    def __init__(self, *args: Any, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(max(rows, ROWS, *self._typed_rows()), MOST_CHOICES)
        for name in ("at_most", "least", "most"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        self.summed_up: dict[str, str] = {}
        for number in range(self.rows):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        """The fields of one choice; the list of what is wrong says which choice it is."""
        row = {"number": number + 1}
        self.fields[f"choice_{number}_key"] = forms.CharField(label=_("Key"), required=False, validators=[CHOICE_KEY])
        self.fields[f"choice_{number}_da"] = _said(_("In Danish"), "da")
        self.fields[f"choice_{number}_en"] = _said(_("In English"), "en")
        self.summed_up |= {
            f"choice_{number}_key": gettext("Choice %(number)s, key") % row,
            f"choice_{number}_da": gettext("Choice %(number)s, in Danish") % row,
            f"choice_{number}_en": gettext("Choice %(number)s, in English") % row,
        }

    def _typed_rows(self) -> Iterator[int]:
        yield from (int(found[1]) + 1 for name in self.data if (found := _ROW.fullmatch(name)))

    @property
    def choices(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The rows of choices."""
        return [(self[f"choice_{n}_key"], self[f"choice_{n}_da"], self[f"choice_{n}_en"]) for n in range(self.rows)]

    @staticmethod
    def of(item: Question, changes: int) -> dict[str, Any]:
        """What a question says, as the form shows it."""
        texts = {"text": item.text, "hint": item.hint, "label": item.label}
        found: dict[str, Any] = {"key": item.key, "kind": item.kind, "asked_of": sorted(item.asked_of)}
        found |= {f"{name}_{tongue}": getattr(part, tongue) for name, part in texts.items() for tongue in _LANGUAGES}
        for n, choice in enumerate(item.choices):
            found |= {f"choice_{n}_key": choice.key, f"choice_{n}_da": choice.da, f"choice_{n}_en": choice.en}
        numbers = {
            name: "" if getattr(item, name) is None else getattr(item, name) for name in ("at_most", "least", "most")
        }
        return found | numbers | {"seen": str(changes), "was": identity(item)}

    @property
    def item(self) -> Question:
        """The question that was typed."""
        typed = self.cleaned_data
        return Question(
            key=typed["key"] or _key_of(typed["label_en"], typed["label_da"], typed["text_en"]) or "question",
            kind=typed["kind"],
            asked_of=frozenset(typed["asked_of"]),
            label=_texts(typed, "label"),
            text=_texts(typed, "text"),
            hint=_texts(typed, "hint"),
            choices=tuple(self._chosen()),
            at_most=typed["at_most"],
            least=typed["least"],
            most=typed["most"],
        )

    def _chosen(self) -> Iterator[Choice]:
        """The rows in which something stands; a step of a scale has its number as its key."""
        scale, typed = self.cleaned_data["kind"] == "scale", self.cleaned_data
        rows = [tuple(typed[f"choice_{row}_{part}"] for part in ("key", "da", "en")) for row in range(self.rows)]
        taken = {key for key, _da, _en in rows}
        for number, (key, da, en) in enumerate(filter(any, rows), start=1):
            made = str(number) if scale else _plain(en or da)[:26] or str(number)
            if not key and made in taken and not scale:
                made = f"{made}_{number}"
            taken.add(key or made)
            yield Choice(key=key or made, da=da, en=en)

    def show(self, codes: Sequence[str], item: Question) -> None:
        """Say at each field what is still missing, or wrong."""
        for code in codes:
            for field in _places(code, item):
                _miss(self, field, code) if field in {"text", "label"} else self.add_error(field, SENTENCES[code])


def _places(code: str, item: Question) -> list[str]:
    """The fields that a problem of a question is about."""
    keys = [choice.key for choice in item.choices]
    match code:
        case "item.choice_without_words":
            halves = [(n, choice) for n, choice in enumerate(item.choices) if not choice.whole()]
            return [f"choice_{n}_{'en' if choice.da else 'da'}" for n, choice in halves]
        case "item.choice_twice":
            return [f"choice_{n}_key" for n, key in enumerate(keys) if key in keys[:n]]
        case "item.steps":
            wanted = [str(step) for step in range(1, 6)]
            wrong = [n for n, key in enumerate(keys) if n >= len(wanted) or key != wanted[n]]
            return [f"choice_{wrong[0] if wrong else len(keys)}_key"]
        case "item.too_few_choices":
            return [f"choice_{len(keys)}_da"]
    return {
        "item.asked_of_nobody": ["asked_of"],
        "item.not_a_scale": ["kind"],
        "item.asked_twice": ["key"],
        "item.no_text": ["text"],
        "item.no_label": ["label"],
        "item.choices_unused": ["choice_0_da"],
        "item.bounds": ["least"],
        "item.maximum": ["at_most"],
    }[code]


class NewForm(forms.Form):
    """A questionnaire that nobody has written yet."""

    title_da = _said(_("Title in Danish"), "da")
    title_en = _said(_("Title in English"), "en")
    use = forms.ChoiceField(label=_("What it is for"), choices=Use.choices, widget=forms.RadioSelect)
    key = forms.CharField(
        label=_("Key"), validators=[KEY], help_text=_("Short and lasting, such as well_being. Files name it by this.")
    )

    @property
    def form(self) -> Form:
        """The questionnaire, without questions."""
        typed = self.cleaned_data
        return Form(key=typed["key"], use=typed["use"], title=_texts(typed, "title"), source=Texts())


class FileForm(forms.Form):
    """A file with a questionnaire."""

    file = forms.FileField(
        label=_("TOML file"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )


def identity(item: Question) -> str:
    """What tells a question from the others of its questionnaire, whatever place it is moved to."""
    return f"{item.key}:{','.join(sorted(item.asked_of))}"


def _texts(typed: dict[str, Any], name: str) -> Texts:
    return Texts(**{language: typed[f"{name}_{language}"].replace("\r\n", "\n") for language in _LANGUAGES})


def _key_of(*names: str) -> str:
    """A key made of the first name that there is: small letters a to z, digits and _."""
    return _plain(next(filter(None, names), "")).lstrip("0123456789_")[:30].rstrip("_")


def _plain(name: str) -> str:
    return slugify(fold(name)).replace("-", "_")


def _miss(form: forms.Form, part: str, code: str) -> None:
    """Say it at the language in which the words are missing."""
    empty = [language for language in _LANGUAGES if not form.cleaned_data.get(f"{part}_{language}")]
    for language in empty or ["da"]:
        form.add_error(f"{part}_{language}", ValidationError(SENTENCES[code]))
