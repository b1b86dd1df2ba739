"""Where an order, a proposal and a report may go from where they stand (domain.md, state machines)."""

MOVES: dict[str, frozenset[str]] = {
    "draft": frozenset({"sent", "withdrawn"}),
    "sent": frozenset({"accepted", "declined", "withdrawn"}),
    "accepted": frozenset({"running", "withdrawn"}),
    "running": frozenset({"completed", "interrupted"}),
    "completed": frozenset(),
    "declined": frozenset(),
    "withdrawn": frozenset(),
    "interrupted": frozenset(),
}
CHANGE_MOVES: dict[str, frozenset[str]] = {
    "proposed": frozenset({"approved", "rejected", "withdrawn"}),
    "approved": frozenset(),
    "rejected": frozenset(),
    "withdrawn": frozenset(),
}
REPORT_MOVES: dict[str, frozenset[str]] = {
    "due": frozenset({"draft", "submitted"}),
    "draft": frozenset({"submitted"}),
    "submitted": frozenset({"reviewed", "returned"}),
    "returned": frozenset({"submitted"}),
    "reviewed": frozenset(),
}
OPEN_REPORTS = ("due", "draft", "returned")  # the provider has something to write
REPORTING = ("running", "completed", "interrupted")  # attendance is registered and reports can be sent
STANDING = ("sent", "accepted", "running")  # takes up somebody's attention
TAKING_A_PLACE = ("accepted", "running")
ENDED = ("completed", "declined", "withdrawn", "interrupted")


def move_problem(state: str, to: str) -> str | None:
    """Whether an order in `state` may go to `to`."""
    return None if to in MOVES[state] else f"order.is_{state}"


def change_problem(state: str, to: str) -> str | None:
    """Whether a proposal in `state` may go to `to`."""
    return None if to in CHANGE_MOVES[state] else "change.decided"


def report_problem(state: str, to: str) -> str | None:
    """Whether a report in `state` may go to `to`."""
    return None if to in REPORT_MOVES[state] else f"report.is_{state}"
