"""Form fields that take texts, dates, times and numbers the way people write them."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fremdrift.core import clock

_DANISH_DATE = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?\.?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")

_YEARS_AHEAD = 10  # nothing in a case is planned later; a year beyond is a slip of the finger


def read_date(text: str, today: dt.date) -> dt.date | None:
    """A date written 24.11.2026, 24/11-26, 24-11 (this year, or the next when long past) or 2026-11-24."""
    text = text.strip()
    iso, danish = _ISO_DATE.fullmatch(text), _DANISH_DATE.fullmatch(text)
    try:
        if iso:
            return dt.date(*(int(part) for part in iso.groups()))
        if not danish:
            return None
        day, month, year = danish.groups()
        if year is not None:
            century = 0 if len(year) == 4 else 2000 if int(year) <= today.year % 100 + 20 else 1900
            return dt.date(int(year) + century, int(month), int(day))
        near = dt.date(today.year, int(month), int(day))
        return near if (today - near).days < 180 else near.replace(year=today.year + 1)
    except ValueError:
        return None


class TextField(forms.CharField):
    """A line of text; what nobody can see is nothing: blanks, control characters and marks without a shape."""

    def to_python(self, value: Any) -> Any:
        """The text from the first to the last character that can be seen."""
        text = super().to_python(value) or ""
        seen = [at for at, character in enumerate(text) if unicodedata.category(character)[0] not in "CZ"]
        return text[seen[0] : seen[-1] + 1] if seen else self.empty_value


class DateField(forms.CharField):
    """A date as Danes write it; the year may be left out."""

    default_error_messages = {"invalid": _("Write a date like 24.11.2026."), "year": _("Check the year.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a date as 24.11.2026, and what was typed as it was typed."""
        return f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else value

    def clean(self, value: Any) -> Any:
        """The date, or none where it may be missing."""
        text = super().clean(value)
        if not text:
            return None
        today = clock.today()
        found = read_date(text, today)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not 1900 <= found.year <= today.year + _YEARS_AHEAD:
            raise ValidationError(self.error_messages["year"], code="year")
        return found


class NumberField(forms.DecimalField):
    """A number with a comma or a point, whichever language the page is in."""

    widget = forms.TextInput  # a browser's own number field shows nothing where the comma is not its own

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a number as 7,5 on a Danish page and 7.5 on an English one, and what was typed as it was typed."""
        if not isinstance(value, Decimal):
            return value
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if (get_language() or "da") == "da" else plain

    def to_python(self, value: Any) -> Any:
        """The number; one without thousands is all that a form here asks for."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class MoneyField(NumberField):
    """An amount in kroner and øre."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=2, min_value=0, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with both its øre, 1240,50 and not 1240,5, and what was typed as it was typed."""
        if not isinstance(value, Decimal):
            return value
        plain = f"{value:.2f}"
        return plain.replace(".", ",") if (get_language() or "da") == "da" else plain


class TimeField(forms.CharField):
    """A time of day: 10.30, 10:30 or 10."""

    default_error_messages = {"invalid": _("Write a time like 10.30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a time as 10.30, and what was typed as it was typed."""
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value

    def clean(self, value: Any) -> Any:
        """The time, or none where it may be missing."""
        text = super().clean(value)
        if not text:
            return None
        found = _TIME.fullmatch(text.strip())
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return dt.time(int(found[1]), int(found[2] or 0))


def read_version(typed: str) -> int | None:
    """The version of something that a form was filled with; none when it says none."""
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None
