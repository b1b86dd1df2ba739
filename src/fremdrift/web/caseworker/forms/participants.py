"""Who else takes part in a conversation: a line for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import NetworkRole
from fremdrift.cases.models import NetworkPerson
from fremdrift.conversations.enums import Party
from fremdrift.conversations.models import Participant
from fremdrift.conversations.services import NewParticipant
from fremdrift.web.caseworker import around_words
from fremdrift.web.shared.fields import TextField

_MOST = 8
_SPARE = 2
_LONGEST = 120
# As what somebody around the citizen takes part.
_PARTIES = {
    NetworkRole.TREATMENT: Party.HEALTH,
    NetworkRole.DOCTOR: Party.HEALTH,
    NetworkRole.SOCIAL: Party.SOCIAL,
    NetworkRole.DEBT_ADVICE: Party.DEBT_ADVICE,
    NetworkRole.HOUSING: Party.HOUSING,
    NetworkRole.MENTOR: Party.MENTOR,
    NetworkRole.EMPLOYER: Party.COMPANY,
    NetworkRole.SCHOOL: Party.SCHOOL,
    NetworkRole.FAMILY: Party.FAMILY,
    NetworkRole.OTHER: Party.OTHER,
}


def takes_part(person: NetworkPerson) -> NewParticipant:
    """Somebody around the citizen as one who takes part in a conversation."""
    name = person.called if len(person.called) <= _LONGEST else person.name
    return NewParticipant(_PARTIES[NetworkRole(person.role)], name)


class ParticipantsForm(forms.Form):
    """People around the citizen to tick, and lines of who and name; empty ones are nobody."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        standing: Sequence[Participant] = (),
        around: Sequence[NetworkPerson] = (),
    ) -> None:
        super().__init__(data)
        there = {NewParticipant(one.party, one.name) for one in standing}
        ticked = data.getlist("around") if isinstance(data, QueryDict) else []  # offered still when it is sent twice
        offered = [p for p in around if p.ended_on is None and takes_part(p) not in there]
        self._around = {str(p.pk): p for p in around if p in offered or str(p.pk) in ticked}
        if self._around:
            self.fields["around"] = forms.MultipleChoiceField(
                label=_("People around the citizen"),
                choices=[(key, _offered(person)) for key, person in self._around.items()],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        sent = [n for n in range(_MOST) if data is not None and f"party_{n}" in data]
        self.count = len(sent) if data is not None else min(len(standing) + _SPARE, _MOST)
        for n in range(self.count):
            one = standing[n] if n < len(standing) else None
            self.fields[f"party_{n}"] = forms.ChoiceField(
                label=_("Who"), choices=[("", "–"), *Party.choices], required=False, initial=one and one.party
            )
            self.fields[f"name_{n}"] = TextField(
                label=_("Name, if you know it"), max_length=_LONGEST, required=False, initial=one and one.name
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
    def around(self) -> BoundField | None:
        """The people around the citizen to tick, if there are any."""
        return self["around"] if self._around else None

    @property
    def participants(self) -> list[NewParticipant] | None:
        """Who takes part; none when the form came without these lines, so that whoever was planned still does."""
        data = self.cleaned_data
        named = [(data[f"party_{n}"], data[f"name_{n}"]) for n in range(self.count)]
        ticked = [takes_part(self._around[key]) for key in data.get("around", [])]
        told = [*ticked, *(NewParticipant(party, name) for party, name in named if party)]
        return told if self.count or ticked else None


def _offered(person: NetworkPerson) -> str:
    """“Bo Berg, debt advice – consent: the debt”; who has no consent can come, and the citizen decides what is said."""
    return f"{person.called} – {around_words.may_say(person)}"
