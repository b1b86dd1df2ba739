"""The change history: every change is kept, by whatever way it came, and names who made it."""

import datetime as dt
from collections.abc import Callable

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from fremdrift.access.actor import Actor
from fremdrift.access.context import CONTEXT, acting, signed
from fremdrift.access.models import Grant
from fremdrift.access.rls import DERIVED
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services
from fremdrift.cases.models import Case, Citizen
from fremdrift.core.ids import uuid7
from tests.access.tables import HISTORY, MODELS, refusal, table
from tests.world import TODAY, World

Personas = Callable[[str], Actor]


def last(citizen: Citizen) -> object:
    """The newest event of a citizen."""
    return citizen.events.order_by("pgh_id").last()


def test_every_table_about_persons_has_a_history_but_what_is_worked_out() -> None:
    kept = {table(event._meta.get_field("pgh_obj").related_model) for event in HISTORY}
    assert kept == {table(model) for model in MODELS if model not in HISTORY} - DERIVED


def test_a_change_names_person_role_and_unit(caseworker: Actor) -> None:
    citizen = Citizen.objects.get(name="Cilla Papirsen")
    services.citizen_update(citizen=citizen, values={"phone": "11 22 33 44"}, by=caseworker)
    event = last(citizen)
    assert (event.pgh_label, event.phone) == ("update", "11 22 33 44")
    assert event.pgh_context == {"actor": caseworker.user_id, "role": "caseworker", "unit": caseworker.unit}


def test_a_change_past_the_services_is_kept_too(caseworker: Actor) -> None:
    assert Citizen.objects.filter(name="Cilla Papirsen").update(phone="past save()") == 1
    citizen = Citizen.objects.get(name="Cilla Papirsen")
    assert (last(citizen).phone, last(citizen).pgh_context["actor"]) == ("past save()", caseworker.user_id)
    with connection.cursor() as cursor:
        cursor.execute("update cases_citizen set phone = 'past the ORM' where id = %s", [citizen.pk])
    assert (last(citizen).phone, last(citizen).pgh_context["actor"]) == ("past the ORM", caseworker.user_id)


def test_a_row_written_in_bulk_is_kept(caseworker: Actor, world: World) -> None:
    grant = Grant.objects.order_by("pk").first()
    grant.pk = uuid7()
    Grant.objects.bulk_create([grant])
    assert [event.pgh_label for event in grant.events.all()] == ["insert"]


def test_a_write_that_changes_nothing_makes_no_history(caseworker: Actor, world: World) -> None:
    case = Case.objects.get(pk=world.cilla)
    before = case.events.count()
    case.save()
    assert case.events.count() == before


def test_each_change_names_the_one_who_made_it(actor: Personas, world: World) -> None:
    for who in (actor("caseworker"), system_actor(world.nordby), actor("leader")):
        with acting(who):
            Citizen.objects.filter(name="Cilla Papirsen").update(phone=str(who.role))
    with acting(actor("caseworker")):
        events = Citizen.objects.get(name="Cilla Papirsen").events.order_by("-pgh_id")[:3]
        assert [event.pgh_context["role"] for event in events] == ["leader", "system", "caseworker"]
        assert [event.phone for event in events] == ["leader", "system", "caseworker"]


def test_work_done_for_an_administrator_names_the_administrator(actor: Personas) -> None:
    administrator = actor("administrator")
    with acting(administrator.as_system()):
        Citizen.objects.filter(name="Cilla Papirsen").update(phone="read in")
        event = last(Citizen.objects.get(name="Cilla Papirsen"))
    assert event.pgh_context["actor"] == administrator.user_id
    assert event.pgh_context["role"] == "system"


def test_the_application_edits_no_history(caseworker: Actor) -> None:
    for model in HISTORY:
        assert refusal(f"delete from {table(model)}"), table(model)
        assert refusal(f"update {table(model)} set pgh_created_at = now()"), table(model)


def test_not_even_the_owner_edits_history(world: World, caseworker: Actor) -> None:
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as owner:
        owner.execute("select set_config(%s, %s, true)", [CONTEXT, signed("maintenance", 0, "", None, TODAY, 60)])
        for change in ("update cases_citizenevent set phone = ''", "delete from cases_citizenevent"):
            with pytest.raises(psycopg.errors.RaiseException, match="Cannot update or delete"), owner.transaction():
                owner.execute(change)


def test_a_grant_that_ends_leaves_its_history(actor: Personas, world: World) -> None:
    with acting(system_actor(world.nordby)):
        case = Case.objects.get(pk=world.cilla)
        worker = services.Worker(world.users["colleague"].pk, None)
        services.contact_person_set(
            case=case, worker=worker, begins_on=TODAY, reason="other", by=system_actor(world.nordby)
        )
        grant = Grant.objects.get(holder=f"user:{world.users['caseworker'].pk}", subject=case.citizen_id)
        assert grant.ends_on == TODAY - dt.timedelta(days=1)
        assert [event.ends_on for event in grant.events.order_by("pgh_id")] == [None, grant.ends_on]
