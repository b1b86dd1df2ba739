"""One municipality filled to a size: every caseworker with ninety cases, one with two hundred.

The cases are copies of a thousand different ones, so that their obligations, worked out by the rulebook once,
can be copied too. Rows go in by COPY into a temporary table first, since row-level security takes no COPY.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models

from fremdrift.access.context import acting, maintaining
from fremdrift.access.fields import CASE_WORK, LEADERSHIP, Purpose
from fremdrift.access.models import Grant
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Membership, Municipality
from fremdrift.accounts.selectors import municipality_by_key, system_actor
from fremdrift.cases.models import BenefitSpell, Case, Citizen, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.conversations.services import obligations_recompute
from fremdrift.core import clock
from fremdrift_sim.people import _ABROAD, _MEN, _WOMEN, SURNAMES

Row = TypeVar("Row", bound=models.Model)

KEY, ORDINARY, CROWDED = "fartby", 90, 200  # the town, and the caseloads of those who are measured
DIFFERENT = 1000
TALKS = 14  # a case's conversations; with agreements, efforts and periods some forty rows
_FIRST = tuple(itertools.chain(*_WOMEN, *_MEN, *_ABROAD.values()))
_DAY = dt.timedelta(days=1)
_MINUTES = "Vi talte om, hvordan det går, og hvad der skal ske nu. " * 8


def town() -> Municipality:
    """The municipality, with its teams and caseworkers for ten thousand cases; made the first time."""
    known = municipality_by_key(KEY)
    if known is not None:
        return known
    home = accounts.municipality_add(key=KEY, name="Fartby Kommune", invented=True)
    since = clock.today().replace(day=1, year=clock.today().year - 5)
    teams = [accounts.team_add(municipality=home, key=f"team-{n}", name=f"Team {n}") for n in range(10)]
    for number in range(120):
        user = accounts.user_add(username=worker_name(number), name=f"Sagsbehandler {number}")
        team = teams[number % len(teams)]
        accounts.membership_add(user=user, role=Role.CASEWORKER, begins_on=since, municipality=home, team=team)
    return home


def worker_name(number: int) -> str:
    """Sign-in name of a caseworker: 0 has the crowded caseload, all others ordinary ones."""
    return f"fart-{number}"


def worker_of(case: int) -> int:
    """Which caseworker has the case of a number."""
    return 0 if case < CROWDED else 1 + (case - CROWDED) // ORDINARY


def filled(home: Municipality) -> int:
    """How many open cases there are."""
    with acting(system_actor(home)):
        return Case.objects.filter(closed_on=None).count()


def fill(home: Municipality, size: int) -> None:
    """Add cases until there are so many."""
    start = filled(home)
    for first in range(start, size, DIFFERENT):
        batch = _Batch(home, range(first, min(first + DIFFERENT, size)))
        with maintaining():
            batch.store()
        if first < DIFFERENT:
            with acting(system_actor(home), lifetime=3600):
                obligations_recompute(list(batch.cases))
        else:
            _copy_obligations(home, batch.cases)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def fill_within(home: Municipality, size: int) -> None:
    """The same within a test's own transaction: slower, and only the crowded caseload has obligations."""
    start = filled(home)
    batch = _Batch(home, range(start, size))
    with acting(system_actor(home), lifetime=3600):
        for model, rows in batch.rows.items():
            model._default_manager.bulk_create(rows)
        if not start:
            obligations_recompute(batch.cases[:CROWDED])


