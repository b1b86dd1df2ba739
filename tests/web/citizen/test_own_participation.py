"""The citizen says yes or no on the own page, with reasons in order, and can change it while the period is open."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.progression import services
from fremdrift.progression.models import ParticipationChoice, RegistrationRound
from fremdrift.web.shared.violations import SENTENCES
from tests.world import TODAY, World

URL = reverse("own_participation")
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def one(system: Actor) -> RegistrationRound:
    with acting(system):
        return services.registration_round_open(
            title="Frivillig vinter", opens_on=TODAY, closes_on=TODAY + A_DAY, by=system
        )


@pytest.fixture
def cilla(as_: Callable[[str], Client]) -> Client:
    return as_("citizen")


def test_without_a_period_there_is_nothing_to_say(cilla: Client) -> None:
    assert "Nothing is voluntary in this way now." in cilla.get(URL).content.decode()
    refused = cilla.post(URL, {"choice": "yes"})
    assert (refused.status_code, str(SENTENCES["registration.closed_round"]) in refused.content.decode()) == (422, True)


def test_yes_with_reasons_and_then_no(cilla: Client, one: RegistrationRound, world: World, system: Actor) -> None:
    assert "Characteristics" not in cilla.get(URL).content.decode()
    first = cilla.post(URL, {"round": one.pk, "seen": 0, "choice": "yes", "reason_social": 1}, follow=True)
    assert "Thank you. Your contact person can see it" in first.content.decode()
    assert "I have somebody to talk to, also when it is hard" in first.content.decode()
    cilla.post(URL, {"round": one.pk, "seen": 1, "choice": "no"})
    with acting(system):
        said = ParticipationChoice.objects.order_by("number").values_list("case", "chooser", "choice")
        assert list(said) == [(world.cilla, "citizen", "yes"), (world.cilla, "citizen", "no")]


def test_a_gap_two_tabs_and_a_closed_period_are_told_and_nothing_is_lost(
    cilla: Client, one: RegistrationRound, system: Actor
) -> None:
    typed = {"round": one.pk, "seen": 0, "choice": "yes", "reason_social": 2}
    told = [cilla.post(URL, typed)]
    cilla.post(URL, typed | {"reason_social": 1})
    told.append(cilla.post(URL, typed | {"reason_social": 1}))
    with clock.at(TODAY + 2 * A_DAY):
        told.append(cilla.post(URL, typed | {"reason_social": 1, "seen": 1}))
    codes = ("rank_gap", "changed_meanwhile", "closed_round")
    for answer, code in zip(told, codes, strict=True):
        assert answer.status_code == 422
        assert str(SENTENCES[f"registration.{code}"]) in answer.content.decode().replace("&#x27;", "'")
        assert " selected" in answer.content.decode()
    with acting(system):
        assert ParticipationChoice.objects.count() == 1
