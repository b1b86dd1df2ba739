"""Reads for a team's leader: counts by caseworker, and the cases behind each count. Nothing of anybody's health."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Cover
from fremdrift.accounts.selectors import covers_of, team_workers, user_names
from fremdrift.cases.enums import ContactRole, Pauses, TransferState
from fremdrift.cases.models import ContactPerson, Effort, Exemption, Need, Transfer
from fremdrift.cases.rules import sort_key
from fremdrift.conversations.enums import Minutes, State
from fremdrift.conversations.models import Conversation, Obligation
from fremdrift.core import clock
from fremdrift.overview.enums import TeamCount
from fremdrift.overview.rules import CONTACT_WITHIN, EFFORT_WITHIN, end_of_week
from fremdrift.overview.selectors.team_orders import coming, unanswered, unreviewed
from fremdrift.rulebook.enums import ObligationKind

# The office's own measures; a municipality will be able to choose them.
CHANGES_WITHIN = dt.timedelta(days=365)
ADVISED_AT_MOST = 25  # cases of one caseworker in intensive work (RMB); information, not a limit

_TALKS = [ObligationKind.FIRST_CONVERSATION, ObligationKind.CONVERSATION_INTERVAL]
_OTHERS = [
    ObligationKind.FIRST_OFFER,
    ObligationKind.REPEAT_OFFER,
    ObligationKind.MAX_LENGTH,
    ObligationKind.MIN_LENGTH,
]
# Grouped by the column itself, PostgreSQL reads everybody's contact persons in its order, and throws most of them away.
_WHO = F("user_id") + 0
_COUNTED = [count for count in TeamCount if count is not TeamCount.CASES]


@dataclass(frozen=True)
class TeamRow:
    """One caseworker: counts of cases, changes of contact person in a year, and who steps in for whom."""

    user_id: int
    name: str
    member: bool  # of the team today; others have cases of the team still
    counts: Mapping[TeamCount, int]
    only_week: int  # due this week, and nothing overdue
    changes: int  # of contact person, in all cases together
    away: tuple[Cover, ...]
    steps_in: tuple[Cover, ...]

    @property
    def cases(self) -> int:
        """How many cases."""
        return self.counts[TeamCount.CASES]

    @property
    def changes_per_case(self) -> float:
        """Changes of contact person in a year, for each case of today."""
        return round(self.changes / self.cases, 1) if self.cases else 0.0

    @property
    def over_advice(self) -> bool:
        """Whether there are more cases than the advice for intensive work says; information, not a fault."""
        return self.cases > ADVISED_AT_MOST


def team_rows(actor: Actor, only: int | None = None) -> list[TeamRow]:
    """The team's caseworkers by name, and whoever else has cases of the team; a constant number of queries.

    With `only` just that one, if they are among them.
    """
    today = clock.today()
    whose = Q() if only is None else Q(user=only)
    members = {held.user_id: held for held in team_workers(actor, today) if only in {None, held.user_id}}
    counted = {row["who"]: row for row in _counted(actor, _base(actor, today).filter(whose), today)}
    changes = dict(_changes(_base(actor, today).filter(whose), today))
    names = user_names(set(counted) - set(members)) | {pk: held.user.name for pk, held in members.items()}
    covers = covers_of(actor, names, today)
    rows = [
        _row(pk, names[pk], pk in members, counted.get(pk, {}), changes.get(pk, 0), _today(covers, today))
        for pk in names
    ]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.user_id))


def open_needs(actor: Actor) -> dict[str, int]:
    """By area, how many needs nothing meets yet in the team's open cases: numbers, and nobody's words."""
    open_ = Need.objects.open().filter(case__in=_base(actor, clock.today()).values("case"))
    return dict(open_.order_by().values_list("area").annotate(Count("pk")))


def _today(covers: Iterable[Cover], today: dt.date) -> list[Cover]:
    return [cover for cover in covers if cover.begins_on <= today]


def _row(
    user_id: int, name: str, member: bool, counted: Mapping[str, int], changes: int, covers: list[Cover]
) -> TeamRow:
    return TeamRow(
        user_id=user_id,
        name=name,
        member=member,
        counts={count: counted.get(count.name.lower(), 0) for count in TeamCount},
        only_week=counted.get("week", 0) - counted.get("both", 0),
        changes=changes - counted.get("fresh", 0) if counted else 0,
        away=tuple(c for c in covers if c.absent_id == user_id),
        steps_in=tuple(c for c in covers if c.stand_in_id == user_id),
    )


def _base(actor: Actor, today: dt.date) -> QuerySet[Any]:
    """Today's coordinating contact persons of open cases that the actor may see: one row for each case."""
    found = ContactPerson.objects.standing().coordinating().visible_to(actor)
    period = Q(ends_on=None) | Q(ends_on__gte=today)
    return found.filter(period, begins_on__lte=today, case__closed_on=None)


