"""The caseworker's own answers to the measurement that is open: what is asked, what stands, and what came between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from fremdrift.conversations.rules import version
from fremdrift.core import clock
from fremdrift.progression import selectors
from fremdrift.questionnaires.enums import Respondent, ResponseState

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import Response
    from fremdrift.progression.rules import Round
    from fremdrift.questionnaires.rules import Question
    from fremdrift.web.caseworker.forms.measurements import Typed


@dataclass(frozen=True)
class OwnAnswers:
    """What a caseworker is asked today, and what stands of it."""

    due: Round | None  # the measurement that is open
    items: list[Question]
    response: Response | None

    @property
    def given(self) -> Response | None:
        """The answers, once they are given for good."""
        return self.response if self.response is not None and self.response.state == ResponseState.GIVEN else None

    @property
    def stored(self) -> Typed:
        """Steps and their words that are kept."""
        answers = self.response.answers.all() if self.response else []
        return {answer.item: (answer.keys[0], answer.evidence) for answer in answers if answer.keys}

    @property
    def initial(self) -> dict[str, str]:
        """The same as a form shows it."""
        steps = {key: step for key, (step, _words) in self.stored.items()}
        return steps | {f"{key}_words": words for key, (_step, words) in self.stored.items()}

    @property
    def mark(self) -> str:
        """What a form remembers of the state in which it was opened."""
        return version(f"{self.due} {sorted(self.stored.items())}")


def own_answers(actor: Actor, case: Case) -> OwnAnswers:
    """What the caseworker is asked in a case today, and what stands of it."""
    today = clock.today()
    due = selectors.round_on(actor, case, today)
    measured = selectors.measurements(actor, case) if due else []
    now = next((one for one in measured if due and one.round.opens_on == due.opens_on), None)
    asked = selectors.form_of(actor, case, today).items
    return OwnAnswers(
        due=due,
        items=[item for item in asked if Respondent.CASEWORKER in item.asked_of],
        response=now.responses.get(Respondent.CASEWORKER) if now else None,
    )


def with_mark(typed: QueryDict, name: str, mark: str) -> QueryDict:
    """What was sent, with the mark of what stands now: whoever sends it once more has seen that."""
    data = typed.copy()
    data[name] = mark
    return data
