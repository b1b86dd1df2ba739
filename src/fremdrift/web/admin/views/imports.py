"""Reading files in."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.context import acting
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.exchange.citizens import citizens_import
from fremdrift.exchange.reading import MOST_BYTES, Refused

COLUMNS = (
    ("cpr", _("CPR number, ten digits; must be there")),
    ("navn · name", _("Full name; must be there")),
    ("sag_åbnet · case_opened", _("Day the case was opened; must be there")),
    ("ydelse · benefit", _("For instance kontanthjælp or cash_benefit, with ydelse_fra and ydelse_til")),
    ("målgruppe · target_group", _("For instance match 2 or match_2, with målgruppe_fra and målgruppe_til")),
    ("kontaktperson · contact_person", _("User name of a caseworker, with kontaktperson_fra")),
    ("telefon · phone, email", _("May be empty")),
    ("beskyttet_adresse · protected_address", _("Yes or no")),
)


class FileForm(forms.Form):
    """A file with citizens."""

    file = forms.FileField(
        label=_("CSV file"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


@screen(permission=Permission.CITIZENS_IMPORT, methods=("GET", "POST"))
def import_citizens(request: AuthenticatedRequest) -> HttpResponse:
    """Read citizens in: all of the file or nothing; what is wrong is told place by place."""
    form = _form(request)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        by = request.actor.as_system()
        try:
            with acting(by):
                done = citizens_import(content=form.cleaned_data["file"].read(), by=by)
        except Refused as why:
            refused = why
            form.add_error("file", _("Nothing was read in. Correct the places below and choose the file again."))
        else:
            messages.success(request, str(done))
            return redirect("import_citizens")
    context = {"form": form, "problems": refused.problems if refused else [], "columns": COLUMNS}
    return render(request, "admin/import_citizens.html", context, status=422 if form.errors else 200)


def _form(request: AuthenticatedRequest) -> FileForm:
    """The form; a file that the server did not even keep is told from none."""
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if not request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form.fields["file"].error_messages["required"] = _("The file is larger than 20 MB. Split it.")
    return form
