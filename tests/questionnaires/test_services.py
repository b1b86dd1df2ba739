"""Versions of a questionnaire: drafts, what is in use, and that published words stay."""

from collections.abc import Callable, Iterator

import pytest
from django.db import Error, IntegrityError, connection, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core.exceptions import RuleViolation
from fremdrift.questionnaires import selectors, services
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form, Texts

FORM = selectors.standard_forms()["progression"]
OTHER = FORM.model_copy(update={"title": Texts(da="Nyt", en="New")})


@pytest.fixture
def by(actor: Callable[[str], Actor]) -> Iterator[Actor]:
    found = actor("administrator")
    with acting(found):
        yield found


def published(form: Form, by: Actor) -> Questionnaire:
    draft = services.questionnaire_begin(form=form, by=by)
    services.questionnaire_publish(draft=draft, by=by)
    draft.refresh_from_db()
    return draft


def test_a_municipality_begins_with_the_standard_and_keeps_it(by: Actor) -> None:
    first = services.questionnaire_start(key="progression", by=by)
    assert (first.version, first.state, first.form) == (1, "published", FORM)
    assert services.questionnaire_start(key="progression", by=by) == first
    assert (first.made_by, first.published_by) == (None, None)


def test_a_draft_that_nobody_has_published_keeps_nobody_from_being_asked(by: Actor) -> None:
    draft = services.questionnaire_begin(form=OTHER, by=by)
    first = services.questionnaire_start(key="progression", by=by)
    assert (first.version, first.state, first.form) == (2, "published", FORM)
    services.questionnaire_publish(draft=draft, by=by)
    assert selectors.questionnaire_in_use(by, "progression") == draft


def test_a_new_version_takes_the_place_of_the_old_whose_words_stay(by: Actor) -> None:
    old = published(FORM, by)
    new = published(OTHER, by)
    old.refresh_from_db()
    assert (old.state, old.form) == ("retired", FORM)
    assert (new.version, new.form) == (2, OTHER)
    assert selectors.questionnaire_in_use(by, "progression") == new
    assert selectors.questionnaires(by) == [new, old]


def test_a_version_that_is_asked_no_more_can_be_asked_again(by: Actor) -> None:
    old, new = published(FORM, by), published(OTHER, by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.another_in_use"):
        services.questionnaire_reopen(questionnaire=old, by=by)
    services.questionnaire_retire(questionnaire=new, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.none_in_use"):
        services.questionnaire_start(key="progression", by=by)
    services.questionnaire_reopen(questionnaire=old, by=by)
    assert selectors.questionnaire_in_use(by, "progression") == old


def test_there_is_one_draft_at_a_time_and_two_who_write_in_it_see_it(by: Actor) -> None:
    draft = services.questionnaire_begin(form=FORM, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.draft_already"):
        services.questionnaire_begin(form=OTHER, by=by)
    services.questionnaire_update(draft=draft, form=OTHER, seen=0, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.changed_meanwhile"):
        services.questionnaire_update(draft=draft, form=FORM, seen=0, by=by)
    assert Questionnaire.objects.get(pk=draft.pk).form == OTHER


def test_a_draft_that_is_not_whole_is_not_published(by: Actor) -> None:
    draft = services.questionnaire_begin(form=FORM.model_copy(update={"items": ()}), by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.no_items"):
        services.questionnaire_publish(draft=draft, by=by)
    services.questionnaire_discard(draft=draft, by=by)
    assert selectors.questionnaires(by) == []


def test_a_draft_keeps_its_key_and_its_use(by: Actor) -> None:
    draft = services.questionnaire_begin(form=FORM, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.another"):
        services.questionnaire_update(draft=draft, form=FORM.model_copy(update={"key": "x"}), seen=0, by=by)
    services.questionnaire_publish(draft=draft, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.other_use"):
        services.questionnaire_begin(form=FORM.model_copy(update={"use": "survey"}), by=by)


def test_what_is_published_is_no_draft_any_more(by: Actor) -> None:
    found = published(FORM, by)
    for write in (
        lambda: services.questionnaire_update(draft=found, form=OTHER, seen=0, by=by),
        lambda: services.questionnaire_publish(draft=found, by=by),
        lambda: services.questionnaire_discard(draft=found, by=by),
        lambda: services.questionnaire_reopen(questionnaire=found, by=by),
    ):
        with pytest.raises(RuleViolation, match=r"questionnaire\.state_changed"):
            write()


@pytest.mark.parametrize(
    "statement",
    [
        "update questionnaires_questionnaire set content = '{}'",
        "update questionnaires_questionnaire set published_at = now() - interval '1 day'",
        "update questionnaires_questionnaire set version = 7",
        "update questionnaires_questionnaire set state = 'draft', published_at = null",
        "delete from questionnaires_questionnaire",
    ],
)
def test_raw_sql_changes_no_published_word(statement: str, by: Actor) -> None:
    found = published(FORM, by)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Questionnaire.objects.get(pk=found.pk).form == FORM


def test_raw_sql_writes_in_a_draft(by: Actor) -> None:
    draft = services.questionnaire_begin(form=FORM, by=by)
    with connection.cursor() as cursor:
        cursor.execute("update questionnaires_questionnaire set changes = 3")
        cursor.execute("delete from questionnaires_questionnaire")
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()


def test_two_versions_are_never_in_use_together(by: Actor) -> None:
    old = published(FORM, by)
    published(OTHER, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Questionnaire.objects.filter(pk=old.pk).update(state="published")


def test_another_municipality_has_its_own(by: Actor, actor: Callable[[str], Actor]) -> None:
    found = published(FORM, by)
    other = actor("other-caseworker")
    with acting(other):
        assert selectors.questionnaires(other) == []
        assert selectors.questionnaire_by_id(other, found.pk) is None
        assert services.questionnaire_start(key="progression", by=other) != found


def test_nobody_publishes_or_discards_what_they_have_not_seen(by: Actor) -> None:
    draft = services.questionnaire_begin(form=FORM, by=by)
    services.questionnaire_update(draft=draft, form=OTHER, seen=0, by=by)
    for deed in (services.questionnaire_publish, services.questionnaire_discard):
        with pytest.raises(RuleViolation, match=r"questionnaire\.changed_meanwhile"):
            deed(draft=draft, seen=0, by=by)
    services.questionnaire_discard(draft=draft, seen=1, by=by)
    with pytest.raises(RuleViolation, match=r"questionnaire\.state_changed"):
        services.questionnaire_update(draft=draft, form=FORM, seen=1, by=by)
