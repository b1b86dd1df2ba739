"""The form that orders a placement at a workplace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.catalogue.enums import LegalKind, Purpose
from fremdrift.catalogue.models import Workplace
from fremdrift.core import clock
from fremdrift.core.ids import uuid7
from fremdrift.core.office_language import as_sent
from fremdrift.orders.enums import Shared
from fremdrift.orders.services import Content
from fremdrift.web.shared.fields import DateField, NumberField, TextField
from fremdrift.web.shared.violations import SENTENCES

KINDS = [LegalKind.COMPANY_PLACEMENT, LegalKind.WAGE_SUBSIDY]
PURPOSES = [Purpose.EMPLOYMENT, Purpose.EDUCATION, Purpose.CLARIFICATION, Purpose.WORK_CAPACITY_TEST]
SHARED = (Shared.PHONE, Shared.JOB_GOAL, Shared.STRENGTHS)  # ticked one by one; the name is always told
_WHY = {
    Shared.PHONE: _("So that the workplace can call"),
    Shared.JOB_GOAL: _("So that the tasks lead towards the goal"),
    Shared.STRENGTHS: _("So that the tasks suit what the citizen is good at"),
    Shared.CONSIDERATIONS: _("So that the work can be arranged accordingly"),
}
# Field → what it says when an order is sent without it.
_NEEDED = {
    "purpose": _("Choose what it is to lead to."),
    "question": SENTENCES["order.lacks_question"],
    "hours": SENTENCES["order.lacks_hours"],
    "begins_on": _("Write the first day."),
    "ends_on": _("Write the last day."),
    "informed": _("Tell the citizen first what will be sent, then tick here."),
}
_LONGEST = 2_000
_MIDWAY_FROM = dt.timedelta(days=14)  # a shorter placement has the final report alone


class PlacementForm(forms.Form):
    """Everything about a placement; a draft may lack something, what is sent may not."""

    key = forms.UUIDField(label="", widget=forms.HiddenInput, required=False)
    workplace = forms.UUIDField(label=_("Workplace"), widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in KINDS], widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=_("What is it to lead to?"),
        choices=[(purpose.value, purpose.label) for purpose in PURPOSES],
        widget=forms.RadioSelect,
        required=False,
    )
    question = forms.CharField(
        label=_("What do you want to find out?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(_LONGEST)],
        required=False,
        help_text=_(
            "A question that can be answered, for example how many hours a week go well, and with which tasks."
        ),
    )
    begins_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    hours = NumberField(label=_("Hours a week"), max_digits=4, decimal_places=1, required=False)
    considerations = forms.CharField(
        label=_("What must the workplace take into account?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(_LONGEST)],
        required=False,
        help_text=_("Only what the workplace must do, no diagnosis. It is all about health that the workplace reads."),
    )
    share_phone = forms.BooleanField(label=_("Phone number"), required=False)
    share_job_goal = forms.BooleanField(label=_("Job goal"), required=False)
    share_strengths = forms.BooleanField(label=_("Strengths"), required=False)
    mentor_name = TextField(label=_("Mentor at the workplace"), max_length=120, required=False)
    mentor_hours = NumberField(
        label=_("Mentor, hours a week"), max_digits=4, decimal_places=1, min_value=0, max_value=37, required=False
    )
    no_mentor_reason = TextField(label=_("Or why no mentor is needed"), max_length=300, required=False)
    informed = forms.BooleanField(label=_("The citizen knows what is sent"), required=False)
    approved = forms.BooleanField(
        label=_("The citizen says yes to it"),
        required=False,
        help_text=_("Needed when the workplace is told what to take into account."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, workplace: Workplace | None, known: Mapping[str, str], sending: bool
    ) -> None:
        initial = {
            "key": uuid7(),
            "workplace": workplace.pk if workplace else None,
            "kind": LegalKind.COMPANY_PLACEMENT.value,
            "mentor_name": workplace.mentor_name if workplace else "",
            "share_phone": bool(known.get(Shared.PHONE)),
            "share_job_goal": bool(known.get(Shared.JOB_GOAL)),
        }
        super().__init__(data, initial=initial)
        self._sending = sending
        for name in SHARED:
            words = known.get(name, "")
            self.fields[f"share_{name}"].help_text = words or _("Nothing stands there yet.")
            self.fields[f"share_{name}"].disabled = not words

    def clean(self) -> dict[str, Any]:
        """What is sent lacks nothing, and all that it lacks is told at once."""
        data = self.cleaned_data
        if self._sending:
            for name, sentence in _NEEDED.items():
                told = name == "informed" and data.get("approved")
                if name not in self.errors and not data.get(name) and not told:
                    self.add_error(name, str(sentence))
            if not data.get("mentor_name") and not data.get("no_mentor_reason"):
                self.add_error("mentor_name", str(SENTENCES["order.lacks_mentor"]))
            if data.get("considerations") and not data.get("approved"):
                self.add_error("approved", str(SENTENCES["order.lacks_approval"]))
        return data

    @property
    def content(self) -> Content:
        """The order as the form has it."""
        data = self.cleaned_data
        begins, ends = data["begins_on"], data["ends_on"]
        return Content(
            purposes=[data["purpose"]] if data["purpose"] else [],
            question=data["question"],
            hours=data["hours"],
            begins_on=begins,
            ends_on=ends,
            midway_on=_middle(begins, ends),
            shared=self._shared(),
            mentor_name=data["mentor_name"],
            mentor_hours=data["mentor_hours"] if data["mentor_name"] else None,
            no_mentor_reason="" if data["mentor_name"] else data["no_mentor_reason"],
            informed_on=clock.today() if data["informed"] or data["approved"] else None,
        )

    def _shared(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        shared = {name.value: (as_sent(_WHY[name]), "") for name in SHARED if data[f"share_{name}"]}
        if data["considerations"]:
            shared[Shared.CONSIDERATIONS.value] = (as_sent(_WHY[Shared.CONSIDERATIONS]), data["considerations"])
        return shared


def _middle(begins: dt.date | None, ends: dt.date | None) -> dt.date | None:
    if begins is None or ends is None or ends - begins < _MIDWAY_FROM:
        return None
    return begins + (ends - begins) // 2
