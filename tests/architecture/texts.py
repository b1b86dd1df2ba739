"""The texts of the product: those marked for translation, and those that somebody forgot to mark."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template import engines
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.architecture.source import called, calls, files, place, text_of, tree

Message = tuple[str, str]  # one, and many where it is counted
MARKS = {"_", "_l", "gettext", "gettext_lazy"}
COUNTED = {"ngettext", "ngettext_lazy"}
# Arguments that a person reads, by what is called; a number is a place, a name is a keyword.
READ: dict[str, tuple[int | str, ...]] = {
    "add_error": (1,),
    "error": (1,),
    "success": (1,),
    "warning": (1,),
    "info": (1,),
    "wrong": (1,),
    "Persona": (2, 3),
    "Kind": (0, 1),
    "Action": (0,),
    "Problem": (3,),
    "ValidationError": (0,),
}
OF_A_KIND = ("pgettext", "pgettext_lazy")  # what kind of text it is comes first
READ_KEYWORDS = {"label", "help_text", "empty_label"}
SAME_EVERYWHERE = {"Fremdrift", "Demo", "Dansk", "English"}  # names; each language in its own words
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARKED = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_ATTRIBUTES = {"alt", "aria-label", "aria-description", "content", "placeholder", "title"}


def in_python(root: Path) -> Iterator[Message]:
    """Texts that the code marks."""
    for path in files(root / "src" / "fremdrift", ".py"):
        for call in calls(path, *MARKS, *COUNTED, *OF_A_KIND):
            said = [text_of(argument) for argument in call.args]
            if called(call) in OF_A_KIND:
                yield said[1] or "", ""
            elif called(call) in COUNTED:
                yield said[0] or "", said[1] or ""
            elif said:
                yield said[0] or "", ""


def unreadable(root: Path) -> list[str]:
    """Marks around something other than a plain text: nobody could collect it."""
    found = []
    for path in files(root / "src" / "fremdrift", ".py"):
        for call in calls(path, *MARKS, *COUNTED):
            plain = 2 if called(call) in COUNTED else 1
            if len(call.args) < plain or not all(text_of(argument) for argument in call.args[:plain]):
                found.append(place(root, path, call))
    return found


def in_templates(names: list[str]) -> Iterator[Message]:
    """Texts that the templates mark, as Django itself reads them."""
    for name in names:
        nodes = engines["django"].engine.get_template(name).nodelist
        for one in nodes.get_nodes_by_type(TranslateNode):
            yield str(one.filter_expression.var.literal), ""
        for block in nodes.get_nodes_by_type(BlockTranslateNode):
            singular = block.render_token_list(block.singular)[0]
            yield singular, block.render_token_list(block.plural)[0] if block.plural else ""
        for node in nodes.get_nodes_by_type(Node):
            yield from ((text, "") for text in _marked_arguments(node))


def _marked_arguments(node: Node) -> Iterator[str]:
    """Texts in `_("…")` among the arguments of a tag."""
    if isinstance(node, TranslateNode | BlockTranslateNode):
        return
    for value in vars(node).values():
        for part in value if isinstance(value, list) else [value]:
            variable = part.var if isinstance(part, FilterExpression) else part
            if isinstance(variable, Variable) and variable.translate and isinstance(variable.literal, str):
                yield variable.literal


def forgotten_in_template(text: str) -> list[str]:
    """Words between the tags of a template, or in attributes that people read, that are not marked."""
    reader = _Words()
    reader.feed(_TAG.sub(" ", _MARKED.sub(" ", text)))
    return [words for words in reader.found if set(_LETTERS.findall(words)) - SAME_EVERYWHERE]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read = _ATTRIBUTES - ({"content"} if tag == "meta" else set())
        self.found += [value for name, value in attrs if name in read and value]

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())


def forgotten_in_python(root: Path) -> list[str]:
    """Texts that people read and nobody marked: of forms, messages, refusals and choices."""
    found = []
    for path in files(root / "src" / "fremdrift", ".py"):
        if {"migrations", "cli", "core"} & set(path.parts):
            continue  # generated; in English for the operator; no words for anybody
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                found += [place(root, path, argument) for argument in _read(node) if _is_bare(argument)]
            elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
                found += [place(root, path, choice) for choice in node.body if _is_bare_choice(choice)]
    return found


def _read(call: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg in READ_KEYWORDS)
    for at in READ.get(called(call), ()):
        if isinstance(at, int) and at < len(call.args):
            yield call.args[at]


def _is_bare(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    return bool(_LETTERS.search(text_of(node) or ""))


def _is_bare_choice(node: ast.stmt) -> bool:
    """A choice without words in brackets: Django would make English ones from its name."""
    if not isinstance(node, ast.Assign):
        return False
    value = node.value
    return not (isinstance(value, ast.Tuple) and isinstance(value.elts[-1], ast.Call))


def unlabelled_fields(root: Path) -> list[str]:
    """Form fields without a label: Django would make an English one from the name."""
    return [
        place(root, path, node)
        for path in files(root / "src" / "fremdrift" / "web", ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node).endswith("Field") and called(node) != "BoundField"
        if "label" not in {keyword.arg for keyword in node.keywords}
    ]
