"""The form of one text of the guidance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import TextField


def _text(label: Any, language: str) -> TextField:
    """The text in one language; the service asks for both."""
    widget = forms.Textarea(attrs={"rows": 4, "lang": language})
    return TextField(label=label, max_length=500, required=False, widget=widget)


class TextForm(forms.Form):
    """A text in both languages."""

    da = _text(_("Text in Danish"), "da")
    en = _text(_("Text in English"), "en")
