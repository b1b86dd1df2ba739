"""Editing a questionnaire's draft: what stands above the questions, and one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.core.exceptions import RuleViolation
from fremdrift.questionnaires import rules, services
from fremdrift.web.admin import questionnaire_words as words
from fremdrift.web.admin.question_forms import GONE, MORE_ROWS, HeadForm, ItemForm, identity
from fremdrift.web.admin.views.questionnaires import questionnaire_of, seen_in
from fremdrift.web.shared.violations import SENTENCES
from fremdrift.web.shared.violations import show as show_violation

if TYPE_CHECKING:
    from fremdrift.questionnaires.models import Questionnaire
    from fremdrift.questionnaires.rules import Form, Question


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("GET", "POST"))
def edit(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """What stands above the questions, and the questions in their order."""
    draft = questionnaire_of(request, questionnaire_id)
    if request.method != "POST" and draft.state != "draft":
        return _stays(request, draft)
    form = HeadForm(request.POST) if request.method == "POST" else _head(draft)
    if request.method == "POST" and form.is_valid() and _kept(request, draft, form, form.onto(draft.form)):
        messages.success(request, _("The draft is saved."))
        return redirect("questionnaire_edit", draft.pk)
    context = _page(draft) | {"form": form, "items": words.items(draft.form)}
    wrong = request.method == "POST"
    return render(request, "admin/questionnaire_edit.html", context, status=422 if wrong else 200)


def _head(draft: Questionnaire) -> HeadForm:
    """What the draft says; what is missing is said once somebody has written in it."""
    stands = HeadForm.of(draft.form, draft.changes)
    if not draft.changes:
        return HeadForm(initial=stands)
    form = HeadForm(stands)
    form.is_valid()
    form.show([code for code, at in rules.problems(draft.form) if at is None])
    return form


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("GET", "POST"))
def add(request: AuthenticatedRequest, questionnaire_id: UUID) -> HttpResponse:
    """Write another question, which comes last."""
    draft = questionnaire_of(request, questionnaire_id)
    if request.method != "POST":
        if draft.state != "draft":
            return _stays(request, draft)
        form = ItemForm(initial={"seen": draft.changes, "kind": "scale"})
        return _question(request, draft, form, 200)
    form = ItemForm(request.POST, rows=_rows(request))
    if "more" in request.POST:
        return _question(request, draft, _unsaid(request, form), 200)
    if form.is_valid():
        return _put(request, draft, form, len(draft.form.items))
    return _question(request, draft, form, 422)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("GET", "POST"))
def question(request: AuthenticatedRequest, questionnaire_id: UUID, number: int) -> HttpResponse:
    """One question of a draft; what is missing stands at its place."""
    draft = questionnaire_of(request, questionnaire_id)
    if request.method != "POST":
        if draft.state != "draft":
            return _stays(request, draft)
        return _question(request, draft, _item(draft, number), 200, number)
    form = ItemForm(request.POST, rows=_rows(request))
    if "more" in request.POST:
        return _question(request, draft, _unsaid(request, form), 200, number)
    if not form.is_valid():
        return _question(request, draft, form, 422, number)
    at = len(draft.form.items) if "as_new" in request.POST else _place(draft.form, form.cleaned_data["was"], number)
    if at is None:
        form.add_error(None, GONE)
        form.see(draft.changes)
        return _question(request, draft, form, 422, number, gone=True)
    return _put(request, draft, form, at)


def _item(draft: Questionnaire, number: int) -> ItemForm:
    """A question as it stands, with what must be mended in it."""
    if not 1 <= number <= len(draft.form.items):
        raise Http404
    item = draft.form.items[number - 1]
    codes = [code for code, at in rules.problems(draft.form) if at == number - 1]
    stands = ItemForm.of(item, draft.changes)
    rows = min(len(item.choices) + (0 if item.kind == "scale" else 2), rules.MOST_CHOICES)
    if not codes:
        return ItemForm(initial=stands, rows=rows)
    form = ItemForm(stands, rows=rows)
    form.is_valid()
    form.show(codes, item)
    return form


def _put(request: AuthenticatedRequest, draft: Questionnaire, form: ItemForm, at: int) -> HttpResponse:
    """Keep a question at its place; one that lacks something is shown again with what it lacks."""
    items = list(draft.form.items)
    items[at : at + 1] = [form.item]
    said = draft.form.model_copy(update={"items": tuple(items)})
    if not _kept(request, draft, form, said):
        return _question(request, draft, form, 422, at + 1 if at < len(draft.form.items) else 0)
    if any(where == at for _code, where in rules.problems(said)):
        messages.warning(request, _("The question is saved. Something must be mended before it can be asked."))
        return redirect("question", draft.pk, at + 1)
    messages.success(request, _("The question is saved."))
    return redirect("questionnaire_edit", draft.pk)


def _place(form: Form, was: str, number: int) -> int | None:
    """Where a question stands by now that somebody has had on the screen as this number; none when it is gone."""
    known = [identity(item) for item in form.items]
    if 1 <= number <= len(known) and known[number - 1] == was:
        return number - 1
    return known.index(was) if known.count(was) == 1 else None


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def move(request: AuthenticatedRequest, questionnaire_id: UUID, number: int) -> HttpResponse:
    """Move a question one place up or down."""
    draft = questionnaire_of(request, questionnaire_id)
    items, at = list(draft.form.items), number - 1
    to = at - 1 if "up" in request.POST else at + 1
    if 0 <= at < len(items) and 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
        _write(request, draft, tuple(items))
    return redirect("questionnaire_edit", draft.pk)


@screen(permission=Permission.QUESTIONNAIRES_KEEP, methods=("POST",))
def remove(request: AuthenticatedRequest, questionnaire_id: UUID, number: int) -> HttpResponse:
    """Take a question out of a draft."""
    draft = questionnaire_of(request, questionnaire_id)
    items = draft.form.items
    if 1 <= number <= len(items) and _write(request, draft, items[: number - 1] + items[number:]):
        messages.success(request, _("The question is removed."))
    return redirect("questionnaire_edit", draft.pk)


def _write(request: AuthenticatedRequest, draft: Questionnaire, items: tuple[Question, ...]) -> bool:
    """Keep the questions of a draft as they stood on the screen; if not, the page says why."""
    said = draft.form.model_copy(update={"items": items})
    try:
        services.questionnaire_update(draft=draft, form=said, seen=seen_in(request), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, SENTENCES[violation.code])
        return False
    return True


def _kept(request: AuthenticatedRequest, draft: Questionnaire, form: HeadForm | ItemForm, said: Form) -> bool:
    """Keep what was typed; whoever is told of others' changes may save over them after looking."""
    try:
        services.questionnaire_update(draft=draft, form=said, seen=seen_in(request), by=request.actor)
    except RuleViolation as violation:
        show_violation(form, violation)
        form.see(draft.changes)
        return False
    return True


