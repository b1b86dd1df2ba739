"""What the citizen says to the plan. It stands with the version that was read."""

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, PlanReply, PlanVersion, as_system
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@transaction.atomic
def plan_reply_add(*, case: Case, read_number: int, approves: bool, text: str = "", by: Actor) -> PlanReply:
    """Say yes to the version that was read, or comment on it; nobody says yes to what was changed meanwhile.

    Sent twice, it is one.
    """
    if not approves and not text:
        raise RuleViolation("plan_reply.empty", "text")
    with as_system(case.pk, case.municipality_id, by):
        latest: PlanVersion | None = PlanVersion.objects.filter(case=case).order_by("-number").first()
        if latest is None:
            raise RuleViolation("plan_reply.no_plan")
        if latest.number != read_number:
            raise RuleViolation("plan_reply.changed_meanwhile")
        last: PlanReply | None = PlanReply.objects.filter(to_version=latest).order_by("-said_at", "-pk").first()
        if last is not None and (last.approves, last.text, last.said_by_id) == (approves, text, by.user_id):
            return last
        made: PlanReply = PlanReply.objects.create(
            case=case,
            municipality_id=case.municipality_id,
            to_version=latest,
            approves=approves,
            text=text,
            said_at=clock.now(),
            said_by_id=by.user_id,
        )
        return made
