"""Pages as trees: finding an element, what a field says and holds, and its error."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.test.html import Element, parse_html

CONTROLS = {"input", "select", "textarea"}


def page(response: HttpResponse) -> Element:
    """The page's tree; white space and the order of attributes do not count in comparisons."""
    return parse_html(response.content.decode())


def elements(root: Element) -> Iterator[Element]:
    """The element and all inside it, in the order of the page."""
    yield root
    for child in root.children:
        if isinstance(child, Element):
            yield from elements(child)


def attribute(element: Element, name: str) -> str:
    """An attribute; empty when it is not there."""
    return dict(element.attributes).get(name) or ""


def by_id(root: Element, key: str) -> Element:
    """The one element with that id."""
    (found,) = [e for e in elements(root) if attribute(e, "id") == key]
    return found


def text(element: Element) -> str:
    """All words in an element, with one blank between them."""
    parts = [text(child) if isinstance(child, Element) else child for child in element.children]
    return " ".join(" ".join(parts).split())


def links(root: Element) -> list[str]:
    """Where the links of an element lead."""
    return [attribute(e, "href") for e in elements(root) if e.name == "a"]


def error(root: Element, field: str) -> str:
    """The error of a field, which must hang on its control (or on the group of its options) for screen readers."""
    key = f"id_{field}_error"
    message = by_id(root, key)
    told = [e for e in elements(root) if key in attribute(e, "aria-describedby").split()]
    assert told, f"nothing is described by {key}"
    assert any(attribute(e, "aria-invalid") == "true" or e.name == "fieldset" for e in told), f"{field} is not marked"
    return text(message).removeprefix("Error:").removeprefix("Fejl:").strip()


def summary(root: Element) -> str:
    """What the list of errors on top says."""
    return " ".join(text(e) for e in elements(root) if attribute(e, "role") == "alert")


def typed(root: Element, field: str) -> str:
    """What stands in a field: its text, or the value of the option that is chosen."""
    values = [_value(e) for e in elements(root) if e.name in CONTROLS and attribute(e, "name") == field]
    chosen = [value for value in values if value is not None]
    assert values, f"there is no field {field}"
    return chosen[0] if chosen else ""


def _value(control: Element) -> str | None:
    if control.name == "textarea":
        return text(control)
    if control.name == "select":
        options = (e for e in elements(control) if e.name == "option" and _has(e, "selected"))
        return next((attribute(e, "value") for e in options), None)
    if attribute(control, "type") in {"radio", "checkbox"}:
        return (attribute(control, "value") or "on") if _has(control, "checked") else None
    return attribute(control, "value")


def _has(element: Element, name: str) -> bool:
    return name in dict(element.attributes)


def part(response: HttpResponse) -> list[Element | str]:
    """What htmx puts into the element that it swaps."""
    return list(parse_html(f"<div>{response.content.decode()}</div>").children)
