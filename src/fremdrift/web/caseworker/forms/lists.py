"""Forms of the worklist: putting aside, reminding, and keeping a choice as a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import DateField, TextField


class DismissalForm(forms.Form):
    """Which line is put aside, why, and until when."""

    line = forms.ChoiceField(label=_("What do you put aside?"), widget=forms.RadioSelect)
    reason = TextField(label=_("Why?"), max_length=300, help_text=_("You read it when you look at what is put aside."))
    until = DateField(
        label=_("Back on"),
        required=False,
        help_text=_("Leave it empty, and the line comes back when something changes, such as a new deadline."),
    )

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]  # a choice field
        self.fields["line"].initial = lines[0][0] if lines else None


class ReminderForm(forms.Form):
    """A note to oneself for a day."""

    on = DateField(label=_("Remind me on"))
    text = TextField(label=_("Of what?"), max_length=200, help_text=_("Only you see it. It comes up on that day."))


class SavedListForm(forms.Form):
    """A name for what is chosen."""

    name = TextField(label=_("Name of the list"), max_length=80)
    share = forms.BooleanField(
        label=_("Share with my team"),
        required=False,
        help_text=_("Colleagues see the same choice, each of their own citizens."),
    )

    def __init__(self, *args: Any, team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not team:
            del self.fields["share"]
