"""What is worth knowing about the time a conversation was planned for; said once it is planned, for one may want it."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from fremdrift.access.actor import AuthenticatedRequest
from fremdrift.conversations.selectors import planned_for
from fremdrift.rulebook.rules import is_working_day
from fremdrift.web.shared.words import clock, day

if TYPE_CHECKING:
    from fremdrift.conversations.models import Conversation


def remark(request: AuthenticatedRequest, talk: "Conversation") -> None:
    """Tell when the day is no working day, and when one meets somebody else at the same time."""
    if not is_working_day(talk.on):
        messages.warning(request, _("%(day)s is a weekend or a holiday.") % {"day": day(talk.on)})
    if talk.at is not None and _taken(request, talk, talk.at):
        messages.warning(
            request,
            _("You have another conversation on %(day)s at %(time)s.") % {"day": day(talk.on), "time": clock(talk.at)},
        )


def _taken(request: AuthenticatedRequest, talk: "Conversation", at: dt.time) -> bool:
    others = planned_for(request.actor, talk.on)
    return any((other.on, other.at) == (talk.on, at) and other.pk != talk.pk for other in others)
