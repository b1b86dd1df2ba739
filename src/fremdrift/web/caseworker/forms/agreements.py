"""The form that says how an agreement went."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.conversations.enums import AgreementState
from fremdrift.conversations.models import Agreement


class FollowUpForm(forms.Form):
    """Which agreement of the case, and how it went."""

    agreement = forms.ChoiceField(
        label=_("Agreement"), error_messages={"invalid_choice": _("That agreement is not one of this case.")}
    )
    state = forms.ChoiceField(label=_("How did it go?"), choices=AgreementState)

    def __init__(self, *args: Any, agreements: list[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].choices = [(str(a.pk), a.what) for a in agreements]  # type: ignore[attr-defined]  # a choice field
