"""The world's cases with a row of every kind in each, and grants beyond those that the services write."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import grant_write
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case, ContactPerson
from fremdrift.conversations import services as talks
from tests.world import TODAY, World

YESTERDAY = TODAY - dt.timedelta(days=1)


def fill(world: World) -> dict[str, UUID]:
    """Give each case an exemption, an effort and a conversation that agreed something; the conversations by name."""
    return {
        "cilla": _fill(world.nordby, world.cilla),
        "bertil": _fill(world.nordby, world.bertil),
        "gerda": _fill(world.sydby, world.gerda),
    }


def _fill(home: Municipality, case_id: UUID) -> UUID:
    by = system_actor(home, "tests")
    period = {"begins_on": YESTERDAY, "ends_on": None, "by": by}
    agreed = [talks.NewAgreement("Ringe til egen læge")]
    written = talks.Record("held", "in_person", YESTERDAY, minutes="Vi talte om søvn.", agreements=agreed)
    with acting(by):
        case = Case.objects.get(pk=case_id)
        cases.exemption_add(case=case, pauses="both", reason="Knæoperation", **period)
        cases.effort_add(case=case, kind="mentor", title="Mentor", organiser="provider", **period)
        return talks.conversation_record(case=case, record=written, by=by).pk


def help_beside(world: World) -> None:
    """Unless it is so already, each case gets a helper and a transfer that waits.

    Cilla's contact is delegated to the delegate. Nobody else sees more for it: a mentor has no pages yet, and those
    who are asked to take over have no role that could open one.
    """
    homes = {"cilla": (world.nordby, "leader"), "bertil": (world.nordby, "leader"), "gerda": (world.sydby, "auditor")}
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
