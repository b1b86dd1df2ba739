"""The world's cases with a row of every kind in each, and grants beyond those that the services write."""

import datetime as dt
import secrets
from dataclasses import replace
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import Grant, grant_write
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Citizen,
    ContactPerson,
    Effort,
    Exemption,
    JobPlan,
    Need,
    NetworkPerson,
    PlanVersion,
    SubGoal,
    TargetGroupSpell,
)
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Agreement, Conversation, Obligation
from fremdrift.orders.models import Aim, IndicatorAnswer, Order, OrderIndicator, ProgressReport
from fremdrift.overview.models import Draft
from fremdrift.progression.models import Registration
from tests.access.least import ABOUT_ACCESS, LEAST, least
from tests.asked import questionnaire_of, registration_round_of, response_to
from tests.offers import offer_of
from tests.world import TODAY, World

_BY_SERVICES = {
    Citizen,
    Case,
    BenefitSpell,
    TargetGroupSpell,
    Exemption,
    Effort,
    ContactPerson,
    Conversation,
    Agreement,
    Obligation,
    Grant,
    JobPlan,
    SubGoal,
    PlanVersion,
}
_PERSONAL = {Draft}  # written by their owners alone
_POINTED_TO = {  # in this order; a report answers what its order names
    **{"order_id": Order, "aim_id": Aim, "indicator_id": OrderIndicator, "report_id": ProgressReport},
    "registration_id": Registration,
}
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def fill(world: World) -> dict[str, UUID]:
    """Give each case a row in every table about persons, what pages show by services; the conversations by name."""
    cases = {
        "cilla": (world.nordby, world.cilla),
        "bertil": (world.nordby, world.bertil),
        "gerda": (world.sydby, world.gerda),
    }
    talks_of = {name: _fill(home, case) for name, (home, case) in cases.items()}
    for name, (home, case) in cases.items():
        _fill_the_rest(home, case, talks_of[name], world.users["caseworker"].pk)
    return talks_of


def _fill(home: Municipality, case_id: UUID) -> UUID:
    by = system_actor(home, "tests")
    period = {"begins_on": YESTERDAY, "ends_on": None, "by": by}
    agreed = [talks.NewAgreement("Ringe til egen læge")]
    written = talks.Record("held", "in_person", YESTERDAY, minutes="Vi talte om søvn.", agreements=agreed)
    with acting(by):
        case = Case.objects.get(pk=case_id)
        cases.exemption_add(case=case, pauses="both", reason="Knæoperation", **period)
        cases.effort_add(case=case, kind="mentor", title="Mentor", organiser="provider", **period)
        cases.plan_save(case=case, texts={"own_words": "Jeg vil arbejde med planter."}, expected_version=0, by=by)
        cases.sub_goal_add(case=case, step=cases.Step("Stå op kl. 8", due_on=TODAY), by=by)
        return talks.conversation_record(case=case, record=written, by=by).pk


def _fill_the_rest(home: Municipality, case_id: UUID, talk: UUID, user: int) -> None:
    """Rows of long ago in the tables that are still empty for the case."""
    citizen = citizen_of(home, case_id)
    with acting(system_actor(home, "tests")):
        gone = least(Citizen, home.pk, user, {"merged_into_id": citizen})
        gone.seal_cpr(f"{secrets.randbelow(10**10):010}")
        gone.save(force_insert=True)
        points_to = {"subject": citizen, "source": citizen, "citizen_id": citizen, "gone_id": gone.pk}
        points_to |= {"case_id": case_id, "conversation_id": talk, **offer_of(home)}
        points_to |= {"to_version_id": PlanVersion.objects.filter(case=case_id).latest("number").pk}
        asked = questionnaire_of(home)
        points_to |= {"questionnaire_id": asked.pk, "response_id": response_to(asked, case_id).pk, "occasion": citizen}
        points_to["round_id"] = registration_round_of(home).pk
        for name, model in _POINTED_TO.items():
            written = least(model, home.pk, user, points_to)
            if isinstance(written, OrderIndicator):
                written.indicator = LEAST[IndicatorAnswer]["indicator"]
            written.save(force_insert=True)
            points_to[name] = written.pk
        for model in (LEAST | ABOUT_ACCESS).keys() - _BY_SERVICES - _PERSONAL - set(_POINTED_TO.values()):
            least(model, home.pk, user, points_to).save(force_insert=True)


