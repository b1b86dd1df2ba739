"""Why somebody is not let in: a code for the look-up log, and a sentence for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Denial(StrEnum):
    """Reasons, the strongest first: of several that hold, the first is the one that is told."""

    ROLE = "role"
    MUNICIPALITY = "municipality"
    OWN_CONFLICT = "own_conflict"
    CONFLICT = "conflict"
    EXCLUSION = "exclusion"
    RESTRICTION = "restriction"
    NO_GRANT = "no_grant"


SENTENCES: dict[Denial, str | Promise] = {
    Denial.ROLE: _("The role does not include what the page does."),
    Denial.MUNICIPALITY: _("The municipality has no such case."),
    Denial.OWN_CONFLICT: _(
        "You have said that you have a conflict of interest in this case, so you no longer see it. "
        "If that was a mistake, ask your team leader to end it."
    ),
    Denial.CONFLICT: _("A conflict of interest is registered between the two."),
    Denial.EXCLUSION: _("The person is excluded from the case."),
    Denial.RESTRICTION: _("The case is restricted to people on a list."),
    Denial.NO_GRANT: _("Nothing gives the person access to the case today."),
}
