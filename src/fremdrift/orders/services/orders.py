"""Orders from the first draft to what became of them; each verb is a move of `rules.MOVES`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.models import grants_end
from fremdrift.cases.models import Case, take_open_turn
from fremdrift.catalogue.models import Offer, Workplace
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import rules
from fremdrift.orders.enums import CitizenAnswer, OrderState
from fremdrift.orders.models import Order, OrderComment
from fremdrift.orders.selectors.contents import contents_of, places_problem
from fremdrift.orders.services import _effects as effects
from fremdrift.orders.services._limits import check_limits
from fremdrift.orders.services._parts import parts_write
from fremdrift.orders.services._turns import check_address, day, in_turn, move, of_order, store

_VALUES = (
    *("purposes", "question", "hours", "begins_on", "ends_on", "midway_on", "right_and_duty"),
    *("mentor_name", "mentor_hours", "no_mentor_reason", "informed_on"),
)
# What the citizen answers to, besides the parts.
_TOLD = {"question", "purposes", "right_and_duty", "hours", "begins_on", "ends_on"}


@dataclass(frozen=True)
class NewAim:
    """One of the one to three things that an order is to lead to."""

    what: str
    sub_goal_id: UUID | None = None


@dataclass(frozen=True)
class Content:
    """What an order says: the whole of it, as the form or an import brings it."""

    purposes: Sequence[str] = ()
    question: str = ""
    aims: Sequence[NewAim] = ()
    indicators: Mapping[str, str] = field(default_factory=dict)  # indicator → where it stands, in words
    hours: float | None = None
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    midway_on: dt.date | None = None
    right_and_duty: bool = False
    shared: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # field → why, and the words where they are free
    mentor_name: str = ""
    mentor_hours: float | None = None
    no_mentor_reason: str = ""
    informed_on: dt.date | None = None


@transaction.atomic
def order_begin(
    *,
    case: Case,
    offer: Offer | None = None,
    workplace: Workplace | None = None,
    kind: str = "",
    follows: Order | None = None,
    id: UUID | None = None,
    by: Actor,
) -> Order:
    """Begin a draft to an offer, or to a workplace with the kind of effort; the same id twice is the same order."""
    take_open_turn(case.pk)
    if offer is not None and offer.retired_on is not None and offer.retired_on <= clock.today():
        raise RuleViolation("order.offer_retired", "offer")
    begun = Order(
        case_id=case.pk,
        municipality_id=case.municipality_id,
        offer=offer,
        workplace=workplace,
        provider_id=offer.provider_id if offer else None,
        kind=kind or (offer.legal_kind if offer else ""),
        title=offer.name if offer else f"{workplace.company.name}, {workplace.name}"[:160] if workplace else "",
        purposes=list(offer.purposes[:1]) if offer and len(offer.purposes) == 1 else [],
        follows=follows,
        made_by_id=by.user_id or None,
    )
    begun.pk = id or begun.pk
    if Order.objects.filter(pk=begun.pk).exists():
        raise RuleViolation("order.already_begun")
    begun.save(force_insert=True)
    return begun


@transaction.atomic
def order_save(*, order: Order, content: Content, expected_version: int, by: Actor) -> Order:
    """Write the draft over the version that the writer saw. What the citizen approved is what then stood there."""
    with in_turn(order, by) as standing:
        if standing.state != OrderState.DRAFT:
            raise RuleViolation(f"order.is_{standing.state}")
        _check(content, standing, by)
        changed = [name for name in _VALUES if getattr(content, name) != getattr(standing, name)]
        for name in changed:
            setattr(standing, name, getattr(content, name))
        rewritten = parts_write(standing, content, by)
        if not changed and not rewritten:
            return standing
        if standing.version != expected_version:
            raise RuleViolation("order.changed_meanwhile")
        if rewritten or _TOLD & set(changed):
            _to_be_told_again(standing, changed)
        store(standing, *_VALUES, "citizen_answer")
        return standing


def _to_be_told_again(order: Order, changed: Sequence[str]) -> None:
    """What the citizen was told before today, or has answered, is not what stands now; when they answered stays."""
    order.citizen_answer = CitizenAnswer.NONE
    if "informed_on" not in changed and order.informed_on is not None and order.informed_on < clock.today():
        order.informed_on = None


def _check(content: Content, order: Order, by: Actor) -> None:
    problems = rules.days_problems(content.begins_on, content.ends_on, content.midway_on, content.hours)
    if problems:
        raise RuleViolation(*problems[0])
    if len(content.aims) > 3:
        raise RuleViolation("order.three_aims", "aims")
    if order.workplace_id and not set(content.shared) <= rules.FOR_WORKPLACE:
        raise RuleViolation("order.workplace_health", "shared")
    if order.workplace_id and content.indicators.get(rules.HEALTH_INDICATOR, "").strip():
        raise RuleViolation("order.workplace_health", "shared")
    begins_on = content.begins_on or clock.today()
    if content.informed_on is not None and content.informed_on < begins_on - rules.TOLD_WITHIN:
        raise RuleViolation("order.told_long_ago", "informed_on")
    aims, shared = [aim.what for aim in content.aims], [words for pair in content.shared.values() for words in pair]
    texts = [content.question, *aims, *content.indicators.values(), *shared]
    check_address(order, *texts, content.mentor_name, content.no_mentor_reason, by=by)


@transaction.atomic
def order_send(*, order: Order, at: dt.datetime | None = None, by: Actor) -> Order:
    """Send a draft that is complete enough; from now on the unit sees it. `at` is for imports, else now."""
    with in_turn(order, by) as standing:
        move(standing, OrderState.SENT)
        contents = contents_of(standing)
        hinders = rules.hinders(contents)
        if hinders:
            raise RuleViolation(f"order.lacks_{hinders[0]}")
        assert standing.begins_on is not None
        problem = rules.begins_problem(standing.begins_on, day(at))
        if problem:
            raise RuleViolation(problem, "begins_on")
        _check_words(standing, by)
        if at is None:  # what another system sent long ago is kept as it was
            check_limits(standing, by=by)
        standing.sent_at, standing.sent_by_id = at or clock.now(), by.user_id or None
        store(standing, "sent_at", "sent_by")
        effects.open_to_unit(standing, day(at))
        return standing


def _check_words(order: Order, by: Actor) -> None:
    """The address may have been protected since the draft was written."""
    shared = [words for row in order.shared.all() for words in (row.why, row.text)]
    aims, indicators = order.aims.values_list("what", flat=True), order.indicators.values_list("baseline", flat=True)
    check_address(order, order.question, *aims, *indicators, *shared, order.mentor_name, order.no_mentor_reason, by=by)


@transaction.atomic
def order_comment(
    *, order: Order, answer: str, comment: str = "", on: dt.date | None = None, at: dt.datetime | None = None, by: Actor
) -> Order:
    """What the citizen says about what will be sent: on the own page, or to the caseworker, who writes it down.

    `on` is the day on which the citizen was told; whoever answers has been told.
    """
    with in_turn(order, by) as standing:
        if standing.state != OrderState.DRAFT:
            raise RuleViolation("order.sent_already")
        if answer in {CitizenAnswer.COMMENTED, CitizenAnswer.OBJECTED} and not comment.strip():
            raise RuleViolation("order.comment_missing", "comment")
        OrderComment.objects.update_or_create(
            order=standing, defaults={"text": comment}, create_defaults={"text": comment, **of_order(standing)}
        )
        standing.citizen_answer = answer
        standing.citizen_answered_at = at or clock.now()
        standing.informed_on = standing.informed_on or on or day(at)
        store(standing, "citizen_answer", "citizen_answered_at", "informed_on")
        return standing


@transaction.atomic
def order_accept(*, order: Order, accepted_by_name: str = "", at: dt.datetime | None = None, by: Actor) -> Order:
    """Say yes; the last place is given once. For a workplace somebody there said it, and the consultant tells who."""
    with in_turn(order, by) as standing:
        move(standing, OrderState.ACCEPTED)
        if standing.workplace_id and not accepted_by_name.strip():
            raise RuleViolation("order.who_accepted", "accepted_by_name")
        _not_before(standing, day(at))
        _check_places(standing)
        standing.answered_at, standing.accepted_by_id = at or clock.now(), by.user_id or None
        standing.accepted_by_name = accepted_by_name.strip()
        store(standing, "begins_on", "midway_on", "answered_at", "accepted_by", "accepted_by_name")
        effects.reports_plan(standing)
        _start_when_due(standing, day(at), by)
        return standing


def _not_before(order: Order, today: dt.date) -> None:
    """Nothing begins before somebody said yes to it; what would be over by then needs a new order."""
    assert order.begins_on is not None
    assert order.ends_on is not None
    if order.ends_on < today:
        raise RuleViolation("order.over")
    order.begins_on = max(order.begins_on, today)
    order.midway_on = rules.midway_after(order.midway_on, order.begins_on, order.ends_on)


def _check_places(order: Order) -> None:
    problem = places_problem(order)
    if problem:
        raise RuleViolation(problem)


@transaction.atomic
def order_decline(*, order: Order, reason: str, at: dt.datetime | None = None, by: Actor) -> Order:
    """Say no, and why; what was told of the citizen is gone from the unit's side at once."""
    with in_turn(order, by) as standing:
        move(standing, OrderState.DECLINED)
        if not reason.strip():
            raise RuleViolation("order.reason_missing", "reason")
        standing.declined_reason, standing.answered_at = reason, at or clock.now()
        store(standing, "declined_reason", "answered_at")
        grants_end(source=standing.pk, last_day=day(at) - rules.A_DAY)
        return standing


