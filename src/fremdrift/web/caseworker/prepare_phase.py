"""What a preparation says of how it goes: what moved since last, what each says about the phase, and topics to take up.

The system says no phase. The topics are the guidance of the phase that the caseworker chose last, or else the citizen;
while nobody has chosen, there are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from fremdrift.access.permissions import Permission
from fremdrift.core.clock import COPENHAGEN
from fremdrift.overview.rules.signals import Way, moved
from fremdrift.progression.enums import Chooser, Phase, Quality
from fremdrift.progression.selectors import guidance, measurements, phase_choices
from fremdrift.questionnaires.enums import Respondent
from fremdrift.web.caseworker import measure_words
from fremdrift.web.shared.asked import said
from fremdrift.web.shared.phase_words import Said, said_so_far
from fremdrift.web.shared.words import full_day

if TYPE_CHECKING:
    from fremdrift.access.actor import Actor
    from fremdrift.cases.models import Case
    from fremdrift.progression.models import PhaseChoice
    from fremdrift.progression.selectors import Measurement
    from fremdrift.questionnaires.rules import Texts

# So much of them as leaves a sheet of paper room for the rest.
MOST_MOVED, LONGEST_TOPIC = 3, 150


@dataclass(frozen=True)
class Change:
    """Where the answers of one party went from the measurement before to the last, with the questions that moved."""

    who: str  # citizen or municipality, as shape and colour
    name: str
    sentence: str
    higher: str
    lower: str


@dataclass(frozen=True)
class Topic:
    """Something to take up, in a few words."""

    title: str
    text: str


@dataclass(frozen=True)
class HowItGoes:
    """What the preparation shows of it."""

    changes: list[Change]
    hidden: bool  # the citizen has answered, and the reader has not yet
    said: Said
    source: str  # whose choice of phase the topics follow; empty while nobody has chosen
    topics: list[Topic]


def how_it_goes(actor: Actor, case: Case) -> HowItGoes | None:
    """Gather it; none for whoever does not measure."""
    if not actor.may(Permission.MEASURE):
        return None
    measured, choices, texts = measurements(actor, case), phase_choices(actor, case), guidance(actor, case)
    name = case.citizen.name
    told = said_so_far(choices, texts, name)
    chosen = _followed(choices)
    return HowItGoes(
        changes=_changes(measured, name),
        hidden=bool(measured) and Respondent.CITIZEN in measured[-1].hidden,
        said=told,
        source=_source(chosen, name) if chosen else "",
        topics=([_seen_differently(told)] if told.differs else []) + (_guided(chosen, texts) if chosen else []),
    )


def _changes(measured: Sequence[Measurement], name: str) -> list[Change]:
    asked = ((Respondent.CITIZEN, "citizen", name), (Respondent.CASEWORKER, "municipality", _("The caseworker")))
    found = [_change(measured, respondent, kind, called) for respondent, kind, called in asked]
    return [change for change in found if change is not None]


def _change(measured: Sequence[Measurement], respondent: Respondent, kind: str, name: str) -> Change | None:
    """From the last but one to the last that was given; of a single one there is nothing to say."""
    given = measure_words.given_by(measured, respondent)
    if len(given) < 2:
        return None
    before, after = (measure_words.steps_of(one, response) for one, response in given[-2:])
    move = moved(before, after)
    if move.way is Way.NOT_ENOUGH:
        return None
    labels = {item.key: said(item.label) for item in given[-1][1].items}
    both = [key for key in labels if key in before.steps and key in after.steps]
    return Change(
        kind,
        name,
        measure_words.sentence(move),
        _named([labels[key] for key in both if after.steps[key] > before.steps[key]]),
        _named([labels[key] for key in both if after.steps[key] < before.steps[key]]),
    )


def _named(labels: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(labels[:MOST_MOVED])
    more = len(labels) - MOST_MOVED
    return _("%(these)s and %(n)s more") % {"these": shown, "n": more} if more > 0 else shown


def _followed(choices: Sequence[PhaseChoice]) -> PhaseChoice | None:
    """The choice that the guidance follows: the caseworker's last, else the citizen's last."""
    last = {choice.chooser: choice for choice in choices}
    return last.get(Chooser.CASEWORKER) or last.get(Chooser.CITIZEN)


def _source(chosen: PhaseChoice, citizen: str) -> str:
    """“Standstill, as Signe Demogaard chose on 12 November 2026”."""
    by = citizen if chosen.chooser == Chooser.CITIZEN else chosen.chosen_by.name if chosen.chosen_by else ""
    on = full_day(chosen.chosen_at.astimezone(COPENHAGEN).date())
    words = {"phase": Phase(chosen.phase).label, "name": by or _("The caseworker"), "day": on}
    return _("%(phase)s, as %(name)s chose on %(day)s") % words


def _seen_differently(told: Said) -> Topic:
    assert told.citizen is not None
    assert told.caseworker is not None
    both = {"citizen": told.citizen.name.split()[0], "their": told.citizen.label, "own": told.caseworker.label}
    return Topic(
        _("You see it differently"),
        _("%(citizen)s says %(their)s, the caseworker %(own)s. Ask what each of you sees.") % both,
    )


def _guided(chosen: PhaseChoice, texts: Mapping[str, Texts]) -> list[Topic]:
    """Meaning, coherence and momentum of the phase, in the municipality's words."""
    return [
        Topic(str(quality.label), Truncator(said(texts[f"{chosen.phase}.{quality.value}"])).chars(LONGEST_TOPIC))
        for quality in Quality
    ]
