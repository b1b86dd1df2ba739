"""Which cases have orders: every kind of story in the first caseload, and a history in a third of all.

Like the desks they are added to a population that stands already. An order brings about the effort that its case
tells of; those efforts are named, so that none is there twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from fremdrift_sim.catalogue import HOME, Catalogue, OfferPlan, catalogue
from fremdrift_sim.cilla import USERNAME
from fremdrift_sim.cilla_orders import cilla_orders
from fremdrift_sim.dates import days, dice, workday
from fremdrift_sim.desk import desks
from fremdrift_sim.efforts import OFFERS
from fremdrift_sim.order_kinds import BEFORE, BEFORE_MIDWAY, OVER, RUNNING, Runs, before, over, run
from fremdrift_sim.order_schema import CaseOrders, OrderPlan
from fremdrift_sim.order_story import Place, Teller
from fremdrift_sim.population import PERSONA
from fremdrift_sim.schema import CasePlan, EffortPlan, Population

SHARE = 1 / 3  # of all cases
LONGER = days(60)  # a place is kept free for as long as an order may be prolonged
HERE = ("VÆR-01", "AFK-01", "VÆR-02", "MUS-01")  # of the provider that gets most orders
_TITLES = {"Skriv dit CV": "KON-02", "Gåhold og jobsnak": "MOT-01", "Gartnerhold": "NAT-02", "Job og helbred": "BEH-02"}
_HOURS = (8.0, 10.0, 12.0, 15.0)
FULL, USED_UP = ("MUS-01", "VÆR-02", "AFK-01", "VÆR-01"), "KON-02"


@dataclass
class Book:
    """The places of one town, and who has them when: nobody gets one that is not there."""

    sold: Catalogue
    taken: dict[tuple[str, int], list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    begun: Counter[tuple[str, int]] = field(default_factory=Counter)

    def offer(self, codes: Sequence[str], begins: date, ends: date) -> Place | None:
        """The first of these offers with a place."""
        for code in codes:
            found = next(one for one in self.sold.offers if one.code == code)
            used = self.begun[code, begins.year]
            if self._free((code, -1), found.places, begins, ends) and (found.quota is None or used < found.quota):
                self.begun[code, begins.year] += 1
                return Place("guidance_upskilling", offer=code, purposes=found.purposes)
        return None

    def workplace(self, firm: str, effort: EffortPlan, begins: date, ends: date) -> Place | None:
        """A workplace of the firm with a place."""
        for number, one in enumerate(self.sold.workplaces):
            if one.company == firm and self._free(("", number), one.places, begins, ends):
                return Place(effort.kind, workplace=number, mentor=one.mentor_name)
        return None

    def _free(self, key: tuple[str, int], places: int | None, begins: date, ends: date) -> bool:
        last = ends + LONGER
        if places is not None and self.busiest(key, begins, last) >= places:
            return False
        self.taken[key].append((begins, last))
        return True

    def busiest(self, key: tuple[str, int], begins: date, last: date) -> int:
        """How many places are taken at once on the busiest day of a period."""
        within = [(first, end) for first, end in self.taken[key] if first <= last and end >= begins]
        return most_at_once([(max(first, begins), end) for first, end in within])


@dataclass(frozen=True)
class Orders:
    """All orders of a population, and the catalogue of each town as it stands with them."""

    cases: dict[str, CaseOrders]  # by the citizen's number
    catalogues: dict[str, Catalogue]


def orders(people: Population) -> Orders:
    """Orders of every caseworker's cases; the same population gives the same orders."""
    found: dict[str, CaseOrders] = {}
    catalogues = {}
    busy = {desk.case.person.cpr for desk in desks(people) if desk.efforts_until is not None}
    for town in people.towns:
        book = Book(catalogue(town.key, people.today))
        for worker in town.caseworkers:
            cases = [c for c in people.cases if c.caseworker == worker.username and c.person.cpr not in busy]
            rng = dice(people.seed, worker.username, "orders")
            for told in _Caseload(cases, people.today, book, rng).tell(worker.username):
                found[told.case.person.cpr] = told
        catalogues[town.key] = _full(book, people.today, found) if town.key == HOME else book.sold
    return Orders(found, catalogues)


def _full(book: Book, today: date, found: dict[str, CaseOrders]) -> Catalogue:
    """One offer has as many places as are taken, and another was ordered as often this year as it may be.

    Whatever was said yes to in the past had its place then, and its part of that year's quota: an offer that was
    fuller once than it is today has more places than are taken, and cannot be the one.
    """
    said_yes = [order for told in found.values() for order in told.orders if _said_yes(order)]
    full, places = next(((code, n) for code in FULL if (n := _as_today(code, said_yes, today))), ("", 0))
    years = Counter(o.begins_on.year for o in said_yes if o.offer == USED_UP and o.begins_on is not None)
    used = years[today.year] if years[today.year] == max(years.values(), default=0) else 0

    def changed(offer: OfferPlan) -> OfferPlan:
        if offer.code == full:
            return replace(offer, places=places)
        return replace(offer, quota=used) if offer.code == USED_UP and used else offer

    return replace(book.sold, offers=tuple(changed(offer) for offer in book.sold.offers))


