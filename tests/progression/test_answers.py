"""What somebody answers: kept as far as they have come, given once, and only what was asked."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, IntegrityError, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.core.ids import uuid7
from fremdrift.progression import selectors, services
from fremdrift.progression.models import Answer, Response
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.enums import Respondent
from fremdrift.questionnaires.rules import Given
from tests.world import World

Actors = Callable[[str], Actor]
THREE = Given(chosen=("3",))


@pytest.fixture
def by(world: World) -> Iterator[Actor]:
    found = system_actor(world.nordby, "tests")
    with acting(found):
        yield found


@pytest.fixture
def cilla(world: World, by: Actor) -> Case:
    return Case.objects.get(pk=world.cilla)


@pytest.fixture
def begun(by: Actor, cilla: Case) -> Response:
    return begin(by, cilla, Respondent.CITIZEN)


def begin(by: Actor, case: Case, respondent: Respondent, occasion: UUID | None = None) -> Response:
    asked = questions.questionnaire_start(key="progression", by=by)
    return services.response_begin(
        case=case, questionnaire=asked, occasion=occasion or uuid7(), respondent=respondent, by=by
    )


def test_answers_are_kept_and_can_be_changed_until_they_are_given(begun: Response, by: Actor) -> None:
    services.answers_write(response=begun, given={"everyday": THREE}, evidence={"everyday": "Op kl. 8"}, by=by)
    services.answers_write(
        response=begun, given={"everyday": Given(chosen=("4",)), "belief": Given(skipped=True)}, by=by
    )
    kept = {answer.item: (answer.keys, answer.skipped) for answer in begun.answers.all()}
    assert kept == {"everyday": (["4"], False), "belief": ([], True)}


def test_what_was_not_answered_counts_as_skipped(begun: Response, by: Actor) -> None:
    services.answers_write(response=begun, given={"everyday": THREE}, by=by)
    given = services.response_give(response=begun, by=by)
    answers = {answer.item: answer.skipped for answer in given.answers.all()}
    assert answers == {item.key: item.key != "everyday" for item in given.items}
    assert len(answers) == 9


def test_what_was_given_stays(begun: Response, by: Actor) -> None:
    services.response_give(response=begun, by=by)
    for write in (services.answers_write, services.response_give):
        more: Any = {"given": {"everyday": THREE}} if write is services.answers_write else {}
        with pytest.raises(RuleViolation, match=r"response\.given_already"):
            write(response=begun, by=by, **more)


@pytest.mark.parametrize(
    ("code", "item", "given"),
    [
        ("answer.not_asked", "cooperation", THREE),  # of the caseworker alone
        ("answer.not_asked", "hobby", THREE),
        ("answer.step_off", "everyday", Given(chosen=("6",))),
        ("answer.nothing", "everyday", Given()),
    ],
)
def test_a_wrong_answer_is_refused_and_the_others_stay(
    code: str, item: str, given: Given, begun: Response, by: Actor
) -> None:
    services.answers_write(response=begun, given={"belief": THREE}, by=by)
    with pytest.raises(RuleViolation) as refused:
        services.answers_write(response=begun, given={"energy": THREE, item: given}, by=by)
    assert (refused.value.code, refused.value.field) == (code, item)
    assert [answer.item for answer in begun.answers.all()] == ["belief"]


def test_two_windows_go_on_with_the_same_answers(by: Actor, cilla: Case) -> None:
    occasion = uuid7()
    first, second = (begin(by, cilla, Respondent.CITIZEN, occasion) for _ in range(2))
    assert first == second
    assert begin(by, cilla, Respondent.CASEWORKER, occasion) != first
    assert len(selectors.responses_on(by, [occasion])) == 2


_INSERT = (
    "insert into progression_answer (id, municipality_id, response_id, case_id, item, kind, skipped, keys, number,"
    " text, evidence) select gen_random_uuid(), municipality_id, id, case_id, %s, %s, %s, %s::varchar[], %s, %s, ''"
    " from progression_response"
)


def insert(*values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        assert cursor.rowcount == 1
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("Not a choice", ("everyday", "scale", False, ["6"], None, "")),
        ("Not a choice", ("everyday", "scale", False, ["1", "2"], None, "")),
        ("No such item", ("cooperation", "scale", False, ["1"], None, "")),
        ("No such item", ("everyday", "text", False, [], None, "Godt")),
        ("answer_skipped_is_empty", ("everyday", "scale", True, ["1"], None, "")),
        ("answer_of_its_kind", ("everyday", "scale", False, [], None, "")),
        ("answer_of_its_kind", ("everyday", "scale", False, ["1"], 1, "")),
    ],
)
def test_raw_sql_writes_no_answer_that_does_not_fit(
    said: str, values: tuple[object, ...], begun: Response, by: Actor
) -> None:
    insert("everyday", "scale", False, ["5"], None, "")
    with pytest.raises(IntegrityError, match=said):
        insert(*values)


def test_raw_sql_changes_nothing_that_was_given(begun: Response, by: Actor) -> None:
    services.answers_write(response=begun, given={"everyday": THREE}, by=by)
    services.response_give(response=begun, by=by)
    for statement in (
        "update progression_answer set keys = '{5}' where item = 'everyday'",
        "update progression_response set state = 'begun', given_at = null",
        "update progression_response set given_at = now()",
        "delete from progression_answer",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Answer.objects.get(item="everyday").keys == ["3"]


def test_who_sees_answers(begun: Response, by: Actor, actor: Actors) -> None:
    services.answers_write(response=begun, given={"everyday": THREE}, by=by)
    seen = {}
    for persona in ("citizen", "caseworker", "colleague", "leader", "other-caseworker", "provider", "consultant"):
        with acting(actor(persona)):
            seen[persona] = len(selectors.responses_on(actor(persona), [begun.occasion]))
    assert seen == {
        **{"citizen": 1, "caseworker": 1},
        **dict.fromkeys(["colleague", "leader", "other-caseworker", "provider", "consultant"], 0),
    }


def test_a_citizen_writes_no_answer_by_raw_sql(begun: Response, by: Actor, actor: Actors) -> None:
    """What a citizen answers the system writes, under the citizen's name: else they could answer for the caseworker."""
    with acting(actor("citizen")), pytest.raises(Error):
        insert("everyday", "scale", False, ["5"], None, "")
