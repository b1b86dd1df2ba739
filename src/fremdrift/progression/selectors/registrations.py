"""Reads of a voluntary period: its rounds, what was registered, who is missing, and the rows for an evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Count

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.progression import rules
from fremdrift.progression.enums import Chooser
from fremdrift.progression.models import ParticipationChoice, Registration, RegistrationRound, Response
from fremdrift.progression.selectors.measures import responses_on
from fremdrift.questionnaires import selectors as questions
from fremdrift.questionnaires.enums import QuestionnaireState, Use
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form


@dataclass(frozen=True)
class RoundNow:
    """A round, and how many are registered in it; nothing where that is not the reader's to know."""

    round: RegistrationRound
    count: int | None

    @property
    def state(self) -> str:
        """Whether it is still to come, open, or closed."""
        today = clock.today()
        if today < self.round.opens_on:
            return "coming"
        return "open" if today <= self.round.closes_on else "closed"


def registration_rounds(actor: Actor, *, counted: bool = False) -> list[RoundNow]:
    """Rounds, the latest first; how many are registered in each is a number about nobody, and read as the system."""
    found = list(RegistrationRound.objects.visible_to(actor).select_related("questionnaire"))
    counts: dict[UUID, int] = {}
    if counted and actor.municipality_id is not None:
        with acting(actor.as_system()):
            rows = Registration.objects.visible_to(actor.as_system()).values_list("round").annotate(Count("pk"))
            counts = dict(rows.order_by())
    return [RoundNow(one, counts.get(one.pk, 0) if counted else None) for one in found]


def registration_round_by_id(actor: Actor, round_id: UUID) -> RegistrationRound | None:
    """One round, if the actor may see it."""
    return RegistrationRound.objects.visible_to(actor).filter(pk=round_id).first()


def registration_round_on(actor: Actor, case: Case, day: dt.date) -> RegistrationRound | None:
    """The round that is open on a day where the case is; there is one at a time."""
    seen = RegistrationRound.objects.visible_to(actor).filter(municipality=case.municipality_id)
    found: RegistrationRound | None = (
        seen.filter(opens_on__lte=day, closes_on__gte=day).select_related("questionnaire").first()
    )
    return found


def registration_missing(actor: Actor, case: Case) -> RegistrationRound | None:
    """The round that is open today where the case is, as long as the contact person has registered nothing in it."""
    one = registration_round_on(actor, case, clock.today())
    if one is None or case.closed_on is not None:
        return None
    said = ParticipationChoice.objects.visible_to(actor).filter(registration__round=one, case=case)
    return None if said.filter(chooser=Chooser.CASEWORKER).exists() else one


def registration_forms(actor: Actor) -> dict[str, Form]:
    """The lists that a round can be opened with, by key: those in use, and that of the product where none is."""
    used = Questionnaire.objects.visible_to(actor).filter(use=Use.REGISTRATION)
    known = {one.key for one in used if one.state != QuestionnaireState.DRAFT}
    standard = {key: form for key, form in questions.standard_forms().items() if form.use == "registration"}
    own = {one.key: one.form for one in used if one.state == QuestionnaireState.PUBLISHED}
    return {key: form for key, form in standard.items() if key not in known} | own


@dataclass(frozen=True)
class Registered:
    """One choice, with the round it was made in, and what was chosen from the lists where the reader may see that."""

    choice: ParticipationChoice
    round: RegistrationRound
    response: Response | None

    def chosen(self, key: str) -> tuple[str, ...]:
        """What was chosen from a list, in order."""
        answers = self.response.answers.all() if self.response else []
        return next((tuple(answer.keys) for answer in answers if answer.item == key), ())


def registered(actor: Actor, case: Case) -> list[Registered]:
    """All that was said of a case in its rounds, oldest first, corrected or not."""
    seen = ParticipationChoice.objects.visible_to(actor).filter(case=case)
    return list(_with_answers(actor, seen.select_related("registration__round__questionnaire", "registered_by")))


def _with_answers(actor: Actor, choices: Iterable[ParticipationChoice]) -> Iterator[Registered]:
    found = list(choices)
    responses = {response.occasion: response for response in responses_on(actor, [one.pk for one in found])}
    for choice in found:
        yield Registered(choice, choice.registration.round, responses.get(choice.pk))


def cases_in_round(actor: Actor, one: RegistrationRound) -> list[tuple[Case, ParticipationChoice | None]]:
    """The actor's open cases where the round is, each with what the contact person said last, or the citizen did."""
    cases = Case.objects.visible_to(actor).open().filter(municipality=one.municipality_id)
    said = ParticipationChoice.objects.visible_to(actor).filter(registration__round=one)
    # By the name of who says it, backwards: the contact person comes after the citizen, and takes the place.
    last = {choice.case_id: choice for choice in said.order_by("-chooser", "number")}
    found = cases.select_related("citizen").order_by("citizen__sort_key", "pk")
    return [(case, last.get(case.pk)) for case in found]


@dataclass(frozen=True)
class Extract:
    """The rows of a round without names, and whose they are: for the look-up log, and for nothing else."""

    rows: list[dict[str, str]]
    subjects: list[UUID]


EXTRACT_COLUMNS = (
    *("number", "municipality", "site", "age_group", "choice", "chosen_on", "said_by", "own_choice"),
    *(rules.CHARACTERISTICS, rules.REASONS),
)


def registration_extract(actor: Actor, one: RegistrationRound) -> Extract:
    """What was said last in each registration, under a number that tells of nobody; read as the system."""
    system = actor.as_system()
    with acting(system):
        choices = ParticipationChoice.objects.visible_to(system).filter(registration__round=one)
        choices = choices.select_related("registration__round", "case", "municipality").order_by("number")
        last: dict[UUID, dict[str, Registered]] = {}
        for said in _with_answers(system, choices):
            last.setdefault(said.choice.registration_id, {})[said.choice.chooser] = said
        # Ids are in the order of time: a digest of them is in no order that somebody could know.
        shuffled = sorted(last, key=lambda pk: sha256(pk.bytes).digest())
        rows = [_row(number, last[pk]) for number, pk in enumerate(shuffled, start=1)]
    return Extract(rows, [next(iter(of.values())).choice.case.citizen_id for of in last.values()])


def _row(number: int, of: dict[str, Registered]) -> dict[str, str]:
    """A registration: the contact person's, and where only the citizen has said something, theirs."""
    own = of.get(Chooser.CITIZEN)
    said = of.get(Chooser.CASEWORKER) or own
    assert said is not None
    choice = said.choice
    cells = (
        *(str(number), choice.municipality.name, choice.site, choice.age_group, choice.choice),
        *(choice.chosen_on.isoformat(), choice.chooser, own.choice.choice if own else ""),
        *(",".join(said.chosen(key)) for key in (rules.CHARACTERISTICS, rules.REASONS)),
    )
    return dict(zip(EXTRACT_COLUMNS, cells, strict=True))
