"""Finding citizens by name, CPR number or case number; the first argument is who searches."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity

from fremdrift.access.actor import Actor
from fremdrift.cases import rules
from fremdrift.cases.models import Case, Citizen
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.cases.selectors.people import citizens_by_cpr

MOST_FOUND = 50  # more than that is no answer: write more of the name
_NEAR, _MOST_NEAR = 0.35, 10  # share of three-letter pieces in common: one letter too many in a short name passes


def cases_by_name(actor: Actor, name: str) -> list[Case]:
    """Latest cases of the citizens whose names have every word, however spelt, in Danish order; 51 at most."""
    found = Citizen.objects.visible_to(actor).filter(merged_into=None)
    for word in rules.search_key(name).split():
        found = found.filter(search_key__contains=word)
    return _latest(actor, found.order_by("sort_key", "pk").values_list("pk", flat=True)[: MOST_FOUND + 1])


def cases_like_name(actor: Actor, name: str) -> list[Case]:
    """Latest cases of the citizens whose names are nearly that, the nearest first."""
    near = TrigramWordSimilarity(rules.search_key(name), "search_key")
    found = Citizen.objects.visible_to(actor).filter(merged_into=None).annotate(near=near).filter(near__gte=_NEAR)
    return _latest(actor, found.order_by("-near", "sort_key", "pk").values_list("pk", flat=True)[:_MOST_NEAR])


def cases_by_cpr(actor: Actor, digits: str) -> list[Case]:
    """The latest case of the citizen with that number, all ten digits of it."""
    return _latest(actor, [c.merged_into_id or c.pk for c in citizens_by_cpr(actor, [digits]).values()])


def cpr_criterion(actor: Actor, digits: str) -> str:
    """How the look-up log writes down that a number was looked for: it can be compared, and not read."""
    assert actor.municipality_id is not None
    return f"cpr: {cpr_index(actor.municipality_id, digits).hex()}"


def cases_by_number(actor: Actor, number: int) -> list[Case]:
    """The case of that number."""
    return list(Case.objects.visible_to(actor).filter(number=number).select_related("citizen"))


def _latest(actor: Actor, citizens: Iterable[UUID]) -> list[Case]:
    """The latest case of each citizen, in the same order. A query of its own: the planner joins no whole tables."""
    ids = list(citizens)
    found = Case.objects.visible_to(actor).filter(citizen__in=ids).select_related("citizen")
    latest = {case.citizen_id: case for case in found.order_by("opened_on", "pk")}
    return [latest[citizen] for citizen in ids if citizen in latest]
