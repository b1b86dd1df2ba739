"""Needs of a citizen: named, met, let go for a reason, taken up again. None is deleted."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.cases import rules
from fremdrift.cases.enums import Area, NeedState, Owner
from fremdrift.cases.models import Case, Effort, Need, take_open_turn
from fremdrift.cases.services._common import of_case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation


@dataclass(frozen=True)
class Named:
    """What a need says: what, what it is about, and who named it."""

    what: str
    area: str = Area.SOCIAL
    named_by: str = Owner.CITIZEN


@transaction.atomic
def need_name(*, case: Case, named: Named, on: dt.date | None = None, by: Actor) -> Need:
    """Name a need of the citizen; `on` is for imports, else today. The same one twice while it is open is refused."""
    take_open_turn(case.pk)
    if Need.objects.open().filter(case=case, what__iexact=named.what).exists():
        raise RuleViolation("need.already_there", "what")
    day = on or clock.today()
    return Need.objects.create(**asdict(named), named_on=day, state_on=day, **of_case(case))


@transaction.atomic
def need_update(*, need: Need, named: Named, expected_version: int, by: Actor) -> Need:
    """Say it otherwise; over the version that the writer saw."""
    need = _in_turn(need)
    changed = {name: value for name, value in asdict(named).items() if value != getattr(need, name)}
    if not changed:
        return need
    if need.version != expected_version:
        raise RuleViolation("need.changed_meanwhile")
    for name, value in changed.items():
        setattr(need, name, value)
    return _store(need)


@transaction.atomic
def need_meet(*, need: Need, met_by: str = "", effort: Effort | None = None, by: Actor) -> Need:
    """Say what has met it: an effort of the case, words, or both."""
    if not met_by and effort is None:
        raise RuleViolation("need.met_by_what", "met_by")
    if effort is not None and effort.case_id != need.case_id:
        raise RuleViolation("need.effort_elsewhere", "effort")
    return _move(need, "meet", met_by=met_by, effort_id=effort.pk if effort else None, reason="")


@transaction.atomic
def need_let_go(*, need: Need, reason: str, by: Actor) -> Need:
    """Let it go, and say why: an answer that the citizen can be told."""
    if not reason:
        raise RuleViolation("need.why_let_go", "reason")
    return _move(need, "let_go", met_by="", effort_id=None, reason=reason)


@transaction.atomic
def need_reopen(*, need: Need, by: Actor) -> Need:
    """Take it up again: it counts from today, and what met it or why it was let go stays in the history."""
    return _move(need, "reopen", met_by="", effort_id=None, reason="")


def _move(need: Need, verb: str, **values: Any) -> Need:
    """What stands there already, as it was sent twice, is left as it is."""
    need = _in_turn(need)
    _sources, to = rules.NEED_MOVES[verb]
    if need.state == to and all(getattr(need, name) == value for name, value in values.items()):
        return need
    problem = rules.need_problem(need.state, verb)
    if problem:
        raise RuleViolation(problem)
    need.state, need.state_on = NeedState(to), clock.today()
    for name, value in values.items():
        setattr(need, name, value)
    return _store(need)


def _in_turn(need: Need) -> Need:
    take_open_turn(need.case_id)
    found: Need = Need.objects.get(pk=need.pk)
    return found


def _store(need: Need) -> Need:
    need.version += 1
    need.save()
    return need
