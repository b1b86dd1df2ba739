"""What an order lacks: named, with what would mend it. It says nothing about the person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

# Words that ask for nothing in particular when they stand alone (SFI 2012: many orders say only "clarification").
_VAGUE = frozenset(
    {
        *("afklaring", "afklares", "afklare", "afklar", "arbejdsprøvning", "aktivering", "opkvalificering", "praktik"),
        *("udvikling", "støtte", "vurdering", "clarification", "activation", "assessment", "support", "development"),
    }
)
_FILLING = frozenset(
    {
        *("af", "og", "til", "for", "en", "et", "den", "det", "skal", "ønskes", "gerne", "bedes", "nærmere", "generel"),
        *(
            "borger",
            "borgeren",
            "borgers",
            "borgerens",
            "kompetencer",
            "muligheder",
            "samt",
            "nuværende",
            "arbejdsevne",
            "arbejdsevnen",
            "situation",
            "ressourcer",
            "the",
            "of",
            "and",
        ),
        *("a", "citizen", "please", "work", "capacity", "general", "resources", "med", "i", "forhold", "job", "hen"),
    }
)
SHORTEST_QUESTION = 40  # characters; a question that can be answered seldom has fewer
SHORTEST_BACKGROUND = 40


class Lack(StrEnum):
    """What an order lacks; each has a sentence and an example."""

    PURPOSE = "purpose"
    QUESTION = "question"
    QUESTION_VAGUE = "question_vague"
    QUESTION_SHORT = "question_short"
    AIMS = "aims"
    AIMS_FREE = "aims_free"  # none of them is tied to a sub-goal
    INDICATORS = "indicators"
    BASELINE = "baseline"
    HOURS = "hours"
    PERIOD = "period"
    MIDWAY = "midway"
    BACKGROUND = "background"
    REASON = "reason"  # a shared field without a reason
    INFORMED = "informed"
    APPROVAL = "approval"  # health is shared and the citizen has not approved
    MENTOR = "mentor"


# Without these nothing is sent (domain.md: complete enough, the citizen informed, approval for health fields).
NEEDED = frozenset(
    {
        Lack.PURPOSE,
        Lack.QUESTION,
        Lack.QUESTION_VAGUE,
        Lack.HOURS,
        Lack.PERIOD,
        Lack.REASON,
        Lack.INFORMED,
        Lack.APPROVAL,
        Lack.MENTOR,
    }
)
# Fields of health: sent with the citizen's approval alone.
OF_HEALTH = frozenset({"health", "considerations", "barriers"})
HEALTH_INDICATOR = "health"  # to work on it is no secret; where it stands, in words, is
# What a workplace can be told; of health its considerations alone.
FOR_WORKPLACE = frozenset({"name", "phone", "email", "job_goal", "strengths", "considerations"})


@dataclass(frozen=True)
class Contents:
    """What an order says so far."""

    purposes: Sequence[str] = ()
    question: str = ""
    aims: Sequence[bool] = ()  # one for each aim: whether it is tied to a sub-goal
    indicators: Mapping[str, str] = field(default_factory=dict)  # indicator → where it stands, in words
    hours: float | None = None
    begins: bool = False
    ends: bool = False
    midway: bool = False
    shared: dict[str, str] = field(default_factory=dict)  # field → why it is shared
    background: str = ""
    informed: bool = False
    approved: bool = False
    right_and_duty: bool = False
    at_workplace: bool = False
    mentor: bool = False  # attached, or a reason why it is not needed


def lacks(order: Contents) -> list[Lack]:
    """All that an order lacks, in the order of the form."""
    found = [
        (Lack.PURPOSE, not order.purposes and not order.right_and_duty),
        *_of_question(order),
        (Lack.AIMS, not order.aims),
        (Lack.AIMS_FREE, bool(order.aims) and not any(order.aims)),
        (Lack.INDICATORS, not order.indicators and not order.at_workplace),
        (Lack.BASELINE, any(not baseline.strip() for baseline in order.indicators.values())),
        (Lack.HOURS, order.hours is None),
        (Lack.PERIOD, not (order.begins and order.ends)),
        (Lack.MIDWAY, order.begins and order.ends and not order.midway),
        (Lack.BACKGROUND, not order.at_workplace and len(order.background.strip()) < SHORTEST_BACKGROUND),
        (Lack.REASON, any(not why.strip() for name, why in order.shared.items() if name != "name")),
        (Lack.MENTOR, order.at_workplace and not order.mentor),
        (Lack.INFORMED, not order.informed),
        (Lack.APPROVAL, _tells_health(order) and not order.approved),
    ]
    return [lack for lack, missing in found if missing]


def _tells_health(order: Contents) -> bool:
    return bool(OF_HEALTH & set(order.shared)) or bool(order.indicators.get(HEALTH_INDICATOR, "").strip())


def _of_question(order: Contents) -> list[tuple[Lack, bool]]:
    question = order.question.strip()
    vague = bool(question) and is_vague(question)
    return [
        (Lack.QUESTION, not question),
        (Lack.QUESTION_VAGUE, vague),
        (Lack.QUESTION_SHORT, bool(question) and not vague and len(question) < SHORTEST_QUESTION),
    ]


def is_vague(text: str) -> bool:
    """Whether a question names an activity and nothing that could be answered: "clarification" alone."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and any(w in _VAGUE for w in words) and all(w in _VAGUE or w in _FILLING for w in words)


def hinders(order: Contents) -> list[Lack]:
    """What must be mended before the order can be sent."""
    return [lack for lack in lacks(order) if lack in NEEDED]


def share_whole(order: Contents) -> tuple[int, int]:
    """How many of the order's parts are there, of how many: the meter. It measures the form, never the person."""
    parts = [
        {Lack.PURPOSE},
        {Lack.QUESTION, Lack.QUESTION_VAGUE, Lack.QUESTION_SHORT},
        {Lack.AIMS, Lack.AIMS_FREE},
        {Lack.INDICATORS, Lack.BASELINE} if not order.at_workplace else {Lack.MENTOR},
        {Lack.HOURS, Lack.PERIOD},
        {Lack.MIDWAY},
        {Lack.BACKGROUND, Lack.REASON},
        {Lack.INFORMED, Lack.APPROVAL},
    ]
    missing = set(lacks(order))
    if not (order.begins and order.ends):
        missing.add(Lack.MIDWAY)
    return sum(not part & missing for part in parts), len(parts)