def _as_today(code: str, said_yes: Sequence[OrderPlan], today: date) -> int:
    """How many places of an offer are taken today or promised; none where more were taken on some day."""
    there = [order for order in said_yes if order.offer == code]
    taken = [_period(order) for order in there]
    standing = sum(_period(order)[1] >= today for order in there if not _is_over(order))
    return standing if standing >= most_at_once(taken) else 0


def most_at_once(taken: Sequence[tuple[date, date]]) -> int:
    """How many of these periods hold the busiest day."""
    return max((sum(first <= day <= last for first, last in taken) for day in {first for first, _ in taken}), default=0)


def _said_yes(order: OrderPlan) -> bool:
    return any(event.what == "accepted" for event in order.events)


def _is_over(order: OrderPlan) -> bool:
    return any(event.what in {"completed", "interrupted", "withdrawn"} for event in order.events)


def _period(order: OrderPlan) -> tuple[date, date]:
    """From when to when an order has its place, with what it was prolonged by."""
    assert order.begins_on is not None
    assert order.ends_on is not None
    asked = [event.until for event in order.events if event.what == "proposed" and event.of == "extend" and event.until]
    prolonged = asked if any(event.what == "approved" for event in order.events) else []
    return order.begins_on, max([order.ends_on, *prolonged])


@dataclass
class _Slot:
    """What a case has room for: the offer that runs, the one to come, and those that are over."""

    case: CasePlan
    now: EffortPlan | None
    ahead: EffortPlan | None
    past: list[EffortPlan]
    earliest: date
    latest: date | None
    paused: bool
    orders: list[OrderPlan] = field(default_factory=list)
    replaced: list[EffortPlan] = field(default_factory=list)
    has: set[str] = field(default_factory=set)


