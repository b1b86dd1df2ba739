"""The world's cases with a row of every kind in each, and grants beyond those that the services write."""

import datetime as dt
from uuid import UUID

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import CASE_WORK, Purpose
from fremdrift.access.models import grant_write
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from tests.world import TODAY, World

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


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
