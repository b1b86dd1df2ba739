"""What a leader has to look at: cases opened in an emergency, and cases that somebody else must have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor, AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.access.services import break_glass_see
from fremdrift.cases import selectors
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.teamlead import words

if TYPE_CHECKING:
    from fremdrift.cases.models import Case

_SEEN = (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.LOG)


@dataclass(frozen=True)
class Line:
    """A case that somebody else must have: whose it is, why, and what is on its way already."""

    case: Case
    worker_id: int
    words: str
    asked: str


@screen(permission=Permission.TEAM_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Emergencies that no leader has seen, and cases whose contact person is kept out."""
    opened = selectors.break_glass_unseen(request.actor)
    lines = _lines(request.actor)
    shown = [one.citizen.pk for one in opened if one.citizen] + [line.case.citizen_id for line in lines]
    look_up(request, shown, _SEEN, purpose=Purpose.LEADERSHIP)
    template = "teamlead/attention.html#groups" if getattr(request, "htmx", False) else "teamlead/attention.html"
    return render(request, template, {"opened": opened, "lines": lines, "now": clock.now()})


def _lines(actor: Actor) -> list[Line]:
    found = selectors.cases_to_hand_on(actor)
    ids = {one.case.pk for one in found}
    asked = {t.case_id: words.asked(t.to_user.name) for t in selectors.transfers_unanswered(actor, ids)}
    coming = {p.case_id: words.coming(p) for p in selectors.handovers_to_come(actor) if p.case_id in ids}
    on_way = asked | coming
    return [Line(one.case, one.person.user_id, words.kept_out(one), on_way.get(one.case.pk, "")) for one in found]


@screen(permission=Permission.TEAM_VIEW, persons=True, methods=("POST",))
def see(request: AuthenticatedRequest, opened_id: UUID) -> HttpResponse:
    """Say that one has seen an emergency. Nothing is asked of the one who opened, and nothing can be undone."""
    opened = selectors.break_glass_by_id(request.actor, opened_id)
    if opened is None:
        raise Http404
    look_up(request, [], _SEEN, purpose=Purpose.LEADERSHIP)  # the page that follows shows whom it names
    try:
        break_glass_see(opened=opened, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
    else:
        messages.success(request, _("It is noted that you have seen it."))
    return redirect("attention")
