"""An invitation to help somebody: whoever has the link chooses how to sign in, once."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fremdrift.accounts.selectors import municipality_by_key
from fremdrift.cases import selectors, services
from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared.fields import TextField
from fremdrift.web.shared.violations import show as show_violation

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInForm(forms.Form):
    """The name that people see, and what one signs in with."""

    name = TextField(
        label=_("Your name"),
        max_length=120,
        help_text=_("It stands beside what you write, and in the list of who has looked."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = TextField(
        label=_("User name"),
        max_length=60,
        min_length=5,
        validators=[RegexValidator(r"^[\w.@+-]+$", _("Use letters, digits and . @ + - _ only."))],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=_("You sign in with it. Your email address is easy to remember."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=_("At least 12 characters."),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The password is written the same twice."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("That is not the same as above. Write both again."))
        return data


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, municipality: str, secret: str) -> HttpResponse:
    """Take the invitation; nobody's name is shown for a link that may have come into other hands."""
    home = municipality_by_key(municipality)
    found = selectors.invitation(home, secret) if home else None
    signed_in = getattr(request.user, "name", "")
    context: dict[str, object] = {"found": found, "home": home, "signed_in": signed_in}
    if home is None or found is None:
        return _answer(request, context, 404)
    if signed_in:
        return _answer(request, context, 200)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = services.NewSignIn(data["username"], data["name"], data["password"], get_language() or "da")
        try:
            user = services.representation_accept(municipality=home, secret=secret, sign_in=chosen)
        except RuleViolation as violation:
            show_violation(form, violation)
        else:
            login(request, user, backend=_BACKEND)
            return redirect("home")
    return _answer(request, context | {"form": form}, 422 if form.errors else 200)


def _answer(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "citizen/invited.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
