"""What the case says of each field that an order can share, in the words that would be sent."""

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case, JobPlan
from fremdrift.orders.enums import Shared
from fremdrift.orders.models import Order

# Written for the order alone; all others are sent as they stand in the case.
FREE = frozenset({Shared.BACKGROUND, Shared.HEALTH, Shared.CONSIDERATIONS})


def facts_of(actor: Actor, order: Order) -> dict[str, str]:
    """What the case says of each field that an order can share, in the words that would be sent."""
    citizen = Case.objects.select_related("citizen").get(pk=order.case_id).citizen
    plan = JobPlan.objects.filter(case=order.case_id).first() or JobPlan()
    return {
        Shared.NAME.value: citizen.name,
        Shared.BORN.value: f"{citizen.born:%d.%m.%Y}",
        Shared.PHONE.value: citizen.phone,
        Shared.EMAIL.value: citizen.email,
        Shared.OWN_WORDS.value: plan.own_words,
        Shared.JOB_GOAL.value: plan.job_goal,
        Shared.EDUCATION_GOAL.value: plan.education_goal,
        Shared.STRENGTHS.value: plan.strengths,
        Shared.BARRIERS.value: plan.barriers,
    }
