"""Questionnaires: all versions, one of them as it is asked, what was changed, files, and which version is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.exchange.questionnaires import questionnaire_import, toml_of
from fremdrift.exchange.reading import MOST_BYTES, Refused
from fremdrift.questionnaires import rules, selectors, services
from fremdrift.web.admin import questionnaire_words as words
from fremdrift.web.admin.question_forms import FileForm, NewForm
from fremdrift.web.shared.fields import read_version
from fremdrift.web.shared.undo import done
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.questionnaires.models import Questionnaire
    from fremdrift.questionnaires.rules import Form

STANDARD = "standard"  # in an address: the one that comes with Fremdrift


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Every questionnaire with its versions, and those that come with Fremdrift."""
    found = words.groups(selectors.questionnaires(request.actor), selectors.standard_forms())
    return render(request, "admin/questionnaires.html", {"groups": found})


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def show(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """One version as it is asked, and what can be done with it."""
    found = questionnaire_of(request, questionnaire_id)
    context = _shown(request, found.form) | {
        "version": words.version(found),
        "others": _others(request, found),
        "draft": _draft(request, found.key),
    }
    return render(request, "admin/questionnaire.html", context)


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def standard(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """A questionnaire that comes with Fremdrift, as it is asked."""
    context = _shown(request, _standard(key)) | {"draft": _draft(request, key)}
    return render(request, "admin/questionnaire.html", context)


def _shown(request: AuthenticatedRequest, form: Form) -> dict[str, object]:
    """What stands on the page of any version: the questions of one party at a time."""
    parties = words.parties(form)
    known = [key for key, _shape, _label, _count in parties]
    asked = request.GET.get("who", "")
    party = asked if asked in known else next(iter(known), "")
    return {
        "form": form,
        "title": words.title_of(form),
        "use": words.use_of(form),
        "parties": parties,
        "party": party,
        "items": words.items(form, party),
        "tongues": words.tongues(),
        "lacks": words.lacks(form),
    }


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def changes(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """What one version says otherwise than another, in words."""
    found = questionnaire_of(request, questionnaire_id)
    others = _others(request, found)
    asked = request.GET.get("from", "")
    before = next((one for one in others if asked == one[0]), others[0] if others else None)
    lines = words.changed(rules.differences(before[2], found.form)) if before else []
    context = {
        "version": words.version(found),
        "title": words.title_of(found.form),
        "others": others,
        "before": before,
        "lines": lines,
    }
    return render(request, "admin/questionnaire_changes.html", context)


def _others(request: AuthenticatedRequest, found: Questionnaire) -> list[tuple[str, str, Form]]:
    """What a version can be compared with, the one before it first: address word, name and words."""
    rows = [row for row in selectors.questionnaires(request.actor) if row.key == found.key and row.pk != found.pk]
    rows.sort(key=lambda row: (row.version > found.version, -row.version))
    known = [(str(row.pk), _("version %(number)s") % {"number": row.version}, row.form) for row in rows]
    standard_form = selectors.standard_forms().get(found.key)
    return [*known, (STANDARD, _("the one that comes with Fremdrift"), standard_form)] if standard_form else known


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("GET", "POST"))
def add(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a questionnaire that nobody has written yet."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.questionnaire_begin(form=form.form, by=request.actor)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            messages.success(request, _("The draft is begun. Write its questions."))
            return redirect("questionnaire_edit", made.pk)
    return render(request, "admin/questionnaire_add.html", {"form": form}, status=422 if form.errors else 200)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("GET", "POST"))
def upload(request: AuthenticatedRequest) -> HttpResponse:
    """Read a file in as a new draft; what is wrong in it is told place by place."""
    form = _file_form(request)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = questionnaire_import(content=form.cleaned_data["file"].read(), by=request.actor)
        except Refused as why:
            refused = why
            form.add_error("file", _("Nothing was read in. Correct the places below and choose the file again."))
        except RuleViolation as violation:
            form.add_error("file", SENTENCES[violation.code])
        else:
            messages.success(request, _("The file is read in as a draft."))
            return redirect("questionnaire", made.pk)
    context = {"form": form, "problems": refused.problems if refused else []}
    return render(request, "admin/questionnaire_upload.html", context, status=422 if form.errors else 200)


def _file_form(request: AuthenticatedRequest) -> FileForm:
    """The form; a file that the server did not even keep is told from none."""
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if not request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form.fields["file"].error_messages["required"] = _("The file is larger than 20 MB. Split it.")
    return form


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def download(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """A version as a file that can be read in again."""
    found = questionnaire_of(request, questionnaire_id)
    return _file(found.form, f"{found.key}-{found.version}.toml")


@screen(permission=Permission.QUESTIONNAIRES_KEEP)
def standard_download(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """A questionnaire that comes with Fremdrift, as a file."""
    return _file(_standard(key), f"{key}.toml")


def _file(form: Form, name: str) -> HttpResponse:
    response = HttpResponse(toml_of(form), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def copy(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Begin a new version with what this one says."""
    return _begin(request, questionnaire_of(request, questionnaire_id).form)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def standard_copy(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Begin a version of one's own with what comes with Fremdrift."""
    return _begin(request, _standard(key))


def _begin(request: AuthenticatedRequest, form: Form) -> HttpResponse:
    try:
        made = services.questionnaire_begin(form=form, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
        standing = _draft(request, form.key)
        return redirect("questionnaire_edit", standing.pk) if standing else redirect("questionnaires")
    messages.success(request, _("The draft is begun. Nobody is asked it before you take it into use."))
    return redirect("questionnaire_edit", made.pk)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def publish(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Take a draft into use, as it stood on the screen."""
    found, seen = questionnaire_of(request, questionnaire_id), seen_in(request)
    if _did(request, lambda: services.questionnaire_publish(draft=found, seen=seen, by=request.actor)):
        messages.success(request, _("Version %(number)s is in use from now on.") % {"number": found.version})
    return redirect("questionnaire", found.pk)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def retire(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Ask a version no more."""
    found = questionnaire_of(request, questionnaire_id)
    if _did(request, lambda: services.questionnaire_retire(questionnaire=found, by=request.actor)):
        told = _("Version %(number)s is no longer in use.") % {"number": found.version}
        done(request, told, reverse("questionnaire_reopen", args=[found.pk]))
    return redirect("questionnaire", found.pk)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def reopen(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Ask an earlier version again."""
    found = questionnaire_of(request, questionnaire_id)
    if _did(request, lambda: services.questionnaire_reopen(questionnaire=found, by=request.actor)):
        messages.success(request, _("Version %(number)s is in use again.") % {"number": found.version})
    return redirect("questionnaire", found.pk)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def discard(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Throw a draft away, as it stood on the screen."""
    found, seen = questionnaire_of(request, questionnaire_id), seen_in(request)
    if not _did(request, lambda: services.questionnaire_discard(draft=found, seen=seen, by=request.actor)):
        return redirect("questionnaire", found.pk)
    messages.success(request, _("The draft is thrown away."))
    return redirect("questionnaires")


def _did(request: AuthenticatedRequest, write: Callable[[], None]) -> bool:
    """Whether a write was taken; if not, the page says why."""
    try:
        write()
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
        return False
    return True


def seen_in(request: AuthenticatedRequest) -> int:
    """The count of changes that was on the screen; one that no draft has when the form does not say."""
    found = read_version(request.POST.get("seen", ""))
    return -1 if found is None else found


def questionnaire_of(request: AuthenticatedRequest, questionnaire_id: UUID) -> Questionnaire:
    """The version of an address, in the own municipality."""
    found = selectors.questionnaire_by_id(request.actor, questionnaire_id)
    if found is None:
        raise Http404
    return found


def _standard(key: str) -> Form:
    found = selectors.standard_forms().get(key)
    if found is None:
        raise Http404
    return found


def _draft(request: AuthenticatedRequest, key: str) -> Questionnaire | None:
    return next(
        (row for row in selectors.questionnaires(request.actor) if (row.key, row.state) == (key, "draft")), None
    )
