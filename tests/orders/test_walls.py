"""What a provider's unit reads and writes with the application's own filter left out: in a copy of the database, where
each wall is opened once, too, to see that something would come through."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connections, transaction

from fremdrift.access import rls
from fremdrift.access import services as access
from fremdrift.access.actor import Actor
from fremdrift.access.context import acting, maintaining
from fremdrift.access.fields import Relation
from fremdrift.access.models import Bar, Grant, Restriction
from fremdrift.accounts.models import Provider
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case, Citizen
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import Order, OrderMessage, ProgressReport
from fremdrift.orders.models.order import OrderQuerySet
from tests.access.full_cases import citizen_of
from tests.access.tables import TABLES, refusal, seen
from tests.orders.made import DAY, a_draft, actor, an_offer, content, elsewhere, sent, somebody_at
from tests.world import TODAY, World

SECRET = "Angst siden 2019"
TOLD_US = "Sig ikke, at jeg har været på krisecenter"
STREET = "Prøvevej 17"
OF_ORDERS = [name for name in TABLES if name.startswith("orders_")]
LIVE = [name for name in OF_ORDERS if not name.endswith("event") and name != "orders_ordercomment"]
OF_AN_ORDER = [name for name in LIVE if name not in {"orders_order", "orders_shownoffer"}]
# Nobody changes these.
AS_IT_WAS_SENT = {"orders_aim", "orders_orderindicator", "orders_sharedfield", "orders_indicatoranswer"}
RIGHTS, CHECK = "42501", "23514"
POINTS = dict.fromkeys(
    ["vocational", "personal", "health", "conditions", "perspective"], ("forward", "Møder til tiden")
)


@dataclass(frozen=True)
class Sent:
    """Orders of Cilla, by how far they came; the provider has the first one."""

    world: World
    own: Order
    draft: Order
    other: Order
    declined: Order
    withdrawn: Order

    @property
    def provider(self) -> Actor:
        return actor(self.world, "provider")


@pytest.fixture
def orders(copy_of_database: None) -> Sent:
    """Orders to two units; in the first one a field, an aim and an indicator were ticked and taken out again."""
    world = World.read()
    by, offer = actor(world, "caseworker"), an_offer(world, places=9)
    with acting(by):
        Citizen.objects.filter(cases=world.cilla).update(address=STREET, protected_address=True)
    own = a_draft(
        world,
        offer,
        shared={"health": ("Fordi", SECRET), "phone": ("Så I kan ringe", "")},
        aims=[services.NewAim("Møde"), services.NewAim(SECRET)],
        indicators={"health": SECRET, "everyday": "Kommer op"},
    )
    with acting(by):
        own = services.order_save(order=own, content=content(), expected_version=own.version, by=by)
        services.order_comment(order=own, answer="commented", comment=TOLD_US, by=by)
        own = services.order_send(order=own, by=by)
    _accepted(world, own)
    _worked(world, own)
    declined, withdrawn = sent(world, offer), sent(world, offer)
    with acting(by):
        services.order_withdraw(order=withdrawn, reason="Flyttet", by=by)
    with acting(actor(world, "provider")):
        services.order_decline(order=declined, reason="Fuldt", by=actor(world, "provider"))
    return Sent(world, own, a_draft(world, offer), sent(world, elsewhere(world)), declined, withdrawn)


def _accepted(world: World, order: Order) -> None:
    provider = actor(world, "provider")
    with acting(provider):
        services.order_accept(order=order, by=provider)


def _worked(world: World, order: Order) -> None:
    """Something in every table that hangs on an order."""
    provider, by = actor(world, "provider"), actor(world, "caseworker")
    with acting(provider):
        services.order_message_send(order=order, text="Hvornår passer det?", by=provider)
        services.attendance_register(order=order, days=[services.Day(TODAY, "present", 5, 5)], by=provider)
        services.attendance_remark_write(order=order, monday=TODAY - DAY, text="Kom til tiden", by=provider)
        services.change_propose(order=order, kind="hours", hours=20, reason="Går godt", by=provider)
        report = ProgressReport.objects.get(order=order, kind="midway")
        aims = {aim.pk: ("on_the_way", "Godt på vej") for aim in order.aims.filter(dropped=False)}
        steps = {"everyday": (3, "Kommer til tiden")}
        said = services.Report(points=POINTS, aims=aims, recommendation="continue", indicators=steps)
        services.report_submit(report=report, content=said, by=provider)
    offer = order.offer
    assert offer is not None
    with acting(by):
        services.offer_show(case=Case.objects.get(pk=order.case_id), offer=offer, by=by)


@contextmanager
def opened(statement: str) -> Iterator[None]:
    """A wall is open: the owner has changed it; afterwards it stands as before."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'")
        cursor.execute(statement)
    try:
        yield
    finally:
        with transaction.atomic(using="owner"):
            rls.install(owner)


