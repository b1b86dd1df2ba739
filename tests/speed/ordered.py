"""What orders bring to the town: offers, orders in one unit's inbox, placements, reports that wait.

Rows are written as the owner, without the triggers that let an order begin as a draft alone and that keep its history.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connections, models

from fremdrift.access.context import acting, maintaining
from fremdrift.access.fields import FieldClass, Purpose
from fremdrift.access.models import Grant
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Municipality, Provider, User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.catalogue.models import Company, Offer, Workplace
from fremdrift.core import clock
from fremdrift.orders.models import Aim, Order, ProgressReport, SharedField
from tests.speed.town import copy_rows

UNIT, CONSULTANT = "fart-sted", "fart-konsulent"  # who is measured, by sign-in name
EVERY, PLACED_EVERY = 2, 5  # one case in so many has an order to the unit, one in so many a placement
_STATES = ("sent", "accepted", *["running"] * 4, *["completed"] * 3, "interrupted")
_PLACES = ("Køkkenet", "Værkstedet", "Gartneriet", "Cykelsmedjen", "Skoven", "Systuen", "Genbrugen", "Caféen")
_DAY = dt.timedelta(days=1)
_MADE = 1_767_225_600_000  # milliseconds: the first day of 2026


def id_of(kind: str, number: int) -> UUID:
    """The id of the row of a kind with a number, alike in every filling."""
    return _made(uuid5(NAMESPACE_OID, f"{kind} {number}"))


def report_of(order: UUID) -> UUID:
    """The id of the first report of an order."""
    return _made(uuid5(order, "midway"))


def _made(name: UUID) -> UUID:
    """The same with a moment in front, as ids of rows have: lists read from them when a row was made."""
    return UUID(int=(_MADE << 80) | (name.int & (1 << 80) - 1))


def fill_orders(home: Municipality) -> None:
    """Add offers, orders and placements until there are as many as the town's cases ask for; all is committed."""
    staff = _staff(home)
    with acting(system_actor(home)):
        known = set(Order.objects.values_list("pk", flat=True))
        offers = Offer.objects.filter(municipality=home).count()
        cases = list(Case.objects.order_by("number").select_related("citizen"))
    with _untriggered(Order, Aim, SharedField, ProgressReport, Grant), maintaining():
        _fill_catalogue(home, staff.provider, range(offers, len(cases)))
        writing = _Orders(home, staff)
        for number, case in enumerate(cases):
            order, placed = id_of("order", number), id_of("placement", number)
            if number % EVERY == 0 and order not in known:
                writing.order(
                    number // EVERY, case, pk=order, offer_id=id_of("offer", number % 50), provider=staff.provider
                )
            if number % PLACED_EVERY == 0 and placed not in known:
                writing.order(number // PLACED_EVERY, case, pk=placed, workplace_id=id_of("workplace", number % 50))
        for model, rows in writing.rows.items():
            copy_rows(model, rows)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


class _Staff:
    """Who works at the unit, and who with the companies."""

    def __init__(self, provider: Provider, people: User) -> None:
        self.provider, self.person = provider, people


def _staff(home: Municipality) -> _Staff:
    since = clock.today() - 1000 * _DAY
    provider = Provider.objects.filter(key=UNIT).first()
    if provider is None:
        provider = accounts.provider_add(key=UNIT, name="Stedet")
        person = accounts.user_add(username=UNIT, name="Vejleder")
        accounts.membership_add(user=person, role=Role.PROVIDER, begins_on=since, provider=provider)
        person = accounts.user_add(username=CONSULTANT, name="Konsulent")
        accounts.membership_add(user=person, role=Role.CONSULTANT, begins_on=since, municipality=home)
    return _Staff(provider, User.objects.get(username=UNIT))


def _fill_catalogue(home: Municipality, provider: Provider, numbers: range) -> None:
    of: dict[str, Any] = {"municipality": home}
    offers = [
        Offer(
            pk=id_of("offer", n),
            code=f"F{n}",
            name=f"{_PLACES[n % len(_PLACES)]} {n}",
            summary="Praktisk arbejde i små hold, med ro og tid til den enkelte.",
            provider=provider,
            purposes=["employment"],
            legal_kind="guidance_upskilling",
            setting="workshop",
            hours_least=n % 10,
            hours_most=15 + n % 20,
            town="Prøvestrup",
            reviewed_on=clock.today() - (n % 400) * _DAY,
            **of,
        )
        for n in numbers
    ]
    copy_rows(Offer, offers)
    if numbers.start == 0:
        company = Company(name="Bageriet Aps", **of)
        copy_rows(Company, [company])
        copy_rows(
            Workplace,
            [Workplace(pk=id_of("workplace", n), company=company, name=f"Butik {n}", **of) for n in range(50)],
        )


class _Orders:
    """Orders with what is shared, an aim, two reports and the grant that opens them."""

    def __init__(self, home: Municipality, staff: _Staff) -> None:
        self.home, self.person = home, staff.person
        self.rows: dict[type[models.Model], list[models.Model]] = {}

    def _add(self, row: models.Model) -> None:
        self.rows.setdefault(type(row), []).append(row)

    def order(self, number: int, case: Case, **to: Any) -> None:
        """One order about a case, in the state that its number gives."""
        state = _STATES[number % len(_STATES)]
        over, standing = state in {"completed", "interrupted"}, state in {"sent", "accepted"}
        begins = clock.today() + (7 * _DAY if standing else -(60 + number % 20) * _DAY)
        ends = clock.today() - (number % 40 + 1) * _DAY if over else clock.today() + (20 + number % 50) * _DAY
        sent = clock.evening(clock.today() - (number % 9 if standing else 90) * _DAY)
        order = Order(
            case=case,
            municipality=self.home,
            kind="guidance_upskilling" if "offer_id" in to else "company_placement",
            title="Forløb",
            state=state,
            purposes=["employment"],
            question="Hvor mange timer om ugen er der kræfter til, og hvad skal der til for flere?",
            hours=15,
            begins_on=begins,
            ends_on=ends,
            midway_on=begins + 20 * _DAY,
            informed_on=sent.date(),
            sent_at=sent,
            sent_by=self.person,
            answered_at=None if state == "sent" else sent,
            accepted_by=None if state == "sent" else self.person,
            ended_on=ends if over else None,
            ending_reason="Nyt arbejde" if state == "interrupted" else "",
            **to,
        )
        self._add(order)
        of: dict[str, Any] = {"order": order, "case": case, "municipality": self.home}
        self._add(Aim(position=1, what="Møde til tiden fire dage om ugen", **of))
        self._add(SharedField(field="name", why="Så I ved, hvem der kommer", text=case.citizen.name, **of))
        self._add(SharedField(field="phone", why="Så I kan ringe", text=case.citizen.phone or "00", **of))
        if state != "sent":
            self._reports(number, order, of)
        self._add(self._grant(order, case, sent.date()))

    def _reports(self, number: int, order: Order, of: dict[str, Any]) -> None:
        waits = number % 4 == 0 and order.state == "running"
        self._add(
            ProgressReport(
                pk=report_of(order.pk),
                kind="midway",
                due_on=order.midway_on,
                state="submitted" if waits else "due",
                submitted_at=order.sent_at if waits else None,
                submitted_by=self.person if waits else None,
                summary="Det går fremad." if waits else "",
                recommendation="continue" if waits else "",
                **of,
            )
        )
        self._add(ProgressReport(kind="final", due_on=order.ends_on, **of))

    def _grant(self, order: Order, case: Case, since: dt.date) -> Grant:
        return Grant(
            municipality=self.home,
            holder=f"provider:{order.provider_id}" if order.provider_id else f"consultants:{self.home.pk}",
            subject=case.citizen_id,
            purpose=Purpose.ORDER if order.provider_id else Purpose.PLACEMENT,
            fields=[str(name) for name in (FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.ORDER)],
            begins_on=since,
            ends_on=order.ends_on + 90 * _DAY if order.ends_on else None,
            source=order.pk,
        )


@contextmanager
def _untriggered(*written: type[models.Model]) -> Iterator[None]:
    with connections["owner"].cursor() as owner:
        for model in written:
            owner.execute(f"alter table {model._meta.db_table} disable trigger user")
        yield
        for model in written:
            owner.execute(f"alter table {model._meta.db_table} enable trigger user")
