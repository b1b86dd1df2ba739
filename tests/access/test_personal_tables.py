"""Drafts are their writer's own: nobody else reads or changes one, not by SQL, but colleagues learn who writes."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.rls import PERSONAL
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.overview import selectors, services
from fremdrift.overview.models import Draft
from fremdrift.overview.selectors import Place
from tests.access.tables import refusal
from tests.world import World

Personas = Callable[[str], Actor]
RIGHTS = "42501"
SECRET = "Hun sover dårligt."


@pytest.fixture
def draft(world: World, actor: Personas) -> Draft:
    """What Cilla's caseworker has begun to write in the plan."""
    by = actor("caseworker")
    with acting(by):
        place = Place(Case.objects.get(pk=world.cilla), "plan_edit")
        return services.draft_save(place=place, content={"own_words": [SECRET]}, window=uuid4(), by=by)


def test_drafts_are_the_only_personal_table() -> None:
    assert {"overview_draft"} == PERSONAL


def test_its_writer_reads_it(draft: Draft, actor: Personas) -> None:
    """The control: in the others' contexts below there would be something to find."""
    with acting(actor("caseworker")):
        assert Draft.objects.get().content == {"own_words": [SECRET]}


@pytest.mark.parametrize("persona", ["colleague", "leader", "consultant", "other-caseworker", "citizen", "provider"])
def test_nobody_else_reads_changes_or_deletes_it(persona: str, draft: Draft, actor: Personas) -> None:
    with acting(actor(persona)), connection.cursor() as cursor:
        assert not Draft._base_manager.exists()
        cursor.execute("update overview_draft set form = 'other'")
        assert cursor.rowcount == 0
        cursor.execute("delete from overview_draft")
        assert cursor.rowcount == 0
    with acting(actor("caseworker")):
        assert Draft.objects.get().form == "plan_edit"


def test_not_even_the_system_of_the_municipality_reads_it(draft: Draft, world: World) -> None:
    with acting(system_actor(world.nordby)):
        assert not Draft._base_manager.exists()


def test_nobody_writes_one_in_another_name(draft: Draft, world: World, actor: Personas) -> None:
    values = [world.nordby.pk, world.cilla, world.users["colleague"].pk]
    row = (
        "insert into overview_draft (id, municipality_id, case_id, user_id, form, about, content, begun_at, saved_at, "
    )
    row += "\"window\") values (gen_random_uuid(), %s, %s, %s, 'x', '', '{}', now(), now(), gen_random_uuid())"
    with acting(actor("caseworker")):
        assert refusal(row, values) == RIGHTS
        assert refusal("update overview_draft set user_id = %s", [values[2]]) == RIGHTS
    with acting(actor("colleague")):
        assert refusal(row, values) == ""


def writers(world: World, by: Actor, form: str = "plan_edit") -> list[str]:
    with acting(by):
        case = Case(pk=world.cilla, municipality=world.nordby)
        return [writer.name for writer in selectors.other_writers(by, Place(case, form))]


def test_colleagues_learn_who_writes_and_since_when_and_no_more(draft: Draft, world: World, actor: Personas) -> None:
    by = actor("colleague")
    assert writers(world, by) == ["Caseworker"]
    assert writers(world, by, "messages") == []
    assert writers(world, actor("caseworker")) == []
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select * from sec.writing(%s, 'plan_edit', '', now() - interval '1 hour')", [world.cilla])
        assert cursor.fetchall() == [(draft.user_id, draft.begun_at)]
        for after, count in ((draft.saved_at, 1), (draft.saved_at + dt.timedelta(microseconds=1), 0)):
            cursor.execute("select * from sec.writing(%s, 'plan_edit', '', %s)", [world.cilla, after])
            assert len(cursor.fetchall()) == count


def test_nobody_of_another_municipality_learns_of_it(draft: Draft, world: World, actor: Personas) -> None:
    for persona in ("other-caseworker", "citizen", "provider"):
        assert writers(world, actor(persona)) == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from sec.writing(%s, 'plan_edit', '', '2001-01-01')", [world.cilla])
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_alone_sees_no_draft_without_a_context(draft: Draft) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from overview_draft")
        assert cursor.fetchone() == (0,)


def test_who_has_stopped_writing_is_not_told_of(draft: Draft, world: World, actor: Personas) -> None:
    with acting(actor("caseworker")):
        Draft.objects.update(saved_at=clock.now() - dt.timedelta(minutes=16))
    assert writers(world, actor("colleague")) == []


def test_the_id_of_a_window_is_no_key_to_anothers_draft(draft: Draft, world: World, actor: Personas) -> None:
    by = actor("colleague")
    with acting(by):
        case = Case.objects.get(pk=world.bertil)
        services.draft_discard(case=case, draft_id=draft.pk, window=draft.window, by=by)
        place = Place(case, "plan_edit")
        mine = services.draft_save(
            place=place, content={}, window=UUID(int=1), draft_id=draft.pk, seen=draft.token, by=by
        )
    assert mine.pk != draft.pk
    with acting(actor("caseworker")):
        assert Draft.objects.get().content == {"own_words": [SECRET]}