def ahead_and_missed(world: World) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """Give each case a conversation to come and one to which the citizen did not come, unless they are there."""
    ahead, missed = {}, {}
    for name, home in (("cilla", world.nordby), ("bertil", world.nordby), ("gerda", world.sydby)):
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=getattr(world, name))
            coming = Conversation.objects.filter(case=case, state="planned", on=TOMORROW).first()
            coming = coming or talks.conversation_plan(case=case, on=TOMORROW, form="phone", by=by)
            absent = Conversation.objects.filter(case=case, state="no_show").first()
            ahead[name], missed[name] = coming.pk, (absent or _no_show(case, by)).pk
    return ahead, missed


def _no_show(case: Case, by: Actor) -> Conversation:
    absent = talks.Record("no_show", "in_person", YESTERDAY, no_show_reason="unknown", attempts=["phone"])
    return talks.conversation_record(case=case, record=absent, by=by)


def help_beside(world: World) -> None:
    """Unless it is so already, each case gets a helper and a transfer that waits.

    Cilla's contact is delegated to the delegate. Nobody else sees more for it: a mentor has no pages yet, and those
    who are asked to take over have no role that could open one.
    """
    homes = {
        "cilla": (world.nordby, "leader"),
        "bertil": (world.nordby, "leader"),
        "gerda": (world.sydby, "consultant"),
    }
    for name, (home, receiver) in homes.items():
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=getattr(world, name))
            if ContactPerson.objects.beside().filter(case=case).exists():
                continue
            if name == "cilla":
                delegate(world)
            else:
                mentor = world.users["mentor"].pk
                cases.contact_person_add(case=case, role="mentor", user_id=mentor, begins_on=YESTERDAY, by=by)
            asked = {"reason": "other", "handover": "x", "begins_on": TODAY + dt.timedelta(days=1)}
            proposer = replace(by, user_id=ContactPerson.objects.coordinating().get(case=case).user_id)
            cases.transfer_propose(case=case, user_id=world.users[receiver].pk, **asked, by=proposer)


def plan_a_step(world: World) -> None:
    """Unless it has one, each case gets a sub-goal."""
    for name, home in (("cilla", world.nordby), ("bertil", world.nordby), ("gerda", world.sydby)):
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=getattr(world, name))
            if not SubGoal.objects.filter(case=case).exists():
                cases.sub_goal_add(case=case, step=cases.Step("Stå op kl. 8", due_on=TODAY), by=by)


def coordinate(world: World) -> None:
    """Unless it has them, each case gets a need and somebody around the citizen."""
    for name, home in (("cilla", world.nordby), ("bertil", world.nordby), ("gerda", world.sydby)):
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=getattr(world, name))
            if not Need.objects.filter(case=case).exists():
                cases.need_name(case=case, named=cases.Named("Et sted at bo", "housing"), by=by)
            if not NetworkPerson.objects.filter(case=case).exists():
                cases.network_person_add(case=case, around=cases.Around("Bo Berg", "debt_advice"), by=by)


def delegate(world: World, *, first: dt.date = YESTERDAY, last: dt.date = TODAY + dt.timedelta(days=30)) -> UUID:
    """Delegate the contact with Cilla to the delegate for a period; the contact person's id."""
    by = system_actor(world.nordby, "tests")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        user = world.users["delegate"]
        period = {"begins_on": first, "ends_on": last}
        provider = user.memberships.get().provider_id
        return cases.contact_person_delegate(case=case, user_id=user.pk, provider_id=provider, **period, by=by).pk


def citizen_of(home: Municipality, case_id: UUID) -> UUID:
    """The citizen of a case."""
    with acting(system_actor(home)):
        return Case.objects.get(pk=case_id).citizen_id


def open_to(
    holder: str, home: Municipality, case_id: UUID, *, first: dt.date = TODAY, last: dt.date | None = None
) -> None:
    """Let a holder see the citizen of a case, as a service would that creates a relation."""
    subject = citizen_of(home, case_id)
    with acting(system_actor(home)):
        grant_write(
            municipality_id=home.pk,
            holder=holder,
            subject=subject,
            purpose=Purpose.CASE_WORK,
            fields=CASE_WORK,
            begins_on=first,
            ends_on=last,
            source=subject,
        )
