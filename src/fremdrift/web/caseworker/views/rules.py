"""The register of rules: the packs, and a card for each rule. About nobody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.access.permissions import Permission
from fremdrift.access.screen import screen
from fremdrift.accounts.selectors import municipality_of
from fremdrift.rulebook import selectors
from fremdrift.web.caseworker import register


@screen(permission=Permission.RULES_VIEW)
def packs(request: AuthenticatedRequest) -> HttpResponse:
    """Every pack, oldest first, and which of them judge the municipality's cases."""
    home = municipality_of(request.actor)
    used = {part.pack.key for part in selectors.packs_in_force(home.rule_pack)} if home else set()
    rows = [
        {
            "pack": pack,
            "source": register.in_language(pack.cited),
            "validity": register.validity(pack.validity, pack.validity),
            "unconfirmed": register.unconfirmed(pack),
            "used": pack.key in used,
        }
        for pack in sorted(selectors.packs(), key=lambda pack: (pack.validity.start, pack.key))
    ]
    return render(request, "caseworker/rules.html", {"rows": rows})


@screen(permission=Permission.RULES_VIEW)
def pack(request: AuthenticatedRequest, pack: str) -> HttpResponse:
    """A card for each rule of a pack: purpose, facts, source, dates, parameters, what it does not see, an example."""
    try:
        found = selectors.pack_by_key(pack)
    except selectors.UnknownPack as unknown:
        raise Http404 from unknown
    context = {
        "pack": found,
        "source": register.in_language(found.cited),
        "note": register.in_language(found.note),
        "validity": register.validity(found.validity, found.validity),
        "unconfirmed": register.unconfirmed(found),
        "cards": register.cards(found),
        "quotas": register.quota_cards(found),
        "information": [register.information(found, item) for item in found.information],
        "reimbursement": register.reimbursement(found),
    }
    return render(request, "caseworker/rule_pack.html", context)
