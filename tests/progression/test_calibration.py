"""Described cases: each one's own answers, and of others how many chose each step, from five others on."""

from collections.abc import Callable

import pytest
from django.db import Error, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import selectors, services
from fremdrift.progression.models import CalibrationAnswer
from fremdrift.questionnaires.selectors import standard_forms
from tests.world import TODAY, World

STEPS = {"everyday": 3, "energy": 2, "cooperation": 4}


def answer(by: Actor, steps: dict[str, int] | None = None) -> None:
    with acting(by):
        services.calibration_answer(scene="jonas", steps=steps or STEPS, by=by)


def spread(by: Actor) -> dict[str, dict[int, int]]:
    with acting(by):
        return selectors.calibration_spread(by, "jonas")


def own(by: Actor) -> dict[str, int]:
    with acting(by):
        return selectors.calibration_answers(by).get("jonas", {})


def colleagues(world: World, count: int) -> list[Actor]:
    """So many more caseworkers of Nordby."""
    found = []
    for number in range(User.objects.count(), User.objects.count() + count):
        user = accounts.user_add(username=f"rater-{number}", name=f"Rater {number}")
        accounts.membership_add(
            user=user, role=Role.CASEWORKER, begins_on=TODAY, municipality=world.nordby, team=None, provider=None
        )
        by = actor_of(user, TODAY)
        assert by is not None
        found.append(by)
    return found


def test_scenes_have_words_in_both_languages_for_every_step() -> None:
    known = {item.key for item in standard_forms()["progression"].items if "caseworker" in item.asked_of}
    for scene in selectors.scenes().values():
        for language in ("da", "en"):
            length = sum(len(getattr(text, language).split()) for text in scene.paragraphs)
            assert 80 <= length <= 120, (scene.key, language)
        for item in scene.items:
            assert item.key in known
            assert len(item.reasons) == 5
            assert all(why.whole() for why in item.reasons)
    assert len(selectors.scenes()) == 3


def test_one_answers_and_changes_ones_mind(world: World, actor: Callable[[str], Actor]) -> None:
    by = actor("caseworker")
    answer(by)
    answer(by, STEPS | {"energy": 5})
    assert own(by) == STEPS | {"energy": 5}
    assert own(actor("colleague")) == {}


@pytest.mark.parametrize(
    ("steps", "code", "field"),
    [
        (STEPS | {"energy": 6}, "calibration.step_off", "energy"),
        (STEPS | {"energy": 0}, "calibration.step_off", "energy"),
        ({"everyday": 3, "energy": 2}, "calibration.missing", "cooperation"),
    ],
)
def test_what_is_no_answer_is_refused(
    actor: Callable[[str], Actor], steps: dict[str, int], code: str, field: str
) -> None:
    by = actor("caseworker")
    with pytest.raises(RuleViolation, match=code) as refused:
        answer(by, steps)
    assert refused.value.field == field
    assert own(by) == {}


def test_a_case_that_is_not_described_is_not_answered(actor: Callable[[str], Actor]) -> None:
    by = actor("caseworker")
    with acting(by), pytest.raises(RuleViolation, match=r"calibration\.unknown"):
        services.calibration_answer(scene="nobody", steps=STEPS, by=by)


def test_the_spread_is_shown_from_five_others_on(world: World, actor: Callable[[str], Actor]) -> None:
    by = actor("caseworker")
    answer(by)
    others = colleagues(world, 5)
    for other in others[:4]:
        answer(other)
    assert spread(by) == {}
    answer(others[4], STEPS | {"energy": 1})
    assert spread(by) == {"everyday": {3: 5}, "energy": {1: 1, 2: 4}, "cooperation": {4: 5}}
    assert spread(others[0])["energy"] == {1: 1, 2: 4}  # with the others', and without one's own
    assert spread(actor("other-caseworker")) == {}  # of another municipality
    assert spread(actor("provider")) == {}


def test_who_looks_before_and_after_somebody_answers_learns_nothing(
    world: World, actor: Callable[[str], Actor]
) -> None:
    by = actor("caseworker")
    others = colleagues(world, 10)
    for other in others[:5]:
        answer(other)
    before = spread(by)
    for number, other in enumerate(others[5:], start=1):
        answer(other, STEPS | {"energy": 5})
        assert (spread(by) == before) is (number < 5), number
    assert spread(by)["energy"] == {2: 5, 5: 5}
    answer(others[0], STEPS | {"energy": 1})  # with another mind, having seen the others'
    assert spread(by)["energy"] == {2: 5, 5: 5}


def test_nobody_reads_or_writes_anothers_answers(world: World, actor: Callable[[str], Actor]) -> None:
    answer(actor("caseworker"))
    answer(actor("provider"))
    for persona in ("colleague", "leader", "consultant", "other-caseworker", "citizen"):
        with acting(actor(persona)), connection.cursor() as cursor:
            cursor.execute("select count(*) from progression_calibrationanswer")
            assert cursor.fetchone() == (0,), persona
            cursor.execute("update progression_calibrationanswer set step = 1")
            assert cursor.rowcount == 0, persona
    with acting(system_actor(world.nordby)):
        assert not CalibrationAnswer.objects.exists()
    with acting(actor("caseworker")):
        assert CalibrationAnswer.objects.count() == 3  # the control
    with acting(actor("provider")):
        assert {row.circle.split(":")[0] for row in CalibrationAnswer.objects.all()} == {"provider"}


def test_raw_sql_answers_neither_for_others_nor_elsewhere(world: World, actor: Callable[[str], Actor]) -> None:
    by, other = actor("caseworker"), actor("colleague")
    row = (
        "insert into progression_calibrationanswer "
        "(user_id, circle, scene, item, step, first_step, answered_at, first_at) "
        "values (%s, %s, 'jonas', 'everyday', 3, 3, now(), now())"
    )
    with acting(by), connection.cursor() as cursor:
        for user, circle in (
            (other.user_id, f"municipality:{world.nordby.pk}"),
            (by.user_id, f"municipality:{world.sydby.pk}"),
            (by.user_id, "provider:1"),
        ):
            with pytest.raises(Error, match="row-level security"), transaction.atomic():
                cursor.execute(row, [user, circle])
        cursor.execute(row, [by.user_id, f"municipality:{world.nordby.pk}"])  # the control
        with pytest.raises(Error, match="calibration_answer_step"), transaction.atomic():
            cursor.execute("update progression_calibrationanswer set step = 6")