class _Batch:
    """Cases of consecutive numbers with all that belongs to them."""

    def __init__(self, home: Municipality, numbers: range) -> None:
        self.home = home
        self.rows: dict[type[models.Model], list[Any]] = {}
        self.cases: list[UUID] = []
        self.workers = {
            m.user.username: m for m in Membership.objects.filter(municipality=home).select_related("user", "team")
        }
        for number in numbers:
            self._case(number)

    def store(self) -> None:
        """Write everything, tables that others point to first."""
        for model, rows in self.rows.items():
            copy_rows(model, rows)

    def _add(self, row: Row) -> Row:
        row.municipality_id = self.home.pk  # type: ignore[attr-defined]  # every model here belongs to a municipality
        self.rows.setdefault(type(row), []).append(row)
        return row

    def _case(self, number: int) -> None:
        rng = random.Random(number % DIFFERENT)  # what counts for the rules is the same in every copy
        today = clock.today()
        opened = today - rng.randrange(30, 900) * _DAY
        citizen = Citizen(
            municipality=self.home,
            born=dt.date(rng.randrange(1962, 2004), 1 + rng.randrange(12), 1 + rng.randrange(28)),
        )
        own = random.Random(f"name {number}")
        citizen.rename(f"{own.choice(_FIRST)} {own.choice(SURNAMES)}")
        citizen.seal_cpr(_cpr(number))
        citizen.is_synthetic = True
        self._add(citizen)
        case = self._add(Case(citizen=citizen, number=number + 1, opened_on=opened))
        self.cases.append(case.pk)
        self._periods(case, rng, opened)
        self._contact_person(case, number, rng, opened)
        self._talks(case, rng, opened)

    def _periods(self, case: Case, rng: random.Random, opened: dt.date) -> None:
        today = clock.today()
        self._add(BenefitSpell(case=case, kind="cash_benefit", begins_on=opened))
        self._add(
            TargetGroupSpell(
                case=case, group=rng.choice(["match_1", "match_2", "match_2", "match_3"]), begins_on=opened
            )
        )
        if rng.random() < 0.1:
            self._add(Exemption(case=case, pauses="both", reason="operation", begins_on=today - 20 * _DAY))
        begin = opened + 20 * _DAY
        while begin < today and rng.random() < 0.8:
            length = rng.randrange(30, 200) * _DAY
            self._add(
                Effort(
                    case=case,
                    kind=rng.choice(["company_placement", "guidance_upskilling", "mentor", "treatment"]),
                    title="Forløb",
                    organiser="provider",
                    organiser_name="Prøvebænken",
                    begins_on=begin,
                    ends_on=begin + length,
                )
            )
            begin += length + rng.randrange(5, 60) * _DAY

    def _contact_person(self, case: Case, number: int, rng: random.Random, opened: dt.date) -> None:
        worker = self.workers[worker_name(worker_of(number))]
        begin = opened
        if rng.random() < 0.4:
            before = self.workers[worker_name(1 + rng.randrange(100))]
            begin = opened + (clock.today() - opened) * rng.random()
            if before.user_id != worker.user_id and begin > opened:
                self._person(case, before, opened, begin - _DAY)
        self._person(case, worker, begin, None)

    def _person(self, case: Case, worker: Membership, begins_on: dt.date, ends_on: dt.date | None) -> None:
        first = begins_on == case.opened_on
        person = self._add(
            ContactPerson(
                case=case,
                user_id=worker.user_id,
                begins_on=begins_on,
                ends_on=ends_on,
                reason="first" if first else "caseload",
                handover="" if first else "Ring helst om formiddagen.",
            )
        )
        for holder, purpose, fields in (
            (f"user:{worker.user_id}", Purpose.CASE_WORK, CASE_WORK),
            (f"leaders:{worker.team_id}", Purpose.LEADERSHIP, LEADERSHIP),
        ):
            self._add(
                Grant(
                    holder=holder,
                    subject=case.citizen_id,
                    purpose=purpose,
                    fields=[str(f) for f in fields],
                    begins_on=begins_on,
                    ends_on=ends_on,
                    source=person.pk,
                )
            )

    def _talks(self, case: Case, rng: random.Random, opened: dt.date) -> None:
        today = clock.today()
        on = today - rng.randrange(1, 110) * _DAY
        for number in range(TALKS):
            if on < opened:
                break
            state = "no_show" if rng.random() < 0.1 else "held"
            draft = number == 0 and rng.random() < 0.1
            shared = state == "held" and not draft
            talk = self._add(
                Conversation(
                    case=case,
                    state=state,
                    form="in_person",
                    on=on,
                    at=dt.time(10),
                    topics=["health"],
                    minutes=_MINUTES if state == "held" else "",
                    minutes_state="draft" if draft else "shared" if shared else "none",
                    shared_at=clock.evening(on) if shared else None,
                    recorded_by_id=self.workers[worker_name(0)].user_id,
                )
            )
            for _ in range(rng.randrange(3) if state == "held" else 0):
                is_open = number == 0 and rng.random() < 0.5
                self._add(
                    Agreement(
                        case=case,
                        conversation=talk,
                        what="Ringe til lægen",
                        who="citizen",
                        due_on=on + rng.randrange(5, 90) * _DAY,
                        state="open" if is_open else "done",
                        followed_up_on=None if is_open else on + 10 * _DAY,
                    )
                )
            on -= rng.randrange(20, 100) * _DAY
        if rng.random() < 0.6:
            planned = today + rng.randrange(0, 60) * _DAY
            self._add(Conversation(case=case, state="planned", form="in_person", on=planned, at=dt.time(9)))


def _cpr(number: int) -> str:
    day, month, year = 61 + number % 28, 1 + number // 28 % 12, 40 + number // 336 % 60
    return f"{day}{month:02}{year}{1000 + number // 20160}"


def copy_rows(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """All rows at once, with the triggers that write history."""
    connection = connections["owner"]
    fields = model._meta.concrete_fields
    table, columns = model._meta.db_table, ", ".join(f'"{f.column}"' for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(f'create temp table stage (like "{table}") on commit drop')
        with cursor.copy(f"copy stage ({columns}) from stdin") as copy:
            for row in rows:
                copy.write_row([_value(f, row) for f in fields])
        cursor.execute(f'insert into "{table}" ({columns}) select {columns} from stage')
        cursor.execute("drop table stage")


def _value(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connections["owner"])


def _copy_obligations(home: Municipality, cases: list[UUID]) -> None:
    """Those of the case a thousand numbers before, and before that, are the same."""
    with maintaining(), connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into conversations_obligation"
            " (id, municipality_id, case_id, kind, rule, arises_on, due_on, met_on, closed_on, detail)"
            " select gen_random_uuid(), o.municipality_id, c.id, o.kind, o.rule, o.arises_on, o.due_on, o.met_on,"
            " o.closed_on, o.detail from cases_case c join cases_case p on p.municipality_id = c.municipality_id"
            " and p.number = (c.number - 1) %% %s + 1 join conversations_obligation o on o.case_id = p.id"
            " where c.id = any(%s)",
            [DIFFERENT, cases],
        )
