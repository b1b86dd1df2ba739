"""Registrations of a voluntary period: who says what, what is refused, and that nothing is lost or overwritten."""

import datetime as dt
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.progression import rules, selectors, services
from fremdrift.progression.models import Answer, ParticipationChoice, Registration, RegistrationRound
from fremdrift.progression.services import Said
from fremdrift.questionnaires import services as questions
from fremdrift.questionnaires.selectors import standard_forms
from tests.access.full_cases import delegate
from tests.world import TODAY, World

Actors = Callable[[str], Actor]
A_DAY = dt.timedelta(days=1)
LAST = TODAY + 20 * A_DAY
YES = Said("yes", {"social": 2, "everyday": 1}, ["mental", "housing"])


def opened(by: Actor, opens_on: dt.date = TODAY, closes_on: dt.date = LAST) -> RegistrationRound:
    with acting(by):
        return services.registration_round_open(
            title="Frivillig indsats", opens_on=opens_on, closes_on=closes_on, by=by
        )


@pytest.fixture
def one(actor: Actors) -> RegistrationRound:
    return opened(actor("administrator"))


@pytest.fixture
def caseworker(actor: Actors) -> Iterator[Actor]:
    found = actor("caseworker")
    with acting(found):
        yield found


@pytest.fixture
def cilla(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen", "municipality").get(pk=world.cilla)


def record(case: Case, one: RegistrationRound, said: Said, by: Actor, seen: int = 0) -> ParticipationChoice:
    with acting(by):
        return services.registration_record(case=case, round_id=one.pk, said=said, seen=seen, by=by)


def test_reasons_stand_in_order_and_the_day_is_as_it_was(
    one: RegistrationRound, cilla: Case, caseworker: Actor
) -> None:
    record(cilla, one, YES, caseworker)
    (found,) = selectors.registered(caseworker, cilla)
    assert found.chosen(rules.REASONS) == ("everyday", "social")
    assert set(found.chosen(rules.CHARACTERISTICS)) == {"mental", "housing"}
    choice = found.choice
    assert (choice.choice, choice.chosen_on, choice.chooser, choice.number) == ("yes", TODAY, "caseworker", 1)
    assert (choice.site, choice.registered_by_id) == ("Nordby Kommune", caseworker.user_id)


def test_a_correction_is_the_next_one_and_the_one_before_stays(
    one: RegistrationRound, cilla: Case, caseworker: Actor
) -> None:
    record(cilla, one, YES, caseworker)
    record(cilla, one, Said("no"), caseworker, seen=1)
    assert [(f.choice.number, f.choice.choice) for f in selectors.registered(caseworker, cilla)] == [
        (1, "yes"),
        (2, "no"),
    ]
    assert Registration.objects.count() == 1


def test_of_two_who_answer_at_once_the_second_is_told(one: RegistrationRound, cilla: Case, caseworker: Actor) -> None:
    record(cilla, one, YES, caseworker)
    with pytest.raises(RuleViolation, match=r"registration\.changed_meanwhile"):
        record(cilla, one, Said("no"), caseworker)
    assert [f.choice.choice for f in selectors.registered(caseworker, cilla)] == ["yes"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("registration.rank_gap", Said("yes", {"everyday": 1, "social": 3})),
        ("registration.rank_gap", Said("yes", {"everyday": 1, "social": 1})),
        ("registration.rank_gap", Said("yes", {"everyday": 2})),
        ("answer.too_many", Said("yes", {key: n for n, key in enumerate(
            ["everyday", "social", "health", "placement", "other"], start=1)})),
        ("answer.too_many", Said("yes", {}, ["mental", "isolated", "long_term", "physical", "financial", "housing"])),
        ("answer.not_a_choice", Said("yes", {"hobby": 1})),
        ("answer.chosen_twice", Said("yes", {}, ["mental", "mental"])),
        ("registration.yes_or_no", Said("maybe")),
        ("registration.reasons_of_no", Said("no", {"everyday": 1})),
        ("registration.other_day", Said("yes", chosen_on=TODAY - A_DAY)),
        ("registration.other_day", Said("yes", chosen_on=TODAY + A_DAY)),
    ],
)  # fmt: skip
def test_what_cannot_be_registered_leaves_nothing_behind(
    code: str, said: Said, one: RegistrationRound, cilla: Case, caseworker: Actor
) -> None:
    with pytest.raises(RuleViolation) as refused:
        record(cilla, one, said, caseworker)
    assert refused.value.code == code
    assert not Registration.objects.exists()
    assert not Answer.objects.exists()


