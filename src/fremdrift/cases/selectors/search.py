"""Finding citizens by name, CPR number or case number; the first argument is who searches."""

from collections.abc import Iterable

from django.contrib.postgres.search import TrigramWordSimilarity

from fremdrift.access.actor import Actor
from fremdrift.cases import rules
from fremdrift.cases.models import Case
from fremdrift.cases.models.citizen import cpr_index
from fremdrift.cases.selectors.people import citizens_by_cpr

MOST_FOUND = 50  # more than that is no answer: write more of the name
_NEAR, _MOST_NEAR = 0.35, 10  # share of three-letter pieces in common: one letter too many in a short name passes


def cases_by_name(actor: Actor, name: str) -> list[Case]:
    """Latest cases of the citizens whose names have every word, however spelt, in Danish order; 51 at most."""
    found = Case.objects.visible_to(actor).filter(citizen__merged_into=None)
    for word in rules.search_key(name).split():
        found = found.filter(citizen__search_key__contains=word)
    return _latest(
        found.select_related("citizen").order_by("citizen__sort_key", "citizen", "-opened_on")[: 4 * MOST_FOUND]
    )


def cases_like_name(actor: Actor, name: str) -> list[Case]:
    """Latest cases of the citizens whose names are nearly that, the nearest first."""
    near = TrigramWordSimilarity(rules.search_key(name), "citizen__search_key")
    found = Case.objects.visible_to(actor).filter(citizen__merged_into=None).annotate(near=near).filter(near__gte=_NEAR)
    return _latest(
        found.select_related("citizen").order_by("-near", "citizen__sort_key", "citizen", "-opened_on")[:_MOST_NEAR]
    )


def cases_by_cpr(actor: Actor, digits: str) -> list[Case]:
    """The latest case of the citizen with that number, all ten digits of it."""
    citizens = citizens_by_cpr(actor, [digits]).values()
    found = Case.objects.visible_to(actor).filter(citizen__in=[c.merged_into_id or c.pk for c in citizens])
    return _latest(found.select_related("citizen").order_by("-opened_on", "pk"))


def cpr_criterion(actor: Actor, digits: str) -> str:
    """How the look-up log writes down that a number was looked for: it can be compared, and not read."""
    assert actor.municipality_id is not None
    return f"cpr: {cpr_index(actor.municipality_id, digits).hex()}"


def cases_by_number(actor: Actor, number: int) -> list[Case]:
    """The case of that number."""
    return list(Case.objects.visible_to(actor).filter(number=number).select_related("citizen"))


def _latest(found: Iterable[Case]) -> list[Case]:
    """One case for each citizen: the first of those found, which is the latest."""
    seen: dict[object, Case] = {}
    for case in found:
        seen.setdefault(case.citizen_id, case)
    return list(seen.values())[: MOST_FOUND + 1]
