"""The offer catalogue: searched, read, compared and saved as a file. Its pages are about nobody."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import municipality_of
from fremdrift.catalogue import selectors
from fremdrift.core import clock
from fremdrift.web.caseworker import offer_choice as choice
from fremdrift.web.caseworker import offer_lines as lines
from fremdrift.web.caseworker.offer_use import full, uses
from fremdrift.web.shared.export import spreadsheet

PER_PAGE = 25
_MOST_EXPORTED = 20_000


@screen(permission=Permission.CATALOGUE_VIEW)
def show(request: AuthenticatedRequest) -> HttpResponse:
    """The catalogue: words, filters that combine, counts, and a page of what they lead to."""
    search = choice.read(request.GET)
    found = selectors.offers_found(request.actor, search, full(request.actor))
    page = Paginator(found.offers, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "query": choice.address(search),
        "pairs": choice.pairs(search),
        "read_as": sorted(found.read_as.items()),
        "page": page,
        "rows": lines.rows(page, uses(request.actor, page), clock.today()),
        "filters": choice.filters(search, selectors.offer_counts(request.actor, found)),
        "chosen": choice.chosen(search),
        "heads": choice.heads(search),
    }
    template = "caseworker/offers.html#list" if getattr(request, "htmx", False) else "caseworker/offers.html"
    return render(request, template, context)


@screen(permission=Permission.CATALOGUE_VIEW)
def export(request: AuthenticatedRequest) -> HttpResponse:
    """All that the same search leads to, as a file for a spreadsheet."""
    found = selectors.offers_found(request.actor, choice.read(request.GET), full(request.actor))
    offers = list(found.offers[:_MOST_EXPORTED])
    rows = lines.cells(offers, uses(request.actor, offers))
    file = _("offers")
    return spreadsheet(f"{file}-{clock.today()}.csv", [lines.columns(), *rows])


@screen(permission=Permission.CATALOGUE_VIEW)
def offer(request: AuthenticatedRequest, offer_id: UUID) -> HttpResponse:
    """All that is known of one offer: what stands against it, what happens in it, and what colleagues have noted."""
    found = selectors.offer_by_id(request.actor, offer_id)
    if found is None:
        raise Http404
    notes = selectors.experiences(request.actor, found)
    use, home = uses(request.actor, [found]), municipality_of(request.actor)
    context = {
        "offer": found,
        "view": lines.whole(found, use, clock.today(), home.rule_pack if home else ""),
        "notes": notes,
        "keeps": request.actor.may(Permission.OFFERS_KEEP),
        "back": choice.address(choice.read(request.GET)),
    }
    return render(request, "caseworker/offer.html", context)


@screen(permission=Permission.CATALOGUE_VIEW)
def compare(request: AuthenticatedRequest) -> HttpResponse:
    """Up to three offers beside one another."""
    given = request.GET.getlist("offer")
    found = selectors.offers_by_ids(request.actor, lines.ids(given))
    context = {
        "offers": lines.rows(found, uses(request.actor, found), clock.today()),
        "table": lines.comparison(found, uses(request.actor, found), clock.today()),
        "too_many": len(set(given)) > selectors.MOST_COMPARED,
        "most": selectors.MOST_COMPARED,
    }
    return render(request, "caseworker/offers_compared.html", context)