@dataclass
class _Caseload:
    """One caseworker's cases, and the orders that are found for them."""

    cases: Sequence[CasePlan]
    today: date
    book: Book
    rng: Random

    def tell(self, username: str) -> Iterator[CaseOrders]:
        """Orders of some of the cases; of one who is shown in the demo something of each kind."""
        own = [case for case in self.cases if case.person.username == USERNAME]
        for case in own:
            told = cilla_orders(case, self.today)
            for order in told.orders:
                if order.begins_on is not None and order.ends_on is not None:
                    self.book.offer((order.offer,), order.begins_on, order.ends_on)
            yield told
        slots = [_slot(case, self.today) for case in self.cases if case not in own]
        self.rng.shuffle(slots)
        is_open = [slot for slot in slots if slot.case.closed is None and not slot.paused]
        if username == PERSONA:
            self._each_kind(is_open)
        self._some(slots, is_open, round(len(self.cases) * SHARE) - len(own))
        for slot in slots:
            if slot.orders:
                made = tuple(sorted(slot.orders, key=lambda order: order.written))
                yield CaseOrders(slot.case, made, tuple(slot.replaced))

    def _each_kind(self, slots: list[_Slot]) -> None:
        for spec in RUNNING:
            for slot in sorted(slots, key=_fits):
                if "now" not in slot.has and self._run(slot, spec):
                    break
        for kind in OVER:
            for slot in sorted(slots, key=lambda slot: len(slot.orders)):
                if "past" not in slot.has and slot.past and self._over(slot, kind):
                    break
        for at_work in (False, True):
            for kind in BEFORE:
                for slot in sorted(slots, key=_room):
                    if ("work" if at_work else "ahead") not in slot.has and self._before(slot, kind, at_work=at_work):
                        break

    def _some(self, slots: list[_Slot], is_open: list[_Slot], wanted: int) -> None:
        """More cases until there are enough: those of which something can be told come first."""
        start = self.rng.randrange(60)
        for number, slot in enumerate(sorted(slots, key=lambda slot: not (slot.past or slot.now)), start=start):
            if sum(bool(one.orders) for one in slots) >= wanted:
                return
            if slot.orders:
                continue
            if slot.past:
                self._over(slot, OVER[number % len(OVER)] if slot.case.closed is None else "close")
            if slot not in is_open:
                continue
            if slot.now is not None and slot.now.kind != "ordinary_education":
                self._run(slot, RUNNING[number % len(RUNNING)])
            elif slot.now is None and number % 3 == 0:
                self._before(slot, BEFORE[number % len(BEFORE)], at_work=number % 2 == 0)

    def _teller(self, slot: _Slot) -> Teller:
        return Teller(slot.case, self.today, self.rng)

    def _place(self, effort: EffortPlan | None, begins: date, ends: date) -> Place | None:
        if effort is not None and effort.at_workplace:
            return self.book.workplace(effort.provider_name, effort, begins, ends)
        asked = _TITLES.get(effort.title.split(",")[0]) if effort else None
        shuffled = self.rng.sample(HERE, len(HERE))
        return self.book.offer([*([asked] if asked and self.rng.random() < 0.5 else []), *shuffled], begins, ends)

    def _run(self, slot: _Slot, spec: Runs) -> bool:
        effort = slot.now if slot.now is not None and _replaceable(slot.now) else None
        if slot.now is not None and effort is None:
            return False
        midway = self.today + days(spec.midway)
        place = self._place(effort, midway - days(BEFORE_MIDWAY), midway + days(spec.until))
        if place is None:
            return False
        hours = float(effort.hours) if effort and effort.hours else self.rng.choice(_HOURS)
        told = run(self._teller(slot), place, spec, slot.earliest, slot.latest, hours)
        return told is not None and _put(slot, told, "now", effort)

    def _over(self, slot: _Slot, kind: str) -> bool:
        recent = kind in {"unread", "overdue"}
        effort = slot.past[-1]
        ended = effort.ends_on or self.today
        if recent and ended < self.today - days(60):
            kind = "close"
        last = slot.case.closed or workday(self.today - days(1), -1)
        place = self._place(effort, effort.begins_on, ended)
        if place is None:
            return False
        told = over(self._teller(slot), place, kind, effort.begins_on, ended, float(effort.hours or 10), last)
        return _put(slot, told, "past", effort)

    def _before(self, slot: _Slot, kind: str, *, at_work: bool) -> bool:
        ahead = slot.ahead if slot.ahead is not None and _replaceable(slot.ahead) else None
        if ahead is not None and ahead.at_workplace is not at_work:
            return False
        begins = ahead.begins_on if ahead else workday(self.today + days(self.rng.randint(10, 24)))
        ends = ahead.ends_on if ahead and ahead.ends_on else workday(begins + days(7 * self.rng.randint(8, 13)), -1)
        effort = ahead or (self._somewhere(begins, ends) if at_work else None)
        place = self._place(effort, begins, ends)
        if place is None:
            return False
        hours = float(ahead.hours) if ahead and ahead.hours else self.rng.choice(_HOURS)
        told = before(self._teller(slot), place, kind, begins, ends, hours)
        return _put(slot, told, "work" if at_work else "ahead", ahead)

    def _somewhere(self, begins: date, ends: date) -> EffortPlan:
        firm = self.rng.choice(self.book.sold.companies)
        return EffortPlan("company_placement", f"Praktik, {firm}", "provider", firm, begins, ends, 10, True)


def _put(slot: _Slot, order: OrderPlan, what: str, effort: EffortPlan | None) -> bool:
    slot.orders.append(order)
    slot.has.add(what)
    if effort is not None and effort not in slot.replaced:
        slot.replaced.append(effort)
    return True


def _replaceable(effort: EffortPlan) -> bool:
    return effort.kind != "ordinary_education"


def _room(slot: _Slot) -> tuple[bool, int]:
    """Those who have an order already come first, so that it is some of the cases and not all; no more than three."""
    return (not 0 < len(slot.orders) < 3, len(slot.orders))


def _fits(slot: _Slot) -> tuple[int, int]:
    """Where something runs that an order can have brought about; then where something was to come; then the others."""
    if slot.now is not None:
        return (0 if _replaceable(slot.now) and not slot.now.at_workplace else 1, 0)
    return (2 if slot.ahead is not None else 3, 0)


def _slot(case: CasePlan, today: date) -> _Slot:
    law = [effort for effort in case.efforts if effort.kind in OFFERS]
    last = case.closed or today
    past = [e for e in law if e.ends_on is not None and e.ends_on < last - days(12) and _replaceable(e)]
    past = [e for e in past if e.begins_on >= case.opened and e.ends_on and (e.ends_on - e.begins_on).days > 14]
    now = next((e for e in law if e.begins_on <= today and (e.ends_on is None or e.ends_on >= today)), None)
    ahead = next((e for e in law if e.begins_on > today), None)
    before_now = [e.ends_on for e in law if e.ends_on is not None and e.ends_on < today]
    earliest = max([case.opened + days(3), *(ended + days(1) for ended in before_now)])
    latest = ahead.begins_on - days(1) if ahead is not None else None
    paused = any(p.ends_on is None or p.ends_on >= today for p in case.exemptions)
    return _Slot(case, now, ahead, past, earliest, latest, paused)
