"""The form for a note on why a duty waits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import DateField, TextField


class WaitingNoteForm(forms.Form):
    """Why it makes sense to wait, and until when."""

    reason = TextField(
        label=_("Why does it make sense to wait?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The citizen can read it. For instance: waits for an operation, and is too ill to talk before."),
    )
    until = DateField(
        label=_("Until when?"), help_text=_("From the day after, the duty stands on the worklist as before.")
    )

    def clean_reason(self) -> str:
        """One line: it stands beside a deadline."""
        return " ".join(str(self.cleaned_data["reason"]).split())
