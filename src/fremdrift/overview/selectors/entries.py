"""One thing that happened in a case, as its timeline tells it."""

import datetime as dt
from dataclasses import dataclass

from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    ContactPerson,
    Effort,
    Exemption,
    Message,
    Need,
    NetworkPerson,
    PlanReply,
    RulePackSpell,
    SubGoal,
    TargetGroupSpell,
)
from fremdrift.conversations.models import Agreement, ContactAttempt, Conversation, Hearing
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport
from fremdrift.overview.enums import EntryKind
from fremdrift.progression.models import PhaseChoice, Response

Row = (
    Case
    | Conversation
    | Agreement
    | ContactAttempt
    | Hearing
    | Message
    | Effort
    | SubGoal
    | PlanReply
    | PhaseChoice
    | Response
    | Need
    | NetworkPerson
    | ContactPerson
    | Exemption
    | BenefitSpell
    | TargetGroupSpell
    | RulePackSpell
    | Order
    | ChangeProposal
    | OrderMessage
    | ProgressReport
)


@dataclass(frozen=True)
class Entry:
    """One thing that happened, with what its words need: the row itself, who stands for it, and who wrote it."""

    on: dt.date
    kind: EntryKind
    what: str  # code of the title
    who: str  # municipality, citizen, provider, other, system
    row: Row
    author: str = ""
    moved_to: Conversation | None = None
    tried: tuple[str, ...] = ()  # how one tried to reach somebody who did not come
    waits: bool = False  # for an answer
    words: tuple[str, ...] = ()  # what else there is to say, for this reader
    count: int = 0

    @property
    def text(self) -> str:
        """All words of the row, for search."""
        parts = [
            getattr(self.row, name, "") for name in ("minutes", "what", "title", "handover", "reason", "organiser_name")
        ]
        parts += [
            getattr(self.row, name, "") for name in ("move_reason", "note", "question", "answer", "conclusion", "text")
        ]
        parts += [getattr(self.row, name, "") for name in ("name", "organisation", "consent_what", "met_by", "why")]
        others = [p.name for p in self.row.others] if isinstance(self.row, Conversation) else []
        return " ".join([*map(str, parts), *others, *self.words, self.author]).casefold()