def words() -> str:
    """All that the database shows of orders now, as one text."""
    found = []
    with connections["default"].cursor() as cursor:
        for name in OF_ORDERS:
            cursor.execute(f"select its::text from {name} its")
            found += [f"{name} {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def shown() -> dict[str, set[UUID]]:
    """The orders of which each table shows rows now."""
    found = {}
    with connections["default"].cursor() as cursor:
        for name in OF_ORDERS:
            if "shownoffer" not in name:
                cursor.execute(f"select {'id' if name in _ITSELF else 'order_id'} from {name}")
                found[name] = {row for (row,) in cursor.fetchall()}
    return found


_ITSELF = {"orders_order", "orders_orderevent"}
_OPENED = "order_id = any((select sec.orders())::uuid[])"


def test_a_unit_reads_the_order_that_was_sent_to_it_and_nothing_else(orders: Sent) -> None:
    with acting(orders.provider):
        assert shown() == {name: {orders.own.pk} if name in LIVE else set() for name in shown()}
        assert set(seen()) == {*OF_AN_ORDER, "orders_order", "access_grant", "access_grantevent"}
    with opened("alter policy context on orders_order using (true)"), acting(orders.provider):
        others = {orders.draft.pk, orders.other.pk, orders.declined.pk, orders.withdrawn.pk}
        assert shown()["orders_order"] == {orders.own.pk} | others


def test_another_unit_reads_its_own_order_alone(orders: Sent) -> None:
    offer = orders.other.offer
    assert offer is not None
    other = somebody_at(offer.provider)
    with acting(other):
        assert shown()["orders_order"] == {orders.other.pk}
        assert set().union(*shown().values()) == {orders.other.pk}
    with opened("alter policy context on orders_ordermessage using (true)"), acting(other):
        assert shown()["orders_ordermessage"] == {orders.own.pk}


def test_what_was_ticked_once_and_taken_out_again_is_told_to_no_unit(orders: Sent) -> None:
    with acting(actor(orders.world, "caseworker")):
        assert SECRET in words()
    with acting(orders.provider):
        assert SECRET not in words()
    for table in ("orders_sharedfieldevent", "orders_aimevent", "orders_orderindicatorevent"):
        with opened(f"alter policy context on {table} using ({_OPENED})"), acting(orders.provider):
            assert SECRET in words(), table


def test_that_something_was_ticked_once_is_not_told_either(orders: Sent) -> None:
    with acting(orders.provider):
        assert _column("orders_sharedfield", "field") == {"name", "phone", "background"}
        assert _column("orders_orderindicator", "indicator") == {"everyday"}
        assert _column("orders_aim", "position") == {1}
    with opened(f"alter policy context on orders_sharedfield using ({_OPENED})"), acting(orders.provider):
        assert "health" in _column("orders_sharedfield", "field")


def _column(table: str, column: str) -> set[object]:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"select {column} from {table}")
        return {value for (value,) in cursor.fetchall()}


def test_what_the_citizen_said_of_the_draft_stays_with_the_municipality(orders: Sent) -> None:
    for persona in ("caseworker", "citizen"):
        with acting(actor(orders.world, persona)):
            assert TOLD_US in words(), persona
    with acting(orders.provider):
        assert TOLD_US not in words()
    for table in ("orders_ordercomment", "orders_ordercommentevent"):
        with opened(f"alter policy context on {table} using ({_OPENED})"), acting(orders.provider):
            assert TOLD_US in words(), table


def test_a_protected_address_is_in_no_row_that_a_unit_reads(orders: Sent) -> None:
    with acting(orders.provider):
        assert STREET not in words()
    with acting(system_actor(orders.world.nordby)):
        assert refusal("update orders_ordermessage set text = %s", [STREET]) == ""
        OrderMessage.objects.filter(order=orders.own).update(text=f"Bor på {STREET}")
    with acting(orders.provider):
        assert STREET in words()  # what no service writes would be read


