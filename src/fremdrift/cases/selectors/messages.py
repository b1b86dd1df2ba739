"""Reads of messages, and who is waited for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Min, Q

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.cases.enums import ContactRole, Sender
from fremdrift.cases.models import Case, ContactPerson, Message
from fremdrift.core import clock


@dataclass(frozen=True)
class Waiting:
    """An answer that is waited for: from whom, and since when."""

    sender: Sender  # who asked
    since: dt.date

    @property
    def for_us(self) -> bool:
        """Whether the citizen waits for the municipality."""
        return self.sender is Sender.CITIZEN


def messages(actor: Actor, case: Case) -> list[Message]:
    """All messages of the case, oldest first."""
    found = Message.objects.visible_to(actor).filter(case=case)
    return list(found.select_related("author").order_by("sent_at", "pk"))


def answers_waited_for(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Waiting]:
    """By case, who asked without an answer, and since when."""
    asked = Message.objects.visible_to(actor).unanswered().filter(case__in=list(case_ids))
    waiting = asked.values_list("case", "sender").annotate(since=Min("sent_at"))
    return {
        case: Waiting(Sender(sender), since.astimezone(clock.COPENHAGEN).date())
        for case, sender, since in waiting.order_by("case")
    }


def messages_to_answer(actor: Actor, case: Case) -> list[Message]:
    """The citizen's messages that wait for an answer, oldest first."""
    asked = Message.objects.visible_to(actor).unanswered().filter(case=case, sender=Sender.CITIZEN)
    return list(asked.order_by("sent_at", "pk"))


def own_case(actor: Actor) -> Case | None:
    """The case of the citizen who is signed in, or whom one helps: the open one, else the latest."""
    seen = Case.objects.visible_to(actor).select_related("citizen", "municipality")
    found: Case | None = seen.order_by(F("closed_on").desc(nulls_first=True), "-opened_on").first()
    if found is not None and actor.role is Role.REPRESENTATIVE:
        found.citizen.without_address()
    return found


def own_contact(actor: Actor) -> ContactPerson | None:
    """The contact person of the citizen who is signed in, with the municipality; none once the case is closed."""
    case = own_case(actor)
    if case is None or case.closed_on is not None:
        return None
    today = clock.today()
    seen = ContactPerson.objects.visible_to(actor).filter(
        Q(ends_on=None) | Q(ends_on__gte=today), case=case, role=ContactRole.COORDINATING, begins_on__lte=today
    )
    found: ContactPerson | None = seen.select_related("user", "municipality").order_by("-begins_on").first()
    return found
