"""The citizen asks for a conversation, or for another day: a message that the caseworker's worklist waits with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.cases import services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.overview.selectors import case_now
from fremdrift.web.citizen import now_words
from fremdrift.web.citizen.own import own_case
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.violations import show as show_violation

_HOW = [
    ("", gettext_lazy("It does not matter")),
    ("meet", gettext_lazy("We meet")),
    ("walk", gettext_lazy("We go for a walk")),
    ("phone", gettext_lazy("On the phone")),
    ("video", gettext_lazy("On video")),
]


class WishForm(forms.Form):
    """What to talk about, how and when. Its key makes one message of a form that is sent twice."""

    about = TextField(
        label=gettext_lazy("What would you like to talk about?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How would you like to talk?"), choices=_HOW, widget=forms.RadioSelect, required=False
    )
    when = TextField(
        label=gettext_lazy("When does it suit you?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “Mornings, not Friday”."),
    )
    key = forms.UUIDField(label="", widget=forms.HiddenInput, required=False)
    moves = forms.CharField(label="", widget=forms.HiddenInput, required=False)  # the meeting that was planned then

    def __init__(self, data: Any = None, *, moves: str = "") -> None:
        """`moves` is the meeting as it is planned now, for who wants another day; what was sent may know another."""
        self._meanwhile = data is not None and data.get("moves", moves) != moves
        if self._meanwhile:
            data = data.copy()
            data["moves"] = moves  # who sends it once more has seen that
        super().__init__(data, initial={"key": uuid7(), "how": "", "moves": moves})
        self.fields["about"].widget.attrs.pop("maxlength", None)  # the browser would cut without a word
        if moves:
            self.fields["about"].label = _("Why does the day not suit you?")

    def clean(self) -> dict[str, Any]:
        """A meeting that was moved or cancelled meanwhile is told of first."""
        if self._meanwhile:
            raise forms.ValidationError(
                _("The conversation was changed meanwhile. Look at what stands here now, and send it once more.")
            )
        return super().clean() or {}

    def text(self, moved: str) -> str:
        """The message: first what is wished, then a line for each thing that was said."""
        said = self.cleaned_data
        how = str(dict(_HOW)[said["how"]]) if said["how"] else ""
        first = _("I would like to move our conversation: %(when)s") % {"when": moved} if moved else ""
        lines = [
            first or _("I would like a conversation."),
            said["about"],
            _("How: %(how)s") % {"how": how} if how else "",
            _("When it suits me: %(when)s") % {"when": said["when"]} if said["when"] else "",
        ]
        return "\n".join(line for line in lines if line)


@screen(permission=Permission.OWN_PAGE, persons=True, methods=("GET", "POST"))
def ask(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a conversation; with `?move=1` for another day or way of the one that is planned."""
    case = own_case(request, FieldClass.CONTACT, FieldClass.CONVERSATIONS, FieldClass.HEALTH)
    now = case_now(request.actor, case) if case else None
    told = now_words.told(now, case, []) if now and case and case.closed_on is None else None
    meeting = told.meeting if told else None
    planned = meeting if request.GET.get("move") else None
    moves = f"{planned.on} {planned.at or ''}" if planned else ""
    form = WishForm(request.POST if request.method == "POST" else None, moves=moves)
    if request.method == "POST" and case is not None and form.is_valid():
        try:
            text = form.text(planned.day_and_time if planned else "")
            services.message_send(case=case, text=text, key=form.cleaned_data["key"], by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            notices.success(request, _("Your wish is sent. You get an answer here within three days."))
            return redirect("own_messages")
    name = now_words.first_name(now) if now else ""
    moved = planned.when if planned else ""
    context = {"case": case, "form": form, "moved": moved, "meeting": meeting, "name": name}
    return render(request, "citizen/own_conversation.html", context, status=422 if form.errors else 200)
