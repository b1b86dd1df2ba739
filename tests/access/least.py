"""The least that a row of each kind about a person needs, but for what it points to."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from fremdrift.access.models import Bar, BreakGlass, Grant, Restriction
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Characteristic,
    Citizen,
    ContactPerson,
    Effort,
    Exemption,
    JobPlan,
    Merge,
    Message,
    Need,
    NetworkPerson,
    PlanReply,
    PlanVersion,
    Representation,
    RulePackSpell,
    SubGoal,
    TargetGroupSpell,
    Transfer,
)
from fremdrift.conversations.models import (
    Agreement,
    ContactAttempt,
    Conversation,
    Hearing,
    Obligation,
    Participant,
    WaitingNote,
)
from fremdrift.core.clock import COPENHAGEN
from fremdrift.orders.models import (
    Aim,
    AimReached,
    AttendanceDay,
    AttendanceRemark,
    AttentionPoint,
    ChangeProposal,
    IndicatorAnswer,
    Order,
    OrderComment,
    OrderIndicator,
    OrderMessage,
    ProgressReport,
    SharedField,
    ShownOffer,
)
from fremdrift.overview.models import Dismissal, Draft, Reminder
from fremdrift.progression.models import (
    Answer,
    MeasurementRhythm,
    MeasurementRound,
    ParticipationChoice,
    PhaseChoice,
    Registration,
    Response,
)

LONG_AGO = dt.date(2001, 1, 1)
AT = dt.datetime(2001, 1, 1, 12, tzinfo=COPENHAGEN)
A_DAY = {"begins_on": LONG_AGO, "ends_on": LONG_AGO}
# Who may see whom: rows that are over and done with, so that they open and shut nothing.
ABOUT_ACCESS: dict[type[models.Model], dict[str, Any]] = {
    Grant: {**A_DAY, "holder": "user:0", "purpose": "case_work", "fields": ["plan"]},
    Bar: {**A_DAY, "holder": "user:0", "kind": "conflict", "relation": "family"},
    Restriction: {**A_DAY, "allowed": ["user:0"], "reason": "x"},
    BreakGlass: {
        "holder": "user:0",
        "reason": "x" * 20,
        "opened_at": AT,
        "expires_at": AT + dt.timedelta(hours=24),
    },
}
LEAST: dict[type[models.Model], dict[str, Any]] = {
    Citizen: {"name": "X", "sort_key": "x", "born": LONG_AGO, "cpr_sealed": b"x"},
    Case: {"opened_on": LONG_AGO, "closed_on": LONG_AGO, "closing_reason": "job"},
    BenefitSpell: {**A_DAY, "kind": "cash_benefit"},
    TargetGroupSpell: {**A_DAY, "group": "match_1"},
    Exemption: {**A_DAY, "pauses": "both", "reason": "x"},
    Effort: {**A_DAY, "kind": "mentor", "title": "x", "organiser": "provider"},
    ContactPerson: {**A_DAY},
    Characteristic: {**A_DAY, "kind": "housing"},
    RulePackSpell: {**A_DAY, "pack": "lab-2011", "reason": "x"},
    Transfer: {
        **{"proposed_at": AT, "begins_on": LONG_AGO, "reason": "other", "handover": "x"},
        **{"state": "withdrawn", "answered_at": AT},
    },
    JobPlan: {},
    SubGoal: {"what": "x", "state_on": LONG_AGO},
    PlanVersion: {"number": 1, "content": {}, "made_at": AT},
    PlanReply: {"approves": True, "text": "x", "said_at": AT},
    Need: {"what": "x", "area": "debt", "named_on": LONG_AGO, "state_on": LONG_AGO, "state": "met", "met_by": "x"},
    NetworkPerson: {"role": "doctor", "name": "x"},
    Representation: {**A_DAY, "name": "x", "made_at": AT, "secret": b"x", "invited_until": LONG_AGO},
    Message: {"sender": "citizen", "text": "x", "sent_at": AT},
    Merge: {"reason": "x", "made_at": AT},
    Conversation: {"form": "walk", "on": LONG_AGO, "state": "held"},
    Agreement: {"what": "x", "who": "citizen"},
    Obligation: {"kind": "x", "rule": "x", "arises_on": LONG_AGO, "detail": {}},
    Participant: {"party": "family", "name": "x"},
    ContactAttempt: {"way": "phone", "outcome": "reached", "on": LONG_AGO},
    Hearing: {"asked_on": LONG_AGO, "answer_by": LONG_AGO, "question": "x"},
    WaitingNote: {"meets": "x", "reason": "x", "until": LONG_AGO, "made_on": LONG_AGO},
    Dismissal: {"duty": "x", "fact": "x", "reason": "x", "made_at": AT},
    Reminder: {"on": LONG_AGO, "text": "x"},
    Draft: {"form": "x", "content": {}, "begun_at": AT, "saved_at": AT, "window": UUID(int=9)},
    Order: {"kind": "guidance_upskilling", "title": "x"},
    Aim: {"position": 1, "what": "x"},
    OrderIndicator: {"indicator": "skills", "baseline": "x"},
    SharedField: {"field": "background", "why": "x", "text": "x"},
    OrderComment: {"text": "x"},
    OrderMessage: {"side": "citizen", "text": "x", "sent_at": AT},
    ChangeProposal: {"kind": "hours", "hours": 10, "reason": "x", "side": "provider", "proposed_at": AT},
    AttendanceDay: {"on": LONG_AGO, "presence": "sick", "registered_at": AT},
    AttendanceRemark: {"monday": dt.date(2020, 1, 6), "written_at": AT},
    ProgressReport: {"kind": "extra", "due_on": LONG_AGO},
    AttentionPoint: {"point": "health", "evidence": "x"},
    AimReached: {"words": "x"},
    IndicatorAnswer: {"indicator": "goals", "step": 3, "evidence": "x"},
    ShownOffer: {"shown_at": AT, "withdrawn_at": AT},
    MeasurementRhythm: {**A_DAY, "every": "quarter"},
    MeasurementRound: {"opens_on": LONG_AGO, "due_on": LONG_AGO, "closes_on": LONG_AGO},
    PhaseChoice: {"chooser": "citizen", "phase": "standstill", "why": "x", "chosen_at": AT},
    Registration: {"begun_at": AT},
    ParticipationChoice: {
        **{"chooser": "citizen", "number": 1, "choice": "yes", "chosen_on": LONG_AGO},
        **{"site": "x", "age_group": "from_30", "registered_at": AT},
    },
    Response: {"respondent": "citizen", "begun_at": AT},
    Answer: {"item": "everyday", "kind": "scale", "keys": ["3"]},
}
# What is unique in a municipality, or goes with a pointer that is set.
_ANEW: dict[type[models.Model], Callable[[], dict[str, Any]]] = {
    Citizen: lambda: {"cpr_index": secrets.token_bytes(32)},
    Case: lambda: {"number": 1_000_000 + secrets.randbelow(1_000_000)},
}
_WITH = {
    "became_id": {"state": "accepted", "answered_at": AT},
}
_PEOPLE = {
    *("user_id", "author_id", "made_by_id", "proposed_by_id", "to_user_id"),
    *("registered_by_id", "shown_by_id", "written_by_id", "said_by_id"),
}
_NOT_TOWARDS = {ContactPerson: {"provider_id"}}  # only one that is delegated has it


def least(model: type[models.Model], home: int, user: int, points_to: Mapping[str, UUID]) -> models.Model:
    """A row that is not yet stored, of a municipality, with the given pointers where the model has them."""
    columns = {field.column for field in model._meta.concrete_fields}
    towards: dict[str, Any] = {name: value for name, value in points_to.items() if name in columns}
    towards = {name: value for name, value in towards.items() if name not in _NOT_TOWARDS.get(model, ())}
    people = dict.fromkeys(columns & _PEOPLE, user)
    more = {name: value for pointer in towards for name, value in _WITH.get(pointer, {}).items()}
    anew = _ANEW.get(model, dict)()
    own = (LEAST | ABOUT_ACCESS)[model]
    return model(municipality_id=home, **{**own, **anew, **people, **more, **towards})
