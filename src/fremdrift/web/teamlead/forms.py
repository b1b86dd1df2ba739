"""Forms of the team leader: who steps in for whom, and who gets which cases."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.accounts.enums import CoverReason
from fremdrift.accounts.models import Membership
from fremdrift.cases.enums import ChangeReason
from fremdrift.cases.models import Case
from fremdrift.web.shared.fields import DateField

CHOOSE = ("", gettext_lazy("Choose …"))


def _people(found: Sequence[Membership], team_id: int | None) -> list[Any]:
    """Choices by name, those of the own team first."""
    near = [(held.user_id, held.user.name) for held in found if held.team_id == team_id]
    far = [(held.user_id, held.user.name) for held in found if held.team_id != team_id]
    groups = [(_("The team"), near), (_("Other teams"), far)]
    return [CHOOSE, *([group for group in groups if group[1]] if far else near)]


class StandInForm(forms.Form):
    """Somebody who steps in."""

    stand_in = forms.TypedChoiceField(label=gettext_lazy("Who steps in?"), coerce=int)

    def __init__(self, *args: Any, workers: Sequence[Membership], team_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].choices = _people(workers, team_id)  # type: ignore[attr-defined]  # a choice field


class CoverForm(StandInForm):
    """A colleague steps in for somebody of the team for a period."""

    absent = forms.TypedChoiceField(label=gettext_lazy("Who is away?"), coerce=int)
    begins_on = DateField(label=gettext_lazy("From"))
    ends_on = DateField(label=gettext_lazy("Last day, if known"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=CoverReason,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only you see it. The one who steps in sees the period."),
    )
    field_order = ["absent", "stand_in", "begins_on", "ends_on", "reason"]

    def __init__(self, *args: Any, team: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = _people(team, None)  # type: ignore[attr-defined]  # a choice field


class LastDayForm(forms.Form):
    """Another last day of a cover."""

    ends_on = DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave empty while nobody knows.")
    )


class ReassignForm(forms.Form):
    """Which cases of a caseworker go to whom, why, from when, and how."""

    case = forms.MultipleChoiceField(
        label=gettext_lazy("Cases"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one case.")},
    )
    to = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who can take them?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The one with fewest cases gets the next. You see it before anything happens."),
        error_messages={"required": gettext_lazy("Choose at least one colleague.")},
    )
    begins_on = DateField(label=gettext_lazy("From"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the change?"),
        choices=[CHOOSE, *(c for c in ChangeReason.choices if c[0] != ChangeReason.FIRST)],
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=[
            ("propose", gettext_lazy("Ask the colleague first; the case changes hands when they accept")),
            ("at_once", gettext_lazy("Hand over on that day without an answer, when the one who had the case is gone")),
        ],
        widget=forms.RadioSelect,
        initial="propose",
    )
    handover = forms.CharField(
        label=gettext_lazy("Handover"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxLengthValidator(5_000)],
        help_text=gettext_lazy("What holds for all of these cases. You can add a line for each of them afterwards."),
    )

    def __init__(self, *args: Any, cases: Sequence[Case], receivers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [(str(case.pk), case.citizen.name) for case in cases]  # type: ignore[attr-defined]  # a choice field
        self.fields["to"].choices = list(receivers.items())  # type: ignore[attr-defined]  # a choice field


class AssignForm(forms.Form):
    """For each case the colleague who gets it, and what they need to know about this one."""

    def __init__(
        self,
        *args: Any,
        cases: Sequence[Case],
        receivers: Mapping[int, str],
        shut: Mapping[UUID, Collection[int]],
        stays: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        for case in cases:
            free = [(user, name) for user, name in receivers.items() if user not in shut.get(case.pk, ())]
            self.fields[f"to_{case.pk}"] = forms.TypedChoiceField(
                label=_("%(name)s goes to") % {"name": case.citizen.name},
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", stays), *free],
            )
            self.fields[f"note_{case.pk}"] = forms.CharField(
                label=_("About %(name)s") % {"name": case.citizen.name},
                widget=forms.Textarea(attrs={"rows": 2}),
                validators=[MaxLengthValidator(5_000)],
                required=False,
            )

    @property
    def rows(self) -> list[tuple[Case, forms.BoundField, forms.BoundField]]:
        """Each case with its two fields."""
        return [(case, self[f"to_{case.pk}"], self[f"note_{case.pk}"]) for case in self.cases]

    @property
    def chosen(self) -> dict[UUID, int]:
        """Who gets which case; those that stay are left out."""
        found = {case.pk: self.cleaned_data.get(f"to_{case.pk}") for case in self.cases}
        return {case_id: user for case_id, user in found.items() if user is not None}

    def note(self, case: Case) -> str:
        """What was written about one case."""
        return str(self.cleaned_data.get(f"note_{case.pk}", "")).strip()
