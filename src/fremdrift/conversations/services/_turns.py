"""Who writes about a case's conversations waits for whoever does already."""

from uuid import UUID

from fremdrift.cases.models import Case
from fremdrift.conversations import rules
from fremdrift.conversations.models import Conversation
from fremdrift.core.exceptions import RuleViolation


def take_turn(*case_ids: UUID) -> None:
    """Wait for whoever writes about these cases; others then wait until this transaction ends."""
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=case_ids).order_by("pk").values_list("pk"))


def take_open_turn(case_id: UUID) -> None:
    """The same, for something new: refused when the case is closed by then."""
    case = Case.objects.select_for_update(no_key=True).filter(pk=case_id)
    problem = rules.closed_problem(case.values_list("closed_on", flat=True).get())
    if problem:
        raise RuleViolation(problem)


def in_turn(conversation: Conversation) -> Conversation:
    """The conversation as it stands once it is our turn: of two who write at once, one is told."""
    take_turn(conversation.case_id)
    return Conversation.objects.get(pk=conversation.pk)
