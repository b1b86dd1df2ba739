"""What a citizen is asked and has answered, as the pages say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fremdrift.core import clock
from fremdrift.progression import selectors
from fremdrift.progression.rules import last_day
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.questionnaires.rules import Question
from fremdrift.web.shared.asked import answered, said

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import Answer, Response


@dataclass(frozen=True)
class Asked:
    """A measurement as one citizen sees it: what is asked, what is answered so far, and whether it can be answered."""

    opens_on: dt.date
    until: dt.date
    closed: bool
    given: bool
    items: list[Question]
    answers: dict[str, Answer]

    @property
    def first_open(self) -> int:
        """The number of the first question without an answer; of the last when there is none."""
        return next((n for n, item in enumerate(self.items, start=1) if item.key not in self.answers), len(self.items))

    def lines(self) -> list[tuple[int, str, str]]:
        """Number, question and answer in words."""
        return [
            (n, said(item.text), answered(item, self.answers.get(item.key)))
            for n, item in enumerate(self.items, start=1)
        ]


def asked(actor: Actor, case: Case, opened: dt.date) -> Asked | None:
    """The measurement of a case that opened on a day; none when there was none."""
    begun = next((m for m in selectors.measurements(actor, case) if m.round.opens_on == opened), None)
    if begun is not None:
        own = begun.responses.get(Respondent.CITIZEN)
        return Asked(
            opened,
            last_day(begun.round.due_on, begun.round.closes_on, clock.today()),
            begun.round.closes_on < clock.today(),
            own is not None and own.state == ResponseState.GIVEN,
            _for_citizen(begun.round.questionnaire.form.items),
            {answer.item: answer for answer in own.answers.all()} if own else {},
        )
    due = selectors.round_on(actor, case, clock.today())
    if due is None or due.opens_on != opened:
        return None
    form = selectors.form_of(actor, case, clock.today())
    until = last_day(due.due_on, due.closes_on, clock.today())
    return Asked(opened, until, False, False, _for_citizen(form.items), {})


def _for_citizen(items: Iterable[Question]) -> list[Question]:
    return [item for item in items if Respondent.CITIZEN in item.asked_of]


def page(found: Asked, number: int) -> dict[str, Any]:
    """What the page of one question shows."""
    item = found.items[number - 1]
    answer = found.answers.get(item.key)
    return {
        "asked": found,
        "number": number,
        "of": len(found.items),
        "text": said(item.text),
        "hint": said(item.hint),
        "steps": [(choice.key, said(choice), bool(answer and choice.key in answer.keys)) for choice in item.choices],
        "words": answer.evidence if answer else "",
        "skipped": bool(answer and answer.skipped),
    }


def earlier(measured: Iterable[selectors.Measurement]) -> list[tuple[dt.date, list[tuple[str, str]]]]:
    """Measurements that the citizen has answered, newest first: the questions in short and the answers in words."""
    found = []
    for one in measured:
        own: Response | None = one.responses.get(Respondent.CITIZEN)
        if own is not None and own.state == ResponseState.GIVEN:
            answers = {answer.item: answer for answer in own.answers.all()}
            items = _for_citizen(one.round.questionnaire.form.items)
            found.append((one.round.opens_on, [(said(i.label), answered(i, answers.get(i.key))) for i in items]))
    return found[::-1]
