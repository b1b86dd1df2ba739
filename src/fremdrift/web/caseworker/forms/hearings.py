"""Forms of a hearing: ask, write the answer down, conclude, hand over."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from fremdrift.web.shared.fields import DateField

_LONGEST = MaxLengthValidator(5_000)


class AskForm(forms.Form):
    """What the citizen is asked, and until when there is time to answer."""

    question = forms.CharField(
        label=_("What you ask"),
        widget=forms.Textarea(attrs={"rows": 13}),
        validators=[_LONGEST],
        help_text=_("Plain and friendly. Change the text as it fits."),
    )
    asked_on = DateField(label=_("Asked on"))
    answer_by = DateField(label=_("Answer by"), help_text=_("14 days is our own practice."))


class AnswerForm(forms.Form):
    """What the citizen said."""

    answer = forms.CharField(
        label=_("The citizen's answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[_LONGEST],
        help_text=_("In the citizen's own words."),
    )
    answered_on = DateField(label=_("Answered on"))


class ConclusionForm(forms.Form):
    """What the office makes of it."""

    conclusion = forms.CharField(
        label=_("Conclusion"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[_LONGEST],
        help_text=_("What you make of it, and what happens now. The citizen can read it."),
    )


class HandOffForm(forms.Form):
    """On which day a person handed it over."""

    on = DateField(label=_("Handed over on"))
