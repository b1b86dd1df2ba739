"""The demo: the simulator's people, taken in through the product's own services."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.enums import CoverReason
from fremdrift.accounts.models import Municipality, User
from fremdrift.accounts.selectors import municipalities, system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, SubGoal
from fremdrift.conversations import services as talks
from fremdrift.core import clock
from fremdrift.core.changes import together
from fremdrift.core.sittings import one_sitting
from fremdrift.exchange.access import conflict_take_in, emergency_take_in
from fremdrift.exchange.around import surroundings_take_in
from fremdrift.exchange.catalogue import Sold, catalogue_take_in, experience_take_in
from fremdrift.exchange.desk import desk_take_in, excuses_take_in
from fremdrift.exchange.measurements import course_take_in
from fremdrift.exchange.orders import Office, orders_take_in, staff_of
from fremdrift.exchange.registrations import voluntary_take_in
from fremdrift.exchange.representatives import representative_take_in
from fremdrift_sim import population
from fremdrift_sim.access import conflicts, emergencies
from fremdrift_sim.around import surroundings
from fremdrift_sim.catalogue import HOME, experiences
from fremdrift_sim.desk import desks, excuses
from fremdrift_sim.order_schema import CaseOrders
from fremdrift_sim.orders import Orders, orders
from fremdrift_sim.progress import courses
from fremdrift_sim.schema import CasePlan, EffortPlan, PlanStory, Population, ProviderPlan, Step, Talk, Town

SEED = 2026
_YEARS_HERE = 5
_HOLIDAY = dt.timedelta(days=10)


def _say_nothing(_words: str) -> None:
    """Nobody listens."""


class NotTheDemo(Exception):
    """Somebody real is here already: the demo, where nobody needs a password, must not open this database."""


def demo_is_loaded() -> bool:
    """Whether the demo is here already; raises NotTheDemo when somebody else is."""
    here = municipalities()
    real = [m.name for m in here if not m.invented]
    if real:
        raise NotTheDemo(", ".join(real))
    return bool(here)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """One transaction without savepoints: nothing goes on after a failure here, and they are four queries in ten."""
    connection.ensure_connection()
    connection.features.uses_savepoints = False
    try:
        with transaction.atomic():
            yield
    finally:
        connection.features.uses_savepoints = True


@_all_or_nothing()
def demo_load(*, cases: int = 900, tell: Callable[[str], None] = _say_nothing) -> Population:
    """Invent a population and take all of it in, or nothing."""
    invented = population(SEED, clock.today(), cases)
    workers: dict[str, tuple[User, int | None]] = {}
    homes = {town.key: _town(town, workers) for town in invented.towns}
    for provider in invented.providers:
        _provider(provider)
    stands: dict[str, Case] = {}
    ordered = orders(invented)
    for town in invented.towns:
        plans = [plan for plan in invented.cases if plan.person.town == town.key]
        actor = system_actor(homes[town.key], "demo")
        with acting(actor, lifetime=3600), together():
            place = _place(town, ordered, workers, actor)
            for number, plan in enumerate(plans, start=1):
                stands[plan.person.cpr] = _case(plan, workers, actor, place)
                if number % 20 == 0:
                    tell(f"{town.name}: {number} / {len(plans)}")
        _cover(town, workers, actor)
        with acting(actor, lifetime=3600), together():
            for lies in (found for found in desks(invented) if found.case.person.town == town.key):
                by = replace(actor, user_id=workers[lies.case.caseworker][0].pk)
                desk_take_in(lies, stands[lies.case.person.cpr], by)
            for about in (found for found in surroundings(invented) if found.case.person.town == town.key):
                by = replace(actor, user_id=workers[about.case.caseworker][0].pk)
                surroundings_take_in(about, stands[about.case.person.cpr], by)
            for course in (found for found in courses(invented) if found.case.person.town == town.key):
                by = replace(actor, user_id=workers[course.case.caseworker][0].pk)
                course_take_in(course, stands[course.case.person.cpr], by)
            voluntary_take_in(invented, town, stands, lambda username: workers[username][0].pk, actor)
        with acting(actor, lifetime=3600):
            for worker in town.caseworkers:
                excuses_take_in(excuses(invented.today), replace(actor, user_id=workers[worker.username][0].pk))
            for opened in emergencies(invented, town):
                emergency_take_in(opened, stands, replace(actor, user_id=workers[opened.username][0].pk))
            for conflict in conflicts(invented, town):
                conflict_take_in(conflict, stands, replace(actor, user_id=workers[conflict.username][0].pk))
    return invented


def _town(town: Town, workers: dict[str, tuple[User, int | None]]) -> Municipality:
    home = accounts.municipality_add(
        key=town.key,
        name=town.name,
        invented=True,
        phone="00 11 22 33",
        visiting_address=f"Rådhuspladsen 1, {town.name.removesuffix(' Kommune')}",
    )
    teams = {t.key: accounts.team_add(municipality=home, key=t.key, name=t.name) for t in town.teams}
    since = clock.today().replace(day=1, year=clock.today().year - _YEARS_HERE)
    for person in town.people:
        user = accounts.user_add(username=person.username, name=person.name)
        team = teams.get(person.team or "")
        accounts.membership_add(user=user, role=Role(person.role), begins_on=since, municipality=home, team=team)
        workers[person.username] = (user, team.pk if team else None)
    return home


def _cover(town: Town, workers: dict[str, tuple[User, int | None]], actor: Actor) -> None:
    """One of the team is on holiday, and a colleague steps in."""
    people = [person.username for person in town.people if person.role == "caseworker"]
    (leader,) = [person.username for person in town.people if person.role == "leader"]
    accounts.cover_start(
        absent_id=workers[people[1]][0].pk,
        stand_in_id=workers[people[3]][0].pk,
        period=accounts.Period(clock.today(), clock.today() + _HOLIDAY),
        reason=CoverReason.HOLIDAY,
        by=replace(actor, user_id=workers[leader][0].pk),
    )


def _provider(plan: ProviderPlan) -> None:
    provider = accounts.provider_add(key=plan.key, name=plan.name)
    since = clock.today().replace(day=1, year=clock.today().year - _YEARS_HERE)
    for person in plan.people:
        user = accounts.user_add(username=person.username, name=person.name)
        accounts.membership_add(user=user, role=Role(person.role), begins_on=since, provider=provider)


@dataclass(frozen=True)
class _Place:
    """What a town orders, where, and through whom."""

    cases: Mapping[str, CaseOrders]
    sold: Sold
    consultant: Actor
    units: dict[int, Actor]

    def of(self, plan: CasePlan) -> CaseOrders:
        """The orders of a case; none for most."""
        return self.cases.get(plan.person.cpr) or CaseOrders(plan, ())


def _place(town: Town, ordered: Orders, workers: dict[str, tuple[User, int | None]], actor: Actor) -> _Place:
    """The town's catalogue as it stands, with what caseworkers know of it."""
    people = {person.role: workers[person.username][0] for person in town.people}
    sold = catalogue_take_in(ordered.catalogues[town.key], people["administrator"], people["consultant"], actor)
    if town.key == HOME:
        authors = tuple(worker.username for worker in town.caseworkers)
        for note in experiences(authors, clock.today()):
            experience_take_in(note, sold, replace(actor, user_id=workers[note.author][0].pk))
    consultant = replace(actor, user_id=people["consultant"].pk, role=Role.CONSULTANT)
    return _Place(ordered.cases, sold, consultant, staff_of(actor))


