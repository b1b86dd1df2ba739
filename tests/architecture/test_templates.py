"""Templates: all are used, their addresses exist, and nothing in them could run a script of somebody else's."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

from django.urls import get_resolver

from tests.architecture.source import ROOT, files, text_of, tree

_IN_TEMPLATE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"'#]+)""")
_ADDRESS = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
_CODE = re.compile(r"{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)
_FORBIDDEN = {
    "a style of its own": re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "a script of its own": re.compile(r"<script\b(?![^>]*\ssrc=)|javascript:", re.IGNORECASE),
    "a script in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=|\shx-on\b|\shx-vals\s*=\s*[\"']?js:", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off|\|\s*safeseq\b"),
}


def web(root: Path) -> Path:
    """The folder with everything that is HTML."""
    return root / "src" / "fremdrift" / "web"


def templates(root: Path) -> dict[str, str]:
    """Every template by the name under which it is found."""
    return {p.as_posix().split("/templates/")[1]: p.read_text("utf-8") for p in files(web(root), ".html")}


def unused_templates(root: Path) -> list[str]:
    """Templates that no view, tag or other template names."""
    found = templates(root)
    literals = {text_of(node) or "" for p in files(web(root), ".py") for node in ast.walk(tree(p))}
    used = {text.split("#")[0] for text in literals}
    used |= {name for text in found.values() for name in _IN_TEMPLATE.findall(text)}
    return sorted(set(found) - used)


def forbidden(root: Path) -> list[str]:
    """Places that the content security policy would stop, or that trust text from outside."""
    return [
        f"{name}: {words}"
        for name, text in templates(root).items()
        for words, pattern in _FORBIDDEN.items()
        if pattern.search(_CODE.sub("", text))
    ]


def without_scripts(root: Path) -> list[str]:
    """Pages that put something else where the frame has its scripts: nothing would be kept while one types."""
    frame = {"shared/bare.html", "shared/base.html"}
    return sorted(name for name, text in templates(root).items() if "block scripts" in text and name not in frame)


def unknown_addresses(root: Path, known: set[str]) -> list[str]:
    """Addresses that templates name and nobody has."""
    return sorted({a for text in templates(root).values() for a in _ADDRESS.findall(_CODE.sub("", text))} - known)


def ways(root: Path) -> set[str]:
    """Names by which templates, menus and code lead to an address."""
    outside = [p for p in files(web(root), ".py") if p.name != "urls.py"]
    named = {text for p in outside for node in ast.walk(tree(p)) if (text := text_of(node))}
    return named | {a for text in templates(root).values() for a in _ADDRESS.findall(_CODE.sub("", text))}


def addresses() -> set[str]:
    """Names of all addresses."""
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def named_in_code(root: Path) -> set[str]:
    """Names that the code turns into addresses."""
    found = set()
    for path in files(web(root), ".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in {"reverse", "redirect"}:
                found.add(text_of(node.args[0]))
    return {name for name in found if name}


def test_every_template_is_used() -> None:
    assert "caseworker/worklist.html" in templates(ROOT)
    assert unused_templates(ROOT) == []


def test_nothing_in_a_template_runs_or_is_trusted() -> None:
    assert forbidden(ROOT) == []


def test_every_page_has_the_scripts_of_the_frame() -> None:
    assert "fremdrift.js" in templates(ROOT)["shared/base.html"].partition("block scripts")[2].partition("endblock")[0]
    assert without_scripts(ROOT) == []


def test_every_address_that_is_named_exists() -> None:
    assert unknown_addresses(ROOT, addresses()) == []
    assert sorted(named_in_code(ROOT) - addresses()) == []
    assert "worklist" in named_in_code(ROOT)


def test_every_address_is_led_to() -> None:
    assert "worklist_export" in addresses()
    assert sorted(addresses() - ways(ROOT)) == []


def test_what_is_forbidden_is_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    folder = "src/fremdrift/web/shared/templates/shared"
    root = made_up(
        {
            f"{folder}/a.html": '<p style="color: red">',
            f"{folder}/b.html": "<style>p {}</style>",
            f"{folder}/c.html": "<script>alert(1)</script>",
            f"{folder}/d.html": '<a\n href="javascript:x()">',
            f"{folder}/e.html": '<button type="submit"\n onclick="x()">',
            f"{folder}/f.html": "{{ text|safe }}",
            f"{folder}/g.html": '{# <p style="x"> #}<script src="/x.js" defer></script><p class="style">on = 1</p>',
            f"{folder}/h.html": "{% autoescape off %}",
        }
    )
    assert forbidden(root) == [
        "shared/a.html: a style of its own",
        "shared/b.html: a style of its own",
        "shared/c.html: a script of its own",
        "shared/d.html: a script of its own",
        "shared/e.html: a script in an attribute",
        "shared/f.html: text that is not escaped",
        "shared/h.html: text that is not escaped",
    ]


def test_a_page_without_the_frames_scripts_is_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    folder = "src/fremdrift/web/shared/templates/shared"
    own = "{% block scripts %}{% endblock %}"
    root = made_up({f"{folder}/base.html": own, f"{folder}/a.html": own, f"{folder}/b.html": "{% block head %}"})
    assert without_scripts(root) == ["shared/a.html"]


def test_what_is_unused_or_unknown_is_found(made_up: Callable[[dict[str, str]], Path]) -> None:
    root = made_up(
        {
            "src/fremdrift/web/shared/templates/shared/page.html": '{% include "shared/_a.html" %}{% url "home" %}',
            "src/fremdrift/web/shared/templates/shared/_a.html": "{% url 'nowhere' %}",
            "src/fremdrift/web/shared/templates/shared/_b.html": "",
            "src/fremdrift/web/shared/views.py": 'render(request, "shared/page.html#part"); redirect("away")',
            "src/fremdrift/web/shared/urls.py": 'path("lost/", lost, name="lost")',
        }
    )
    assert unused_templates(root) == ["shared/_b.html"]
    assert unknown_addresses(root, {"home", "away"}) == ["nowhere"]
    assert named_in_code(root) == {"away"}
    assert {"home", "away", "lost"} - ways(root) == {"lost"}
