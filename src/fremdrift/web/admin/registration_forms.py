"""Forms of a voluntary period: its name, its days and its lists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import DateField, TextField


class RoundForm(forms.Form):
    """A voluntary period that is planned."""

    title = TextField(
        label=_("Name"), max_length=120, help_text=_("Caseworkers and citizens read it: say what is voluntary.")
    )
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"), help_text=_("After that day nothing more can be registered."))
    questionnaire_key = forms.ChoiceField(
        label=_("Lists"),
        help_text=_("Which characteristics and reasons can be chosen. They stay as they are through the period."),
    )

    def __init__(self, lists: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questionnaire_key"].choices = list(lists.items())  # type: ignore[attr-defined]  # a choice field


class RoundEndForm(forms.Form):
    """Another last day."""

    last_day = DateField(label=_("Last day"), help_text=_("Today or later. What is registered stands."))