def _case(plan: CasePlan, workers: dict[str, tuple[User, int | None]], actor: Actor, place: _Place) -> Case:
    person = plan.person
    citizen = cases.citizen_add(
        name=person.name,
        cpr=person.cpr,
        phone=person.phone,
        email=person.email,
        protected_address=person.protected_address,
        by=actor,
    )
    case = cases.case_open(citizen=citizen, opened_on=plan.opened, by=actor)
    _periods(case, plan, place.of(plan).replaced, actor)
    for contact in plan.contact_persons:
        user, team_id = workers[contact.username]
        cases.contact_person_set(
            case=case,
            worker=cases.Worker(user.pk, team_id),
            begins_on=contact.begins_on,
            ends_on=contact.ends_on,
            reason=contact.reason_for_change,
            handover=contact.handover,
            by=actor,
        )

    def on_that_day(on: dt.date) -> Actor:
        who = next((c.username for c in reversed(plan.contact_persons) if c.begins_on <= on), plan.caseworker)
        return replace(actor, user_id=workers[who][0].pk)

    for talk in plan.conversations:
        _talk(case, talk, on_that_day(talk.on))
    if plan.plan is not None:
        _plan(case, plan.plan, on_that_day)
    _helpers(case, plan, workers, actor)
    orders_take_in(place.of(plan), case, place.sold, Office(on_that_day, place.consultant, place.units))
    if plan.closed is not None:
        cases.case_close(case=case, closed_on=plan.closed, reason=plan.closing_reason or "other", by=actor)
    if person.username:
        user = accounts.user_add(username=person.username, name=person.name)
        accounts.membership_add(user=user, role=Role.CITIZEN, begins_on=plan.opened)
        cases.citizen_sign_in_add(citizen=citizen, user_id=user.pk, begins_on=plan.opened, by=actor)
        if plan.closed is None:
            representative_take_in(case, case.municipality, replace(actor, user_id=user.pk, role=Role.CITIZEN))
    return case


