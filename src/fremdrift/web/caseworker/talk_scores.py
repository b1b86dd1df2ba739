"""“How it goes” in the recording of a conversation: what is asked, what was answered already, and what came between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fremdrift.access.permissions import Permission
from fremdrift.core import clock
from fremdrift.overview.services import Scores, Stands
from fremdrift.progression import selectors
from fremdrift.progression.enums import Chooser
from fremdrift.web.caseworker.forms.measurements import SEEN, Typed
from fremdrift.web.caseworker.forms.scores import FINAL, ScoresForm, StandsForm
from fremdrift.web.caseworker.own_answers import OwnAnswers, own_answers, with_mark
from fremdrift.web.shared.phase_words import descriptions

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
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
    own = own_answers(actor, case)
    due, given = own.due, own.given
    form, told = _form(own, written, sent=sent)
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
        stored=own.stored,
    )


def is_said(actor: Actor, case: Case, phase: Stands | None) -> bool:
    """Whether the caseworker's last choice is this one, so that nothing is lost when it is not saved once more."""
    own = [c for c in selectors.phase_choices(actor, case) if c.chooser == Chooser.CASEWORKER]
    return phase is None or bool(own and (own[-1].phase, own[-1].why) == (phase.phase, phase.why.strip()))


def _form(own: OwnAnswers, written: Written, *, sent: bool) -> tuple[ScoresForm | None, str]:
    """The form of the answers, and what to tell about it; what is answered or closed is shown only if it says more."""
    typed = written.data if written.data is not None and _MARK in written.data else None
    initial = own.initial | {SEEN: own.mark}
    there = ScoresForm(own.items, typed, initial=initial)
    if own.due is None or own.given is not None:
        if typed is None or there.typed in ({}, own.stored):
            return None, ""
        told = _given_meanwhile() if own.given else _closed_meanwhile()
        made = ScoresForm(own.items, typed, problem=told)
        made.lock()
    else:
        stale = sent and typed is not None and typed[_MARK] != own.mark and there.typed != own.stored
        told = changed_meanwhile() if stale else ""
        shown = with_mark(typed, _MARK, own.mark) if sent and typed is not None else typed
        made = ScoresForm(own.items, shown, initial=initial, problem=told)
    if not sent:
        made.errors.clear()  # a draft is not judged before it is sent
    return made, told


def _given_meanwhile() -> str:
    return _("You gave your answers in another window. What you chose here is not used. Save again to save the rest.")


def _closed_meanwhile() -> str:
    return _("That measurement has closed. What you chose here is not used. Save again to save the rest.")


def changed_meanwhile() -> str:
    """That own answers are not as they were when the form was opened."""
    return _(
        "Your answers were changed in another window, or a new measurement has opened. "
        "Look through what stands here, then save again to use it."
    )
