"""Forms about who has a case: hand it over, answer, let somebody help beside."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.accounts.models import Membership
from fremdrift.cases.enums import ChangeReason, ContactRole
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField


class TransferForm(forms.Form):
    """A colleague who is asked to take the case over, with why and what they need to know."""

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


class AnswerForm(forms.Form):
    """What the receiver of a case answers."""

    answer = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(500)],
        help_text=_("If you decline: why, so that another solution can be found."),
        required=False,
    )


class HelperForm(forms.Form):
    """Somebody who helps beside the caseworker: who and as what, for how long, and why."""

    user = forms.ChoiceField(label=_("Who, and as what?"))
    begins_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Needed for a contact person at a provider."))
    note = forms.CharField(
        label=_("Why, and what is it about?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(2_000)],
        help_text=_("The citizen can read it."),
    )

    def __init__(self, *args: Any, helpers: dict[str, list[Membership]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._helpers = {f"{role}:{m.user_id}": (role, m) for role, members in helpers.items() for m in members}
        groups = [
            (ContactRole(role).label, [(f"{role}:{m.user_id}", _named(m)) for m in members])
            for role, members in helpers.items()
            if members
        ]
        self.fields["user"].choices = [CHOOSE, *groups]  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> tuple[str, Membership]:
        """The role and the person that were chosen."""
        return self._helpers[self.cleaned_data["user"]]


def _named(member: Membership) -> str:
    return f"{member.user.name}, {member.provider.name}" if member.provider else member.user.name