def _helpers(case: Case, plan: CasePlan, workers: dict[str, tuple[User, int | None]], by: Actor) -> None:
    for helper in plan.helpers:
        user, first, last = User.objects.get(username=helper.username), helper.begins_on, helper.ends_on
        provider = user.memberships.get().provider_id
        if helper.role == "delegated" and provider is not None:
            cases.contact_person_delegate(
                case=case,
                user_id=user.pk,
                provider_id=provider,
                begins_on=first,
                ends_on=last,
                note=helper.why,
                by=by,
            )
        else:
            cases.contact_person_add(
                case=case, role=helper.role, user_id=user.pk, begins_on=first, ends_on=last, note=helper.why, by=by
            )
    if plan.offered is not None:
        cases.transfer_propose(
            case=case,
            user_id=workers[plan.offered.to][0].pk,
            begins_on=plan.offered.begins_on,
            reason=plan.offered.reason,
            handover=plan.offered.handover,
            by=replace(by, user_id=workers[plan.caseworker][0].pk),
        )


def _periods(case: Case, plan: CasePlan, ordered: Sequence[EffortPlan], by: Actor) -> None:
    """Benefits, groups, pauses and efforts, but for those that an order brings about itself."""
    for benefit in plan.benefits:
        cases.benefit_add(case=case, kind=benefit.kind, begins_on=benefit.begins_on, ends_on=benefit.ends_on, by=by)
    for group in plan.target_groups:
        cases.target_group_add(case=case, group=group.group, begins_on=group.begins_on, ends_on=group.ends_on, by=by)
    for exempt in plan.exemptions:
        cases.exemption_add(
            case=case,
            pauses=exempt.pauses[0] if len(exempt.pauses) == 1 else "both",
            reason=exempt.reason,
            begins_on=exempt.begins_on,
            ends_on=exempt.ends_on,
            by=by,
        )
    for effort in (one for one in plan.efforts if one not in ordered):
        cases.effort_add(
            case=case,
            kind=effort.kind,
            title=effort.title,
            organiser=effort.organiser,
            organiser_name=effort.provider_name,
            begins_on=effort.begins_on,
            ends_on=effort.ends_on,
            hours=effort.hours or None,
            at_workplace=effort.at_workplace,
            by=by,
        )


def _talk(case: Case, talk: Talk, by: Actor) -> None:
    if talk.state == "planned":
        with clock.at(min(talk.on, clock.today())):
            talks.conversation_plan(case=case, on=talk.on, at=talk.at, form=talk.form, by=by)
        return
    written = talks.Record(
        state=talk.state,
        form=talk.form,
        on=talk.on,
        at=talk.at,
        topics=list(talk.topics),
        minutes=talk.minutes,
        share=talk.shared,
        shared_at=clock.evening(talk.on),
        no_show_reason=talk.no_show_reason or "",
        attempts=list(talk.contact_attempts),
        agreements=[
            talks.NewAgreement(
                what=a.what,
                who=a.who,
                due_on=a.by,
                state=a.state,
                followed_up_on=a.followed_up_on or (None if a.state == "open" else a.by),
            )
            for a in talk.agreements
        ],
        resets=talk.resets,
    )
    talks.conversation_record(case=case, record=written, by=by)


def _plan(case: Case, story: PlanStory, by: Callable[[dt.date], Actor]) -> None:
    """Texts and sub-goals in the order of their days, so that each version holds what was known by then."""
    goals: dict[str, SubGoal] = {}
    days = {w.on for w in story.writings} | {s.added_on for s in story.steps} | {s.ended_on for s in story.steps}
    for on in sorted(day for day in days if day is not None):
        who, at = by(on), clock.evening(on)
        with one_sitting():
            _day_of_plan(case, story, goals, on, at, who)


def _day_of_plan(
    case: Case, story: PlanStory, goals: dict[str, SubGoal], on: dt.date, at: dt.datetime, who: Actor
) -> None:
    for seen, writing in enumerate(story.writings):
        if writing.on == on:
            texts = {str(name): text for name, text in writing.texts.items()}
            cases.plan_save(case=case, texts=texts, expected_version=seen, at=at, by=who)
    for step in story.steps:
        if step.added_on == on:
            goals[step.what] = _step(case, step, at, who)
        if step.ended_on == on:
            move = cases.sub_goal_reach if step.state == "reached" else cases.sub_goal_drop
            move(sub_goal=goals[step.what], at=at, by=who)


def _step(case: Case, step: Step, at: dt.datetime, by: Actor) -> SubGoal:
    said = cases.Step(step.what, owner=step.who, due_on=step.by, area=step.area, owner_name=step.who_name)
    return cases.sub_goal_add(case=case, step=said, proposed_by_citizen=step.state == "proposed", at=at, by=by)
