"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.access.permissions import Permission
from fremdrift.access.roles import ROLES, Role
from fremdrift.cases.selectors import own_contact, own_representation
from fremdrift.core import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in and what they may, the main menu, whether this is the demo, and today's date."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "calendar_url": reverse("calendar") if actor and actor.may(Permission.CALENDAR_SUBSCRIBE) else "",
        "menu": _menu(request, actor) if actor else [],
        "may_search": actor is not None and actor.may(Permission.CITIZEN_SEARCH),
        "may": {str(p) for p in ROLES[actor.role].permissions} if actor else set(),
        "today": clock.today(),
        "reads_rules": actor is not None and actor.may(Permission.RULES_VIEW),
        "home": reverse("home"),
        "own_contact": SimpleLazyObject(lambda: _own_contact(request, actor)),
        "helps": own_representation(actor) if actor and actor.role is Role.REPRESENTATIVE else None,
        "has_looked": bool(request.META.get("fremdrift.looked_up")),
    }


def _own_contact(request: HttpRequest, actor: Actor | None) -> object:
    """The citizen's contact person, on the pages about the own case, which have logged the look already."""
    if actor is None or not actor.may(Permission.OWN_PAGE) or not request.META.get("fremdrift.looked_up"):
        return None
    return own_contact(actor)


def _menu(request: HttpRequest, actor: Actor) -> list[tuple[str, str, bool]]:
    entries = [
        (Permission.WORKLIST_VIEW, _("Worklist"), "worklist"),
        (Permission.WORKLIST_VIEW, _("My citizens"), "caseload"),
        (Permission.OWN_PAGE, _("My page"), "own_page"),
        (Permission.OWN_PLAN, _("My plan"), "own_plan"),
        (Permission.OWN_MESSAGES, _("My messages"), "own_messages"),
        (Permission.UNIT_ORDERS, _("Inbox"), "inbox"),
        (Permission.UNIT_ORDERS, _("Attendance"), "unit_attendance"),
        (Permission.OWN_ANSWERS, _("My answers"), "own_answers"),
        (Permission.DELEGATED_VIEW, _("Citizens I am contact person for"), "delegated"),
        (Permission.PLACEMENT_WORK, _("Placements"), "placements"),
        (Permission.TEAM_VIEW, _("The team"), "team"),
        (Permission.TEAM_COVER, _("Stand-ins"), "covers"),
        (Permission.TEAM_REASSIGN, _("Share out cases"), "reassign"),
        (Permission.CITIZENS_IMPORT, _("Read citizens in"), "import_citizens"),
        (Permission.TEAM_VIEW, _("Voluntary periods"), "registration_rounds"),
        (Permission.REGISTRATIONS_EXPORT, _("Voluntary periods"), "registration_rounds"),
        (Permission.CATALOGUE_VIEW, _("Offers"), "offers"),
        (Permission.OFFERS_KEEP, _("Keep the catalogue"), "offers_kept"),
        (Permission.WORKPLACES_KEEP, _("Companies"), "companies"),
        (Permission.QUESTIONNAIRES_KEEP, _("Questionnaires"), "questionnaires"),
    ]
    if actor.role is Role.REPRESENTATIVE:  # who has no page of their own with links to these
        entries += [
            (Permission.OWN_ORDERS, _("Ordered for me"), "own_orders"),
            (Permission.OWN_ORDERS, _("Offers for me"), "own_offers"),
        ]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [(label, reverse(name), name == here) for permission, label, name in entries if actor.may(permission)]
