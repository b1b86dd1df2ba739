"""Who sees an order follows its case: records that become one and are taken apart, a case that closes and opens."""

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, Citizen, Merge
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import services
from fremdrift.orders.models import Order, ProgressReport
from tests.access.full_cases import citizen_of
from tests.orders.made import DAY, a_draft, actor, an_offer, running, sent
from tests.world import TODAY, World, add_case

pytestmark = pytest.mark.django_db
TWIN = "6103820119"


def orders_seen(who: Actor) -> set[object]:
    with acting(who):
        return set(Order.objects.visible_to(who).values_list("pk", flat=True))


def subjects(world: World, order: Order) -> set[object]:
    with acting(system_actor(world.nordby)):
        return set(Grant.objects.filter(source=order.pk).values_list("subject", flat=True))


def merged(world: World, twin: Case, stays: str) -> Merge:
    by = actor(world, "caseworker")
    with acting(by):
        own, other = Case.objects.get(pk=world.cilla), Case.objects.get(pk=twin.pk)
        citizen, gone = (own.citizen, other.citizen) if stays == "own" else (other.citizen, own.citizen)
        return cases.citizens_merge(citizen=citizen, gone=gone, open_case=own, reason="Samme person", by=by)


@pytest.mark.parametrize("stays", ["own", "other"])
def test_two_records_become_one_with_their_orders_and_can_be_taken_apart(stays: str, world: World) -> None:
    order, provider, by = running(world), actor(world, "provider"), actor(world, "caseworker")
    twin = add_case(world.nordby, "caseworker", "Sila Papirsen", TWIN)
    before = subjects(world, order)
    assert before == {citizen_of(world.nordby, world.cilla)}
    merge = merged(world, twin, stays)
    assert subjects(world, order) == {merge.citizen_id}
    assert orders_seen(provider) == orders_seen(by) == {order.pk}
    later = sent(world, order.offer)
    with acting(by):
        cases.merge_undo(merge=merge, by=by)
    assert subjects(world, order) == subjects(world, later) == before  # what was sent meanwhile goes with its case
    assert orders_seen(provider) == {order.pk, later.pk}


def test_an_order_of_the_case_that_a_merge_closes_is_shut_until_it_is_undone(world: World) -> None:
    twin = add_case(world.nordby, "caseworker", "Sila Papirsen", TWIN)
    order, provider, by = a_draft(world, case=twin.pk), actor(world, "provider"), actor(world, "caseworker")
    with acting(by):
        services.order_send(order=order, by=by)
    assert orders_seen(provider) == {order.pk}
    merge = merged(world, twin, "own")
    assert orders_seen(provider) == set()
    with acting(by):
        cases.merge_undo(merge=merge, by=by)
    assert orders_seen(provider) == {order.pk}


def test_a_case_that_closes_shuts_what_was_not_begun_and_opens_it_again_with_it(world: World) -> None:
    waiting, provider, by = sent(world), actor(world, "provider"), actor(world, "caseworker")
    runs = running(world, waiting.offer)
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        cases.case_close(case=case, closed_on=TODAY, reason="job", by=by)
    assert orders_seen(provider) == {runs.pk}
    for days, seen in ((90, {runs.pk}), (91, set())):  # as if it had ended on the day of closing
        with clock.at(TODAY + days * DAY):
            assert orders_seen(provider) == seen
    with acting(provider), pytest.raises(RuleViolation, match=r"case\.closed"):
        services.order_message_send(order=runs, text="Hej", by=provider)
    with acting(by):
        cases.case_reopen(case=case, by=by)
    assert orders_seen(provider) == {waiting.pk, runs.pk}
    with clock.at(TODAY + 180 * DAY):
        assert orders_seen(provider) == {waiting.pk, runs.pk}  # 90 days after the last day of either


def test_what_was_withdrawn_stays_shut_when_its_case_opens_again(world: World) -> None:
    order, provider, by = sent(world), actor(world, "provider"), actor(world, "caseworker")
    with acting(by):
        services.order_withdraw(order=order, reason="Flyttet", by=by)
        case = Case.objects.get(pk=world.cilla)
        cases.case_close(case=case, closed_on=TODAY, reason="job", by=by)
        cases.case_reopen(case=case, by=by)
    assert orders_seen(provider) == set()


def test_a_proposal_that_waits_is_taken_back_with_the_order(world: World) -> None:
    order, by, provider = sent(world, begins_on=TODAY + DAY), actor(world, "caseworker"), actor(world, "provider")
    with acting(provider):
        services.order_accept(order=order, by=provider)
        wish = services.change_propose(order=order, kind="hours", hours=20, reason="x", by=provider)
    with acting(by):
        services.order_withdraw(order=order, reason="Flyttet", by=by)
        wish.refresh_from_db()
        assert wish.state == "withdrawn"


STREET = "Prøvevej 17"


def test_a_protected_address_is_sent_in_no_words(world: World) -> None:
    offer, by = an_offer(world), actor(world, "caseworker")
    draft = a_draft(world, offer, question=f"Kan Cilla cykle fra {STREET} til køkkenet fire dage om ugen?")
    order = running(world, offer)
    with acting(by):
        Citizen.objects.filter(cases=world.cilla).update(address=STREET.upper(), protected_address=True)
        report = ProgressReport.objects.get(order=order, kind="midway")
        told = f"Hun bor på  {STREET.lower()}."
        for write in (
            lambda: services.order_send(order=draft, by=by),
            lambda: services.order_message_send(order=order, text=told, by=by),
            lambda: services.change_propose(order=order, kind="hours", hours=20, reason=told, by=by),
            lambda: services.report_ask(order=order, due_on=TODAY, why=told, by=by),
            lambda: services.report_return(report=report, missing=told, by=by),
            lambda: services.order_meet(order=order, on=TODAY, place=told, by=by),
            lambda: services.order_interrupt(order=order, reason=told, by=by),
        ):
            with pytest.raises(RuleViolation, match=r"order\.protected_address"):
                write()
        with acting(actor(world, "provider")):  # a refusal would tell them where she lives
            services.order_message_send(order=order, text=told, by=actor(world, "provider"))
        Citizen.objects.filter(cases=world.cilla).update(protected_address=False)
        services.order_message_send(order=order, text=told, by=by)


def test_the_night_s_work_can_be_done_twice(world: World) -> None:
    order, system = running(world), system_actor(world.nordby)
    last = TODAY + 91 * DAY
    with clock.at(last), acting(system):
        assert services.orders_advance(by=system) == 1
        assert services.orders_advance(by=system) == 0
        ended = Order.objects.get(pk=order.pk)
        assert (ended.state, ended.ended_on) == ("completed", order.ends_on)
