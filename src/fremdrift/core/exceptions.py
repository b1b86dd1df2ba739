"""The one error a rule of the domain raises."""


class RuleViolation(Exception):
    """A write was refused by a rule: a dotted unique code, and the form field that it concerns, if any."""

    def __init__(self, code: str, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
