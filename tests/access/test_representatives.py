"""Whoever helps a citizen reads what the citizen's own pages show, in the period alone, and writes no row."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connections, transaction

from fremdrift.access import rls
from fremdrift.access import services as access
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.accounts import services as accounts
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, Citizen, ContactPerson, Message, Representation
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import services as progression
from fremdrift.progression.models import PhaseChoice, Response
from tests.access.full_cases import citizen_of, fill
from tests.access.tables import refusal, seen, subjects
from tests.helped import A_DAY, LAST, represent
from tests.orders.test_walls import opened
from tests.world import TODAY, World

Personas = Callable[[str], Actor]
RIGHTS = "42501"
OWN = {"access_grant", "access_grantevent"}  # what one held stays known to oneself


def refused(code: str) -> AbstractContextManager[object]:
    """A rule refuses what is done here."""
    return pytest.raises(RuleViolation, match=f"^{re.escape(code)}$")


def test_rows_of_the_own_pages_are_shown_about_the_one_citizen_and_no_others(world: World) -> None:
    fill(world)
    helper, cilla = represent(world), citizen_of(world.nordby, world.cilla)
    with acting(helper):
        shown = {name for name, whom in subjects().items() if whom}
        assert shown == rls.REPRESENTED | OWN
        assert set().union(*subjects().values()) == {cilla}
        assert [found.pk for found in Citizen.objects.visible_to(helper)] == [cilla]


def test_nothing_is_shown_before_the_period_nor_after(world: World) -> None:
    fill(world)
    helper = represent(world, first=TODAY, last=LAST)
    shown = {}
    for day in (TODAY - A_DAY, TODAY, LAST, LAST + A_DAY):
        with clock.at(day), acting(helper):
            shown[day] = set(seen()) - OWN != set()
            assert (selectors.own_case(helper) is not None) == shown[day]
    assert shown == {TODAY - A_DAY: False, TODAY: True, LAST: True, LAST + A_DAY: False}


def test_nothing_is_shown_once_the_citizen_has_ended_it(world: World, actor: Personas) -> None:
    fill(world)
    helper, cilla = represent(world), actor("citizen")
    with acting(cilla):
        case = Case.objects.get(pk=world.cilla)
        held = next(one for one in selectors.representations(cilla, case) if one.helper_id == helper.user_id)
        services.representation_end(representation=held, by=cilla)
    with acting(helper):
        assert set(seen()) == OWN
        assert selectors.own_case(helper) is None


def test_minutes_that_are_not_shared_are_not_there(world: World, actor: Personas) -> None:
    helper = represent(world)
    with acting(actor("citizen")):
        assert Conversation.objects.filter(pk=world.draft).exists()
    with acting(helper):
        assert not Conversation.objects.filter(pk=world.draft).exists()
        assert Conversation.objects.filter(pk=world.planned).exists()


def test_neither_wall_shows_what_the_citizen_answers_and_chooses(world: World) -> None:
    fill(world)
    helper = represent(world)
    with acting(system_actor(world.nordby)):
        for model in (Response, PhaseChoice):
            assert model.objects.filter(case=world.cilla).exists()
            assert not model.objects.visible_to(helper).exists()
    with acting(helper):
        assert not Response.objects.exists()
        assert not PhaseChoice.objects.exists()


def test_a_helper_knows_of_no_other_helper(world: World, actor: Personas) -> None:
    helper, cilla = represent(world), actor("citizen")
    with acting(cilla):
        case = Case.objects.get(pk=world.cilla)
        services.representation_invite(case=case, wish=services.Wish("Bo Berg", LAST), by=cilla)
        assert len(selectors.representations(cilla, case)) == 2
    with acting(helper):
        assert [one.helper_id for one in Representation.objects.all()] == [helper.user_id]


def test_the_address_is_not_there(world: World) -> None:
    helper = represent(world)
    with acting(system_actor(world.nordby)):
        Citizen.objects.filter(cases=world.cilla).update(address="Prøvevej 17", protected_address=True)
    with acting(helper):
        found = selectors.own_case(helper)
        assert found is not None
        assert (found.citizen.address, found.citizen.protected_address) == ("", False)


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_case set closed_on = '2026-11-24', closing_reason = 'job'",
        "update cases_citizen set phone = '1'",
        "update cases_message set text = 'x'",
        "update cases_subgoal set what = 'x'",
        "update cases_representation set may_write = true, ends_on = '2030-01-01'",
        "update access_grant set ends_on = '2030-01-01'",
        "update orders_order set title = 'x'",
        "update conversations_conversation set \"on\" = '2026-12-24' where state = 'planned'",
    ],
)
def test_no_row_is_written_by_whoever_helps(world: World, statement: str) -> None:
    fill(world)
    with acting(represent(world)):
        assert refusal(statement) == RIGHTS


def test_a_bar_and_a_list_of_those_who_work_there_shut_no_helper_out(world: World, actor: Personas) -> None:
    helper, caseworker = represent(world), actor("caseworker")
    subject = citizen_of(world.nordby, world.cilla)
    with acting(caseworker):
        access.restriction_set(subject=subject, allowed=[caseworker.user_id], reason="Truet", by=caseworker)
    with acting(helper):
        assert selectors.own_case(helper) is not None


def test_somebody_who_works_here_sees_no_case_as_a_helper(world: World, actor: Personas) -> None:
    """A grant to help counts in that role alone: a colleague who helps a sister opens no page of her case with it."""
    represent(world)
    colleague = actor("colleague")
    with acting(system_actor(world.nordby)):
        Grant.objects.filter(purpose="representative").update(holder=f"user:{colleague.user_id}")
    with acting(colleague):
        assert not Case.objects.visible_to(colleague).filter(pk=world.cilla).exists()


@pytest.fixture
def copied_world(copy_of_database: None) -> World:
    """The world in a copy of the database, where walls can be opened."""
    return World.read()


_EVER = """
create or replace function sec.represented() returns uuid[] language sql stable as $$
    select array(select subject from public.access_grant
        where holder = any((select sec.holders())::text[]) and purpose = 'representative') $$
