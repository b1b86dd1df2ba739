"""What stands in a form of a case: what was sent, else the draft of it, else nothing. A view opts in by one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.cases.models import Case
from fremdrift.overview import selectors, services
from fremdrift.overview.models import Draft
from fremdrift.overview.selectors import Place, Writer

AnyForm = TypeVar("AnyForm", bound="BaseForm | BaseFormSet[Any]")
# Of a form, what is no text of it: its token, what it knows of drafts, and what never belongs into one.
NOT_KEPT = {"csrfmiddlewaretoken", "draft", "draft_seen", "draft_window", "draft_about", "cpr", "password"}
_BY_ITSELF = {"order_edit", "report_review"}  # addresses that name what they are about, and no case
_NAMED = {"conversation_record": "conversation"}  # addresses that say in their query which one they are about


@dataclass(frozen=True)
class Shown:
    """What a form says about drafts, and what it sends back of them."""

    place: Place
    window: UUID
    draft: Draft | None  # of this window
    others: list[Draft]  # of the same person's other windows
    writers: list[Writer]
    filled: bool = False  # the form shows the draft
    problem: str = ""

    @property
    def id(self) -> str:
        """The draft that this window knows of."""
        return str(self.draft.pk) if self.draft else ""

    @property
    def seen(self) -> str:
        """In which state it is known."""
        return self.draft.token if self.draft else ""

    @property
    def saved_at(self) -> dt.datetime | None:
        """When this window's draft was saved."""
        return self.draft.saved_at if self.draft else None

    @property
    def address(self) -> str:
        """The form's own page."""
        return address(self.place)

    @property
    def keep(self) -> str:
        """Where a draft of it is sent to."""
        return reverse("draft_save", args=[self.place.case.pk, self.place.form])


class Written:
    """What stands in a form when its page is opened or sent, for any view that wants drafts kept for its form."""

    def __init__(self, request: AuthenticatedRequest, case: Case, form: str, about: str = "") -> None:
        self._request, self._place = request, Place(case, form, about)
        drafts = selectors.own_drafts(request.actor, self._place)
        if request.method == "POST":
            self.data: QueryDict | None = request.POST
            draft = next((d for d in drafts if str(d.pk) == request.POST.get("draft")), None)
        else:
            named = request.GET.get("draft")
            draft = next((d for d in drafts if str(d.pk) == named), drafts[0] if drafts else None)
            self.data = typed(draft) if draft else None
        self.drafts = Shown(
            place=self._place,
            window=read_key(request.POST.get("draft_window", "")) or uuid4(),
            draft=draft,
            others=[d for d in drafts if d != draft],
            writers=selectors.other_writers(request.actor, self._place),
            filled=draft is not None and request.method != "POST",
        )

    def form(self, make: Callable[..., AnyForm], *args: Any, **kwargs: Any) -> AnyForm:
        """The form over what was sent; over a draft it is not judged before it is sent."""
        made = make(self.data, *args, **kwargs)
        if self.drafts.filled:
            _unjudged(made)
        return made

    def done(self) -> None:
        """It is saved: its draft goes, in the same transaction."""
        sent = self._request.POST
        services.draft_discard(
            case=self._place.case,
            draft_id=read_key(sent.get("draft", "")),
            window=read_key(sent.get("draft_window", "")),
            by=self._request.actor,
        )


def read_key(text: str) -> UUID | None:
    """An id as a form sends it; none when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def address(place: Place) -> str:
    """The page of a form; raises NoReverseMatch when there is none of that name."""
    if place.form in _BY_ITSELF:
        return reverse(place.form, args=[place.about])
    named = _NAMED.get(place.form)
    if named or not place.about:
        query = f"?{named}={place.about}" if named and place.about else ""
        return reverse(place.form, args=[place.case.pk]) + query
    return reverse(place.form, args=[place.case.pk, place.about])


def page_of(place: Place) -> str:
    """The page of a form, or nothing when there is none."""
    try:
        return address(place)
    except NoReverseMatch:
        return ""


def content(sent: QueryDict) -> dict[str, list[str]]:
    """All that was typed and chosen, as the form sends it."""
    return {name: [str(value) for value in values] for name, values in sent.lists() if name not in NOT_KEPT}


def typed(draft: Draft) -> QueryDict:
    """A draft as if the form had sent it."""
    data = QueryDict(mutable=True)
    for name, values in draft.content.items():
        data.setlist(name, values)
    return data


def _unjudged(made: BaseForm | BaseFormSet[Any]) -> None:
    forms: list[BaseForm] = [made] if isinstance(made, BaseForm) else list(made.forms)
    if isinstance(made, BaseFormSet):
        made.non_form_errors().clear()
    for form in forms:
        form.errors.clear()