def _question(
    request: AuthenticatedRequest,
    draft: Questionnaire,
    form: ItemForm,
    status: int,
    number: int = 0,
    *,
    gone: bool = False,
) -> HttpResponse:
    stands = draft.form.items[number - 1] if status == 422 and 1 <= number <= len(draft.form.items) else None
    context = _page(draft) | {"form": form, "number": number, "gone": gone}
    if stands is not None and form.non_field_errors() and not gone:
        context["stands"] = stands
    return render(request, "admin/question_form.html", context, status=status)


def _page(draft: Questionnaire) -> dict[str, Any]:
    return {"draft": draft, "title": words.title_of(draft.form), "tongues": words.tongues()}


def _rows(request: AuthenticatedRequest) -> int:
    """How many rows of choices to show: those that were sent, and more where somebody asks for more."""
    sent = sum(name.startswith("choice_") and name.endswith("_key") for name in request.POST)
    return sent + MORE_ROWS if "more" in request.POST else sent


def _unsaid(request: AuthenticatedRequest, form: ItemForm) -> ItemForm:
    """The form with all that was typed and nothing said about it yet."""
    return ItemForm(initial=request.POST.dict() | {"asked_of": request.POST.getlist("asked_of")}, rows=form.rows)


def _stays(request: AuthenticatedRequest, version: Questionnaire) -> HttpResponse:
    messages.info(request, _("A version that was published never changes. Begin a new version to word it otherwise."))
    return redirect("questionnaire", version.pk)