@pytest.mark.parametrize(
    ("reviewed", "last"),
    [(None, 90), (0, 90), (10, 100), (60, 150), (89, 179), (90, 180)],
)
def test_a_unit_reads_an_order_until_its_last_day_and_not_a_day_longer(
    reviewed: int | None, last: int, orders: Sent
) -> None:
    """Of an order that was ended today, and whose report is reviewed so many days later."""
    by = actor(orders.world, "caseworker")
    with acting(by):
        services.order_interrupt(order=orders.own, reason="Fik job", by=by)
        report = ProgressReport.objects.get(order=orders.own, kind="midway")
    if reviewed is not None:
        with clock.at(TODAY + reviewed * DAY), acting(by):
            at = clock.evening(clock.today())
            services.report_review(report=report, decision="close", at=at, by=by)
    assert _reads(orders, last) == (True, True)
    assert _reads(orders, last + 1) == (False, False)
    with acting(by):
        Grant.objects.filter(source=orders.own.pk).update(ends_on=None)
    assert _reads(orders, last + 1) == (True, True)  # nothing but the grant's last day ends it


def _reads(orders: Sent, day: int) -> tuple[bool, bool]:
    """Whether the unit reads its order so many days from now: by the database, and by the application."""
    with clock.at(TODAY + day * DAY), acting(orders.provider):
        found = Order.objects.visible_to(orders.provider).exists()
        return shown()["orders_order"] == {orders.own.pk}, found


WRITES = {
    **{f"add to {name}": f"insert into {name} select * from {name}" for name in OF_AN_ORDER},
    **{f"change {name}": f"update {name} set order_id = order_id" for name in OF_AN_ORDER},
    "change the order": "update orders_order set title = 'x'",
    "end the order": "update orders_order set state = 'completed', ended_on = begins_on",
    "approve the own proposal": "update orders_changeproposal set state = 'approved', decided_at = now()",
    "review the own report": "update orders_progressreport set state = 'reviewed', reviewed_at = now(), "
    "reviewed_by_id = submitted_by_id, decision = 'close' where state = 'submitted'",
    "lengthen the grant": "update access_grant set ends_on = null",
    "grant": "insert into access_grant select gen_random_uuid(), holder, subject, 'case_work', fields, begins_on, "
    "ends_on, source, municipality_id, null from access_grant limit 1",
}


def test_a_unit_changes_no_row_by_itself(orders: Sent) -> None:
    with acting(orders.provider):
        refused = {what: refusal(statement) for what, statement in WRITES.items()}
        sent_already = {what for what in WRITES if what.split()[-1] in AS_IT_WAS_SENT}
        assert refused == {what: CHECK if what in sent_already else RIGHTS for what in WRITES}
    open_all = "; ".join(
        f"alter policy context on {name}{event} with check (true)"
        for name in ("orders_progressreport", "orders_changeproposal")
        for event in ("", "event")
    )
    with opened(open_all), acting(orders.provider):
        assert refusal(WRITES["review the own report"]) == ""
        assert refusal(WRITES["approve the own proposal"]) == ""


def test_the_first_wall_shows_a_unit_its_order_alone(orders: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under maintenance there is no second wall."""
    provider = orders.provider
    with maintaining():
        assert Order.objects.using("owner").count() == 5
        assert [order.pk for order in Order.objects.using("owner").visible_to(provider)] == [orders.own.pk]
        of_it = ProgressReport.objects.using("owner").visible_to(provider)
        assert {report.order_id for report in of_it} == {orders.own.pk}
        with clock.at(TODAY + 400 * DAY):
            assert not Order.objects.using("owner").visible_to(provider).exists()
        monkeypatch.setattr(OrderQuerySet, "visible_to", lambda found, _: found.all())
        assert Order.objects.using("owner").visible_to(provider).count() == 5


def test_a_bar_and_a_restriction_shut_an_order_out(orders: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    provider, by = orders.provider, actor(orders.world, "caseworker")
    subject = citizen_of(orders.world.nordby, orders.world.cilla)
    colleague = somebody_at(Provider.objects.get(key="proevebaenken"), "colleague-there")
    with acting(by):
        bar = access.conflict_add(subject=subject, user_id=provider.user_id, relation=Relation.FAMILY, by=by)
    assert (_sees(provider), _sees(colleague)) == (False, True)  # the bar is on one of them
    with acting(by):
        Bar.objects.filter(pk=bar.pk).update(ends_on=TODAY - DAY, begins_on=TODAY - DAY)
    assert _sees(provider)
    with acting(by):
        allowed = [by.user_id, colleague.user_id]
        access.restriction_set(subject=subject, allowed=allowed, reason="Truet", by=by)
    assert (_sees(provider), _sees(colleague)) == (False, True)
    monkeypatch.setattr("fremdrift.access.models.restrictions_without", lambda *_: Restriction.objects.none())
    assert _sees(provider)


def _sees(who: Actor) -> bool:
    with acting(who):
        return bool(Order.objects.visible_to(who).exists())
