"""The access matrix: every address × method × persona × case, asked of the program and held against the policy."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from fremdrift.access.context import acting
from fremdrift.access.models import Bar
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Need, NetworkPerson, SubGoal, Transfer
from tests.access.full_cases import ahead_and_missed, coordinate, fill, help_beside, plan_a_step
from tests.access.own_lines import OWNERS, own_lines
from tests.asked import measure, questionnaire_of
from tests.helped import represent
from tests.web.access_orders import Orders, catalogue_of, orders_of
from tests.web.access_policy import (
    ELSEWHERE,
    EVERYBODY,
    MEMBERS,
    OF_RUNNING,
    OF_SUBMITTED,
    ORDERS,
    POLICY,
    READ_ONLY,
    RELATED,
    SEES,
    SEES_ORDERS,
    TOLD,
    Row,
)
from tests.web.access_relations import relate
from tests.world import AUDITED, TODAY, World

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SIGN_IN = "sent to sign in"
_OF_SOMEBODY = {"case_id", "order_id", "report_id"}
_ASKED_OF_EVERY_CASE = ("get", "head", "post")
CASES = ("cilla", "bertil", "gerda", "nobody")  # the last is an id that nothing has
# The case, and the case from which the conversation or fact in the same address is taken.
MIXED = (("cilla", "bertil"), ("bertil", "cilla"), ("cilla", "nobody"))

EMPTY = {"csrfmiddlewaretoken": "as every form of the program has it"}
NO_ORDERS = Orders({}, {}, {}, {}, {}, {})


@dataclass(frozen=True)
class Cell:
    """One request: whose case the address names, and whose conversation or fact; empty where it names none."""

    route: str
    method: str
    persona: str
    case: str = ""
    part: str = ""


@dataclass(frozen=True)
class Wrong:
    """A cell that was answered otherwise than the policy says."""

    cell: Cell
    wanted: int | str
    answer: int | str


def patterns(found: Iterable[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every address of the program."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


def names() -> list[str]:
    """The names of all addresses; one without a name gives its text."""
    return [pattern.name or str(pattern.pattern) for pattern in patterns()]


def unmatched(routes: Iterable[str], policy: Mapping[str, Row]) -> set[str]:
    """Addresses without a row, and rows without an address."""
    return set(routes) ^ set(policy)


def cells(routes: Iterable[str] = tuple(POLICY), methods: Iterable[str] = METHODS) -> Iterator[Cell]:
    """Every cell of these addresses and methods."""
    parameters = {pattern.name: set(pattern.pattern.converters) for pattern in patterns()}
    for route in routes:
        for method in methods:
            for persona in sorted(_asking(method, parameters[route])):
                let_in = persona in POLICY[route].who
                places = _places(parameters[route], let_in=let_in)
                if POLICY[route].order:
                    places = [("", part) for part in _orders(persona, POLICY[route].order, let_in=let_in)]
                # A method that no page has is refused before anybody asks whose case it is.
                for case, part in places if method in _ASKED_OF_EVERY_CASE else places[:1]:
                    yield Cell(route, method, persona, case, part)


def _orders(persona: str, named: str, *, let_in: bool) -> list[str]:
    """The order of the row, and for those who are let in each that they must not see."""
    return [named, *(name for name in ORDERS if let_in and name != named and not _sees_order(persona, name))]


def _sees_order(persona: str, order: str) -> bool:
    if persona in SEES_ORDERS:
        return order in SEES_ORDERS[persona]
    return order != "nobody" and "cilla" in SEES.get(persona, set())


def _asking(method: str, parameters: set[str]) -> frozenset[str]:
    """A relation to a case matters at its addresses, and to no other method than these."""
    return EVERYBODY | frozenset(RELATED) if parameters & _OF_SOMEBODY and method in {"get", "post"} else EVERYBODY


def _places(parameters: set[str], *, let_in: bool) -> list[tuple[str, str]]:
    if "case_id" not in parameters:
        return [("", "")]
    if parameters & {
        "bar_id",
        "beside_id",
        "conversation_id",
        "dismissal_id",
        "fact_id",
        "need_id",
        "network_person_id",
        "no_show_id",
        "person_id",
        "planned_id",
        "reminder_id",
        "sub_goal_id",
        "transfer_id",
    }:
        return [*zip(CASES, CASES, strict=True), *(MIXED if let_in else ())]
    return [(case, "") for case in CASES]


def wanted(cell: Cell, policy: Mapping[str, Row] = POLICY) -> int | str:
    """What the policy says: signed in? then: may the role? then: has the page that method? then: this person?"""
    row = policy[cell.route]
    allowed = {"get": row.get, "head": row.get, "post": row.post}
    if row.open:
        return allowed.get(cell.method, 405)
    if cell.persona not in MEMBERS:
        return 403 if cell.method == "post" else SIGN_IN  # a form is answered with what was typed
    if cell.persona not in row.who:
        return 403
    if cell.method == "options":
        return 204
    answer = allowed.get(cell.method, 405)
    if answer != 405 and cell.method == "post" and cell.persona in READ_ONLY and not row.sends:
        return 403
    if answer == 405 or _opened(cell):
        return answer
    return 403 if cell.case in TOLD.get(cell.persona, set()) else 404


def _opened(cell: Cell) -> bool:
    if POLICY[cell.route].order:
        return _sees_order(cell.persona, cell.part)
    if POLICY[cell.route].own and cell.part != "nobody" and OWNERS.get(cell.part) != cell.persona:
        return False
    if POLICY[cell.route].catalogue and cell.persona in ELSEWHERE:
        return False
    return not cell.case or (cell.case in SEES.get(cell.persona, set()) and cell.part in {"", cell.case})


class Addresses:
    """The addresses of cells in the world."""

    def __init__(self, world: World, conversations: Mapping[str, UUID]) -> None:
        self._world = world
        self._cases = {"cilla": world.cilla, "bertil": world.bertil, "gerda": world.gerda, "nobody": UUID(int=1)}
        self._conversations = {"nobody": UUID(int=2), **conversations}
        self._facts = {"nobody": UUID(int=3)}
        self._persons = {"nobody": UUID(int=4)}
        self._dismissals, self._reminders = own_lines(world)
        self._bars = {"nobody": UUID(int=5)}
        self._goals = {"nobody": UUID(int=6)}
        self._beside = {"nobody": UUID(int=7)}
        self._transfers = {"nobody": UUID(int=8)}
        self._needs = {"nobody": UUID(int=11)}
        self._around = {"nobody": UUID(int=12)}
        help_beside(world)
        plan_a_step(world)
        coordinate(world)
        measure(world)
        represent(world)
        for home in (world.nordby, world.sydby):
            for rows, found in (
                (self._facts, BenefitSpell.objects),
                (self._persons, ContactPerson.objects.coordinating()),
                (self._beside, ContactPerson.objects.beside()),
                (self._goals, SubGoal.objects),
                (self._needs, Need.objects),
                (self._around, NetworkPerson.objects),
                (self._transfers, Transfer.objects.filter(state="proposed")),
            ):
                with acting(system_actor(home)):
                    ids = dict(found.values_list("case_id", "pk"))
                rows |= {name: ids[case] for name, case in self._cases.items() if case in ids}
            with acting(system_actor(home)):
                self._bars |= self._bars_of(dict(Case.objects.values_list("citizen", "pk")))

    def _bars_of(self, cases: Mapping[UUID, UUID]) -> dict[str, UUID]:
        """What keeps the auditor out of each case, by the name of the case."""
        names = {pk: name for name, pk in self._cases.items()}
        bars = Bar.objects.filter(kind="exclusion", reason=AUDITED, subject__in=cases)
        return {names[cases[bar.subject]]: bar.pk for bar in bars if cases[bar.subject] in names}

    @cached_property
    def _orders(self) -> Orders:
        return orders_of(self._world)

    @cached_property
    def _catalogue(self) -> dict[str, UUID]:
        return catalogue_of(self._world)

    @cached_property
    def _draft(self) -> UUID:
        return questionnaire_of(self._world.nordby).pk  # a draft, as nobody has published it

    @cached_property
    def _talks(self) -> tuple[dict[str, UUID], dict[str, UUID]]:
        return ahead_and_missed(self._world)

    def of(self, cell: Cell) -> str:
        """The address of a cell."""
        pattern = next(p for p in patterns() if p.name == cell.route)
        known = self._catalogue if POLICY[cell.route].catalogue else {}
        needed = {"planned_id", "no_show_id"} & set(pattern.pattern.converters)
        planned, no_shows = self._talks if needed else ({}, {})
        asked = self._orders if POLICY[cell.route].order else NO_ORDERS
        orders = asked.running if cell.route in OF_RUNNING else asked.orders
        reports = asked.submitted if cell.route in OF_SUBMITTED else asked.reports
        values: dict[str, object] = {
            "case_id": self._cases.get(cell.case),
            "conversation_id": self._conversations.get(cell.part),
            "planned_id": planned.get(cell.part, UUID(int=5)),
            "no_show_id": no_shows.get(cell.part, UUID(int=6)),
            "secret": "x" * 43,
            "municipality": "nordby",
            "representation_id": UUID(int=15),
            "round_id": UUID(int=16),
            "fact_id": self._facts.get(cell.part),
            "person_id": self._persons.get(cell.part),
            "dismissal_id": self._dismissals.get(cell.part),
            "reminder_id": self._reminders.get(cell.part),
            "page": "worklist",
            "list_id": 2_000_000_000,
            "bar_id": self._bars.get(cell.part),
            "need_id": self._needs.get(cell.part),
            "network_person_id": self._around.get(cell.part),
            "sub_goal_id": self._goals.get(cell.part, UUID(int=17)),
            "beside_id": self._beside.get(cell.part),
            "transfer_id": self._transfers.get(cell.part),
            "draft_id": UUID(int=9),
            "form": "conversation_record",
            "kind": "benefit",
            "meets": "hold_conversation",
            "pack": "lab-2011",
            "scene": "jonas",
            "cover_id": 0,  # nobody is away
            "opened_id": UUID(int=10),
            "offer_id": known.get("offer_id", UUID(int=11)),
            "experience_id": known.get("experience_id"),
            "company_id": known.get("company_id"),
            "workplace_id": known.get("workplace_id"),
            "order_id": orders.get(cell.part, UUID(int=11)),
            "report_id": reports.get(cell.part, UUID(int=12)),
            "message_id": asked.questions.get(cell.part, UUID(int=13)),
            "opened": TODAY.isoformat(),
            "number": 1,
            "questionnaire_id": self._draft if "questionnaire_id" in pattern.pattern.converters else None,
            "key": "progression",
            "text_key": "standstill.meaning",
            "change_id": asked.changes.get(cell.part, UUID(int=14)),
        }
        return reverse(cell.route, kwargs={name: values[name] for name in pattern.pattern.converters})


class Matrix:
    """Asks the program; what a request writes is undone before the next."""

    def __init__(self, world: World) -> None:
        self._addresses = Addresses(world, fill(world))
        users = world.users | relate(world)
        self._clients = {persona: _client(users.get(persona)) for persona in EVERYBODY | frozenset(RELATED)}

    def wrong(self, found: Iterable[Cell]) -> tuple[int, list[Wrong]]:
        """How many cells were asked, and those that were answered otherwise than the policy says."""
        asked, differing = 0, []
        with _quiet():
            for cell in found:
                asked += 1
                answer = self.answer(cell)
                if answer != wanted(cell):
                    differing.append(Wrong(cell, wanted(cell), answer))
        return asked, differing

    def answer(self, cell: Cell) -> int | str:
        """What the program answers, signing in told apart from every other redirection."""
        client, cookies = self._clients[cell.persona]
        client.cookies = SimpleCookie(cookies)
        address = self._addresses.of(cell)
        with transaction.atomic():
            response = getattr(client, cell.method)(address, EMPTY if cell.method == "post" else None)
            transaction.set_rollback(True)
        if response.status_code == 302 and response["Location"].startswith(reverse("signin") + "?next="):
            return SIGN_IN
        return int(response.status_code)


def _client(user: User | None) -> tuple[Client, str]:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client, client.cookies.output(header="", sep=";")


@contextmanager
def _quiet() -> Iterator[None]:
    """Thousands of refusals are asked for here: none of them is news."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
