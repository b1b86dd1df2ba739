"""Forms about the people around a citizen, consents, and needs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.cases.enums import Area, NetworkRole, Owner
from fremdrift.cases.models import Effort
from fremdrift.cases.rules import NEED_MOVES
from fremdrift.cases.services import Around, Named
from fremdrift.web.caseworker.forms.choices import CHOOSE
from fremdrift.web.shared.fields import DateField, TextField


class AroundForm(forms.Form):
    """Somebody around the citizen."""

    name = TextField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("What do they do for the citizen?"), choices=[CHOOSE, *NetworkRole.choices])
    organisation = TextField(label=_("Place or organisation"), max_length=120, required=False)
    phone = TextField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(2_000)],
        help_text=_("The citizen can read it."),
        required=False,
    )

    def clean_note(self) -> str:
        """A browser's line ends are written as ours, so that what nobody changed stays as it is."""
        return str(self.cleaned_data["note"]).replace("\r\n", "\n")

    @property
    def around(self) -> Around:
        """What the form says."""
        return Around(**{name: self.cleaned_data[name] for name in Around.__dataclass_fields__})


class AroundChangeForm(AroundForm):
    """The same, and which version of it the writer saw."""

    version = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)


class ConsentForm(forms.Form):
    """What the citizen agrees that one may speak about with somebody, and since when."""

    consent_on = DateField(label=_("Given on"))
    consent_what = TextField(
        label=_("What may be spoken about?"),
        max_length=300,
        help_text=_("In the citizen's words: what, and what not."),
    )
    seen = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """The day from which the citizen no longer agrees."""

    ended_on = DateField(label=_("Withdrawn on"))


class NamedForm(forms.Form):
    """A need in one line."""

    what = TextField(label=_("What is needed?"), max_length=200)
    area = forms.ChoiceField(label=_("About"), choices=[CHOOSE, *Area.choices])
    named_by = forms.ChoiceField(label=_("Who named it?"), choices=Owner, initial=Owner.CITIZEN)

    @property
    def named(self) -> Named:
        """What the form says."""
        return Named(**{name: self.cleaned_data[name] for name in Named.__dataclass_fields__})


class NamedChangeForm(NamedForm):
    """The same, and which version of it the writer saw."""

    version = forms.IntegerField(label=_("Version"), min_value=0, widget=forms.HiddenInput)


class NeedMoveForm(forms.Form):
    """What became of a need: which effort or what else met it, or why it was let go."""

    verb = forms.ChoiceField(
        label=_("What became of it?"), choices=[(verb, verb) for verb in NEED_MOVES], widget=forms.HiddenInput
    )
    effort = forms.ChoiceField(label=_("Which effort meets it?"), required=False)
    met_by = TextField(label=_("What else meets it?"), max_length=200, required=False)
    reason = TextField(
        label=_("Why is it let go?"),
        max_length=300,
        required=False,
        help_text=_("Such as: the citizen no longer wants it."),
    )

    def __init__(self, *args: Any, efforts: Sequence[Effort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._efforts = {str(effort.pk): effort for effort in efforts}
        choices = [("", _("None on the list")), *((key, effort.title) for key, effort in self._efforts.items())]
        self.fields["effort"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def values(self) -> dict[str, Any]:
        """What the verb needs of the form."""
        data = self.cleaned_data
        match data["verb"]:
            case "meet":
                return {"met_by": data["met_by"], "effort": self._efforts.get(data["effort"])}
            case "let_go":
                return {"reason": data["reason"]}
            case _:
                return {}
