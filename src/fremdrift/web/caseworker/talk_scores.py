"""“How it goes” in the recording of a conversation: what is asked, what was answered already, and what came between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from fremdrift.access.permissions import Permission
from fremdrift.conversations.rules import version
from fremdrift.core import clock
from fremdrift.overview.services import Scores, Stands
from fremdrift.progression import selectors
from fremdrift.progression.enums import Chooser
from fremdrift.questionnaires.enums import Respondent, ResponseState
from fremdrift.web.caseworker.forms.scores import FINAL, SEEN, ScoresForm, StandsForm, Typed
from fremdrift.web.shared.phase_words import descriptions

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import Response
    from fremdrift.progression.rules import Round
    from fremdrift.web.caseworker.drafts import Written

_MARK = f"{ScoresForm.prefix}-{SEEN}"


@dataclass(frozen=True)
class HowItGoes:
    """What the recording shows of it, and what of it is to be saved."""

    form: ScoresForm | None  # none when nothing is asked, or all is answered
    locked: bool  # something was chosen that cannot be used any more
    told: str  # what came between
    due: Round | None  # the measurement that is open
    given_on: dt.date | None  # when the caseworker's answers to it were given
    given_by: str  # by somebody else
    opens_on: dt.date | None  # while none is open: when the next one does
    stands: StandsForm
    stored: Typed

    @property
    def is_valid(self) -> bool:
        """Whether all of it can be saved, or there is nothing of it."""
        forms = [form for form in (self.form, self.stands) if form is not None and form.is_bound]
        return all(form.is_valid() for form in forms)

    @property
    def answered(self) -> int:
        """How many questions have an answer in the form."""
        return sum(bool(step) for step, _words in self.form.typed.values()) if self.form else 0

    @property
    def scores(self) -> Scores | None:
        """What there is to save of the answers: none when it stands already."""
        form = self.form
        if form is None or self.locked or self.due is None or not form.is_bound:
            return None
        final = bool(form.cleaned_data[FINAL])
        if form.typed == self.stored and not final:
            return None
        return Scores(self.due.opens_on, form.given, form.evidence, final)

    @property
    def phase(self) -> Stands | None:
        """What the caseworker says about where it stands."""
        said = self.stands.cleaned_data if self.stands.is_bound else {}
        return Stands(said["phase"], said["why"]) if said.get("phase") else None


def how_it_goes(actor: Actor, case: Case, written: Written, *, sent: bool) -> HowItGoes | None:
    """What is asked of the caseworker beside the conversation; none for whoever does not measure."""
    if not actor.may(Permission.MEASURE):
        return None
    today = clock.today()
    due = selectors.round_on(actor, case, today)
    own = _own(actor, case, due)
    given = own if own is not None and own.state == ResponseState.GIVEN else None
    stored = _stored(own)
    form, told = _form(actor, case, written, due=due, given=given, stored=stored, sent=sent)
    signs = [(one.key, one.signs) for one in descriptions(selectors.guidance(actor, case))]
    return HowItGoes(
        form=form,
        locked=form is not None and (due is None or given is not None),
        told=told,
        due=due,
        given_on=given.given_at.astimezone(clock.COPENHAGEN).date() if given and given.given_at else None,
        given_by=given.given_by.name if given and given.given_by and given.given_by_id != actor.user_id else "",
        opens_on=None if due else selectors.next_opening(actor, case, today),
        stands=written.form(StandsForm, signs=signs),
        stored=stored,
    )


def is_said(actor: Actor, case: Case, phase: Stands | None) -> bool:
    """Whether the caseworker's last choice is this one, so that nothing is lost when it is not saved once more."""
    own = [c for c in selectors.phase_choices(actor, case) if c.chooser == Chooser.CASEWORKER]
    return phase is None or bool(own and (own[-1].phase, own[-1].why) == (phase.phase, phase.why.strip()))


def _own(actor: Actor, case: Case, due: Round | None) -> Response | None:
    measured = selectors.measurements(actor, case) if due else []
    now = next((one for one in measured if due and one.round.opens_on == due.opens_on), None)
    return now.responses.get(Respondent.CASEWORKER) if now else None


def _stored(own: Response | None) -> Typed:
    answers = own.answers.all() if own else []
    return {answer.item: (answer.keys[0], answer.evidence) for answer in answers if answer.keys}


def _form(
    actor: Actor, case: Case, written: Written, *, due: Round | None, given: Response | None, stored: Typed, sent: bool
) -> tuple[ScoresForm | None, str]:
    """The form of the answers, and what to tell about it; what is answered or closed is shown only if it says more."""
    form = selectors.form_of(actor, case, clock.today())
    items = [item for item in form.items if Respondent.CASEWORKER in item.asked_of]
    typed = written.data if written.data is not None and _MARK in written.data else None
    mark = version(f"{due} {sorted(stored.items())}")
    steps = {key: step for key, (step, _words) in stored.items()}
    initial = steps | {f"{key}_words": words for key, (_step, words) in stored.items()} | {SEEN: mark}
    there = ScoresForm(items, typed, initial=initial)
    if due is None or given is not None:
        if typed is None or there.typed in ({}, stored):
            return None, ""
        told = _given_meanwhile() if given else _closed_meanwhile()
        made = ScoresForm(items, typed, problem=told)
        made.lock()
    else:
        stale = sent and typed is not None and typed[_MARK] != mark and there.typed != stored
        told = _changed_meanwhile() if stale else ""
        made = ScoresForm(items, _marked(typed, mark) if sent else typed, initial=initial, problem=told)
    if not sent:
        made.errors.clear()  # a draft is not judged before it is sent
    return made, told


def _marked(typed: QueryDict | None, mark: str) -> QueryDict | None:
    """What was sent, with the mark of what stands now: whoever sends it once more has seen that."""
    if typed is None:
        return None
    data = typed.copy()
    data[_MARK] = mark
    return data


def _given_meanwhile() -> str:
    return _("You gave your answers in another window. What you chose here is not used. Save again to save the rest.")


def _closed_meanwhile() -> str:
    return _("That measurement has closed. What you chose here is not used. Save again to save the rest.")


def _changed_meanwhile() -> str:
    return _(
        "Your answers were changed in another window, or a new measurement has opened. "
        "Look through what stands here, then save again to use it."
    )
