"""Reads of what the actor has begun to write, and of who else writes in the same form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from fremdrift.access.actor import Actor
from fremdrift.accounts.selectors import user_names
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.overview.models import Draft

FRESH = dt.timedelta(minutes=15)  # who has typed since then still writes


@dataclass(frozen=True)
class Place:
    """Where one writes: a form of a case by the name of its address, and which of several it is about."""

    case: Case
    form: str
    about: str = ""


@dataclass(frozen=True)
class Writer:
    """A colleague who writes in the same form; what, nobody else can read."""

    name: str
    since: dt.datetime


def own_drafts(actor: Actor, place: Place) -> list[Draft]:
    """The actor's own drafts of a form, the latest first: one for each window written in."""
    found = Draft.objects.visible_to(actor).filter(
        user=actor.user_id, case=place.case, form=place.form, about=place.about
    )
    return list(found.order_by("-saved_at", "-pk"))


def drafts_of_case(actor: Actor, case: Case, *, texts: bool = False) -> list[Draft]:
    """All that the actor has begun to write in a case, the latest first; without the texts unless they are wanted."""
    found = Draft.objects.visible_to(actor).filter(user=actor.user_id, case=case).order_by("-saved_at", "-pk")
    return list(found if texts else found.defer("content"))


def other_writers(actor: Actor, place: Place) -> list[Writer]:
    """Colleagues who have typed in the same form just now, who began first on top."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select user_id, begun_at from sec.writing(%s, %s, %s, %s)",
            [place.case.pk, place.form, place.about, clock.now() - FRESH],
        )
        found = cursor.fetchall()
    if not found:
        return []
    names = user_names({user for user, _ in found})
    return [Writer(names[user], since.astimezone(clock.COPENHAGEN)) for user, since in found]
