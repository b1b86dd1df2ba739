"""Rows are stored with the words that the rulebook reads; an unknown word would be judged by nothing."""

import pytest

from fremdrift.cases.enums import Benefit, EffortKind, Pauses, TargetGroup
from fremdrift.conversations.enums import Form, State
from fremdrift.rulebook import enums as rulebook


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (Benefit, rulebook.BenefitKind),
        (EffortKind, rulebook.EffortKind),
        (Form, rulebook.ConversationForm),
        (State, rulebook.ConversationState),
    ],
)
def test_both_know_the_same_words(stored: type[Benefit], read: type[rulebook.BenefitKind]) -> None:
    assert sorted(stored.values) == sorted(read)


def test_every_target_group_and_pause_is_known_to_the_rulebook() -> None:
    assert set(TargetGroup.values) <= set(rulebook.TargetGroup)
    assert set(Pauses.values) - {Pauses.BOTH} == set(rulebook.PauseKind)