"""
_ANYBODY = """
create or replace function sec.represented_cases() returns uuid[] language sql stable as $$ select array['{}'::uuid] $$
"""


def test_each_wall_when_it_is_opened_lets_something_through(copied_world: World) -> None:
    helper = represent(copied_world, first=TODAY, last=TODAY)
    with clock.at(TODAY + A_DAY):
        with acting(helper):
            assert not Citizen.objects.exists()
        with opened(_EVER), acting(helper):
            assert Citizen.objects.count() == 1  # the period is what keeps them out
    with acting(helper):
        assert not ContactPerson.objects.filter(case=copied_world.bertil).exists()
    with opened(_ANYBODY.format(copied_world.bertil)), acting(helper):
        assert ContactPerson.objects.filter(case=copied_world.bertil).exists()
    with opened("alter policy context on conversations_conversation using (true)"), acting(helper):
        assert Conversation.objects.filter(pk=copied_world.draft).exists()
    with opened("alter policy context on progression_phasechoice using (true)"), acting(helper):
        assert not PhaseChoice.objects.visible_to(helper).exists()


class TestTheInvitation:
    def _invite(self, world: World, by: Actor, **more: object) -> str:
        with acting(by):
            case = Case.objects.get(pk=world.cilla)
            wish = services.Wish("Lone Papirsen", LAST, may_write=True)
            return services.representation_invite(case=case, wish=wish, by=by)[1]

    def _take(self, world: World, secret: str, username: str = "lone-p") -> Actor:
        chosen = services.NewSignIn(username, "Lone Papirsen", "et langt kodeord")
        user = services.representation_accept(municipality=world.nordby, secret=secret, sign_in=chosen)
        found = actor_of(user, clock.today())
        assert found is not None
        return found

    def test_taken_once_it_opens_the_own_pages(self, world: World, actor: Personas) -> None:
        secret = self._invite(world, actor("citizen"))
        helper = self._take(world, secret)
        with acting(helper):
            found = selectors.own_case(helper)
            assert found is not None
            assert found.pk == world.cilla
        assert selectors.invitation(world.nordby, secret) is None
        with refused("representation.invitation_over"):
            self._take(world, secret, "somebody-else")

    def test_its_secret_is_not_kept(self, world: World, actor: Personas) -> None:
        secret = self._invite(world, actor("citizen"))
        with acting(system_actor(world.nordby)), connections["default"].cursor() as cursor:
            cursor.execute("select its::text from cases_representation its")
            ((row,),) = cursor.fetchall()
        assert secret not in row

    def test_after_fourteen_days_or_once_taken_back_it_opens_nothing(self, world: World, actor: Personas) -> None:
        secret, cilla = self._invite(world, actor("citizen")), actor("citizen")
        assert selectors.invitation(world.nordby, secret) is not None
        assert selectors.invitation(world.sydby, secret) is None
        with clock.at(TODAY + dt.timedelta(days=15)):
            assert selectors.invitation(world.nordby, secret) is None
        with acting(cilla):
            (made,) = selectors.representations(cilla, Case.objects.get(pk=world.cilla))
            services.representation_end(representation=made, by=cilla)
        assert selectors.invitation(world.nordby, secret) is None

    def test_a_user_name_that_somebody_has_stays_theirs(self, world: World, actor: Personas) -> None:
        secret = self._invite(world, actor("citizen"))
        before = world.users["caseworker"].password
        with refused("user.taken"), transaction.atomic():
            self._take(world, secret, "caseworker")
        world.users["caseworker"].refresh_from_db()
        assert world.users["caseworker"].password == before
        assert selectors.invitation(world.nordby, secret) is not None

    def test_for_a_year_at_most_and_from_today(self, world: World, actor: Personas) -> None:
        cilla = actor("citizen")
        with acting(cilla):
            case = Case.objects.get(pk=world.cilla)
            for ends_on, begins_on, code in (
                (TODAY + 400 * A_DAY, None, "representation.too_long"),
                (TODAY - A_DAY, None, "period.ends_first"),
                (LAST, TODAY - A_DAY, "representation.begins_in_past"),
            ):
                wish = services.Wish("Bo", ends_on, begins_on=begins_on)
                with refused(code):
                    services.representation_invite(case=case, wish=wish, by=cilla)

    def test_nobody_is_asked_twice_and_a_helper_asks_nobody(self, world: World, actor: Personas) -> None:
        helper = self._take(world, self._invite(world, actor("citizen")))
        with refused("representation.already"):
            self._invite(world, actor("citizen"))
        with refused("access.not_possible"):
            self._invite(world, helper)

    def test_who_wrote_the_wish_down_is_told(self, world: World, actor: Personas) -> None:
        self._invite(world, actor("caseworker"))
        cilla = actor("citizen")
        with acting(cilla):
            (made,) = selectors.representations(cilla, Case.objects.get(pk=world.cilla))
            assert made.noted_by_id == world.users["caseworker"].pk

    def test_a_user_without_an_invitation_sees_nobody(self, world: World) -> None:
        user = accounts.user_register(username="nobody-yet", name="X", password=None)
        accounts.membership_add(user=user, role=actor_of(world.users["representative"], TODAY).role, begins_on=TODAY)
        found = actor_of(user, TODAY)
        assert found is not None
        with acting(found):
            assert seen() == {}


class TestWriting:
    def test_a_message_says_on_whose_behalf_it_is(self, world: World) -> None:
        helper = represent(world)
        with acting(helper):
            case = selectors.own_case(helper)
            assert case is not None
            services.message_send(case=case, text="Vi kommer begge to.", by=helper)
        with acting(system_actor(world.nordby)):
            message = Message.objects.get()
        assert (message.sender, message.author_id, message.on_behalf) == ("citizen", helper.user_id, True)

    def test_one_who_reads_writes_nothing(self, world: World) -> None:
        helper = represent(world, may_write=False)
        with acting(helper):
            case = selectors.own_case(helper)
            assert case is not None
            with refused("representation.reads_only"):
                services.message_send(case=case, text="Hej", by=helper)

    def test_nor_after_the_period(self, world: World) -> None:
        helper = represent(world)
        with acting(helper):
            case = selectors.own_case(helper)
        assert case is not None
        with clock.at(LAST + A_DAY), acting(helper), refused("representation.reads_only"):
            services.message_send(case=case, text="Hej", by=helper)

    def test_answers_and_choices_are_the_citizens_alone(self, world: World) -> None:
        helper = represent(world)
        with acting(helper):
            case = selectors.own_case(helper)
            assert case is not None
            for write in (
                lambda: progression.phase_choose(case=case, phase="standstill", why="x", by=helper),
                lambda: progression.measurement_answer(case=case, opens_on=TODAY, given={}, by=helper),
                lambda: progression.measurement_give(case=case, opens_on=TODAY, given={}, by=helper),
            ):
                with refused("representation.citizen_alone"):
                    write()
