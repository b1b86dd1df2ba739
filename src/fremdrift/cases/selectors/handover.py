"""What a new contact person needs to read, besides what a case opens with."""

from django.db.models import Exists, OuterRef

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import Sender, SubGoalState
from fremdrift.cases.models import Case, JobPlan, Message, SubGoal


def plan_of(actor: Actor, case: Case) -> JobPlan | None:
    """The job plan of the case as it stands."""
    found: JobPlan | None = JobPlan.objects.visible_to(actor).filter(case=case).first()
    return found


def open_sub_goals(actor: Actor, case: Case) -> list[SubGoal]:
    """Sub-goals that are proposed or under way, soonest due first."""
    states = [SubGoalState.PROPOSED, SubGoalState.OPEN]
    return list(SubGoal.objects.visible_to(actor).filter(case=case, state__in=states).order_by("due_on", "pk"))


def messages_to_answer(actor: Actor, case: Case) -> list[Message]:
    """The citizen's messages that want an answer and have none, oldest first."""
    answer = Message.objects.filter(case=case, sender=Sender.MUNICIPALITY, sent_at__gt=OuterRef("sent_at"))
    asked = Message.objects.visible_to(actor).filter(
        ~Exists(answer), case=case, sender=Sender.CITIZEN, wants_answer=True, settled_at=None
    )
    return list(asked.order_by("sent_at", "pk"))
