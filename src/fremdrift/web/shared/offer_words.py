"""An offer in words: how long, how much, how many places, and what must be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fremdrift.cases.enums import TargetGroup
from fremdrift.catalogue import rules
from fremdrift.catalogue.enums import Condition, Form, LegalKind, PricePer, Purpose, Setting, SpokenLanguage
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import Facts, Notice, Use
from fremdrift.rulebook.rules import Share
from fremdrift.web.shared import dates
from fremdrift.web.shared.words import full_day

_NOTHING = "–"


@dataclass(frozen=True)
class Said:
    """A notice: a word or two for a list, a sentence for the offer's page, and how grave it is."""

    badge: str
    sentence: str
    level: str


def labels(choices: type[TextChoices], values: Iterable[str]) -> list[str]:
    """The words of choices, in the order of the choices."""
    chosen = set(values)
    return [str(choice.label) for choice in choices if choice.value in chosen]


def listed(choices: type[TextChoices], values: Iterable[str]) -> str:
    """The same as a line of text: each but the first in small letters, unless it is an abbreviation."""
    found = labels(choices, values)
    if choices is SpokenLanguage and get_language() == "en":  # English names its languages with a capital
        return ", ".join(found)
    return ", ".join([*found[:1], *(text[:1].lower() + text[1:] for text in found[1:])])


def notices(offer: Offer, use: Use, today: dt.date) -> list[Said]:
    """What must be said about an offer, the gravest first."""
    facts = Facts(offer.places, offer.quota, offer.funding_until, offer.reviewed_on, offer.retired_on)
    return [_said(notice, offer) for notice in rules.notices(facts, use, today)]


def _said(notice: Notice, offer: Offer) -> Said:
    match notice:
        case Notice.RETIRED:
            return Said(_("No longer given"), _("The offer is no longer given. It cannot be ordered."), "error")
        case Notice.FUNDING_PAST:
            ended = _("The funding ended on %(day)s. Ask whether the offer is still there.")
            return Said(_("Funding ended"), ended % {"day": _day(offer.funding_until)}, "warning")
        case Notice.FULL:
            return Said(_("Full"), _("There is no free place now. Call and ask when there will be one."), "warning")
        case Notice.OUT_OF_QUOTA:
            used = _("This year's quota is used. A new one begins on 1 January.")
            return Said(_("Quota used"), used, "warning")
        case Notice.FUNDING_ENDS:
            ends = _("The funding ends on %(day)s.") % {"day": _day(offer.funding_until)}
            return Said(_("Funding ends"), ends, "info")
        case Notice.NEVER_REVIEWED:
            never = _("Nobody has reviewed what stands here. Call before you order.")
            return Said(_("Not reviewed"), never, "warning")
        case Notice.UNREVIEWED:
            old = _("Not reviewed for six months: last on %(day)s. Call before you order.")
            return Said(_("Not reviewed"), old % {"day": _day(offer.reviewed_on)}, "warning")


def _day(value: dt.date | None) -> str:
    return full_day(value) if value else ""


def number(value: int | Decimal) -> str:
    """A number with the language's separators."""
    return dates.number(value, get_language() or "da")


def hours(offer: Offer) -> str:
    """Hours a week: 4–25."""
    ends = [end for end in (offer.hours_least, offer.hours_most) if end is not None]
    return "–".join(str(end) for end in dict.fromkeys(ends))


def weeks(offer: Offer) -> str:
    """The usual length."""
    if offer.weeks is None:
        return ""
    return ngettext("%(count)s week", "%(count)s weeks", offer.weeks) % {"count": offer.weeks}


def price(offer: Offer) -> str:
    """What it costs: 1.240 kr. a week."""
    if offer.price is None:
        return ""
    whole = offer.price == offer.price.to_integral_value()
    amount = number(offer.price.to_integral_value() if whole else offer.price)
    return _("%(amount)s kr. %(per)s") % {"amount": amount, "per": PricePer(offer.price_per).label}


