"""A team's counts in words: what they count, and why a case is behind one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fremdrift.access.reasons import Denial
from fremdrift.accounts.models import Cover
from fremdrift.cases.enums import Area
from fremdrift.cases.models import ContactPerson
from fremdrift.cases.selectors import ToHandOn
from fremdrift.catalogue.enums import Purpose
from fremdrift.overview.enums import TeamCount
from fremdrift.overview.selectors.team import TeamCase
from fremdrift.overview.selectors.team_orders import TeamOrders
from fremdrift.rulebook.enums import ObligationKind
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import day

# Heading of the column, and of the page with the cases behind it.
COUNTS: dict[TeamCount, tuple[str | Promise, str | Promise]] = {
    TeamCount.CASES: (gettext_lazy("Cases"), gettext_lazy("All open cases")),
    TeamCount.OVERDUE: (gettext_lazy("Legal deadline passed"), gettext_lazy("A deadline of the law has passed")),
    TeamCount.WEEK: (gettext_lazy("Legal deadline this week"), gettext_lazy("A deadline of the law is this week")),
    TeamCount.NO_CONTACT: (
        gettext_lazy("No contact for 13 weeks"),
        gettext_lazy("No conversation for more than 13 weeks"),
    ),
    TeamCount.NO_EFFORT: (gettext_lazy("No effort for 4 weeks"), gettext_lazy("No effort for four weeks or more")),
    TeamCount.CHANGES: (
        gettext_lazy("Change in 12 months"),
        gettext_lazy("A new contact person in the last 12 months"),
    ),
    TeamCount.MINUTES: (gettext_lazy("Minutes not shared"), gettext_lazy("Minutes not shared with the citizen")),
    TeamCount.ORDERS: (
        gettext_lazy("Order not answered"),
        gettext_lazy("An order that nobody has answered within ten working days"),
    ),
    TeamCount.REPORTS: (
        gettext_lazy("Report not read"),
        gettext_lazy("A report that has waited for more than 14 days"),
    ),
    TeamCount.TRANSFERS: (gettext_lazy("On their way"), gettext_lazy("On their way to a colleague")),
}
_DUTIES = {
    ObligationKind.FIRST_CONVERSATION: gettext_lazy("First conversation"),
    ObligationKind.CONVERSATION_INTERVAL: gettext_lazy("Conversation"),
    ObligationKind.FIRST_OFFER: gettext_lazy("First offer"),
    ObligationKind.REPEAT_OFFER: gettext_lazy("New offer"),
    ObligationKind.MAX_LENGTH: gettext_lazy("End of an effort"),
    ObligationKind.MIN_LENGTH: gettext_lazy("Length of an offer"),
}


@dataclass(frozen=True)
class CaseLine:
    """A case behind a count, ready to show: why it is there, and how many days lie between then and today."""

    case: TeamCase
    reason: str
    days: int | None


def line(case: TeamCase, count: TeamCount, today: dt.date) -> CaseLine:
    """A case with its reason."""
    return CaseLine(case, _reason(case, count), abs((today - case.on).days) if case.on else None)


def _reason(case: TeamCase, count: TeamCount) -> str:
    when = {"day": day(case.on) if case.on else ""}
    match count:
        case TeamCount.OVERDUE | TeamCount.WEEK:
            duty = _DUTIES[ObligationKind(case.word)]
            return _("%(duty)s, due %(day)s") % (when | {"duty": duty})
        case TeamCount.NO_CONTACT:
            return _("Last conversation %(day)s") % when if case.on else _("No conversation yet")
        case TeamCount.NO_EFFORT:
            return _("The last effort ended %(day)s") % when if case.on else _("No effort yet")
        case TeamCount.CHANGES:
            words = ngettext("%(count)s change, the last %(day)s", "%(count)s changes, the last %(day)s", case.times)
            return words % (when | {"count": case.times})
        case TeamCount.MINUTES:
            return _("Conversation %(day)s") % when
        case TeamCount.ORDERS:
            return _("%(order)s, sent %(day)s") % (when | {"order": case.word})
        case TeamCount.REPORTS:
            return _("From %(order)s, submitted %(day)s") % (when | {"order": case.word})
        case TeamCount.TRANSFERS:
            return _("%(name)s was asked %(day)s") % (when | {"name": case.word})
        case TeamCount.CASES:
            return _("%(name)s since %(day)s") % (when | {"name": case.worker})


def cover(found: Cover) -> str:
    """Who steps in and until when: “Peter Prøve steps in until Sat 5 Dec”."""
    if found.ends_on is None:
        return _("%(name)s steps in until further notice") % {"name": found.stand_in.name}
    return _("%(name)s steps in until %(day)s") % {"name": found.stand_in.name, "day": day(found.ends_on)}


def covering(found: Cover) -> str:
    """For whom somebody steps in: “steps in for Signe Testesen until Sat 5 Dec”."""
    if found.ends_on is None:
        return _("steps in for %(name)s until further notice") % {"name": found.absent.name}
    return _("steps in for %(name)s until %(day)s") % {"name": found.absent.name, "day": day(found.ends_on)}


def attention(emergencies: int, to_hand_on: int) -> str:
    """How much a leader has to look at, without names; empty when there is nothing."""
    opened = ngettext(
        "%(count)s case was opened in an emergency.", "%(count)s cases were opened in an emergency.", emergencies
    )
    kept = ngettext(
        "%(count)s case must go to another contact person.",
        "%(count)s cases must go to another contact person.",
        to_hand_on,
    )
    return " ".join(text % {"count": count} for text, count in ((opened, emergencies), (kept, to_hand_on)) if count)


def kept_out(found: ToHandOn) -> str:
    """Why somebody else must have a case: “Signe Testesen has declared a conflict of interest”."""
    name = {"name": found.person.user.name}
    match found.why:
        case Denial.OWN_CONFLICT:
            return _("%(name)s has declared a conflict of interest") % name
        case Denial.CONFLICT:
            return _("%(name)s has a conflict of interest") % name
        case Denial.EXCLUSION:
            return _("%(name)s is excluded from the case") % name
        case _:
            return _("The case is restricted, and %(name)s is not on the list") % name


def asked(name: str) -> str:
    """Who has a case offered: “Peter Prøve has been asked”."""
    return _("%(name)s has been asked") % {"name": name}


def coming(person: ContactPerson) -> str:
    """Who has a case soon: “Peter Prøve takes it Mon 7 Dec”."""
    return _("%(name)s takes it %(day)s") % {"name": person.user.name, "day": day(person.begins_on)}


def needs(counts: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    """Areas with how many needs nothing meets yet, most first; areas without are left out."""
    found = [(area.label, counts[area]) for area in Area if counts.get(area)]
    return sorted(found, key=lambda pair: -pair[1])


@dataclass(frozen=True)
class OrderCount:
    """A number of orders, and the query of the address with those behind it."""

    label: str
    count: int
    query: str


@dataclass(frozen=True)
class OrderNumbers:
    """A team's orders of a year, ready to show."""

    counts: list[OrderCount]
    sentences: list[str]


