"""Messages between a citizen and the contact person."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import ON_OWN_PAGES, Role
from fremdrift.cases.enums import Sender
from fremdrift.cases.models import Case, Message, Representation, in_system, take_open_turn, take_turn
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as


@transaction.atomic
def message_send(
    *,
    case: Case,
    text: str,
    wants_answer: bool = True,
    key: UUID | None = None,
    at: dt.datetime | None = None,
    by: Actor,
) -> Message:
    """Write to the other side; sent twice with one `key`, it is one message. What they wrote counts as read.

    `at` is for imports, else now.
    """
    if by.role is Role.REPRESENTATIVE:
        _check_may_write(case, by)
        with in_system(case.municipality_id, by):  # they write nothing themselves, whatever the page says
            return _send(case, text, wants_answer, key, at, by)
    return _send(case, text, wants_answer, key, at, by)


def _check_may_write(case: Case, by: Actor) -> None:
    """Whoever helps writes on the citizen's behalf where the citizen has said so, and on no other day."""
    held = Representation.objects.standing(clock.today()).visible_to(by).filter(may_write=True)
    if not held.filter(case__citizen=case.citizen_id, helper=by.user_id).exists():
        raise RuleViolation("representation.reads_only", "text")


def _send(case: Case, text: str, wants_answer: bool, key: UUID | None, at: dt.datetime | None, by: Actor) -> Message:
    take_turn(case.pk)
    if not Case.objects.open().filter(pk=case.pk).exists():
        raise RuleViolation("message.case_closed", "text")
    sender = _side(by)
    if key is not None:
        known = Message.objects.visible_to(by).filter(pk=key, case=case, sender=sender).first()
        if known is not None:
            return known
    if at is None and _said_just_now(case, text, by):
        raise RuleViolation("message.twice", "text")
    message = Message(
        sender=sender,
        author_id=by.user_id,
        on_behalf=by.role is Role.REPRESENTATIVE,
        text=text,
        wants_answer=wants_answer,
        sent_at=at or clock.now(),
        **of_case(case),
    )
    message.pk = key or message.pk
    with refused_as(message_text=("message.empty", "text")):
        message.save(force_insert=True)
    message_read(case=case, by=by)
    return message


def _said_just_now(case: Case, text: str, by: Actor) -> bool:
    """Whether the last message is the same and was sent within the hour: a browser's way back shows the text anew."""
    last = Message.objects.visible_to(by).filter(case=case).order_by("-sent_at", "-pk").first()
    return (
        last is not None
        and (last.author_id, last.text) == (by.user_id, text)
        and clock.now() - last.sent_at < dt.timedelta(hours=1)
    )


@transaction.atomic
def message_read(*, case: Case, by: Actor) -> int:
    """Note that this side has read what the other side wrote; returns how many messages were new."""
    unread = Message.objects.visible_to(by).filter(case=case, read_at=None).exclude(sender=_side(by))
    return unread.update(read_at=clock.now())


@transaction.atomic
def message_settle(*, case: Case, by: Actor) -> int:
    """Say that what the other side wrote needs no answer; nobody is waited for then."""
    take_open_turn(case.pk)
    message_read(case=case, by=by)
    asked = Message.objects.visible_to(by).filter(case=case, wants_answer=True, settled_at=None)
    return asked.exclude(sender=_side(by)).update(settled_at=clock.now())


def _side(by: Actor) -> Sender:
    return Sender.CITIZEN if by.role in ON_OWN_PAGES else Sender.MUNICIPALITY
