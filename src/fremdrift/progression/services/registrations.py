"""Writes of a voluntary period: its rounds, and who says yes or no in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.selectors import provider_by_id
from fremdrift.cases.models import Case, as_system
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.violations import refused_as
from fremdrift.progression import rules, selectors
from fremdrift.progression.enums import Chooser, Participation
from fremdrift.progression.models import ParticipationChoice, Registration, RegistrationRound, Response
from fremdrift.progression.services.measures import answers_write, response_begin, response_give
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.rules import Given, in_order


@dataclass(frozen=True)
class Said:
    """What is registered: yes or no, the reasons by their ranks, and what weighs in the situation."""

    choice: str
    ranks: Mapping[str, int] = field(default_factory=dict)
    characteristics: Sequence[str] = ()
    chosen_on: dt.date | None = None  # today, where nobody says another day


@transaction.atomic
def registration_round_open(
    *, title: str, opens_on: dt.date, closes_on: dt.date, questionnaire_key: str = "registration", by: Actor
) -> RegistrationRound:
    """Plan a period in which yes or no is registered, with the lists that are in use now; there is one at a time."""
    if not title.strip():
        raise RuleViolation("registration_round.no_title", "title")
    if closes_on < max(opens_on, clock.today()):
        raise RuleViolation("registration_round.turned", "closes_on")
    asked = questions.questionnaire_start(key=questionnaire_key, by=by)
    problem = rules.lists_problem(asked.form)
    if problem:
        raise RuleViolation(problem, "questionnaire_key")
    planned = RegistrationRound(
        municipality_id=asked.municipality_id,
        title=title.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        questionnaire=asked,
        opened_at=clock.now(),
        opened_by_id=by.user_id or None,
    )
    with refused_as(registration_round_alone=("registration_round.another", "opens_on")):
        planned.save(force_insert=True)
    return planned


@transaction.atomic
def registration_round_end(*, round_id: UUID, last_day: dt.date, by: Actor) -> RegistrationRound:
    """Set the last day of a round that has not closed; what was registered stands."""
    now = RegistrationRound.objects.select_for_update(of=("self",)).get(pk=round_id)
    if now.closes_on < clock.today():
        raise RuleViolation("registration_round.closed")
    if last_day < max(now.opens_on, clock.today()):
        raise RuleViolation("registration_round.ends_early", "last_day")
    now.closes_on = last_day
    with refused_as(registration_round_alone=("registration_round.another", "last_day")):
        now.save(update_fields=["closes_on"])
    return now


@transaction.atomic
def registration_record(*, case: Case, round_id: UUID, said: Said, seen: int = 0, by: Actor) -> ParticipationChoice:
    """Register yes or no, with reasons in order; once more is a correction. `seen` is the number on the screen."""
    order = in_order(said.ranks)
    if order is None:
        raise RuleViolation("registration.rank_gap", "reasons")
    if said.choice not in Participation.values:
        raise RuleViolation("registration.yes_or_no", "choice")
    if order and said.choice == Participation.NO:
        raise RuleViolation("registration.reasons_of_no", "reasons")
    with as_system(case.pk, case.municipality_id, by):
        made = _choice(case, round_id, said, seen, by)
        _answers(made, {rules.REASONS: order, rules.CHARACTERISTICS: tuple(said.characteristics)}, by)
    return made


def _choice(case: Case, round_id: UUID, said: Said, seen: int, by: Actor) -> ParticipationChoice:
    """The next choice of whoever says it; the turn at the case is taken, so that nobody else writes one meanwhile."""
    today = clock.today()
    chosen_on = said.chosen_on or today
    taken = RegistrationRound.objects.filter(pk=round_id, municipality=case.municipality_id).first()
    if taken is None or not taken.opens_on <= today <= taken.closes_on:
        raise RuleViolation("registration.closed_round")
    if not taken.opens_on <= chosen_on <= today:
        raise RuleViolation("registration.other_day", "chosen_on")
    registration, _new = Registration.objects.get_or_create(
        municipality_id=case.municipality_id, round=taken, case=case, defaults={"begun_at": clock.now()}
    )
    chooser = Chooser.CITIZEN if by.role is Role.CITIZEN else Chooser.CASEWORKER
    before = ParticipationChoice.objects.filter(registration=registration, chooser=chooser).count()
    if before != seen:
        raise RuleViolation("registration.changed_meanwhile")
    return ParticipationChoice.objects.create(
        municipality_id=case.municipality_id,
        case=case,
        registration=registration,
        chooser=chooser,
        number=before + 1,
        choice=said.choice,
        chosen_on=chosen_on,
        site=_site(case, by),
        age_group=rules.age_group(case.citizen.born, chosen_on),
        registered_at=clock.now(),
        registered_by_id=by.user_id or None,
    )


def _site(case: Case, by: Actor) -> str:
    """Where the one works who registers: the provider, or the municipality."""
    return provider_by_id(by.provider_id).name if by.provider_id is not None else case.municipality.name


def _answers(made: ParticipationChoice, chosen: Mapping[str, tuple[str, ...]], by: Actor) -> Response:
    """Give what was chosen from the lists of the round; an empty list counts as skipped."""
    system = replace(by, role=Role.SYSTEM, municipality_id=made.municipality_id, provider_id=None)
    begun = response_begin(
        case=made.case,
        questionnaire=made.registration.round.questionnaire,
        occasion=made.pk,
        respondent=selectors.own_respondent(by),
        by=system,
    )
    given = {key: Given(chosen=keys) for key, keys in chosen.items() if keys}
    answers_write(response=begun, given=given, by=system)
    return response_give(response=begun, by=system)
