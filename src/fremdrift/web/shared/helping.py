"""Who helps a citizen on the citizen's own pages: the form to invite somebody, and the words for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.cases.services import Wish
from fremdrift.core import clock
from fremdrift.web.shared.fields import DateField, TextField
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from fremdrift.cases.models import Representation

_HALF_A_YEAR = dt.timedelta(days=182)
READS, WRITES = "read", "write"


class HelperForm(forms.Form):
    """Whom the citizen wants help from, as somebody who works with the case writes it down."""

    name = TextField(label=gettext_lazy("Who is to help?"), max_length=120)
    may = forms.ChoiceField(
        label=gettext_lazy("What may they do?"),
        choices=[
            (READS, gettext_lazy("Read")),
            (WRITES, gettext_lazy("Read, and write messages on the citizen's behalf")),
        ],
        widget=forms.RadioSelect,
        initial=READS,
    )
    ends_on = DateField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("For a year at most. The citizen can end it earlier, at any time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = clock.today() + _HALF_A_YEAR

    @property
    def wish(self) -> Wish:
        """What was written, for the service."""
        data = self.cleaned_data
        return Wish(name=data["name"], ends_on=data["ends_on"], may_write=data["may"] == WRITES)


class OwnHelperForm(HelperForm):
    """The same, as the citizen is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["name"].label = _("Who is to help you?")
        fields["may"].choices = [(READS, _("Read")), (WRITES, _("Read, and write messages for me"))]
        fields["ends_on"].help_text = _("For a year at most. You can end it earlier, at any time.")


@dataclass(frozen=True)
class Line:
    """Somebody who helps, was asked to, or helped once."""

    pk: UUID
    name: str
    words: str
    note: str
    standing: bool  # helps, or can still take the invitation


def lines(found: list[Representation]) -> tuple[list[Line], list[Line]]:
    """Those who help or are asked to, and those who did before."""
    every = [_line(one) for one in found]
    return [line for line in every if line.standing], [line for line in every if not line.standing]


def _line(one: Representation) -> Line:
    standing = one.ended_at is None and one.ends_on >= clock.today()
    standing = standing and (one.taken_at is not None or one.invited_until >= clock.today())
    name = one.helper.name if one.helper is not None else one.name
    return Line(one.pk, name, _words(one, standing), _note(one), standing)


def _words(one: Representation, standing: bool) -> str:
    if standing and one.taken_at is None:
        return _("Invited. The link works until %(day)s.") % {"day": full_day(one.invited_until)}
    if standing:
        may = _("reads, and writes messages") if one.may_write else _("reads")
        return _("Until %(day)s: %(may)s") % {"day": full_day(one.ends_on), "may": may}
    if one.taken_at is None:
        return _("The invitation was taken back.") if one.ended_at else _("The invitation was not taken in time.")
    if one.ended_at is not None:
        ended = _day_of(one.ended_at)
        return _("Helped until %(day)s, when it was ended.") % {"day": full_day(ended)}
    return _("Helped until %(day)s.") % {"day": full_day(one.ends_on)}


def _note(one: Representation) -> str:
    if one.noted_by is None:
        return ""
    return _("Written down as the citizen's wish by %(name)s on %(day)s.") % {
        "name": one.noted_by.name,
        "day": full_day(_day_of(one.made_at)),
    }


def _day_of(at: dt.datetime) -> dt.date:
    return at.astimezone(clock.COPENHAGEN).date()


def link(request: HttpRequest, municipality: str, secret: str) -> str:
    """The address to hand to whoever is invited."""
    return request.build_absolute_uri(reverse("helper_invited", args=[municipality, secret]))
