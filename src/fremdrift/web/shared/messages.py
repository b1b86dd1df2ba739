"""What both sides of a thread of messages need: the form, and the words for who is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.core.ids import uuid7
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.words import day

if TYPE_CHECKING:
    from fremdrift.cases.selectors import Waiting

_LONGEST = 5_000


class MessageForm(forms.Form):
    """A message; its key makes one message of a form that is sent twice."""

    text = TextField(label=gettext_lazy("Message"), widget=forms.Textarea(attrs={"rows": 5}), max_length=_LONGEST)
    wants_answer = forms.BooleanField(label=gettext_lazy("I would like an answer"), required=False)
    key = forms.UUIDField(label="", widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"wants_answer": True, "key": uuid7()})
        self.fields["text"].widget.attrs.pop("maxlength", None)  # the browser would cut without a word


def waits_for(waiting: Waiting | None, citizen: str) -> str:
    """Who is waited for, as the municipality says it."""
    if waiting is None:
        return _("Nobody waits for an answer.")
    words = {"name": citizen, "day": day(waiting.since)}
    if waiting.for_us:
        return _("%(name)s waits for us since %(day)s.") % words
    return _("We wait for %(name)s since %(day)s.") % words


def waits_for_you(waiting: Waiting | None, contact: str) -> str:
    """Who is waited for, as it is said to the citizen."""
    if waiting is None:
        return _("Nobody waits for an answer.")
    if waiting.for_us:
        return _("You wrote %(day)s. %(name)s answers within three days.") % {
            "name": contact or _("The municipality"),
            "day": day(waiting.since),
        }
    return _("%(name)s wrote %(day)s and waits for your answer.") % {
        "name": contact or _("The municipality"),
        "day": day(waiting.since),
    }
