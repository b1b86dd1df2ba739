"""Who sees a case, and who is kept out of it, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from fremdrift.access.actor import Actor
from fremdrift.access.fields import BarKind
from fremdrift.access.models import Bar
from fremdrift.access.reasons import Denial
from fremdrift.access.roles import Role
from fremdrift.cases.enums import ContactRole, SeenAs
from fremdrift.cases.selectors import KeptOut, Sight
from fremdrift.web.shared.words import day, moment


@dataclass(frozen=True)
class Line:
    """Somebody, and why they see the case or do not; `bar` is what the actor may end."""

    name: str
    words: str
    note: str = ""
    who: str = "municipality"
    bar: UUID | None = None


def sights(found: list[Sight]) -> list[Line]:
    """Everybody who sees the case, each with why."""
    return [Line(sight.name or _("Company consultants"), _why(sight), _until(sight), _shape(sight)) for sight in found]


def _shape(sight: Sight) -> str:
    if sight.seen_as in {SeenAs.CITIZEN, SeenAs.REPRESENTATIVE}:
        return "citizen"
    if sight.role == ContactRole.DELEGATED:
        return "provider"
    outside = sight.seen_as in {SeenAs.PROVIDER, SeenAs.ORDER} and sight.name
    return "provider" if outside else "municipality"


def _why(sight: Sight) -> str:
    since = day(sight.since) if sight.since else ""
    match sight.seen_as:
        case SeenAs.CITIZEN:
            return _("The citizen, about themself")
        case SeenAs.REPRESENTATIVE:
            return _("Helps the citizen on the citizen's own pages, since %(day)s") % {"day": since}
        case SeenAs.LEADER:
            return _("Leads %(team)s") % {"team": sight.place} if sight.place else _("Leader")
        case SeenAs.STAND_IN:
            return _("Steps in for %(name)s since %(day)s") % {"name": sight.place, "day": since}
        case SeenAs.EMERGENCY:
            return _("Opened the case in an emergency %(day)s") % {"day": since}
        case SeenAs.PROVIDER:
            return _("Provider since %(day)s") % {"day": since}
        case SeenAs.ORDER:
            return _("Sees what an order shares, since %(day)s") % {"day": since}
        case SeenAs.CONTACT_PERSON if sight.role in ContactRole.values:
            return _("%(role)s since %(day)s") % {"role": ContactRole(sight.role).label, "day": since}
        case _:
            return _("Has access since %(day)s") % {"day": since}


def _until(sight: Sight) -> str:
    if sight.expires_at is not None:
        return _("until %(moment)s") % {"moment": moment(sight.expires_at)}
    return _("until %(day)s") % {"day": day(sight.until)} if sight.until is not None else ""


def kept_out(found: list[KeptOut], actor: Actor) -> list[Line]:
    """Everybody who is kept out, each with why; what makes a conflict of interest is for leaders to read."""
    return [Line(k.name, _kept_out(k), _note(k, actor), bar=_ends(k, actor)) for k in found]


def _kept_out(kept: KeptOut) -> str:
    if kept.bar is None:
        return _("Would have access, but is not on the list")
    since = {"day": day(kept.bar.begins_on)}
    if kept.why is Denial.EXCLUSION:
        return _("Excluded from the case since %(day)s") % since
    if kept.bar.self_declared:
        return _("Has declared a conflict of interest %(day)s") % since
    return _("Conflict of interest, registered %(day)s") % since


def _note(kept: KeptOut, actor: Actor) -> str:
    bar = kept.bar
    if bar is None:
        return ""
    if bar.kind == BarKind.EXCLUSION:
        return bar.reason
    return _told(bar) if actor.role is Role.LEADER else ""


def _told(bar: Bar) -> str:
    return ": ".join(filter(None, [str(bar.get_relation_display()), bar.reason]))


def _ends(kept: KeptOut, actor: Actor) -> UUID | None:
    bar = kept.bar
    if bar is None or (bar.kind == BarKind.CONFLICT and actor.role is not Role.LEADER):
        return None
    return bar.pk
