"""`@screen`: what every view carries. Who may open it, what is logged, and that a GET writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from fremdrift.access.actor import Actor, AuthenticatedRequest
from fremdrift.access.context import acting, read_only
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.lookup_log import LookUp, Outcome, Writer
from fremdrift.access.permissions import Permission
from fremdrift.access.reasons import Denial
from fremdrift.access.roles import Role

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[AuthenticatedRequest, Parameters], HttpResponse]
_SAFE = {"GET", "HEAD"}


class NotLogged(Exception):
    """A page about persons was about to answer without a row in the look-up log; what it wrote is undone."""


class SignedOut(Exception):
    """A form came from somebody who is not signed in any more; nothing was done with it."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back  # the page to come back to after signing in; empty when it is not known


@dataclass(frozen=True)
class Screen:
    """What `@screen` says about a view; tests read it."""

    permission: Permission
    persons: bool
    methods: tuple[str, ...]

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods that reach the view: its own, and HEAD where there is a GET."""
        return (*self.methods, "HEAD") if "GET" in self.methods else self.methods


@cache
def log_writer() -> Writer:
    """The second connection, which writes the look-up log and nothing else."""
    return Writer(settings.DATABASE.conninfo(settings.DATABASE_ROLES.audit))


def look_up(
    request: AuthenticatedRequest,
    subjects: Iterable[UUID],
    fields: Iterable[FieldClass],
    *,
    purpose: str = "case_work",
    criterion: str = "",
    municipality_id: int | None = None,
) -> None:
    """Commit one row of the look-up log, before the page is sent; raises LogUnavailable, and then nothing is shown.

    The row stands in the log of `municipality_id`, whose citizens are looked at, for not everybody works for one.
    """
    seen = tuple(sorted(set(subjects), key=str))
    if request.actor.role is Role.REPRESENTATIVE:  # on a page that is the citizen's own, and not theirs
        purpose = Purpose.REPRESENTATIVE
    row = _row(request.actor, _name(request), seen, tuple(fields), purpose, Outcome.PERMIT, "", criterion)
    if municipality_id is not None:
        row = replace(row, municipality_id=municipality_id)
    log_writer().append(row)
    request.META["fremdrift.looked_up"] = True


def screen(
    *, permission: Permission, persons: bool = False, methods: tuple[str, ...] = ("GET",)
) -> Callable[[View[Parameters]], Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]]:
    """Let in whoever's role may; `persons` says that the page shows somebody, so that it must be logged."""
    rule = Screen(permission, persons, methods)

    def decorate(view: View[Parameters]) -> Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None:
                return _to_sign_in(request, rule)
            if not actor.may(permission):
                _deny(actor, request, Denial.ROLE, persons=persons)
                raise PermissionDenied(Denial.ROLE)
            if request.method not in rule.allowed:
                status = 204 if request.method == "OPTIONS" else 405
                return HttpResponse(status=status, headers={"Allow": ", ".join(rule.allowed)})
            if request.method not in _SAFE and actor.only_reads(permission):
                _deny(actor, request, Denial.ROLE, persons=persons)
                raise PermissionDenied(Denial.ROLE)
            try:
                return _open(view, request, rule, *args, **kwargs)
            except (Http404, PermissionDenied) as told:
                _deny(actor, request, told_reason(told) or Denial.NO_GRANT, persons=persons)
                raise

        guarded.screen = rule  # type: ignore[attr-defined]  # read by tests and by the access matrix
        return guarded

    return decorate


def refused(why: Denial) -> Http404 | PermissionDenied:
    """What a view raises when a citizen is not this actor's to see. Only who said so themself learns why."""
    return PermissionDenied(why) if why is Denial.OWN_CONFLICT else Http404(why)


def told_reason(refusal: Exception | None) -> Denial | None:
    """The reason with which a view, or the screen, refused."""
    said = refusal.args[0] if refusal is not None and refusal.args else None
    return said if isinstance(said, Denial) else None


def look_denied(
    request: AuthenticatedRequest, why: Denial, *, subjects: Iterable[UUID] = (), purpose: str = "", criterion: str = ""
) -> None:
    """Commit that somebody was not shown whom they asked for, on a page that goes on to say so itself."""
    seen = tuple(sorted(set(subjects), key=str))
    log_writer().append(_row(request.actor, _name(request), seen, (), purpose, Outcome.DENY, why, criterion))
    request.META["fremdrift.looked_up"] = True


def _to_sign_in(request: HttpRequest, rule: Screen) -> HttpResponse:
    if request.method == "POST":
        raise SignedOut(request.get_full_path() if "GET" in rule.methods else request.headers.get("Referer", ""))
    answer = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    # A script that asked for a part of a page would put the sign-in page in its place.
    return HttpResponseClientRedirect(answer.url) if getattr(request, "htmx", None) else answer


def _open(
    view: View[Parameters],
    request: HttpRequest,
    rule: Screen,
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> HttpResponse:
    signed_in: AuthenticatedRequest = request  # type: ignore[assignment]  # the middleware set .actor
    with acting(signed_in.actor), read_only() if request.method in _SAFE else nullcontext():
        response = view(signed_in, *args, **kwargs)
        if rule.persons and not request.META.get("fremdrift.looked_up"):
            raise NotLogged(_name(request))
    if rule.persons:
        response["Cache-Control"] = "no-store"
    return response


def _deny(actor: Actor, request: HttpRequest, reason: Denial, *, persons: bool) -> None:
    if persons:
        log_writer().append(_row(actor, _name(request), (), (), "", Outcome.DENY, reason, request.path))


def _row(
    actor: Actor,
    name: str,
    subjects: tuple[UUID, ...],
    fields: tuple[FieldClass, ...],
    purpose: str,
    outcome: Outcome,
    reason: str,
    criterion: str,
) -> LookUp:
    return LookUp(
        municipality_id=actor.municipality_id or 0,
        actor_id=actor.user_id,
        role=str(actor.role),
        unit=actor.unit,
        subjects=subjects,
        purpose=purpose,
        screen=name,
        fields=tuple(str(f) for f in fields),
        outcome=outcome,
        reason=reason,
        criterion=criterion,
        count=len(subjects),
    )


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else request.path
