"""The one error a rule of the domain raises."""

from typing import Any


class RuleViolation(Exception):
    """A write was refused by a rule: a dotted unique code, the form field that it concerns, and what was broken."""

    def __init__(self, code: str, field: str | None = None, broken: tuple[Any, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.broken = broken
