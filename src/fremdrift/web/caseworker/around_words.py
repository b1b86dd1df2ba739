"""People around the citizen and the citizen's needs in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fremdrift.cases.enums import NeedState, Owner
from fremdrift.cases.models import Case, Need, NetworkPerson
from fremdrift.web.shared.words import full_day

SHAPES = {Owner.CITIZEN: "citizen", Owner.CASEWORKER: "municipality", Owner.OTHER: "other"}


@dataclass(frozen=True)
class PersonLine:
    """Somebody around the citizen, and what may be shared with them."""

    person: NetworkPerson
    badge: str
    level: str
    consent: str


def person_line(person: NetworkPerson) -> PersonLine:
    """Somebody with how the citizen's consent stands."""
    if person.ended_on is not None:
        gone = _("No longer around the citizen since %(day)s. Nothing may be shared.")
        return PersonLine(person, _("earlier"), "plain", gone % {"day": full_day(person.ended_on)})
    if person.consents:
        return PersonLine(person, _("consent"), "success", consent(person))
    return PersonLine(person, _("no consent"), "warning", consent(person))


def consent(person: NetworkPerson) -> str:
    """“Since 3 November 2026, to speak about: the debt.” Without a consent: that nothing may be shared."""
    if person.consent_on is None:
        return _("Nothing may be shared with this person.")
    if person.consent_ended_on is not None:
        withdrawn = _("Withdrawn on %(day)s. Nothing may be shared with this person.")
        return withdrawn % {"day": full_day(person.consent_ended_on)}
    given = _("Since %(day)s, to speak about: %(what)s")
    return given % {"day": full_day(person.consent_on), "what": person.consent_what}


def may_say(person: NetworkPerson) -> str:
    """The same for whoever is to take part in a conversation: there the citizen is present and decides."""
    if person.consents:
        return _("consent: %(what)s") % {"what": person.consent_what}
    return _("without consent: the citizen is there too and decides what is said")


def person_lines(persons: Iterable[NetworkPerson]) -> tuple[list[PersonLine], list[PersonLine]]:
    """Those around the citizen, and those who were."""
    told = [person_line(person) for person in persons]
    return [line for line in told if not line.person.ended_on], [line for line in told if line.person.ended_on]


@dataclass(frozen=True)
class NeedLine:
    """A need, ready to show."""

    need: Need
    shape: str
    named: str  # by whom and when
    became: str  # what met it, or why it was let go


@dataclass(frozen=True)
class Needs:
    """The needs by how they stand."""

    open: list[NeedLine]
    ended: list[NeedLine]  # met or let go, the latest first


def needs(found: Iterable[Need], case: Case) -> Needs:
    """Open ones with the oldest first, as they have waited longest."""
    told = [need_line(need, case) for need in found]
    ended = [line for line in told if line.need.state != NeedState.OPEN]
    return Needs(
        open=[line for line in told if line.need.state == NeedState.OPEN],
        ended=sorted(ended, key=lambda line: (line.need.state_on, line.need.pk), reverse=True),
    )


def need_line(need: Need, case: Case) -> NeedLine:
    """A need with who named it, and what became of it."""
    return NeedLine(need, SHAPES[Owner(need.named_by)], _named(need, case), became(need))


def _named(need: Need, case: Case) -> str:
    values = {"day": full_day(need.named_on), "name": case.citizen.name.split()[0]}
    match need.named_by:
        case Owner.CITIZEN:
            return _("named by %(name)s on %(day)s") % values
        case Owner.CASEWORKER:
            return _("named by the caseworker on %(day)s") % values
        case _:
            return _("named by somebody else on %(day)s") % values


def became(need: Need) -> str:
    """“Met on 3 November 2026 by: a place of their own.” Empty while it is open."""
    day = full_day(need.state_on)
    if need.state == NeedState.MET:
        by = "; ".join(filter(None, [need.effort.title if need.effort else "", need.met_by]))
        return _("Met on %(day)s by: %(what)s") % {"day": day, "what": by}
    if need.state == NeedState.LET_GO:
        return _("Let go on %(day)s: %(why)s") % {"day": day, "why": need.reason}
    return ""
