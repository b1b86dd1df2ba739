"""Who else takes part in a conversation: a line for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from fremdrift.conversations.enums import Party
from fremdrift.conversations.models import Participant
from fremdrift.conversations.services import NewParticipant
from fremdrift.web.shared.fields import TextField

_MOST = 8
_SPARE = 2


class ParticipantsForm(forms.Form):
    """Lines of who and name; empty ones are nobody."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, standing: Sequence[Participant] = ()) -> None:
        super().__init__(data)
        sent = [n for n in range(_MOST) if data is not None and f"party_{n}" in data]
        self.count = len(sent) if data is not None else min(len(standing) + _SPARE, _MOST)
        for n in range(self.count):
            one = standing[n] if n < len(standing) else None
            self.fields[f"party_{n}"] = forms.ChoiceField(
                label=_("Who"), choices=[("", "–"), *Party.choices], required=False, initial=one and one.party
            )
            self.fields[f"name_{n}"] = TextField(
                label=_("Name, if you know it"), max_length=120, required=False, initial=one and one.name
            )

    def clean(self) -> dict[str, Any]:
        """A name alone does not say who it is."""
        data = super().clean() or {}
        for n in range(self.count):
            if data.get(f"name_{n}") and not data.get(f"party_{n}") and f"party_{n}" not in self.errors:
                self.add_error(f"party_{n}", _("Choose who that is, or take the name away."))
        return data

    @property
    def lines(self) -> list[tuple[BoundField, BoundField]]:
        """The fields, line by line."""
        return [(self[f"party_{n}"], self[f"name_{n}"]) for n in range(self.count)]

    @property
    def participants(self) -> list[NewParticipant] | None:
        """Who takes part; none when the form came without these lines, so that whoever was planned still does."""
        data = self.cleaned_data
        named = [(data[f"party_{n}"], data[f"name_{n}"]) for n in range(self.count)]
        return [NewParticipant(party, name) for party, name in named if party] if self.count else None
