"""The order's form and what it stands for: what is stored as the form would send it, and what it says as typed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from fremdrift.cases.enums import SubGoalState
from fremdrift.cases.models import SubGoal
from fremdrift.catalogue.models import Offer
from fremdrift.core.office_language import as_sent
from fremdrift.orders import rules
from fremdrift.orders.enums import CitizenAnswer, Shared
from fremdrift.orders.models import Order
from fremdrift.orders.services import Content, NewAim
from fremdrift.web.caseworker.forms.orders import AIMS, OrderForm
from fremdrift.web.caseworker.order_words import WHY

_WEEK = dt.timedelta(days=7)
_SOON = dt.timedelta(days=14)  # the place has ten working days to answer
_BEGINS_WITH = (Shared.PHONE, Shared.OWN_WORDS, Shared.JOB_GOAL, Shared.STRENGTHS)


def aims_to_choose(order: Order, goals: Sequence[SubGoal]) -> dict[str, NewAim]:
    """Sub-goals that a tick makes an aim: those under way, and those that the order is tied to already."""
    tied = {aim.sub_goal_id: aim.what for aim in order.aims.all() if not aim.dropped and aim.sub_goal_id}
    wanted = [goal for goal in goals if goal.state == SubGoalState.OPEN or goal.pk in tied]
    return {str(goal.pk): NewAim(tied.get(goal.pk, goal.what), goal.pk) for goal in wanted}


def begun_with(order: Order, offer: Offer | None, facts: Mapping[str, str], today: dt.date) -> Content:
    """What a new order says before anybody has written a word: what the plan and the offer know already."""
    begins = today + _SOON + dt.timedelta(days=-(today + _SOON).weekday() % 7)  # a Monday
    ends = begins + offer.weeks * _WEEK - dt.timedelta(days=3) if offer is not None and offer.weeks else None
    shared = [s for s in _BEGINS_WITH if facts.get(s) and (offer is not None or s in rules.FOR_WORKPLACE)]
    if offer is not None:
        shared.append(Shared.BACKGROUND)
    return Content(
        purposes=order.purposes,
        hours=_hours(offer),
        begins_on=begins,
        ends_on=ends,
        midway_on=midway(begins, ends),
        shared={s.value: (as_sent(WHY[s]), "") for s in shared},
    )


def _hours(offer: Offer | None) -> float | None:
    found = (offer.hours_least or offer.hours_most) if offer is not None else None
    return float(min(found, rules.FULL_TIME)) if found else None


def midway(begins: dt.date, ends: dt.date | None) -> dt.date | None:
    """The day in the middle of a period."""
    return begins + (ends - begins) / 2 if ends is not None and (ends - begins).days >= 2 else None


def data_of(order: Order) -> QueryDict:
    """A stored order as if the form had sent it."""
    data, aims = QueryDict(mutable=True), [aim for aim in order.aims.all() if not aim.dropped]
    data.setlist("purposes", list(order.purposes))
    data.setlist("goals", [str(aim.sub_goal_id) for aim in aims if aim.sub_goal_id])
    for name, aim in zip(AIMS, [aim for aim in aims if not aim.sub_goal_id], strict=False):
        data[name] = aim.what
    for row in order.indicators.all():
        if row.chosen:
            data[f"work_{row.indicator}"], data[f"from_{row.indicator}"] = "on", row.baseline
    for shared in order.shared.all():
        if shared.chosen:
            data[f"share_{shared.field}"], data[f"why_{shared.field}"] = "on", shared.why
            data[f"text_{shared.field}"] = shared.text
    for name in ("question", "mentor_name", "no_mentor_reason"):
        data[name] = getattr(order, name)
    for name in ("begins_on", "ends_on", "midway_on", "informed_on", "hours", "mentor_hours"):
        data[name] = _written(getattr(order, name))
    if order.right_and_duty:
        data["right_and_duty"] = "on"
    data["version"], data["seen"] = str(order.version), json.dumps(_marks(data))
    return data


def _written(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".").replace(".", ",")


def contents(content: Content, order: Order) -> rules.Contents:
    """What the meter reads of an order as it is typed."""
    return rules.Contents(
        purposes=content.purposes,
        question=content.question,
        aims=[aim.sub_goal_id is not None for aim in content.aims],
        indicators=content.indicators,
        hours=content.hours,
        begins=content.begins_on is not None,
        ends=content.ends_on is not None,
        midway=content.midway_on is not None,
        shared={Shared.NAME.value: "", **{name: why for name, (why, _text) in content.shared.items()}},
        background=content.shared.get(Shared.BACKGROUND, ("", ""))[1],
        informed=content.informed_on is not None,
        approved=order.citizen_answer == CitizenAnswer.APPROVED,
        right_and_duty=content.right_and_duty,
        at_workplace=order.workplace_id is not None,
        mentor=bool(content.mentor_name or content.no_mentor_reason),
    )


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else saved while a form was open."""

    theirs: list[tuple[str | Promise, str]]  # what both changed, as the other wrote it
    taken: list[str | Promise]  # what only the other changed


def meanwhile(form: OrderForm, order: Order) -> tuple[QueryDict, Meanwhile]:
    """The form over the version that stands now, with what only the other changed taken over; and what clashes."""
    sent: Any = form.data
    data, stored = sent.copy(), data_of(order)
    was, typed, now = _seen(form.cleaned_data.get("seen", "")), _marks(sent), _marks(stored)
    found = Meanwhile([], [])
    for name in form.fields:
        mine, theirs, base = typed.get(name, ""), now.get(name, ""), was.get(name, "")
        if name in {"version", "seen"} or theirs in {mine, base}:
            continue
        if mine == base:
            data.setlist(name, stored.getlist(name))
            found.taken.append(form.fields[name].label or name)
        else:
            found.theirs.append((form.fields[name].label or name, _shown(form, name, stored)))
    data["version"], data["seen"] = stored["version"], stored["seen"]
    return data, found


def _marks(data: Any) -> dict[str, str]:
    """A short mark of what each field holds, so that a form knows what it was opened with; empty ones have none."""
    found = {}
    for name, values in data.lists():
        text = "\n".join(sorted(str(v).replace("\r\n", "\n").strip() for v in values))
        if text and name not in {"version", "seen"}:
            found[name] = hashlib.sha256(text.encode()).hexdigest()[:8]
    return found


def _seen(text: str) -> dict[str, str]:
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in read.items()} if isinstance(read, dict) else {}


def _shown(form: OrderForm, name: str, stored: QueryDict) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return ", ".join(str(choices.get(value, value)) for value in stored.getlist(name)) or "–"


def with_question(content: Content, question: str) -> Content:
    """The same with a question that was asked elsewhere, in a report's review for one."""
    return replace(content, question=question) if question else content
