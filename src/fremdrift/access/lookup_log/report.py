"""What a verification found."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Place: TypeAlias = tuple[int, date]
"""A chain: municipality and month."""

KEPT_FINDINGS = 1000
"""More findings than this are counted, not kept: a log may be wrong in millions of places."""


class Kind(StrEnum):
    """What is wrong."""

    EDITED = "edited"
    BROKEN_LINK = "broken_link"
    GAP = "gap"
    GENESIS = "genesis"
    HEAD_MISSING = "head_missing"
    HEAD_MISMATCH = "head_mismatch"
    EMPTY = "empty"
    SEAL = "seal"
    DROPPED_ROWS = "dropped_rows"
    REWRITTEN = "rewritten"
    TRUNCATED = "truncated"
    HEADS_FILE = "heads_file"
    HIDDEN_ROWS = "hidden_rows"
    UNREADABLE = "unreadable"


SENTENCES = {
    Kind.EDITED: "The entry was changed after it was written.",
    Kind.BROKEN_LINK: "The entry does not follow from the one before it.",
    Kind.GAP: "Numbers are missing, repeated or out of order just before this entry.",
    Kind.GENESIS: "The month's first entry does not follow from the month before.",
    Kind.HEAD_MISSING: "The month's head was deleted.",
    Kind.HEAD_MISMATCH: "The month's head does not fit its last entry: entries or the head were changed.",
    Kind.EMPTY: "The month has a head and no entries: they were deleted.",
    Kind.SEAL: "The month's seal was changed.",
    Kind.DROPPED_ROWS: "The month is marked as dropped and still has entries.",
    Kind.REWRITTEN: "The entry is another than the one whose hash was exported: the log was rewritten.",
    Kind.TRUNCATED: "The log is shorter than when this entry's hash was exported: its end was deleted.",
    Kind.HIDDEN_ROWS: "This connection cannot see every entry. Verify as the owner role.",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. The sentence names the place, too, which is None outside any one chain."""

    municipality_id: int | None
    month: date | None
    seq: int | None
    kind: Kind
    sentence: str


@dataclass(frozen=True)
class DroppedMonth:
    """A month whose entries are gone by retention. Listed, so that a reader can hold it against the rules."""

    municipality_id: int
    month: date
    entries: int


@dataclass(frozen=True)
class Report:
    """Outcome of a verification.

    Parameters
    ----------
    findings
        At most ``KEPT_FINDINGS`` of them.
    found
        How many there are in all.
    chains, entries
        What was read: chains with entries, and entries.
    compared
        Exported heads that were compared with the log.
    dropped
        Months that retention has dropped.
    """

    findings: tuple[Finding, ...]
    found: int
    chains: int
    entries: int
    compared: int
    dropped: tuple[DroppedMonth, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.found == 0


def _where(place: Place | None, seq: int | None) -> str:
    if place is None:
        return ""
    municipality_id, month = place
    entry = "" if seq is None else f", entry {seq}"
    return f"Municipality {municipality_id}, {month:%Y-%m}{entry}: "


@dataclass
class Notes:
    """Collects a report while the log streams by."""

    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    dropped: list[DroppedMonth] = field(default_factory=list)

    def add(self, kind: Kind, place: Place | None = None, seq: int | None = None, text: str = "") -> None:
        """Note a finding; the sentence is the kind's own unless one is given."""
        self.counts["found"] += 1
        if len(self.findings) < KEPT_FINDINGS:
            municipality_id, month = place or (None, None)
            sentence = _where(place, seq) + (text or SENTENCES[kind])
            self.findings.append(Finding(municipality_id, month, seq, kind, sentence))

    def report(self) -> Report:
        """The report so far."""
        return Report(
            findings=tuple(self.findings),
            found=self.counts["found"],
            chains=self.counts["chains"],
            entries=self.counts["entries"],
            compared=self.counts["compared"],
            dropped=tuple(self.dropped),
        )
