"""Drafts: one for each window written in, none replaces another, and they go when they are saved or thrown away."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import selectors, services
from fremdrift.overview.models import Draft
from fremdrift.overview.selectors import Place
from fremdrift.overview.services.drafts import LONGEST
from tests.world import World

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.fixture
def place(world: World, caseworker: Actor) -> Place:
    """The minutes of Cilla's conversation."""
    return Place(Case.objects.get(pk=world.cilla), "minutes_write", str(world.draft))


@pytest.fixture
def keep(place: Place, caseworker: Actor) -> Callable[..., Draft]:
    """Save a text from a window that knows of a draft, or of none."""

    def save(text: str, window: UUID, known: Draft | None = None, where: Place | None = None) -> Draft:
        return services.draft_save(
            place=where or place,
            content={"minutes": [text]},
            window=window,
            draft_id=known.pk if known else None,
            seen=known.token if known else "",
            by=caseworker,
        )

    return save


def texts(by: Actor, place: Place) -> list[str]:
    return [draft.content["minutes"][0] for draft in selectors.own_drafts(by, place)]


def test_one_window_has_one_draft(place: Place, caseworker: Actor, keep: Callable[..., Draft]) -> None:
    first = keep("Vi", ONE)
    begun = first.begun_at
    again = keep("Vi gik", ONE, first)
    assert (again.pk, again.begun_at) == (first.pk, begun)
    assert again.saved_at > begun
    assert texts(caseworker, place) == ["Vi gik"]


def test_whoever_opens_a_draft_goes_on_in_it(place: Place, caseworker: Actor, keep: Callable[..., Draft]) -> None:
    first = keep("Vi", ONE)
    keep("Vi gik", TWO, first)
    assert texts(caseworker, place) == ["Vi gik"]


def test_of_two_windows_on_one_draft_each_keeps_its_text(
    place: Place, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    known = selectors.own_drafts(caseworker, place)
    assert known == []
    first = keep("Vi", ONE)
    seen = Draft.objects.get(pk=first.pk)  # as the second window read it
    keep("Vi gik en tur", ONE, first)
    keep("Vi talte", TWO, seen)
    assert texts(caseworker, place) == ["Vi talte", "Vi gik en tur"]


def test_two_windows_that_both_begin_empty_have_a_draft_each(
    place: Place, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    keep("Vi gik", ONE)
    keep("Vi talte", TWO)
    keep("Vi gik hjem", ONE)
    assert texts(caseworker, place) == ["Vi gik hjem", "Vi talte"]


def test_a_lost_answer_is_no_clash_with_oneself(place: Place, caseworker: Actor, keep: Callable[..., Draft]) -> None:
    first = keep("Vi", ONE)
    stale = Draft.objects.get(pk=first.pk)
    keep("Vi gik", ONE, first)  # its answer never arrives
    keep("Vi gik en tur", ONE, stale)
    assert texts(caseworker, place) == ["Vi gik en tur"]


def test_what_is_gone_is_written_anew_when_one_goes_on(
    place: Place, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    first = keep("Vi", ONE)
    services.draft_discard(case=place.case, draft_id=first.pk, by=caseworker)
    assert texts(caseworker, place) == []
    services.draft_discard(case=place.case, draft_id=first.pk, by=caseworker)
    keep("Vi gik", ONE, first)
    assert texts(caseworker, place) == ["Vi gik"]


def test_forms_and_what_they_are_about_are_kept_apart(
    place: Place, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    keep("Vi", ONE)
    other = Place(place.case, "plan_edit")
    keep("Jeg vil arbejde", ONE, where=other)
    assert texts(caseworker, place) == ["Vi"]
    assert texts(caseworker, other) == ["Jeg vil arbejde"]
    assert {d.form for d in selectors.drafts_of_case(caseworker, place.case)} == {"minutes_write", "plan_edit"}


def test_anything_that_can_be_typed_can_be_kept(place: Place, caseworker: Actor, keep: Callable[..., Draft]) -> None:
    keep("»Æ« \x00 \\ ' \u2028 🙂", ONE)
    assert texts(caseworker, place) == ["»Æ«  \\ ' \u2028 🙂"]


def test_without_end_is_refused(place: Place, caseworker: Actor, keep: Callable[..., Draft]) -> None:
    keep("x" * LONGEST, ONE)
    with pytest.raises(RuleViolation, match=r"draft\.too_long"):
        keep("x" * (LONGEST + 1), ONE)
    assert texts(caseworker, place) == ["x" * LONGEST]


def test_a_draft_of_another_case_is_not_thrown_away(
    place: Place, world: World, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    kept = keep("Vi", uuid4())
    elsewhere = Case(pk=world.bertil, municipality=world.nordby)
    services.draft_discard(case=elsewhere, draft_id=kept.pk, window=kept.window, by=caseworker)
    assert texts(caseworker, place) == ["Vi"]


def test_a_throw_away_that_names_nothing_takes_nothing(
    place: Place, caseworker: Actor, keep: Callable[..., Draft]
) -> None:
    keep("Vi", ONE)
    services.draft_discard(case=place.case, by=caseworker)
    assert texts(caseworker, place) == ["Vi"]


def test_whose_case_it_is_no_more_keeps_nothing_in_sight(
    place: Place, world: World, actor: Callable[[str], Actor], keep: Callable[..., Draft]
) -> None:
    keep("Vi", ONE)
    stranger = actor("colleague")
    with acting(stranger):
        assert selectors.own_drafts(stranger, place) == []
