"""Offers as the caseworker's pages show them: rows of the list, a whole offer, a comparison, cells of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from fremdrift.catalogue.enums import Condition, LegalKind, Purpose
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import Use
from fremdrift.rulebook.rules import shares
from fremdrift.rulebook.selectors import packs_in_force
from fremdrift.web.shared import offer_words as words
from fremdrift.web.shared.offer_words import Said

_NOTHING = "–"


@dataclass(frozen=True)
class Row:
    """An offer's row, ready to show."""

    offer: Offer
    about: str
    notices: list[Said]
    hours: str
    weeks: str
    price: str
    places: str


@dataclass(frozen=True)
class Whole:
    """All of an offer, ready to show."""

    about: str
    notices: list[Said]
    facts: list[tuple[str, str]]
    told: list[tuple[str, str]]
    can_hold: list[str]
    cannot_hold: list[str]


def rows(offers: Iterable[Offer], uses: Mapping[UUID, Use], today: dt.date) -> list[Row]:
    """Rows of the list."""
    return [_row(offer, uses.get(offer.pk, Use()), today) for offer in offers]


def _row(offer: Offer, use: Use, today: dt.date) -> Row:
    return Row(
        offer,
        words.about(offer),
        words.notices(offer, use, today),
        words.hours(offer) or _NOTHING,
        words.weeks(offer) or _NOTHING,
        words.price(offer) or _NOTHING,
        words.places(offer, use) or _NOTHING,
    )


def whole(offer: Offer, uses: Mapping[UUID, Use], today: dt.date, rule_pack: str) -> Whole:
    """One offer; what the state pays back follows from the rule pack that the municipality goes by."""
    use = uses.get(offer.pk, Use())
    return Whole(
        words.about(offer),
        words.notices(offer, use, today),
        words.facts(offer, use, today),
        [*words.told(offer), *_state(offer, rule_pack, today)],
        words.labels(Condition, offer.can_hold),
        words.labels(Condition, offer.cannot_hold),
    )


def _state(offer: Offer, rule_pack: str, today: dt.date) -> list[tuple[str, str]]:
    parts = packs_in_force(rule_pack) if rule_pack else ()
    in_force = [part.pack for part in parts if part.start <= today and not part.pack.suspends]
    said = words.state_share(shares(in_force[-1], offer.legal_kind, today)) if in_force else ""
    return [(_("The state pays of the benefit"), said)] if said else []


def ids(given: Iterable[str]) -> list[UUID]:
    """Ids in an address; what is none is left out."""
    found = []
    for text in given:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def comparison(offers: Iterable[Offer], uses: Mapping[UUID, Use], today: dt.date) -> list[tuple[str, list[str], bool]]:
    """Lines of a comparison: what it is about, each offer's answer, and whether they differ."""
    told = [words.compared(offer, uses.get(offer.pk, Use()), today) for offer in offers]
    labels = dict.fromkeys(label for each in told for label in each)
    lines = ((label, [each.get(label) or _NOTHING for each in told]) for label in labels)
    return [(label, answers, len(set(answers)) > 1) for label, answers in lines if {*answers} != {_NOTHING}]


def columns() -> list[str]:
    """Heads of the file."""
    return [
        _("Code"),
        _("Offer"),
        _("Provider"),
        _("Type"),
        _("Purpose"),
        _("Town"),
        _("Hours a week"),
        _("Length"),
        _("Price"),
        _("Free places now"),
        _("Can hold"),
        _("Cannot hold"),
        _("Phone"),
        _("Reviewed"),
    ]


def cells(offers: Iterable[Offer], uses: Mapping[UUID, Use]) -> list[list[str]]:
    """Rows of the file."""
    return [_cells(offer, uses.get(offer.pk, Use())) for offer in offers]


def _cells(offer: Offer, use: Use) -> list[str]:
    return [
        offer.code,
        offer.name,
        offer.provider.name,
        str(LegalKind(offer.legal_kind).label),
        ", ".join(words.labels(Purpose, offer.purposes)),
        offer.town,
        words.hours(offer),
        words.weeks(offer),
        words.price(offer),
        words.places(offer, use),
        ", ".join(words.labels(Condition, offer.can_hold)),
        ", ".join(words.labels(Condition, offer.cannot_hold)),
        offer.contact_phone,
        f"{offer.reviewed_on:%d-%m-%Y}" if offer.reviewed_on else "",
    ]
