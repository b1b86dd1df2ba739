"""Who has looked at one's case: told to that citizen, in plain words, and to nobody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.lookup_log import LookUp, Outcome
from fremdrift.access.screen import log_writer
from fremdrift.access.selectors import own_looks
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from tests.web.caseworker import pages
from tests.world import World

LOG = reverse("own_log")


@pytest.fixture
def cilla(as_: Callable[[str], Client], world: World) -> Client:
    """Cilla at her own log."""
    return as_("citizen")


def words(client: Client) -> str:
    return pages.text(pages.page(client.get(LOG)))


def looks(world: World, persona: str, case: str = "cilla", **values: Any) -> None:
    """Somebody looks; what is logged is committed, as always."""
    with acting(_system(world, case)):
        citizen = Case.objects.get(pk=getattr(world, case)).citizen_id
    row: dict[str, Any] = {
        "role": "caseworker",
        "purpose": "case_work",
        "screen": "case",
        "outcome": Outcome.PERMIT,
        "count": 1,
    }
    row |= {"outcome": Outcome.PERMIT, "fields": ("plan",), "subjects": (citizen,), "municipality_id": world.nordby.pk}
    log_writer().append(LookUp(actor_id=world.users[persona].pk, **(row | values)))


def _system(world: World, case: str) -> Actor:
    return system_actor(world.sydby if case == "gerda" else world.nordby, "tests")


def test_who_when_what_for_and_what(cilla: Client, world: World) -> None:
    looks(world, "colleague", fields=("plan", "health"))
    told = words(cilla)
    assert "Colleague , caseworker Worked with your case." in told
    assert "It was about: your plan, health and everyday life." in told


@pytest.mark.parametrize(
    ("persona", "values", "said"),
    [
        ("leader", {"role": "leader", "purpose": "leadership"}, "Led the team that has your case."),
        ("evaluator", {"count": 12}, "Saw your name in a list."),
        ("consultant", {"outcome": Outcome.DENY, "reason": "no_grant"}, "Tried to look, and was not let in."),
        ("provider", {"role": "provider", "purpose": "order"}, "Read what was ordered for you."),
    ],
)
def test_each_kind_of_look_has_its_words(
    cilla: Client, world: World, persona: str, values: dict[str, Any], said: str
) -> None:
    looks(world, persona, **values)
    assert said in words(cilla)


def test_own_looks_and_looks_at_others_are_not_there(cilla: Client, world: World) -> None:
    looks(world, "mentor", "bertil", screen="bertils")
    told = words(cilla)
    assert "Mentor" not in told
    assert "Citizen ," not in told


def test_a_long_log_has_pages(cilla: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for persona in ("auditor", "administrator", "other-provider"):
        looks(world, persona)
    monkeypatch.setattr("fremdrift.web.citizen.views.log.PER_PAGE", 2)
    first = pages.page(cilla.get(LOG))
    assert "Showing 1–2 of" in pages.text(first)
    assert "?page=2" in pages.links(first)
    assert cilla.get(f"{LOG}?page=2").status_code == 200


def test_a_page_asks_as_much_for_many_as_for_one(actor: Callable[[str], Actor], world: World) -> None:
    by = actor("citizen")
    looks(world, "colleague")
    with acting(by):
        found = own_looks(by)
        assert len(found) == len(found[0:1000]) == len(list(found)) > 0


@pytest.mark.parametrize("persona", ["caseworker", "leader", "administrator", "auditor", "provider"])
def test_the_log_is_read_by_nobody_else(world: World, actor: Callable[[str], Actor], persona: str) -> None:
    by = actor(persona)
    looks(world, "colleague")
    with acting(by):
        assert len(own_looks(by)) == 0


@pytest.fixture
def as_citizen(world: World, actor: Callable[[str], Actor]) -> Iterator[None]:
    """The citizen's own database context."""
    with acting(actor("citizen")):
        yield


def test_what_was_searched_for_is_not_among_it(as_citizen: None) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission"), transaction.atomic():
        cursor.execute("select criterion from lookup.entry")


def test_raw_sql_shows_the_own_rows_alone(as_citizen: None, world: World) -> None:
    looks(world, "colleague")
    looks(world, "colleague", "bertil")
    with connection.cursor() as cursor:
        cursor.execute("select distinct unnest(subjects) from lookup.entry where cardinality(subjects) = 1")
        assert len(cursor.fetchall()) == 1