@transaction.atomic
def order_withdraw(*, order: Order, reason: str, at: dt.datetime | None = None, by: Actor) -> Order:
    """Take an order back before it runs; the unit sees it no more."""
    with in_turn(order, by) as standing:
        was = standing.state
        move(standing, OrderState.WITHDRAWN)
        if not reason.strip():
            raise RuleViolation("order.reason_missing", "reason")
        standing.ending_reason, standing.ended_on = reason, day(at)
        store(standing, "ending_reason", "ended_on")
        _take_back_proposals(standing)
        if was != OrderState.DRAFT:
            grants_end(source=standing.pk, last_day=day(at) - rules.A_DAY)
        return standing


@transaction.atomic
def order_start(*, order: Order, on: dt.date | None = None, by: Actor) -> Order:
    """Let an accepted order run: on its first day, or earlier when the provider begins earlier."""
    with in_turn(order, by) as standing:
        on = on or clock.today()
        if on > clock.today():
            raise RuleViolation("order.starts_in_future", "on")
        assert standing.begins_on is not None
        if on < min(day(standing.answered_at), clock.today()):
            raise RuleViolation("order.starts_before_yes", "on")
        if on < standing.begins_on:  # the days before need a place too, and count in what the law allows
            standing.begins_on = on
            _check_places(standing)
            check_limits(standing, by=by)
        _start(standing, by)
        return standing