def _counted(actor: Actor, base: QuerySet[Any], today: dt.date) -> QuerySet[Any, dict[str, Any]]:
    filters = {count.name.lower(): Count("pk", filter=_behind(actor, count, today)) for count in _COUNTED}
    overdue, week = _behind(actor, TeamCount.OVERDUE, today), _behind(actor, TeamCount.WEEK, today)
    new, before = Q(begins_on__gt=today - CHANGES_WITHIN), _persons().filter(begins_on__lte=today - CHANGES_WITHIN)
    found: QuerySet[Any, dict[str, Any]] = (
        base.order_by()
        .values(who=_WHO)
        .annotate(
            cases=Count("pk"),
            both=Count("pk", filter=overdue & week),
            fresh=Count("pk", filter=new & ~Q(Exists(before))),
            **filters,
        )
    )
    return found


def _changes(base: QuerySet[Any], today: dt.date) -> QuerySet[Any, tuple[int, int]]:
    """By caseworker, how many coordinating contact persons began in a year in the cases that are theirs now."""
    begun = Q(
        case__contactpersons__begins_on__gt=today - CHANGES_WITHIN,
        case__contactpersons__begins_on__lte=today,
        case__contactpersons__role=ContactRole.COORDINATING,
        case__contactpersons__withdrawn_at=None,
    )
    theirs = base.order_by().filter(begun).values_list(_WHO)
    found: QuerySet[Any, tuple[int, int]] = theirs.annotate(Count("case__contactpersons"))
    return found


def _behind(actor: Actor, count: TeamCount, today: dt.date) -> Q:
    """The condition under which a case counts."""
    match count:
        case TeamCount.CASES:
            return Q()
        case TeamCount.OVERDUE:
            return Q(Exists(_standing(today).filter(due_on__lt=today)))
        case TeamCount.WEEK:
            return Q(Exists(_this_week(today)))
        case TeamCount.NO_CONTACT:
            talked = _held(today).filter(on__gt=today - CONTACT_WITHIN)
            return Q(case__opened_on__lte=today - CONTACT_WITHIN) & ~Q(Exists(talked))
        case TeamCount.NO_EFFORT:
            agreed = Effort.objects.filter(case=OuterRef("case"))  # as on the worklist: one to come counts as well
            ran = agreed.filter(Q(ends_on=None) | Q(ends_on__gt=today - EFFORT_WITHIN))
            left = Q(case__opened_on__lte=today - EFFORT_WITHIN) & ~Q(Exists(_exempt(today)))
            return left & ~Q(Exists(ran)) & ~Q(Exists(coming(actor, today)))
        case TeamCount.CHANGES:
            earlier = _persons().filter(begins_on__lt=OuterRef("begins_on"))
            return Q(begins_on__gt=today - CHANGES_WITHIN) & Q(Exists(earlier))
        case TeamCount.MINUTES:
            return Q(Exists(_drafts(today)))
        case TeamCount.ORDERS:
            return Q(Exists(unanswered(actor, today)))
        case TeamCount.REPORTS:
            return Q(Exists(unreviewed(actor, today)))
        case TeamCount.TRANSFERS:
            return Q(Exists(_waiting()))


def _persons() -> QuerySet[Any]:
    return ContactPerson.objects.standing().coordinating().filter(case=OuterRef("case"))


def _standing(today: dt.date) -> QuerySet[Any]:
    """Obligations of the case that a caseworker can do something about, neither met nor closed by today."""
    return Obligation.objects.filter(
        Q(met_on=None) | Q(met_on__gt=today),
        Q(closed_on=None) | Q(closed_on__gt=today),
        case=OuterRef("case"),
        arises_on__lte=today,
        kind__in=[*_TALKS, *_OTHERS],
    )


def _this_week(today: dt.date) -> QuerySet[Any]:
    """Those due by the end of the week, but for conversations that are planned in time."""
    planned = Conversation.objects.filter(
        case=OuterRef("case"), state=State.PLANNED, on__gte=today, on__lte=OuterRef("due_on")
    )
    due = _standing(today).filter(due_on__gte=today, due_on__lte=end_of_week(today))
    return due.filter(Q(kind__in=_OTHERS) | ~Exists(planned))


def _held(today: dt.date) -> QuerySet[Any]:
    return Conversation.objects.filter(case=OuterRef("case"), state=State.HELD, on__lte=today)


def _efforts(today: dt.date) -> QuerySet[Any]:
    return Effort.objects.filter(case=OuterRef("case"), begins_on__lte=today)


