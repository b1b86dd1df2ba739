"""Records of one person with a past of every kind: for the tests of merging."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

from django.db import connection
from hypothesis import strategies as st

from fremdrift.access.actor import Actor
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction, grant_write
from fremdrift.accounts.models import User
from fremdrift.cases import services
from fremdrift.cases.models import Case, Citizen, Message, Transfer
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from tests.stored import everything
from tests.world import TODAY

IN_CASE = [
    "benefit",
    "exemption",
    "effort",
    "held",
    "planned",
    "characteristic",
    "coming",
    "transfer",
    "message",
    "need",
    "around",
]
ABOUT_PERSON = ["bar", "restriction", "break_glass", "sign_in", "ended_grant"]


@dataclass(frozen=True)
class Past:
    """What a record holds: cases as numbers of days ago (opened, closed or none), and what is in them."""

    name: str
    phone: str
    protected: bool
    cases: tuple[tuple[int, int | None, tuple[str, ...]], ...]
    about: tuple[str, ...]


def pasts() -> st.SearchStrategy[Past]:
    """Some closed cases, and perhaps an open one."""
    things = st.lists(st.sampled_from(IN_CASE), unique=True, max_size=5).map(tuple)
    closed = st.tuples(st.integers(400, 900), st.integers(1, 399), things)
    standing = st.tuples(st.integers(10, 300), st.none(), things)
    return st.builds(
        Past,
        st.sampled_from(["Karla Holm", "Carla Holm", "karla holm"]),
        st.sampled_from(["", "00 11 22 33"]),
        st.booleans(),
        st.tuples(st.lists(closed, max_size=2), st.lists(standing, max_size=1)).map(lambda two: (*two[0], *two[1])),
        st.lists(st.sampled_from(ABOUT_PERSON), unique=True, max_size=4).map(tuple),
    )


def make(past: Past, cpr: str, by: Actor) -> Citizen:
    """The record with its past."""
    until = TODAY + dt.timedelta(days=40) if past.protected else None
    citizen = services.citizen_add(
        name=past.name, cpr=cpr, phone=past.phone, protected_address=past.protected, protected_until=until, by=by
    )
    for opened, closed, things in past.cases:
        _case(citizen, opened, closed, things, by)
    for thing in past.about:
        _about(citizen, thing, by)
    return citizen


def _case(citizen: Citizen, opened: int, closed: int | None, things: tuple[str, ...], by: Actor) -> None:
    first = TODAY - dt.timedelta(days=opened)
    case = services.case_open(citizen=citizen, opened_on=first, by=by)
    services.target_group_add(case=case, group="match_2", begins_on=first, ends_on=None, by=by)
    worker = services.Worker(by.user_id, by.team_id)
    services.contact_person_set(case=case, worker=worker, begins_on=first, by=by)
    for thing in things:
        _in_case(case, thing, first + dt.timedelta(days=1), by)
    if closed is not None:
        last = TODAY - dt.timedelta(days=closed)
        services.case_close(case=case, closed_on=last, reason="job", by=by)


def _in_case(case: Case, thing: str, on: dt.date, by: Actor) -> None:
    period = {"case": case, "begins_on": on, "ends_on": None, "by": by}
    colleague = User.objects.get(username="colleague")
    match thing:
        case "benefit":
            services.benefit_add(kind="cash_benefit", **period)
        case "exemption":
            services.exemption_add(pauses="both", reason="x", **period)
        case "effort":
            services.effort_add(kind="mentor", title="x", organiser="other", **period)
        case "characteristic":
            services.characteristic_add(kind="other", words="x", **period)
        case "held":
            written = talks.Record("held", "walk", on, agreements=[talks.NewAgreement("x")])
            talks.conversation_record(case=case, record=written, by=by)
        case "need":
            effort = services.effort_add(kind="debt_advice", title="x", organiser="other", **period)
            need = services.need_name(case=case, named=services.Named("x", "debt"), on=on, by=by)
            services.need_meet(need=need, effort=effort, by=by)
        case "around":
            person = services.network_person_add(case=case, around=services.Around("x"), by=by)
            services.consent_give(person=person, on=on, what="x", expected_version=0, by=by)
        case "planned":
            talks.conversation_plan(case=case, on=TODAY + dt.timedelta(days=5), form="walk", by=by)
        case "coming":
            soon = TODAY + dt.timedelta(days=9)
            worker = services.Worker(colleague.pk, None)
            services.contact_person_set(case=case, worker=worker, begins_on=soon, reason="leave", handover="x", by=by)
        case "transfer":
            said = {"reason": "leave", "handover": "x", "begins_on": TODAY, "proposed_at": clock.now()}
            Transfer.objects.create(
                case=case, municipality_id=case.municipality_id, to_user=colleague, proposed_by_id=by.user_id, **said
            )
        case "message":
            said = {"sender": "municipality", "text": "x", "sent_at": clock.now()}
            Message.objects.create(case=case, municipality_id=case.municipality_id, author_id=by.user_id, **said)


def _about(citizen: Citizen, thing: str, by: Actor) -> None:
    home = {"municipality_id": citizen.municipality_id, "subject": citizen.pk}
    match thing:
        case "bar":
            Bar.objects.create(holder="user:99", kind="exclusion", begins_on=TODAY, **home)
        case "restriction":
            Restriction.objects.create(allowed=[f"user:{by.user_id}"], reason="x", begins_on=TODAY, **home)
        case "break_glass":
            said = {"reason": "Borgeren ringede i nød om natten", "opened_at": clock.now()}
            BreakGlass.objects.create(
                holder="user:99", expires_at=said["opened_at"] + dt.timedelta(hours=24), **said, **home
            )
        case "sign_in":
            user = User.objects.get(username="citizen")
            services.citizen_sign_in_add(citizen=citizen, user_id=user.pk, begins_on=TODAY, by=by)
        case "ended_grant":
            days = {"begins_on": TODAY - dt.timedelta(days=90), "ends_on": TODAY - dt.timedelta(days=60)}
            grant_write(holder="user:99", purpose=Purpose.CASE_WORK, fields=CASE_WORK, source=uuid4(), **days, **home)


def without_restriction(past: Past) -> Past:
    """The same past, open to whoever has a grant."""
    return replace(past, about=tuple(thing for thing in past.about if thing != "restriction"))


def stored(by: Actor) -> dict[str, list[str]]:
    """Every row about persons, history and the merges themselves aside; obligations without the ids of their rows."""
    rows = everything(by)
    rows["conversations_obligation"] = sorted(row.split(",", 1)[1] for row in rows["conversations_obligation"])
    return {table: found for table, found in rows.items() if not table.endswith("event") and table != "cases_merge"}


def check_references() -> None:
    """Ask for every reference now that is otherwise checked when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def grants_astray(citizens: list[Citizen]) -> Iterator[Grant]:
    """Grants of contact persons that open somebody else than the citizen of their case."""
    for case in Case.objects.filter(citizen__in=citizens):
        persons = case.contactpersons.values("pk")
        yield from Grant.objects.filter(source__in=persons).exclude(subject=case.citizen_id)