def reimbursement(offer: Offer) -> str:
    """How much of it the state pays back."""
    if offer.reimbursement is None:
        return ""
    return str(_("%(share)s %% paid back") % {"share": offer.reimbursement}).replace(" %", "\N{NO-BREAK SPACE}%")


def state_share(shares: Sequence[Share]) -> str:
    """What the state pays of the citizen's benefit meanwhile, with the source; empty where the rules do not say."""
    if not shares:
        return ""
    steps = [_step(share) for share in shares]
    return f"{', '.join(steps)} ({shares[0].cited[get_language() or 'da']})"


def _step(share: Share) -> str:
    if share.from_week is None:
        return _("%(share)s %%") % {"share": share.percent}
    return _("%(share)s %% from week %(week)s on benefit") % {"share": share.percent, "week": share.from_week}


def places(offer: Offer, use: Use) -> str:
    """Free places of how many."""
    free = rules.free_places(offer.places, use)
    return "" if free is None else _("%(free)s of %(all)s") % {"free": free, "all": offer.places}


def quota(offer: Offer, use: Use) -> str:
    """What is left of the quota of this year."""
    left = rules.quota_left(offer.quota, use)
    return "" if left is None else _("%(free)s of %(all)s") % {"free": left, "all": offer.quota}


def place(offer: Offer) -> str:
    """Where it is, as an address."""
    return ", ".join(filter(None, [offer.address, " ".join(filter(None, [offer.postcode, offer.town]))]))


def about(offer: Offer) -> str:
    """Its kind and what it is for, in a line."""
    purposes = ", ".join(label.lower() for label in labels(Purpose, offer.purposes))
    parts = [LegalKind(offer.legal_kind).label, _("for %(purposes)s") % {"purposes": purposes} if purposes else ""]
    return " · ".join(str(part) for part in parts if part)


def facts(offer: Offer, use: Use, today: dt.date) -> list[tuple[str, str]]:
    """What one asks first: places, start, quota, length, hours and price."""
    found = [
        (_("Free places now"), places(offer, use) or _("No limit")),
        (_("Starts"), offer.starts),
        (_("Quota left in %(year)s") % {"year": today.year}, quota(offer, use)),
        (_("Length"), weeks(offer)),
        (_("Hours a week"), hours(offer)),
        (_("Price"), ", ".join(filter(None, [price(offer), reimbursement(offer)]))),
    ]
    return [(label, text or _NOTHING) for label, text in found]


def told(offer: Offer) -> list[tuple[str, str]]:
    """The rest of what an offer says, label by label; what is empty is left out."""
    funded = [offer.funding, _("until %(day)s") % {"day": _day(offer.funding_until)} if offer.funding_until else ""]
    found = [
        (_("Purpose"), listed(Purpose, offer.purposes)),
        (_("Type"), str(LegalKind(offer.legal_kind).label)),
        (_("Form"), str(Form(offer.form).label)),
        (_("Setting"), str(Setting(offer.setting).label)),
        (_("Target groups"), listed(TargetGroup, offer.target_groups) or _("Everybody")),
        (_("For whom"), offer.target),
        (_("Languages"), listed(SpokenLanguage, offer.languages)),
        (_("Funding"), ", ".join(filter(None, funded))),
        (_("Where"), place(offer)),
    ]
    return [(label, text) for label, text in found if text]


def compared(offer: Offer, use: Use, today: dt.date) -> dict[str, str]:
    """Everything by which offers are compared, in one order for all."""
    rest = {label: text for label, text in told(offer) if label != _("For whom")}
    holds = {
        _("Can hold"): listed(Condition, offer.can_hold),
        _("Cannot hold"): ". ".join(filter(None, [listed(Condition, offer.cannot_hold), offer.limits])),
    }
    return {
        **dict(facts(offer, use, today)),
        **holds,
        **rest,
        _("Last reviewed"): _day(offer.reviewed_on) or _("Never"),
    }
