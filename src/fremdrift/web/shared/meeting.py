"""The start meeting of three, which either side may set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import DateField, TextField, TimeField

if TYPE_CHECKING:
    from fremdrift.orders.models import Order


class MeetForm(forms.Form):
    """When and where the meeting is."""

    meeting_on = DateField(label=_("Day"))
    meeting_at = TimeField(label=_("Time"), required=False)
    meeting_place = TextField(label=_("Where"), required=False, validators=[MaxLengthValidator(200)])

    @classmethod
    def of(cls, order: Order, prefix: str | None = None) -> MeetForm:
        """The form with the meeting as it stands."""
        names = ("meeting_on", "meeting_at", "meeting_place")
        return cls(initial={name: getattr(order, name) for name in names}, prefix=prefix)
