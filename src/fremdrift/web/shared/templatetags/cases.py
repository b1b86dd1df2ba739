"""What templates about a case need: age, how long ago, rules in words."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fremdrift.cases import rules
from fremdrift.cases.models import Case, Citizen
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.core import clock
from fremdrift.overview.selectors import Now
from fremdrift.progression.rules import Round
from fremdrift.rulebook.rules import Obligation
from fremdrift.web.shared import dates, words

register = template.Library()


@register.filter
def age(citizen: Citizen) -> int:
    """Age in whole years today."""
    return rules.years_between(citizen.born, clock.today())


@register.filter
def cpr(number: str) -> str:
    """A CPR number as one writes it: 010180-1234."""
    return f"{number[:6]}-{number[6:]}"


@register.filter
def called(case: Case) -> str:
    """A case by its number, as it stands on letters: “Case 12”."""
    return _("Case %(number)s") % {"number": case.number}


@register.filter
def protection_over(citizen: Citizen) -> bool:
    """Whether the last day of a protected address has passed, so that the citizen must be asked."""
    return rules.protection_over(citizen.protected_address, citizen.protected_until, clock.today())


@register.filter
def days_ago(day: date, today: date) -> str:
    """“today”, “14 days ago”."""
    days = (today - day).days
    return _("today") if days == 0 else ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}


@register.filter
def changes(told: Now) -> str:
    """“3 changes of contact person, 2 in the last 12 months”; empty while there was none."""
    if not told.changes:
        return ""
    words_for = ngettext("%(count)s change of contact person", "%(count)s changes of contact person", told.changes)
    lately = _("%(count)s in the last 12 months") % {"count": told.changes_in_a_year}
    return f"{words_for % {'count': told.changes}}, {lately}"


@register.filter
def first_name(name: str) -> str:
    """The name that people say to one another."""
    return name.split(maxsplit=1)[0]


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@register.filter
def to_be_answered(one: Round) -> str:
    """By when a measurement is to be answered; when that has passed, until when it still can be."""
    days = {"due": words.full_day(one.due_on), "closes": words.full_day(one.closes_on)}
    if clock.today() <= one.due_on:
        return _("To be answered by %(due)s.") % days
    return _("It was to be answered by %(due)s and still can be until %(closes)s.") % days


@register.filter
def possessive(name: str) -> str:
    """Whose it is: “Cilla's”, in Danish “Cillas” and “Mads'”."""
    if (get_language() or "da").startswith("en"):
        return f"{name}'s"
    return f"{name}'" if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"


@register.filter
def hours_a_week(hours: Decimal) -> str:
    """“1 hour a week”, “7.5 hours a week”."""
    if hours == 1:
        return _("1 hour a week")
    return _("%(hours)s hours a week") % {"hours": dates.number(hours, get_language() or "da")}


@register.filter
def plain(number: float) -> str:
    """A number as SVG reads it, whatever the language."""
    return f"{number:g}"


@register.filter
def rule(obligation: Obligation) -> str:
    """The rule behind an obligation."""
    return words.rule(obligation)


@register.filter
def done_by(agreement: Agreement, case: Case) -> str:
    """Who does what was agreed, by first name where it is known."""
    if agreement.who == "citizen":
        return case.citizen.name.split()[0]
    writer = agreement.conversation.recorded_by
    if agreement.who == "caseworker" and writer is not None:
        return writer.name.split()[0]
    return agreement.who_name or str(agreement.get_who_display())


@register.filter
def shape(agreement: Agreement) -> str:
    """The shape that stands for whoever does what was agreed."""
    return {"citizen": "citizen", "caseworker": "municipality"}.get(agreement.who, "other")


@register.filter
def meeting(talk: Conversation, today: date) -> str:
    """A planned conversation as one says it: “Conversation today at 10:30”."""
    when = _("today") if talk.on == today else words.day(talk.on)
    if talk.at is None:
        return _("Conversation %(day)s") % {"day": when}
    return _("Conversation %(day)s at %(time)s") % {"day": when, "time": words.clock(talk.at)}
