"""The texts of guidance: what helps in each phase, the four descriptions, and the ten points."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.web.admin import guidance_words as words
from fremdrift.web.admin.guidance_forms import TextForm
from fremdrift.web.admin.questionnaire_words import tongues
from fremdrift.web.shared.violations import show as show_violation


@screen(permission=Permission.GUIDANCE_KEEP)
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """All texts as people read them, each with a way to word it otherwise."""
    texts = words.Texts(selectors.guidance(request.actor), selectors.guidance_written(request.actor))
    return render(request, "admin/guidance.html", {"texts": texts})


@screen(permission=Permission.GUIDANCE_KEEP, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, text_key: str) -> HttpResponse:
    """One text in both languages, beside the words that came with Fremdrift."""
    standard = selectors.standard_guidance().get(text_key)
    if standard is None:
        raise Http404
    stands = selectors.guidance(request.actor)[text_key]
    back = "restore" in request.POST
    now = {"da": stands.da, "en": stands.en, "seen_da": stands.da, "seen_en": stands.en}
    typed = now | {"da": standard.da, "en": standard.en} if back else request.POST
    form, theirs = TextForm(typed if request.method == "POST" else None, initial=now), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.guidance_write(key=text_key, da=said["da"], en=said["en"], seen=form.seen, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
            if violation.code == "guidance.changed_meanwhile":
                theirs = selectors.guidance(request.actor)[text_key]
                form.see(theirs)
        else:
            messages.success(
                request, _("The words that came with Fremdrift are back.") if back else _("The text is saved.")
            )
            return redirect("guidance")
    written = selectors.guidance_written(request.actor).get(text_key)
    context = {
        "form": form,
        "standard": standard,
        "written": written,
        "theirs": theirs,
        "tongues": tongues(),
        "names": words.names(text_key),
        "key": text_key,
    }
    return render(request, "admin/guidance_text.html", context, status=422 if form.errors else 200)