def orders(found: TeamOrders) -> OrderNumbers | None:
    """Counts that open the orders behind them, and how quickly answers and decisions come; none without an order."""
    if not found.sent:
        return None
    purposes = [OrderCount(str(Purpose(p).label), count, f"purpose={p}") for p, count in found.purposes.items()]
    right = OrderCount(_("Only the rule asked for it"), found.right_and_duty, "right=1")
    return OrderNumbers([OrderCount(_("All orders"), found.sent, ""), *purposes, right], _sentences(found))


def _sentences(found: TeamOrders) -> list[str]:
    language = get_language() or "da"
    said = []
    if found.right_and_duty:
        words = _("%(share)s of 100 orders were made for no other reason than the right and duty to an offer.")
        said.append(words % {"share": found.share})
    if found.answer_days is not None:
        said.append(
            _("Half of the orders were answered within %(days)s days. Answers: %(count)s.")
            % {"days": dates.number(found.answer_days, language), "count": found.answered}
        )
    if found.review_days is not None:
        said.append(
            _("Half of the reports were decided on within %(days)s days. Decisions: %(count)s.")
            % {"days": dates.number(found.review_days, language), "count": found.reviewed}
        )
    return said


def order_title(purpose: str, *, right_and_duty: bool) -> str:
    """The heading of the list behind a count."""
    if right_and_duty:
        return _("Orders that only the rule asked for")
    if purpose:
        return _("Orders for: %(purpose)s") % {"purpose": str(Purpose(purpose).label).lower()}
    return _("Orders of the last 12 months")
