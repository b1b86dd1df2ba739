"""The form that hands a case over."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.accounts.models import Membership
from fremdrift.cases.enums import ChangeReason
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField


class ContactPersonForm(forms.Form):
    """A new coordinating contact person, with why and what they need to know."""

    user = forms.TypedChoiceField(label=_("New contact person"), coerce=int)
    begins_on = DateField(label=_("From"))
    reason = forms.ChoiceField(
        label=_("Why the change?"),
        choices=[CHOOSE, *(c for c in ChangeReason.choices if c[0] != ChangeReason.FIRST)],
    )
    handover = forms.CharField(
        label=_("Handover"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(5_000)],
        help_text=_("What matters to the citizen, what is agreed, what must not be dropped."),
    )

    def __init__(self, *args: Any, workers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [CHOOSE, *((w.user_id, w.user.name) for w in workers)]  # type: ignore[attr-defined]  # a choice field