def test_nothing_is_registered_before_or_after_the_period(actor: Actors, cilla: Case, caseworker: Actor) -> None:
    one = opened(actor("leader"), TODAY + A_DAY, LAST)
    for day, code in ((TODAY, "closed_round"), (LAST, ""), (LAST + A_DAY, "closed_round")):
        with clock.at(day):
            if not code:
                record(cilla, one, Said("yes"), caseworker)
                continue
            with pytest.raises(RuleViolation, match=code):
                record(cilla, one, Said("yes"), caseworker)
    assert ParticipationChoice.objects.count() == 1


def test_periods_do_not_overlap_and_end_today_at_the_earliest(actor: Actors, one: RegistrationRound) -> None:
    by = actor("leader")
    with pytest.raises(RuleViolation, match=r"registration_round\.another"):
        opened(by, LAST, LAST + A_DAY)
    with pytest.raises(RuleViolation, match=r"registration_round\.turned"):
        opened(by, LAST + 2 * A_DAY, LAST + A_DAY)
    opened(by, LAST + A_DAY, LAST + 9 * A_DAY)
    with acting(by):
        with pytest.raises(RuleViolation, match=r"registration_round\.ends_early"):
            services.registration_round_end(round_id=one.pk, last_day=TODAY - A_DAY, by=by)
        with pytest.raises(RuleViolation, match=r"registration_round\.another"):
            services.registration_round_end(round_id=one.pk, last_day=LAST + A_DAY, by=by)
        assert services.registration_round_end(round_id=one.pk, last_day=TODAY, by=by).closes_on == TODAY
        with clock.at(TODAY + A_DAY), acting(by), pytest.raises(RuleViolation, match=r"registration_round\.closed"):
            services.registration_round_end(round_id=one.pk, last_day=LAST, by=by)


@pytest.mark.parametrize(
    ("code", "most"), [("too_long", {"characteristics": 6}), ("too_long", {"reasons": 5}), ("lists", {"reasons": None})]
)
def test_lists_that_a_registration_cannot_have(code: str, most: dict[str, int | None], actor: Actors) -> None:
    by = actor("administrator")
    form = standard_forms()["registration"]
    items = [i.model_copy(update={"at_most": most.get(i.key, i.at_most)}) for i in form.items]
    if None in most.values():
        items = [item for item in items if item.key not in most]
    with acting(by):
        draft = questions.questionnaire_begin(form=form.model_copy(update={"items": tuple(items)}), by=by)
        questions.questionnaire_publish(draft=draft, by=by)
    with pytest.raises(RuleViolation, match=rf"registration_round\.{code}"):
        opened(by)


def test_the_citizen_and_the_contact_person_each_say_it_for_themselves(
    one: RegistrationRound, cilla: Case, actor: Actors, caseworker: Actor, world: World
) -> None:
    citizen = actor("citizen")
    record(cilla, one, Said("no"), citizen)
    record(cilla, one, YES, caseworker)
    said = [(f.choice.chooser, f.choice.choice) for f in selectors.registered(caseworker, cilla)]
    assert said == [("citizen", "no"), ("caseworker", "yes")]
    with acting(citizen):
        assert len(selectors.registered(citizen, cilla)) == 2
        bertil = Case(pk=world.bertil, municipality=world.nordby)
        assert selectors.registered(citizen, bertil) == []


def test_a_contact_person_at_a_provider_registers_where_they_work(
    one: RegistrationRound, cilla: Case, actor: Actors, world: World
) -> None:
    delegate(world, last=TODAY)
    by = actor("delegate")
    assert record(cilla, one, YES, by).site == "Prøvebænken"
    with acting(by):
        assert selectors.registration_round_on(by, cilla, TODAY) == one
        assert [case.pk for case, _choice in selectors.cases_in_round(by, one)] == [world.cilla]
    with clock.at(TODAY + A_DAY), acting(by):
        assert selectors.cases_in_round(by, one) == []
        assert selectors.registration_round_on(by, cilla, TODAY) is None


def test_the_lists_of_a_period_stay_when_the_questionnaire_gets_a_new_version(
    one: RegistrationRound, cilla: Case, actor: Actors, caseworker: Actor
) -> None:
    by, form = actor("administrator"), standard_forms()["registration"]
    shorter = [i.model_copy(update={"choices": i.choices[1:]}) for i in form.items]
    with acting(by):
        draft = questions.questionnaire_begin(form=form.model_copy(update={"items": tuple(shorter)}), by=by)
        questions.questionnaire_publish(draft=draft, by=by)
    record(cilla, one, YES, caseworker)  # “everyday” is gone in the new version
    (found,) = selectors.registered(caseworker, cilla)
    assert found.chosen(rules.REASONS) == ("everyday", "social")


