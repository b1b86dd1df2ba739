"""Lists that somebody keeps: what is chosen under a name, for oneself or the team."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import services
from fremdrift.overview.enums import ListPage
from fremdrift.overview.selectors import saved_list_by_id
from fremdrift.web.caseworker import choice
from fremdrift.web.caseworker.forms.lists import SavedListForm
from fremdrift.web.caseworker.lines import told
from fremdrift.web.shared.violations import show


@screen(permission=Permission.LIST_SAVE, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, page: str) -> HttpResponse:
    """Give what is chosen on a list a name."""
    if page not in set(ListPage):
        raise Http404
    chosen = choice.read(request.GET)
    has_team = request.actor.team_id is not None
    form = SavedListForm(request.POST if request.method == "POST" else None, team=has_team)
    if request.method == "POST" and form.is_valid():
        said = {"name": form.cleaned_data["name"], "share": form.cleaned_data.get("share", False)}
        try:
            services.saved_list_save(page=ListPage(page), query=chosen.query, **said, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("The list “%(name)s” is kept above the others.") % said)
            return redirect(f"{reverse(page)}?{chosen.query}")
    context = {"form": form, "told": told(chosen, ListPage(page)), "back": f"{reverse(page)}?{chosen.query}"}
    return render(request, "caseworker/saved_list.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.LIST_SAVE, methods=("GET", "POST"))
def change(request: AuthenticatedRequest, list_id: int) -> HttpResponse:
    """Call an own list something else, or share it or not."""
    kept = saved_list_by_id(request.actor, list_id)
    if kept is None:
        raise Http404
    has_team = request.actor.team_id is not None
    initial = {"name": kept.name, "share": kept.shared_with_id is not None}
    form = SavedListForm(request.POST if request.method == "POST" else None, team=has_team, initial=initial)
    back = f"{reverse(kept.page)}?{kept.query}"
    if request.method == "POST" and form.is_valid():
        said = {"name": form.cleaned_data["name"], "share": form.cleaned_data.get("share", False)}
        try:
            services.saved_list_update(saved_list=kept, **said, by=request.actor)
        except RuleViolation as violation:
            show(form, violation)
        else:
            messages.success(request, _("The list is called “%(name)s” now.") % said)
            return redirect(back)
    chosen = choice.of_text(kept.query)
    context = {"form": form, "kept": kept, "told": told(chosen, ListPage(kept.page)), "back": back}
    return render(request, "caseworker/saved_list.html", context, status=422 if form.errors else 200)


@screen(permission=Permission.LIST_SAVE, methods=("POST",))
def remove(request: AuthenticatedRequest, list_id: int) -> HttpResponse:
    """Take an own list away."""
    kept = saved_list_by_id(request.actor, list_id)
    if kept is None:
        raise Http404
    services.saved_list_remove(saved_list=kept, by=request.actor)
    messages.success(request, _("The list “%(name)s” is gone.") % {"name": kept.name})
    return redirect(kept.page)
