"""Both languages are complete: every text is marked, translated, and says the same with the same values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import polib

from tests.architecture.source import ROOT
from tests.architecture.test_templates import templates
from tests.architecture.texts import (
    Message,
    forgotten_in_python,
    forgotten_in_template,
    in_python,
    in_templates,
    unlabelled_fields,
    unreadable,
)
from tests.messages import CATALOGUE, compiled

_VALUES = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|{\w*}")
_AROUND = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)


def collected() -> set[Message]:
    """Every text of the product that is marked for translation."""
    return {message for message in [*in_python(ROOT), *in_templates(sorted(templates(ROOT)))] if message[0]}


def gaps(catalogue: Iterable[polib.POEntry], texts: set[Message]) -> list[str]:
    """Texts without a translation, translations that nobody checked, and those whose text is gone."""
    found, known = [], set()
    for entry in catalogue:
        known.add((entry.msgid, entry.msgid_plural))
        if entry.obsolete or (entry.msgid, entry.msgid_plural) not in texts:
            found.append(f"no longer used: {entry.msgid}")
        elif entry.fuzzy:
            found.append(f"not checked: {entry.msgid}")
        elif not entry.translated():
            found.append(f"not translated: {entry.msgid}")
    return sorted(found + [f"missing: {one}" for one, many in texts if (one, many) not in known])


def unequal(entry: polib.POEntry) -> bool:
    """Whether a translation has other values, or other blanks around it, than its text."""
    if not entry.msgid_plural:
        return _shape(entry.msgid) != _shape(entry.msgstr)
    one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
    # “en borger” may leave the number out
    lost, more = _values(entry.msgid) - _values(one), _values(one) - _values(entry.msgid_plural)
    return lost.total() > 1 or bool(more) or _shape(entry.msgid_plural) != _shape(many)


def _values(text: str) -> Counter[str]:
    return Counter(_VALUES.findall(text))


def _shape(text: str) -> tuple[Counter[str], tuple[str, ...]]:
    around = _AROUND.match(text)
    return _values(text), around.groups() if around else ()


def catalogue() -> list[polib.POEntry]:
    """The Danish catalogue."""
    return list(polib.pofile(str(CATALOGUE)))


def translations(path: Path) -> dict[Message, tuple[str, dict[int, str]]]:
    """What a compiled catalogue says."""
    return {(e.msgid, e.msgid_plural or ""): (e.msgstr, e.msgstr_plural) for e in polib.mofile(str(path))}


def test_every_text_has_a_danish_one() -> None:
    texts = collected()
    assert {("Worklist", ""), ("Sign in", ""), ("%(count)s day ago", "%(count)s days ago")} <= texts
    assert gaps(catalogue(), texts) == []


def test_translations_carry_the_same_values() -> None:
    assert [entry.msgid for entry in catalogue() if entry.translated() and unequal(entry)] == []


def test_the_compiled_catalogue_is_that_of_the_text(tmp_path: Path) -> None:
    fresh = tmp_path / "django.mo"
    fresh.write_bytes(compiled(CATALOGUE))
    assert translations(fresh)["Worklist", ""] == ("Arbejdsliste", {})
    assert translations(CATALOGUE.with_suffix(".mo")) == translations(fresh), "run python -m tests.messages"


def test_every_mark_stands_around_a_plain_text() -> None:
    assert unreadable(ROOT) == []


def test_no_text_of_a_page_is_forgotten() -> None:
    found = {name: forgotten_in_template(text) for name, text in templates(ROOT).items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_text_of_the_code_is_forgotten() -> None:
    assert forgotten_in_python(ROOT) == []
    assert unlabelled_fields(ROOT) == []


def test_gaps_are_found() -> None:
    entries = [
        polib.POEntry(msgid="Case", msgstr="Sag"),
        polib.POEntry(msgid="Plan", msgstr=""),
        polib.POEntry(msgid="Job", msgstr="Job", flags=["fuzzy"]),
        polib.POEntry(msgid="Gone", msgstr="Væk"),
        polib.POEntry(msgid="day", msgid_plural="days", msgstr_plural={0: "dag", 1: ""}),
    ]
    texts = {("Case", ""), ("Plan", ""), ("Job", ""), ("day", "days"), ("week", "weeks")}
    assert gaps(entries, texts) == [
        "missing: week",
        "no longer used: Gone",
        "not checked: Job",
        "not translated: Plan",
        "not translated: day",
    ]


def test_other_values_are_found() -> None:
    def pair(text: str, danish: str) -> bool:
        return unequal(polib.POEntry(msgid=text, msgstr=danish))

    def counted(one: str, many: str) -> bool:
        return unequal(polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: one, 1: many}))

    assert not pair("due %(day)s", "frist %(day)s")
    assert pair("due %(day)s", "frist %(dag)s")
    assert pair("due %(day)s", "frist")
    assert pair(" at %(time)s", "kl. %(time)s")
    assert not counted("en dag", "%(n)s dage")
    assert counted("en dag", "dage")
    assert counted("%(m)s dag", "%(n)s dage")


def test_forgotten_texts_are_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    page = """<h1>{% translate "Case" %}</h1> {# a note #} <p>{{ name }}, Fremdrift</p>
        <b>Not marked</b> <img alt="A picture"> <svg aria-label="{% translate "Shape" %}"></svg>
        {% blocktranslate %}Marked{% endblocktranslate %}{% comment %} Of no interest {% endcomment %}"""
    assert forgotten_in_template(page) == ["Not marked", "A picture"]
    code = """
class Kind(models.TextChoices):
    A = "a", _("A kind")
    B = "b"
    C = "c", "Another kind"
name = CharField(label="Name")
day = DateField(required=False)
ok = CharField(label=_("Name"), help_text=_("Your own."))
messages.success(request, f"{name} is here.")
form.add_error(None, "That is wrong.")
form.add_error(None, _("That is wrong."))
_(f"{name} left")
_(name)
"""
    root = made_up({"src/fremdrift/web/forms.py": code})
    path = "src/fremdrift/web/forms.py"
    assert set(forgotten_in_python(root)) == {f"{path}:{line}" for line in (4, 5, 6, 9, 10)}
    assert unlabelled_fields(root) == [f"{path}:7"]
    assert unreadable(root) == [f"{path}:12", f"{path}:13"]