def refusal(statement: str, *values: object) -> str:
    """What the database says when it refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("set constraints all immediate")
    except Error as refused:
        return str(refused).splitlines()[0]
    raise AssertionError(statement)


_COPY = """insert into progression_participationchoice (id, municipality_id, case_id, registration_id, chooser, number,
    choice, chosen_on, site, age_group, registered_at)
    select gen_random_uuid(), municipality_id, case_id, registration_id, chooser, number + 1, choice, %s, site,
    age_group, now() from progression_participationchoice"""


def test_raw_sql_cannot_change_what_was_said(one: RegistrationRound, cilla: Case, caseworker: Actor) -> None:
    record(cilla, one, YES, caseworker)
    for change in (
        "update progression_participationchoice set choice = 'no'",
        "delete from progression_participationchoice",
        "update progression_registration set begun_at = now()",
        "update progression_answer set keys = '{health}' where item = 'reasons'",
    ):
        refusal(change)
    assert ParticipationChoice.objects.get().choice == "yes"


def test_raw_sql_cannot_answer_a_closed_period(one: RegistrationRound, cilla: Case, caseworker: Actor) -> None:
    record(cilla, one, YES, caseworker)
    assert "not open" in refusal(_COPY, TODAY - A_DAY)
    assert "not open" in refusal(_COPY, LAST + A_DAY)
    with clock.at(LAST + A_DAY), acting(caseworker):
        assert "not open" in refusal(_COPY, TODAY)
    assert ParticipationChoice.objects.count() == 1


def answer(case: UUID, response: UUID, home: int, keys: list[str], item: str = "reasons", kind: str = "ranked") -> str:
    return refusal(
        "insert into progression_answer (id, municipality_id, case_id, response_id, item, kind, skipped, keys, text, "
        "evidence) values (gen_random_uuid(), %s, %s, %s, %s, %s, false, %s, '', '')",
        *(home, case, response, item, kind, keys),
    )


def test_raw_sql_cannot_answer_with_gaps_or_too_much(
    one: RegistrationRound, cilla: Case, caseworker: Actor, world: World
) -> None:
    begun = services.response_begin(
        case=cilla, questionnaire=one.questionnaire, occasion=one.pk, respondent="caseworker", by=caseworker
    )
    place = (cilla.pk, begun.pk, world.nordby.pk)
    six = ["mental", "isolated", "long_term", "physical", "financial", "housing"]
    assert "Not a choice" in answer(*place, six, "characteristics", "multiple")
    assert "Not a choice" in answer(*place, ["everyday", "social", "health", "placement", "other"])
    assert "Not a choice" in answer(*place, ["everyday", None])  # type: ignore[list-item]  # a gap
    assert "Not a choice" in answer(*place, ["everyday", "everyday"])


def test_raw_sql_cannot_open_a_period_with_other_lists(one: RegistrationRound, caseworker: Actor) -> None:
    asked = questions.questionnaire_start(key="progression", by=caseworker)
    statement = """insert into progression_registrationround
        select gen_random_uuid(), title, closes_on + 1, closes_on + 2, opened_at, municipality_id, opened_by_id, %s
        from progression_registrationround"""
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns "
                       "where table_name = 'progression_registrationround'")  # fmt: skip
        assert cursor.fetchone() == (
            "id,title,opens_on,closes_on,opened_at,municipality_id,opened_by_id,questionnaire_id",
        )
    assert "Not the lists" in refusal(statement, asked.pk)
    assert "registration_round_alone" in refusal(statement.replace("closes_on + 1", "opens_on"), one.questionnaire_id)


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (dt.date(1996, 11, 25), "under_30"),
        (dt.date(1996, 11, 24), "from_30"),
        (dt.date(1981, 11, 24), "from_45"),
        (dt.date(1966, 11, 24), "from_60"),
    ],
)
def test_age_groups(born: dt.date, group: str) -> None:
    assert rules.age_group(born, TODAY) == group


def test_a_percent_is_printed_with_one_decimal_and_halves_are_rounded_up() -> None:
    assert [str(rules.percent_of(*pair)) for pair in ((1, 3), (1, 8), (1, 16), (0, 0))] == [
        "33.3",
        "12.5",
        "6.3",
        "0.0",
    ]
