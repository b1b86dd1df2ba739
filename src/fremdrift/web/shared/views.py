"""Front door: sign in, sign out, language, and the pages for when something goes wrong."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fremdrift.access.actor import Actor, AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import SENTENCES as REASONS
from fremdrift.access.reasons import Denial
from fremdrift.access.screen import Screen, screen, told_reason
from fremdrift.accounts.selectors import actor_of, user_by_username
from fremdrift.accounts.services import language_choose
from fremdrift.core import clock
from fremdrift.web.shared.near import page_near
from fremdrift.web.shared.personas import PERSONAS
from fremdrift.web.shared.texts import given_back, signed_out, texts_of

_LANDING = (
    (Permission.WORKLIST_VIEW, "worklist"),
    (Permission.TEAM_VIEW, "team"),
    (Permission.UNIT_ORDERS, "inbox"),
    (Permission.DELEGATED_VIEW, "delegated"),
    (Permission.PLACEMENT_WORK, "placements"),
    (Permission.CITIZENS_IMPORT, "import_citizens"),
    (Permission.OWN_PAGE, "own_page"),
    (Permission.OWN_MESSAGES, "own_messages"),
    (Permission.CATALOGUE_VIEW, "offers"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where one's work begins."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return redirect("signin")
    return redirect(next((name for permission, name in _LANDING if actor.may(permission)), "coming"))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """Sign in: in the demo as one of its people, else with name and password."""
    after = request.POST.get("next", request.GET.get("next", ""))
    context = {"personas": PERSONAS if settings.DEMO else [], "next": after}
    if request.method != "POST":
        return render(request, "shared/signin.html", context)
    if settings.DEMO:
        persona = next((p for p in PERSONAS if p.key == request.POST.get("persona")), None)
        user = user_by_username(persona.username) if persona else None
    else:
        user = authenticate(request, username=request.POST.get("username"), password=request.POST.get("password"))
    if user is not None and actor_of(user, clock.today()) is None:
        context |= {"error": _("You have no role here today. Ask your administrator for one.")}
        return render(request, "shared/signin.html", context, status=422)
    if user is None:
        wrong = _("That did not work. Choose somebody below.") if settings.DEMO else _("Name or password is not right.")
        context |= {"error": wrong, "username": request.POST.get("username", "")}
        return render(request, "shared/signin.html", context, status=422)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(_safe(request, after))


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Sign out; the session and all in it are gone."""
    logout(request)
    return redirect("signin")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language: for good when signed in, else until the browser forgets it."""
    chosen = request.POST.get("language", "")
    known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        language_choose(language=known, by=actor)
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        known,
        max_age=31_536_000,
        secure=settings.SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible these pages are, and whom to tell when they are not."""
    return render(request, "shared/accessibility.html")


@screen(permission=Permission.SIGNED_IN)
def stay(request: AuthenticatedRequest) -> HttpResponse:
    """Stay signed in, as with any page; says who one is, and gives pages that are open a token that holds."""
    return JsonResponse(
        {"user": request.actor.user_id, "token": get_token(request)}, headers={"Cache-Control": "no-store"}
    )


@screen(permission=Permission.SIGNED_IN)
def coming(request: AuthenticatedRequest) -> HttpResponse:
    """What this kind of work will find here."""
    return render(request, "shared/coming.html", {"role": str(request.actor.role)})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 when more was sent than the program takes in: the text is still in the browser then."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "shared/413.html", status=413)
    return render(request, "shared/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a colleague without the right, or somebody who has said that they must not see the case."""
    why = told_reason(exception)
    sentence = REASONS[why] if why is not None and why is not Denial.ROLE else ""
    return render(request, "shared/403.html", {"sentence": sentence}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old; its texts are given back. What came from elsewhere is not shown on our page."""
    title, sentence = _("This was not saved"), _("The page had been open too long, or it came from somewhere else.")
    ours = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != ours:
        request.POST = QueryDict()
    if not request.user.is_authenticated and _screen(request) is not None:
        return signed_out(request, _page_of_form(request))
    return given_back(request, title, sentence, _page_of_form(request), status=403)


def _page_of_form(request: HttpRequest) -> str:
    """The page that a form belongs to: its own address, where that can be read; else the one it was sent from."""
    asked = _screen(request)
    is_page = asked is not None and "GET" in asked.methods
    return request.get_full_path() if is_page else _safe(request, request.headers.get("Referer", ""))


def _screen(request: HttpRequest) -> Screen | None:
    """What the view that was asked for says of itself; none where no sign-in is needed."""
    return getattr(request.resolver_match.func, "screen", None) if request.resolver_match else None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, or nothing for you; the two look the same. Texts that were sent are given back."""
    if request.method == "POST" and request.user.is_authenticated and texts_of(request):
        sentence = _("What it belongs to is not here any more, or it concerns somebody whose case you do not have.")
        return given_back(request, _("This was not saved"), sentence, "", status=404)
    return render(request, "shared/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return render(None, "shared/500.html", status=500)


def _safe(request: HttpRequest, url: str) -> str:
    """An address of ours that is a page; nobody is sent to one that only takes what a form sends."""
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return page_near(url)
    return reverse("home")