def _start_when_due(order: Order, today: dt.date, by: Actor) -> None:
    assert order.begins_on is not None
    if order.begins_on <= today:
        _start(order, by)


def _start(order: Order, by: Actor) -> None:
    move(order, OrderState.RUNNING)
    effects.effort_begin(order, by)
    store(order, "begins_on", "effort")


@transaction.atomic
def order_interrupt(*, order: Order, reason: str, on: dt.date | None = None, by: Actor) -> Order:
    """End a running order before its time, with the reason; the effort ends on that day too."""
    with in_turn(order, by) as standing:
        move(standing, OrderState.INTERRUPTED)
        if not reason.strip():
            raise RuleViolation("order.reason_missing", "reason")
        assert standing.begins_on is not None
        assert standing.ends_on is not None
        last = min(clock.today(), standing.ends_on)
        on = on or last
        if not standing.begins_on <= on <= last:
            raise RuleViolation("order.interrupted_outside", "on")
        check_address(standing, reason, by=by)
        standing.ending_reason, standing.ended_on = reason, on
        store(standing, "ending_reason", "ended_on")
        _ended(standing)
        return standing


@transaction.atomic
def order_complete(*, order: Order, on: dt.date, by: Actor) -> Order:
    """End a running order as agreed: on its last day, or when its final report leads to nothing more."""
    with in_turn(order, by) as standing:
        return _complete(standing, on)


def _complete(order: Order, on: dt.date) -> Order:
    move(order, OrderState.COMPLETED)
    order.ended_on = on
    store(order, "ended_on")
    _ended(order)
    return order


def _ended(order: Order) -> None:
    effects.effort_follow(order)
    effects.reports_follow(order)
    effects.seen_until(order)
    _take_back_proposals(order)


def _take_back_proposals(order: Order) -> None:
    for proposal in order.proposals.filter(state="proposed"):
        proposal.state, proposal.decided_at = "withdrawn", clock.now()
        proposal.save(update_fields=["state", "decided_at"])


@transaction.atomic
def orders_advance(*, on: dt.date | None = None, by: Actor) -> int:
    """Let begin what begins by its day, and end what has come to its last: for one municipality, as the system.

    Returns how many orders went on. Safe to run again, and by two at once.
    """
    today, count = on or clock.today(), 0
    begins = Q(state=OrderState.ACCEPTED, begins_on__lte=today)
    for order in _due(begins, by):
        with in_turn(order, by) as standing:
            if standing.state == OrderState.ACCEPTED:
                _start(standing, by)
                count += 1
    for order in _due(Q(state=OrderState.RUNNING, ends_on__lt=today), by):
        with in_turn(order, by) as standing:
            if standing.state == OrderState.RUNNING and standing.ends_on is not None and standing.ends_on < today:
                _complete(standing, standing.ends_on)
                count += 1
    return count


def _due(which: Q, by: Actor) -> list[Order]:
    """Orders that may go on, in open cases; each then takes its turn by itself, so that nobody waits for all."""
    with acting(by):
        of = Order.objects.filter(which, municipality=by.municipality_id, case__closed_on__isnull=True)
        return list(of.order_by("pk"))
