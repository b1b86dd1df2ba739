"""What every page's template may use: icons, who, form fields, pagination, dates and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import CheckboxInput, Field, RadioSelect, Select
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared import dates, words

register = template.Library()

SPRITE = "fremdrift/icons.svg"

WHO = {
    "municipality": _("Municipality"),
    "citizen": _("Citizen"),
    "provider": _("Provider"),
    "other": _("Others"),
    "system": _("The system"),
}


@cache
def _unnamed(name: str, css: str) -> SafeString:
    """Decoration, drawn once: a list shows hundreds."""
    return _drawing(name, css, "")


def _drawing(name: str, css: str, label: str) -> SafeString:
    shape = format_html('<use href="{}#{}"></use>', static(SPRITE), name)
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', css, label, shape)
    return format_html('<svg class="{}" focusable="false" aria-hidden="true">{}</svg>', css, shape)


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """Draw an icon from the sprite; without a label it is decoration and hidden from screen readers."""
    css = f"icon-svg {css}".strip()
    return _drawing(name, css, label) if label else _unnamed(name, css)


@register.simple_tag
def who(kind: str, text_follows: bool = False) -> SafeString:
    """Draw who stands behind something as shape and colour, named unless the name follows as text."""
    label = "" if text_follows else str(WHO[kind])
    return _drawing(f"who-{kind}", f"fd-shape fd-shape-{kind}", label)


@register.simple_tag
def who_name(kind: str) -> str:
    """Return the name that belongs to a `who` shape, for keys beside figures."""
    return str(WHO[kind])


def _shape_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect):
        return "options"
    return "checkbox" if isinstance(widget, CheckboxInput) else "input"


def _css(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "form-checkbox"
    return "form-select" if isinstance(widget, Select) else "form-input"


def _control(bound: BoundField, width: str) -> SafeString:
    """Render the widget with DKFDS's classes added to those that the form gave it."""
    width_css = f"input-width-{width}" if width else ""
    classes = filter(None, [_css(bound), width_css, bound.field.widget.attrs.get("class")])
    return bound.as_widget(attrs={"class": " ".join(classes)})


def _options(bound: BoundField) -> list[Any]:
    css = "form-radio" if bound.field.widget.input_type == "radio" else "form-checkbox"
    options = list(bound.subwidgets)
    for option in options:
        option.data["attrs"]["class"] = css
    return options


@register.inclusion_tag("shared/_field.html")
def field(bound: BoundField, layout: str = "plain", width: str = "") -> dict[str, object]:
    """Render one form field with label, hint and error wired together.

    `layout` is for radios and checkboxes: "plain", "chips", "segments" (joined), and for 1-5 with words
    "scale" (below one another) or "scale-row" (side by side where there is room).
    `width` is one of DKFDS's: "xxs", "xs", "s", "m", "l", "xl".
    """
    shape = _shape_of(bound)
    return {
        "field": bound,
        "shape": "hidden" if bound.is_hidden else shape,
        "layout": layout,
        "options": _options(bound) if shape == "options" else [],
        "control": "" if shape == "options" else _control(bound, width),
        "hint_id": f"{bound.auto_id}_helptext",
        "error_id": f"{bound.auto_id}_error",
    }


def _target(bound: BoundField) -> str:
    """Return the id that a link in the error summary jumps to: the first option of a group."""
    options = bound.subwidgets if _shape_of(bound) == "options" else []
    return (options[0].id_for_label if options else bound.id_for_label) or bound.auto_id


# What Django finds wrong with something that nobody types: its sentence and the field's name say nothing to a person.
_BROKEN = {"invalid", "invalid_choice", "min_value", "max_value", "max_length", "required"}
LOST = _("Something of this page was lost on its way. Open it once more in a new tab, and copy what you wrote over.")


def _is_djangos(field: Field, code: str | None) -> bool:
    """Whether a sentence is the library's own; one that the form was given says what to do."""
    own = {
        name: text
        for of in reversed(type(field).mro())
        for name, text in getattr(of, "default_error_messages", {}).items()
    }
    return code in _BROKEN and field.error_messages.get(code) in (None, own.get(code))


def _heading(label: str) -> str:
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


def _problems(form: BaseForm) -> Iterator[dict[str, str]]:
    for message in form.non_field_errors():
        yield {"text": str(message)}
    named: dict[str, str] = getattr(form, "summed_up", {})  # where one label stands at many fields
    for bound in form:
        for wrong in form.errors.as_data().get(bound.name, ()):
            text = str(next(iter(wrong.messages)))
            if not bound.is_hidden:
                label = named.get(bound.name) or str(bound.label)
                yield {"target": _target(bound), "label": _heading(label), "text": text}
            elif _is_djangos(bound.field, wrong.code):
                yield {"target": "", "label": "", "text": str(LOST)}
            else:
                yield {"target": "", "label": _heading(str(bound.label)) if bound.label else "", "text": text}


def _all_problems(forms: tuple[BaseForm | BaseFormSet[Any], ...]) -> Iterator[dict[str, str]]:
    for form in forms:
        if isinstance(form, BaseForm):
            yield from _problems(form)
        else:
            yield from ({"text": str(message)} for message in form.non_form_errors())
            for member in form.forms:
                yield from _problems(member)


@register.inclusion_tag("shared/_error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any]) -> dict[str, object]:
    """List what must be corrected in the forms and formsets, each line a link to its field."""
    bound = tuple(form for form in forms if form.is_bound)
    return {"problems": list(_all_problems(bound))}


@register.inclusion_tag("shared/_pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any], parameter: str = "page") -> dict[str, object]:
    """Say how much of the list is shown, with links to its other pages that keep the rest of the address."""
    query: QueryDict = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "pages": [(number, address(number) if isinstance(number, int) else "") for number in numbers],
        "following": address(page.next_page_number()) if page.has_next() else "",
    }


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Write a short day without a year."""
    return dates.day(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def day_in_month(value: date | None) -> str:
    """Write a day below the heading of its month."""
    return dates.day_in_month(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def day_year(value: date | None) -> str:
    """Write a day with its year."""
    return dates.day_year(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def month_year(value: date | None) -> str:
    """Write a month as a heading."""
    return dates.month_year(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def weekday_day(value: date | None) -> str:
    """Write a full day as a heading."""
    return dates.weekday_day(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def week(value: date | None) -> str:
    """Write the ISO week number."""
    return str(dates.week(value)) if value else ""


@register.filter(expects_localtime=True)
def clock(value: datetime | time | None) -> str:
    """Write the time of day; midnight is a time like any other."""
    return dates.clock(value, _language()) if value is not None else ""


@register.filter
def moment(value: datetime) -> str:
    """Write a moment of these days as one says it: “today at 14:05”, “tomorrow at 14:05”."""
    return words.moment(value)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """Write a number with the language's separators."""
    return dates.number(value, _language()) if value is not None else ""
