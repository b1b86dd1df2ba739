"""From phase to phase in a quarter, for groups of at least five citizens; about nobody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core import clock
from fremdrift.overview.rules.transitions import AT_LEAST, quarters
from fremdrift.overview.selectors.transitions import transitions
from fremdrift.web.teamlead import transition_words as words


@screen(permission=Permission.TEAM_VIEW)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """What citizens and caseworkers said before a quarter and in it, in numbers and nobody's name."""
    periods = {quarter.key: quarter for quarter in quarters(clock.today())}
    key = request.GET.get("quarter") or next(iter(periods))
    if key not in periods:
        raise Http404
    found = words.tables(transitions(request.actor, periods[key]))
    context = {
        "choices": [(one.key, words.quarter_name(one), one.key == key) for one in periods.values()],
        "tables": found,
        "has_dashes": any(table.shows for table in found),
        "at_least": AT_LEAST,
    }
    return render(request, "teamlead/phases.html", context)
