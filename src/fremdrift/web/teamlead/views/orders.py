"""The orders behind a count of the team's page: for whom, where to, by whom and when; nothing of what they say."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import look_up, screen
from fremdrift.catalogue.enums import Purpose as OfferPurpose
from fremdrift.overview.selectors.team_orders import team_order_list
from fremdrift.web.teamlead import words

PER_PAGE = 50
_SEEN = (FieldClass.IDENTITY, FieldClass.ORDER)


@screen(permission=Permission.TEAM_VIEW, persons=True)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """Orders of the last twelve months, of one purpose, or those that only the rule asked for."""
    purpose, right = request.GET.get("purpose", ""), request.GET.get("right") == "1"
    if purpose and purpose not in OfferPurpose.values:
        raise Http404
    found = team_order_list(request.actor, purpose, right_and_duty=right)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    look_up(request, [order.case.citizen_id for order in page], _SEEN, purpose=Purpose.LEADERSHIP)
    context = {"page": page, "title": words.order_title(purpose, right_and_duty=right)}
    return render(request, "teamlead/orders.html", context)
