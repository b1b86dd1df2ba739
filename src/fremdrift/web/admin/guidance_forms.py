"""The form of one text of the guidance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.questionnaires.rules import Texts
from fremdrift.web.shared.fields import TextField


def _text(label: Any, language: str) -> TextField:
    """The text in one language; the service asks for both."""
    widget = forms.Textarea(attrs={"rows": 4, "lang": language})
    return TextField(label=label, max_length=500, required=False, widget=widget)


class TextForm(forms.Form):
    """A text in both languages, and what stood there when it was opened."""

    da = _text(_("Text in Danish"), "da")
    en = _text(_("Text in English"), "en")
    seen_da = TextField(label="", widget=forms.HiddenInput, required=False)
    seen_en = TextField(label="", widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> Texts | None:
        """What stood there when the form was opened, if it says so."""
        texts = Texts(da=self.cleaned_data["seen_da"], en=self.cleaned_data["seen_en"])
        return texts if texts.whole() else None

    def see(self, stands: Texts) -> None:
        """Show the form as one who has seen what stands there now: sent once more, it is used."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        self.data = typed | {"seen_da": stands.da, "seen_en": stands.en}
