"""One look-up: who looked at whom, through which screen, and whether it was permitted."""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

_CPR = re.compile(r"\b\d\d(0[1-9]|1[0-2])\d\d[- ]?\d{4}\b")
BLOT = "[CPR]"


class Outcome(StrEnum):
    """What the access decision said."""

    PERMIT = "permit"
    DENY = "deny"


@dataclass(frozen=True, kw_only=True, slots=True)
class LookUp:
    """What the log keeps about one look at one or more persons.

    Parameters
    ----------
    municipality_id
        0 where no municipality is involved, for instance a provider's own overview.
    unit
        Empty, or for instance ``provider:7``.
    subjects
        The citizens whose data were shown or asked for.
    fields
        The field classes that were shown.
    reason
        The code of the denial; needed when the outcome is a denial.
    criterion
        What was searched for. A CPR number only as its blind index: one that slips in is blotted out.
    count
        How many persons the page or the search gave.
    """

    municipality_id: int
    actor_id: int
    role: str
    purpose: str
    screen: str
    outcome: Outcome
    unit: str = ""
    subjects: tuple[UUID, ...] = ()
    fields: tuple[str, ...] = ()
    reason: str = ""
    criterion: str = ""
    count: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "criterion", _CPR.sub(BLOT, self.criterion))
        if self.outcome == Outcome.DENY and not self.reason:
            raise ValueError("A denial is logged with the code of its reason.")
