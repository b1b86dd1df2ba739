"""Import of offers: all of a file, or nothing of it. The code finds an offer again; a second time changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Provider
from fremdrift.accounts.selectors import providers_by_key
from fremdrift.accounts.services import provider_add
from fremdrift.catalogue import selectors, services
from fremdrift.catalogue.models import Offer
from fremdrift.catalogue.rules import names_by_number
from fremdrift.catalogue.services import Week
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.exchange.offer_columns import CHOICES, COLUMNS, LISTS, NEEDED, NUMBERS, TEXTS
from fremdrift.exchange.reading import Refused, Row, read_rows, word

_KEY = re.compile(r"[a-z0-9-]{1,50}")
_WEEKS = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*:\s*(.+)")
_MOST_DIGITS = 9  # of a number, whatever it counts: far more are a slip, and more than Python turns into one
_MOST_PRICE = Decimal("9999999.99")


@dataclass
class Done:
    """What an import changed."""

    offers: int = 0
    updated: int = 0
    providers: int = 0

    def __str__(self) -> str:
        if not (self.offers or self.updated or self.providers):
            return _("nothing new; everything in the file stands here already.")
        return ngettext(
            "%(offers)s new offer, %(updated)s corrected; %(providers)s new providers.",
            "%(offers)s new offers, %(updated)s corrected; %(providers)s new providers.",
            self.offers,
        ) % vars(self)


@dataclass(frozen=True)
class _Read:
    """A row of the file as values; what the file leaves empty is not among them."""

    row: Row
    provider: str
    provider_name: str
    values: dict[str, Any]
    content: list[Week] | None


def offers_import(*, content: bytes, by: Actor) -> Done:
    """Take a file in, in one transaction; raises Refused with every wrong place, and then nothing is stored."""
    rows = read_rows(content, COLUMNS, NEEDED)
    found = [_read(row) for row in rows]
    _check_once(found)
    providers = providers_by_key(read.provider for read in found)
    _check_providers(found, set(providers))
    _refuse_wrong(rows)
    done = Done()
    with transaction.atomic():
        standing = selectors.offers_by_code(by, [read.values["code"] for read in found])
        for read in found:
            try:
                _write(read, providers, standing, done, by)
            except RuleViolation as violation:
                read.row.wrong(violation.field or "code", _clash(violation.code))
        _refuse_wrong(rows)
    return done


def _refuse_wrong(rows: list[Row]) -> None:
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise Refused(problems)


def _check_once(found: list[_Read]) -> None:
    seen: dict[str, int] = {}
    for read in found:
        code = read.values.get("code", "")
        if code and code in seen:
            sentence = _("This code stands in row %(row)s too. Each offer has its own.") % {"row": seen[code]}
            read.row.wrong("code", sentence)
        seen.setdefault(code, read.row.number)


def _check_providers(found: list[_Read], known: set[str]) -> None:
    """A provider that is not here yet needs a name, in one of its rows at least."""
    named = known | {read.provider for read in found if read.provider_name}
    for read in found:
        if read.provider and read.provider not in named:
            read.row.wrong("provider", _("There is no provider with this key here. Fill in provider_name too."))


def _write(read: _Read, providers: dict[str, Provider], standing: dict[str, Offer], done: Done, by: Actor) -> None:
    if read.provider not in providers:
        named = read.provider_name or read.provider
        providers[read.provider] = provider_add(key=read.provider, name=named)
        done.providers += 1
    values = {**read.values, "provider": providers[read.provider]}
    offer = standing.get(values["code"])
    if offer is None:
        services.offer_add(values=values, content=read.content or (), by=by)
        done.offers += 1
    else:
        done.updated += services.offer_update(offer=offer, values=values, content=read.content, by=by)


def _read(row: Row) -> _Read:
    for column in NEEDED:
        row.needed(column)
    values: dict[str, Any] = {}
    for column, most in TEXTS.items():
        row.check_length(column, most)
        values[column] = row.text(column)
    values |= {column: row.choice(column, words) for column, words in CHOICES.items()}
    values |= {column: _list(row, column, words) for column, words in LISTS.items()}
    values |= {column: _number(row, column, most) for column, most in NUMBERS.items()}
    values |= {"price": _price(row), "contact_email": _email(row)}
    values |= {"funding_until": row.date("funding_until"), "reviewed_on": _reviewed(row)}
    _check_nobody_is_named(row)
    said = {column: value for column, value in values.items() if value not in ("", None, [])}
    return _Read(row, _key(row), row.text("provider_name")[:100], said, _content(row))


def _reviewed(row: Row) -> dt.date | None:
    on = row.date("reviewed_on")
    if on is not None and on > clock.today():
        row.wrong("reviewed_on", _("This day has not come yet. Write the day on which somebody last read the offer."))
    return on


def _check_nobody_is_named(row: Row) -> None:
    for column in (*TEXTS, "provider_name", "contact_email", "content"):
        if names_by_number(row.text(column)):
            row.wrong(
                column, _("There is a number here that looks like a CPR number. Nobody may be named in the catalogue.")
            )


def _key(row: Row) -> str:
    key = row.text("provider")
    if key and not _KEY.fullmatch(key):
        row.wrong("provider", _("A key has small letters a to z, digits and hyphens."))
    return key


def _list(row: Row, column: str, words: dict[str, str]) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,|]", row.text(column)) if part.strip()]
    for part in parts:
        if word(part) not in words:
            row.wrong(column, _("This word is not known. Use one of: %(known)s.") % {"known": ", ".join(words)}, part)
    return list(dict.fromkeys(words[word(part)] for part in parts if word(part) in words))


def _number(row: Row, column: str, most: int) -> int | None:
    text = row.text(column)
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) <= most:
        return int(text)
    row.wrong(column, _("Write a whole number from 0 to %(most)s.") % {"most": most})
    return None


def _price(row: Row) -> Decimal | None:
    text = row.text("price").removesuffix("kr.").removesuffix("kr").strip()
    if not text:
        return None
    plain = re.sub(r"\.(?=\d{3}(\D|$))", "", text).replace(",", ".")
    try:
        price = Decimal(plain) if re.fullmatch(r"\d+(\.\d{1,2})?", plain) else None
    except InvalidOperation:
        price = None
    if price is None or price > _MOST_PRICE:
        row.wrong("price", _("Write an amount in kroner, like 1240 or 1.240,50."))
        return None
    return price.quantize(Decimal("0.01"))


def _email(row: Row) -> str:
    text = row.text("contact_email")
    try:
        if text:
            validate_email(text)
    except ValidationError:
        row.wrong("contact_email", _("This is no e-mail address. Correct it, or leave it empty."))
        return ""
    return text


def _content(row: Row) -> list[Week] | None:
    """Content week by week, written “1-2: this | 3-8: that”; none when the cell is empty."""
    found = []
    for part in filter(None, (part.strip() for part in row.text("content").split("|"))):
        weeks = _WEEKS.fullmatch(part)
        if weeks is None or len(weeks[3]) > 500 or int(weeks[2] or weeks[1]) < int(weeks[1]):
            row.wrong("content", _("Write weeks and what happens in them: 1-2: this | 3-8: that."), part)
            continue
        found.append(Week(int(weeks[1]), int(weeks[2] or weeks[1]), weeks[3]))
    return found or None


def _clash(code: str) -> str:
    match code:
        case "offer.hours_turned":
            return _("The most hours cannot be fewer than the least.")
        case "offer.holds_both":
            return _("The same stands both as what it can and what it cannot hold.")
        case _:
            return _("Somebody is working on the same offer. Read the file in once more.")
