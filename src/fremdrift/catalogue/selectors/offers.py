"""Reads of offers: searched and filtered in the database, counted, one, and a few beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy

from fremdrift.access.actor import Actor
from fremdrift.catalogue.enums import Condition, Form, LegalKind, PricePer, Purpose, Setting, Sort, SpokenLanguage
from fremdrift.catalogue.models import Experience, Offer
from fremdrift.catalogue.rules import reviewed_since
from fremdrift.catalogue.selectors.words import Understood, understood
from fremdrift.core import clock
from fremdrift.rulebook.enums import TargetGroup

MOST_COMPARED = 3
_WEEKS_OF_MONTH = Value(Decimal(52) / 12)


@dataclass(frozen=True)
class Search:
    """What somebody looks for: words, and choices. Of one kind any will do, of different kinds all must hold."""

    text: str = ""
    purposes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()  # all of these: somebody may live with several
    languages: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    hours: int | None = None  # a week that the citizen can be there
    free: bool = False
    retired: bool = False  # those that are no longer given, instead of those that are
    sort: Sort | None = None
    down: bool = False


@dataclass(frozen=True)
class Found:
    """Offers that were found, in their order, and how the words were read."""

    offers: QuerySet[Offer]
    unordered: QuerySet[Offer]  # the same for counting
    besides: Mapping[str, QuerySet[Offer]]  # by a filter of which any choice will do: those found without it
    read_as: Mapping[str, str] = field(default_factory=dict)


def offers_found(actor: Actor, search: Search, full: QuerySet[Offer] | None = None) -> Found:
    """Offers that meet a search; `full` are those without a free place, told by whoever knows who is there.

    Nothing is read but what the words mean: paging and counting stay in the database.
    """
    meant = understood(actor, search.text) if search.text.strip() else Understood("")
    query = SearchQuery(meant.query, config="danish", search_type="raw") if search.text.strip() else None
    found = _filtered(actor, search, query, full)
    ordered = found.annotate(rank=SearchRank(F("search"), query)) if query is not None else found
    order = ["-rank"] if query is not None and search.sort is None else _order(search)
    besides = {name: _filtered(actor, _without(search, name), query, full) for name in _ANY if getattr(search, name)}
    shown = ordered.order_by(*order, "sort_key", "pk").select_related("provider").defer("search")
    return Found(shown, found, besides, meant.read_as)


def _without(search: Search, name: str) -> Search:
    nothing: dict[str, Any] = {name: frozenset()}
    return replace(search, **nothing)


def _filtered(actor: Actor, search: Search, query: SearchQuery | None, full: QuerySet[Offer] | None) -> QuerySet[Offer]:
    found = Offer.objects.visible_to(actor).filter(_chosen(search))
    if query is not None:
        found = found.filter(search=query)
    if search.free:
        found = found.exclude(places=0)
        found = found if full is None else found.exclude(pk__in=full.order_by().values("pk"))
    return found


def _chosen(search: Search) -> Q:
    today = clock.today()
    gone = Q(retired_on__lte=today)
    chosen = gone if search.retired else ~gone | Q(retired_on=None)
    if search.purposes:
        chosen &= Q(purposes__overlap=sorted(search.purposes))
    if search.kinds:
        chosen &= Q(legal_kind__in=search.kinds)
    if search.forms:
        chosen &= Q(form__in=search.forms | {Form.BOTH})
    if search.settings:
        chosen &= Q(setting__in=search.settings)
    if search.groups:
        chosen &= Q(target_groups=[]) | Q(target_groups__overlap=sorted(search.groups))
    if search.holds:
        chosen &= Q(can_hold__contains=sorted(search.holds))
    if search.languages:
        chosen &= Q(languages__overlap=sorted(search.languages))
    if search.towns:
        chosen &= Q(town__in=search.towns)
    if search.hours is not None:
        chosen &= Q(hours_least=None) | Q(hours_least__lte=search.hours)
        chosen &= Q(hours_most=None) | Q(hours_most__gte=search.hours)
    return chosen


def _order(search: Search) -> list[OrderBy]:
    keys: dict[Sort, F | Case] = {
        Sort.NAME: F("sort_key"),
        Sort.TOWN: F("town"),
        Sort.HOURS: F("hours_least"),
        Sort.WEEKS: F("weeks"),
        Sort.PRICE: _price_of_a_week(),
    }
    by = keys[search.sort or Sort.NAME]
    return [by.desc(nulls_last=True) if search.down else by.asc(nulls_last=True)]


def _price_of_a_week() -> Case:
    """Prices are compared by the week; one of a whole course without a length comes last."""
    return Case(
        When(price_per=PricePer.WEEK, then=F("price")),
        When(price_per=PricePer.MONTH, then=F("price") / _WEEKS_OF_MONTH),
        When(price_per=PricePer.COURSE, weeks__gt=0, then=F("price") / F("weeks")),
        output_field=DecimalField(),
    )


_CHOICES: dict[str, tuple[Iterable[str], str]] = {
    "purposes": (Purpose.values, "purposes__contains"),
    "kinds": (LegalKind.values, "legal_kind"),
    "forms": (Form.values, "form"),
    "settings": (Setting.values, "setting"),
    "groups": ([group.value for group in TargetGroup], "target_groups__contains"),
    "holds": (Condition.values, "can_hold__contains"),
    "languages": (SpokenLanguage.values, "languages__contains"),
}
_ANY = ("purposes", "kinds", "forms", "settings", "groups", "languages", "towns")


def offer_counts(actor: Actor, found: Found) -> dict[str, dict[str, int]]:
    """How many offers there would be for each choice, by the name of its filter, all other filters as they are."""
    counted = _count(found.unordered, [name for name in _CHOICES if name not in found.besides])
    for name, besides in found.besides.items():
        counted |= _count(besides, [name]) if name in _CHOICES else {}
    of_towns = found.besides.get("towns", found.unordered).exclude(town="").order_by("town").values_list("town")
    return {**counted, "towns": dict(of_towns.annotate(number=Count("pk")))}


def _count(offers: QuerySet[Offer], names: Iterable[str]) -> dict[str, dict[str, int]]:
    """One query for all choices of these filters."""
    asked = {
        f"{name}__{value}": Count("pk", filter=_has(name, _CHOICES[name][1], value))
        for name in names
        for value in _CHOICES[name][0]
    }
    counted: dict[str, dict[str, int]] = {name: {} for name in names}
    for key, number in offers.order_by().aggregate(**asked).items() if asked else ():
        name, _, value = key.partition("__")
        counted[name][value] = number
    return counted


def _has(name: str, lookup: str, value: str) -> Q:
    if name == "forms":
        return Q(form__in=[value, Form.BOTH])
    has = Q(**{lookup: [value] if lookup.endswith("__contains") else value})
    return has | Q(target_groups=[]) if name == "groups" else has


def offers_kept(actor: Actor, text: str, *, retired: bool = False, to_review: bool = False) -> QuerySet[Offer]:
    """Offers for whoever keeps the catalogue, those not reviewed for longest first."""
    found = offers_found(actor, Search(text=text, retired=retired)).unordered
    if to_review:
        found = found.filter(Q(reviewed_on=None) | Q(reviewed_on__lt=reviewed_since(clock.today())))
    return (
        found.select_related("provider")
        .defer("search")
        .order_by(F("reviewed_on").asc(nulls_first=True), "sort_key", "pk")
    )


def towns(actor: Actor) -> list[str]:
    """Towns that have an offer, by name."""
    found = Offer.objects.visible_to(actor).exclude(town="")
    return list(found.order_by("town").values_list("town", flat=True).distinct())


def offer_by_id(actor: Actor, offer_id: UUID) -> Offer | None:
    """An offer with what it says, its content week by week and who reviewed it last."""
    found = Offer.objects.visible_to(actor).select_related("provider", "reviewed_by", "municipality")
    return found.prefetch_related("content").defer("search").filter(pk=offer_id).first()


def offers_by_ids(actor: Actor, ids: Iterable[UUID]) -> list[Offer]:
    """Offers to be compared, in the order in which they were chosen; three at most."""
    wanted = list(dict.fromkeys(ids))[:MOST_COMPARED]
    found = Offer.objects.visible_to(actor).select_related("provider").prefetch_related("content").defer("search")
    by_id = found.in_bulk(wanted)
    return [by_id[pk] for pk in wanted if pk in by_id]


def offers_by_code(actor: Actor, codes: Iterable[str]) -> dict[str, Offer]:
    """The offers of these codes in the actor's municipality, with their content."""
    found = Offer.objects.visible_to(actor).filter(code__in=list(codes), municipality=actor.municipality_id or 0)
    return {offer.code: offer for offer in found.prefetch_related("content").select_related("provider").defer("search")}


def experiences(actor: Actor, offer: Offer) -> list[Experience]:
    """What colleagues have noted about an offer and not withdrawn, newest first."""
    found = Experience.objects.visible_to(actor).filter(offer=offer, withdrawn_at=None)
    return list(found.select_related("author"))


def experience_by_id(actor: Actor, offer: Offer, experience_id: UUID) -> Experience | None:
    """A note that stands at an offer."""
    found = Experience.objects.visible_to(actor).filter(offer=offer, pk=experience_id)
    note: Experience | None = found.first()
    return note
