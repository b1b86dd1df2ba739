"""A hearing goes step by step, each by a person, and nothing follows from it by itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from fremdrift.access.actor import Actor
from fremdrift.cases.models import Case
from fremdrift.conversations import selectors, services
from fremdrift.conversations.models import Conversation, Hearing
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.stored import everything
from tests.world import TODAY, World

DAY = dt.timedelta(days=1)


@pytest.fixture
def missed(world: World, caseworker: Actor) -> Conversation:
    """Cilla did not come, four days ago."""
    case = Case.objects.get(pk=world.cilla)
    record = services.Record("no_show", "in_person", TODAY - 4 * DAY, no_show_reason="unknown")
    return services.conversation_record(case=case, record=record, by=caseworker)


@pytest.fixture
def asked(missed: Conversation, caseworker: Actor) -> Hearing:
    return ask(missed, caseworker)


def ask(missed: Conversation, by: Actor, **how: object) -> Hearing:
    said = {"question": "Hvad skete der?", "asked_on": TODAY} | how
    return services.hearing_open(conversation=missed, by=by, **said)


def answer(hearing: Hearing, by: Actor, on: dt.date = TODAY) -> None:
    services.hearing_answer(hearing=hearing, answer="Min datter var syg.", answered_on=on, by=by)


def close(hearing: Hearing, by: Actor) -> None:
    """Conclude, having read the hearing as it stands."""
    hearing.refresh_from_db()
    services.hearing_close(hearing=hearing, conclusion="Det kan vi godt forstå.", by=by)


def refused(code: str):
    return pytest.raises(RuleViolation, match=code.replace(".", r"\."))


def test_there_are_fourteen_days_unless_told(missed: Conversation, caseworker: Actor) -> None:
    hearing = ask(missed, caseworker)
    assert (hearing.state, hearing.answer_by, hearing.made_by_id) == ("asked", TODAY + 14 * DAY, caseworker.user_id)


def test_a_day_of_ones_own_choice(missed: Conversation, caseworker: Actor) -> None:
    assert ask(missed, caseworker, answer_by=TODAY + 30 * DAY).answer_by == TODAY + 30 * DAY


def test_one_is_asked_once(asked: Hearing, missed: Conversation, caseworker: Actor) -> None:
    with refused("hearing.already_asked"):
        ask(missed, caseworker)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"asked_on": TODAY + DAY}, "hearing.asked_in_future"),
        ({"asked_on": TODAY - 5 * DAY}, "hearing.asked_before_no_show"),
        ({"answer_by": TODAY - DAY}, "hearing.answer_before_question"),
    ],
)
def test_days_make_sense(how: dict[str, object], code: str, missed: Conversation, caseworker: Actor) -> None:
    with refused(code):
        ask(missed, caseworker, **how)


def test_only_after_a_no_show(world: World, caseworker: Actor) -> None:
    for talk in (world.planned, world.draft):
        with refused("hearing.only_after_no_show"):
            ask(Conversation.objects.get(pk=talk), caseworker)


def test_answered_concluded_and_handed_over_by_a_person(asked: Hearing, caseworker: Actor) -> None:
    answer(asked, caseworker)
    close(asked, caseworker)
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.closed_on) == ("closed", "Min datter var syg.", TODAY)
    assert (asked.handed_off_on, asked.handed_off_by) == (None, None)  # concluding hands nothing over
    services.hearing_hand_off(hearing=asked, on=TODAY, by=caseworker)
    asked.refresh_from_db()
    assert (asked.handed_off_on, asked.handed_off_by_id) == (TODAY, caseworker.user_id)
    with refused("hearing.changed"):
        services.hearing_hand_off(hearing=asked, on=TODAY, by=caseworker)


def test_nothing_is_concluded_while_there_is_time_to_answer(asked: Hearing, caseworker: Actor) -> None:
    with clock.at(asked.answer_by), refused("hearing.time_left"):
        close(asked, caseworker)
    with clock.at(asked.answer_by + DAY):
        close(asked, caseworker)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == ("no_answer", None)


def test_an_answer_that_comes_late_is_heard(asked: Hearing, caseworker: Actor) -> None:
    with clock.at(asked.answer_by + DAY):
        close(asked, caseworker)
    with clock.at(asked.answer_by + 9 * DAY):
        answer(asked, caseworker, clock.today())
        asked.refresh_from_db()
        assert (asked.state, asked.closed_on, asked.conclusion) == ("answered", None, "Det kan vi godt forstå.")
        close(asked, caseworker)
    asked.refresh_from_db()
    assert asked.state == "closed"


@pytest.mark.parametrize("on", [TODAY - DAY, TODAY + DAY])
def test_an_answer_comes_between_the_question_and_today(on: dt.date, asked: Hearing, caseworker: Actor) -> None:
    with refused("hearing.answer_day"):
        answer(asked, caseworker, on)


def test_who_read_it_before_somebody_else_wrote_is_told(asked: Hearing, caseworker: Actor) -> None:
    read_earlier = Hearing.objects.get(pk=asked.pk)
    answer(asked, caseworker)
    with refused("hearing.changed"):
        answer(read_earlier, caseworker)
    with clock.at(asked.answer_by + DAY), refused("hearing.changed"):
        services.hearing_close(hearing=read_earlier, conclusion="Hørte intet.", by=caseworker)


def test_nothing_is_handed_over_before_the_conclusion_or_in_the_future(asked: Hearing, caseworker: Actor) -> None:
    with refused("hearing.not_concluded"):
        services.hearing_hand_off(hearing=asked, on=TODAY, by=caseworker)
    answer(asked, caseworker)
    close(asked, caseworker)
    for on in (TODAY - DAY, TODAY + DAY):
        with refused("hearing.hand_off_day"):
            services.hearing_hand_off(hearing=asked, on=on, by=caseworker)


def test_the_system_never_asks_nor_hands_over(missed: Conversation, caseworker: Actor) -> None:
    system = Actor(0, "system", caseworker.as_system().role, caseworker.municipality_id)
    with refused("hearing.by_a_person"):
        ask(missed, system)
    hearing = ask(missed, caseworker)
    answer(hearing, caseworker)
    close(hearing, caseworker)
    with refused("hearing.by_a_person"):
        services.hearing_hand_off(hearing=hearing, on=TODAY, by=system)
    with pytest.raises(IntegrityError, match="hearing_handed_off_by_somebody"), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(handed_off_on=TODAY)


def test_time_alone_changes_nothing(asked: Hearing, caseworker: Actor) -> None:
    before = everything(caseworker)
    with clock.at(asked.answer_by + 400 * DAY):
        selectors.hearings(caseworker, [asked.case_id])
    assert everything(caseworker) == before


def test_open_ones_are_those_that_wait(asked: Hearing, caseworker: Actor, actor) -> None:
    def waiting(who: Actor) -> int:
        return Hearing.objects.open().visible_to(who).filter(case=asked.case_id).count()

    assert (waiting(caseworker), waiting(actor("colleague"))) == (1, 0)
    answer(asked, caseworker)
    assert waiting(caseworker) == 1
    close(asked, caseworker)
    assert waiting(caseworker) == 0
