"""The worklist's words about a hearing."""

from django.utils.translation import gettext as _

from fremdrift.overview.rules import OpenHearing
from fremdrift.web.shared.words import day


def title(asked: OpenHearing | None, name: str) -> str:
    """What there is to do, as one says it."""
    if asked is not None and asked.answered_on is not None:
        return _("Read what %(name)s answered, and conclude") % {"name": name}
    return _("%(name)s has not answered: call, or conclude") % {"name": name}


def why(asked: OpenHearing | None) -> str:
    """The office's own rule, and what it counts from."""
    assert asked is not None
    if asked.answered_on is not None:
        return _("Own rule: concluded within a week. Answered %(day)s.") % {"day": day(asked.answered_on)}
    return _("Own rule: concluded within a week. The time to answer ended %(day)s.") % {"day": day(asked.answer_by)}