def _exempt(today: dt.date) -> QuerySet[Any]:
    """Exemptions from offers: who has one is left in peace."""
    found = Exemption.objects.filter(case=OuterRef("case"), begins_on__lte=today).exclude(ends_on__lt=today)
    return found.exclude(pauses=Pauses.CONVERSATION)


def _drafts(today: dt.date) -> QuerySet[Any]:
    return _held(today).filter(minutes_state=Minutes.DRAFT)


def _waiting() -> QuerySet[Any]:
    return Transfer.objects.filter(case=OuterRef("case"), state=TransferState.PROPOSED)


@dataclass(frozen=True)
class TeamCase:
    """A case behind a count: whose it is, the day that the count looks at, and a word to it."""

    case_id: UUID
    citizen_id: UUID
    name: str
    number: int
    worker: str
    on: dt.date | None  # due, last contact, end of the last effort, since when …; none: never
    word: str  # kind of the duty, or who must answer
    times: int  # changes of contact person in a year


def team_cases(actor: Actor, count: TeamCount, user_id: int | None = None, sort: str = "") -> QuerySet[Any]:
    """The cases behind a count, of one caseworker or all; the oldest day first, or by `name`, `number`, `worker`."""
    today = clock.today()
    on, word = _told(actor, count, today)
    found = _base(actor, today).filter(_behind(actor, count, today))
    if user_id is not None:
        found = found.filter(user=user_id)
    orders = {"name": "case__citizen__sort_key", "number": "case__number", "worker": "user__name"}
    order = [orders[sort]] if sort in orders else [F("on").asc(nulls_first=True), "case__citizen__sort_key"]
    told: QuerySet[Any] = found.annotate(on=on, word=word).defer("handover")
    return told.select_related("case__citizen", "user").order_by(*order, "pk")


def team_case_lines(actor: Actor, rows: Iterable[Any]) -> list[TeamCase]:
    """A page of these cases, ready to be told; one query more."""
    shown = list(rows)
    times = contact_changes(actor, [row.case_id for row in shown])
    return [
        TeamCase(
            case_id=row.case_id,
            citizen_id=row.case.citizen_id,
            name=row.case.citizen.name,
            number=row.case.number,
            worker=row.user.name,
            on=row.on,
            word=row.word or "",
            times=times.get(row.case_id, 0),
        )
        for row in shown
    ]


def contact_changes(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, int]:
    """By case, how often the coordinating contact person changed in the last twelve months."""
    today = clock.today()
    begun = (
        ContactPerson.objects.standing()
        .coordinating()
        .visible_to(actor)
        .filter(
            case__in=list(case_ids),
            begins_on__gt=today - CHANGES_WITHIN,
            begins_on__lte=today,
        )
    )
    changed = begun.filter(Exists(_persons().filter(begins_on__lt=OuterRef("begins_on"))))
    return dict(changed.order_by().values_list("case").annotate(Count("pk")))


def _told(actor: Actor, count: TeamCount, today: dt.date) -> tuple[Any, Any]:
    """The day and the word of each case behind a count."""
    match count:
        case TeamCount.OVERDUE:
            return _first(_standing(today).filter(due_on__lt=today))
        case TeamCount.WEEK:
            return _first(_this_week(today))
        case TeamCount.NO_CONTACT:
            return _one(_held(today), Max("on")), Value("")
        case TeamCount.NO_EFFORT:
            return _one(_efforts(today), Max("ends_on")), Value("")
        case TeamCount.MINUTES:
            return _one(_drafts(today), Min("on")), Value("")
        case TeamCount.ORDERS:
            order = unanswered(actor, today).order_by("sent_at", "pk")[:1]
            return Subquery(order.values(day=TruncDate("sent_at"))), Subquery(order.values("title"))
        case TeamCount.REPORTS:
            report = unreviewed(actor, today).order_by("submitted_at", "pk")[:1]
            return Subquery(report.values(day=TruncDate("submitted_at"))), Subquery(report.values("order__title"))
        case TeamCount.TRANSFERS:
            first = _waiting()[:1]
            return Subquery(first.values(day=TruncDate("proposed_at"))), Subquery(first.values("to_user__name"))
        case _:
            return F("begins_on"), Value("")


def _first(found: QuerySet[Any]) -> tuple[Subquery, Subquery]:
    first = found.order_by("due_on", "kind", "pk")[:1]
    return Subquery(first.values("due_on")), Subquery(first.values("kind"))


def _one(found: QuerySet[Any], what: Max | Min) -> Subquery:
    return Subquery(found.order_by().values("case").values(day=what), output_field=DateField())
