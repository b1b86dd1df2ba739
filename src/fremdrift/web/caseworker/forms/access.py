"""Forms about who may see a case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fremdrift.access.fields import BarKind, Relation
from fremdrift.access.services import LEAST_REASON
from fremdrift.accounts.models import Membership
from fremdrift.cases.rules import cpr_digits, cpr_problem
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.violations import SENTENCES


class ConflictForm(forms.Form):
    """An own conflict of interest."""

    relation = forms.ChoiceField(
        label=_("How do you know each other?"),
        choices=[c for c in Relation.choices if c[0] != Relation.SELF] + [(Relation.SELF, _("It is myself"))],
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("In a few words"),
        max_length=300,
        required=False,
        help_text=_("Only if you want to. Your team leader can read it."),
    )


class KeepOutForm(forms.Form):
    """A colleague who must not see a case, and why."""

    user = forms.TypedChoiceField(label=_("Who must not see the case?"), coerce=int)
    kind = forms.ChoiceField(label=_("Why?"), choices=BarKind, widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label=_("With a conflict of interest: how do they know each other?"),
        choices=[CHOOSE, *Relation.choices],
        required=False,
    )
    reason = TextField(
        label=_("In a few words"),
        max_length=300,
        required=False,
        help_text=_("For an exclusion, write what happened. The citizen can ask to read it."),
    )

    def __init__(self, *args: Any, people: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [CHOOSE, *((m.user_id, m.user.name) for m in people)]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A conflict of interest has a relation, an exclusion a reason."""
        data = super().clean() or {}
        if data.get("kind") == BarKind.CONFLICT and not data.get("relation") and "relation" not in self.errors:
            self.add_error("relation", _("Choose how they know each other."))
        if data.get("kind") == BarKind.EXCLUSION and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", SENTENCES["exclusion.reason"])
        return data


class RestrictionForm(forms.Form):
    """Who may see a restricted case, and why it is one."""

    allowed = forms.TypedMultipleChoiceField(
        label=_("Who may see the case?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You must be among them. Choose two at least, so that somebody is there in illness."),
    )
    reason = TextField(label=_("Why is the case restricted?"), max_length=300)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["allowed"].choices = people  # type: ignore[attr-defined]  # a choice field


class BreakGlassForm(forms.Form):
    """Whose case to open in an emergency, why, and once more who it is that asks."""

    cpr = TextField(label=_("The citizen's CPR number"), max_length=20, help_text=_("Ten digits."))
    reason = forms.CharField(
        label=_("Why is it an emergency?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(1_000)],
        help_text=format_lazy(
            _("At least {count} characters. Your team leader reads it at once, and the citizen can read it."),
            count=LEAST_REASON,
        ),
    )
    password = forms.CharField(
        label=_("Your password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )
    sure = forms.BooleanField(
        label=_("It is me, and it is an emergency"), error_messages={"required": _("Tick here if that is so.")}
    )

    def __init__(self, *args: Any, is_password: Callable[[str], bool], demo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_password = is_password
        del self.fields["password" if demo else "sure"]  # nobody has a password in the demo

    def clean_cpr(self) -> str:
        """Ten digits."""
        typed = str(self.cleaned_data["cpr"])
        problem = cpr_problem(typed)
        if problem:
            raise forms.ValidationError(SENTENCES[problem])
        return cpr_digits(typed)

    def clean_reason(self) -> str:
        """A reason that says something."""
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        if len(reason) < LEAST_REASON:
            raise forms.ValidationError(SENTENCES["break_glass.reason"])
        return reason

    def clean_password(self) -> str:
        """That of whoever is signed in."""
        password = str(self.cleaned_data["password"])
        if not self._is_password(password):
            raise forms.ValidationError(_("The password is not right."))
        return password
