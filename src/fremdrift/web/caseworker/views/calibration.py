"""Described cases for those who score: answer first, then see how colleagues used the steps. About nobody."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import rules, selectors, services
from fremdrift.web.caseworker import calibration_words
from fremdrift.web.caseworker.forms.calibration import CalibrationForm
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.MEASURE)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """The described cases, and which of them one has answered."""
    own = selectors.calibration_answers(request.actor)
    rows = [(scene, said(scene.paragraphs[0]), scene.key in own) for scene in selectors.scenes().values()]
    return render(request, "caseworker/calibration.html", {"rows": rows})


@screen(permission=Permission.MEASURE, methods=("GET", "POST"))
def scene(request: AuthenticatedRequest, scene: str) -> HttpResponse:
    """One described case: the form, or once one has answered the spread; `?again` brings the form back."""
    described = selectors.scenes().get(scene)
    if described is None:
        raise Http404
    form = CalibrationForm(calibration_words.asked(described), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.calibration_answer(scene=scene, steps=form.steps, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("Your answers are kept. Nobody else sees them."))
            return redirect("calibration_scene", scene)
    own = selectors.calibration_answers(request.actor).get(scene, {})
    answering = form.is_bound or not own or "again" in request.GET
    context = _described(described) | {"form": form if answering else None}
    if not answering:
        context["spreads"] = calibration_words.spreads(
            described, own, selectors.calibration_spread(request.actor, scene)
        )
    return render(request, "caseworker/calibration_scene.html", context, status=422 if form.errors else 200)


def _described(described: rules.Scene) -> dict[str, object]:
    keys = list(selectors.scenes())
    following = keys[keys.index(described.key) + 1 :]
    return {
        "scene": described,
        "paragraphs": [said(text) for text in described.paragraphs],
        "following": selectors.scenes()[following[0]] if following else None,
    }
