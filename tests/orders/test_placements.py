"""Placements in the services: whom they are shown to, what the workplace is told, and what the law allows."""

import pytest

from fremdrift.access.context import acting
from fremdrift.access.models import Grant
from fremdrift.cases.models import Effort, RulePackSpell
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.models import Order
from tests.orders.made import DAY, a_workplace, actor
from tests.orders.placed import CONSIDERATIONS, a_placement, placement_content, running_placement, sent_placement
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


def test_the_consultants_see_it_from_when_it_is_sent(world: World) -> None:
    draft, consultant = a_placement(world), actor(world, "consultant")
    with acting(consultant):
        assert selectors.placement_by_id(consultant, draft.pk) is None
    by = actor(world, "caseworker")
    with acting(by):
        services.order_send(order=draft, by=by)
    with acting(consultant):
        seen = selectors.placement_by_id(consultant, draft.pk)
        assert seen is not None
        told = {row.field: row.text for row in selectors.shared_with(consultant, seen)}
        assert told == {"name": "Cilla Papirsen", "phone": "00 12 34 56", "considerations": CONSIDERATIONS}
        assert selectors.placement_counts(consultant) == {"waiting": 1, "running": 0, "ended": 0}
        assert set(selectors.subjects_of(consultant, [seen.pk])) == {seen.pk}


def test_consultants_of_another_municipality_do_not(world: World) -> None:
    order = sent_placement(world)
    grant = Grant.objects.filter(source=order.pk)
    with acting(actor(world, "caseworker")):
        assert grant.get().holder == f"consultants:{world.nordby.pk}"
    with acting(actor(world, "other-caseworker")):
        assert not Order.objects.exists()


def test_a_yes_is_kept_with_who_gave_it(world: World) -> None:
    order, consultant = sent_placement(world), actor(world, "consultant")
    with acting(consultant):
        with pytest.raises(RuleViolation, match=r"order\.who_accepted"):
            services.order_accept(order=order, accepted_by_name=" ", by=consultant)
        accepted = services.order_accept(order=order, accepted_by_name="Mona Mester", by=consultant)
        assert (accepted.accepted_by_name, accepted.accepted_by_id) == ("Mona Mester", consultant.user_id)
    with acting(actor(world, "caseworker")):
        effort = Effort.objects.get(pk=Order.objects.get(pk=order.pk).effort_id)
        assert (effort.kind, effort.at_workplace) == ("company_placement", True)
        assert effort.organiser_name == "Bageriet Aps"


def test_a_no_closes_it_to_the_consultants(world: World) -> None:
    order, consultant = sent_placement(world), actor(world, "consultant")
    with acting(consultant):
        services.order_decline(order=order, reason="De har ikke plads", by=consultant)
        assert selectors.placement_by_id(consultant, order.pk) is None


def test_the_consultants_message_is_the_other_sides(world: World) -> None:
    order, consultant = sent_placement(world), actor(world, "consultant")
    with acting(consultant):
        sent = services.order_message_send(order=order, text="De spørger om arbejdstøj", by=consultant)
    assert sent.side == "provider"


def test_without_a_mentor_there_is_a_reason(world: World) -> None:
    by = actor(world, "caseworker")
    draft = a_placement(world, mentor_name="", mentor_hours=None)
    with acting(by), pytest.raises(RuleViolation, match=r"order\.lacks_mentor"):
        services.order_send(order=draft, by=by)


def test_considerations_are_the_only_health_that_is_told(world: World) -> None:
    by, draft = actor(world, "caseworker"), a_placement(world)
    with acting(by):
        for field in ("health", "barriers", "background"):
            content = placement_content(shared={field: ("Fordi", "Har haft en depression")})
            with pytest.raises(RuleViolation, match=r"order\.workplace_health"):
                services.order_save(order=draft, content=content, expected_version=draft.version, by=by)


def test_what_the_law_forbids_is_not_sent(world: World) -> None:
    by = actor(world, "caseworker")
    long = a_placement(world, ends_on=TODAY + 91 * DAY)
    with acting(by):
        (problem,) = selectors.limit_problems(by, long, TODAY + 91 * DAY)
        assert problem.rule == "lab-2011.placement.length"
        with pytest.raises(RuleViolation, match=r"order\.too_long"):
            services.order_send(order=long, by=by)
        content = placement_content(ends_on=TODAY + 90 * DAY)
        services.order_save(order=long, content=content, expected_version=long.version, by=by)
        services.order_comment(order=long, answer="approved", by=by)
        services.order_send(order=long, by=by)


def test_what_another_system_sent_long_ago_is_kept_as_it_was(world: World) -> None:
    long, by = a_placement(world, ends_on=TODAY + 200 * DAY), actor(world, "caseworker")
    with acting(by):
        sent = services.order_send(order=long, at=clock.evening(TODAY - 30 * DAY), by=by)
        assert sent.state == "sent"


def test_a_wage_subsidy_waits_for_six_months_on_benefit(world: World) -> None:
    early, by = TODAY - 150 * DAY, actor(world, "caseworker")
    with acting(by):
        found = selectors.limit_problems_of(by, world.cilla, "wage_subsidy", early, TODAY)
        assert [p.rule for p in found] == ["lab-2011.wage-subsidy.earliest"]
        assert selectors.limit_problems_of(by, world.cilla, "wage_subsidy", TODAY, TODAY + 364 * DAY) == []


def test_the_pack_of_the_case_decides(world: World) -> None:
    long, by = a_placement(world, ends_on=TODAY + 180 * DAY), actor(world, "caseworker")
    with acting(by):
        assert selectors.limit_problems(by, long, TODAY + 180 * DAY)
        RulePackSpell.objects.create(
            case_id=world.cilla, municipality=world.nordby, pack="lab-2020", reason="Forsøg", begins_on=TODAY
        )
        assert selectors.limit_problems(by, long, TODAY + 180 * DAY) == []


def test_it_is_not_extended_beyond_the_law(world: World) -> None:
    order, by = running_placement(world), actor(world, "caseworker")
    with acting(by):
        later = {"order": order, "kind": "extend", "reason": "Det går godt", "by": by}
        with pytest.raises(RuleViolation, match=r"order\.too_long"):
            services.change_propose(ends_on=TODAY + 91 * DAY, **later)
        asked = services.change_propose(ends_on=TODAY + 90 * DAY, **later)
        services.change_approve(proposal=asked, by=by)
        assert Order.objects.get(pk=order.pk).ends_on == TODAY + 90 * DAY


def test_the_consultant_cannot_propose_it_either(world: World) -> None:
    order, consultant = running_placement(world), actor(world, "consultant")
    with acting(consultant), pytest.raises(RuleViolation, match=r"order\.too_long"):
        services.change_propose(
            order=order, kind="extend", reason="De vil gerne", ends_on=TODAY + 91 * DAY, by=consultant
        )


def test_workplaces_are_found_by_company_town_and_tasks(world: World) -> None:
    place = a_workplace(world, town="Nordby", tasks="Bage brød og pakke", places=2)
    a_workplace(world, name="Kontoret", town="Sønderby", tasks="Papir")
    by = actor(world, "caseworker")
    running_placement(world, workplace=place)
    with acting(by):
        for words in ("bageriet butik", "NORDBY", "brød"):
            assert [w.pk for w in selectors.workplaces(by, words)] == [place.pk]
        assert selectors.workplaces(by, "smed").count() == 0
        found = selectors.workplace_by_id(by, place.pk)
        assert found is not None
        assert (found.taken, found.free) == (1, 1)
        place.retired_on = TODAY
        place.save()
        assert selectors.workplace_by_id(by, place.pk) is None


def test_a_small_workplace_takes_one(world: World) -> None:
    place, by = a_workplace(world, employees=9, places=5), actor(world, "caseworker")
    running_placement(world, workplace=place)
    with acting(by):
        limit = selectors.size_problem(by, place, world.cilla, TODAY, TODAY + 30 * DAY, 15)
        assert limit is not None
        assert limit.most == 1
        after = TODAY + 56 * DAY  # the first one has ended
        assert selectors.size_problem(by, place, world.cilla, after, after + 30 * DAY, 15) is None
    second = a_placement(world, workplace=place)
    with acting(by), pytest.raises(RuleViolation, match=r"order\.too_many_there"):
        services.order_send(order=second, by=by)
    with acting(by):
        place.employees = 10
        place.save()
        assert services.order_send(order=second, by=by).state == "sent"


def test_of_a_workplace_whose_size_nobody_wrote_nothing_is_said(world: World) -> None:
    place, by = a_workplace(world, employees=None), actor(world, "caseworker")
    with acting(by):
        assert selectors.size_problem(by, place, world.cilla, TODAY, TODAY + 30 * DAY, 15) is None


def test_those_who_are_not_there_on_the_same_day_do_not_add_up(world: World) -> None:
    place, by = a_workplace(world, employees=10, places=5), actor(world, "caseworker")
    running_placement(world, workplace=place, ends_on=TODAY + 20 * DAY, midway_on=None)
    running_placement(world, workplace=place, begins_on=TODAY + 21 * DAY, ends_on=TODAY + 40 * DAY, midway_on=None)
    with acting(by):
        assert selectors.size_problem(by, place, world.cilla, TODAY, TODAY + 40 * DAY, 15) is None
        running_placement(world, workplace=place)
        assert selectors.size_problem(by, place, world.cilla, TODAY, TODAY + 40 * DAY, 15) is not None


def test_an_earlier_start_counts_in_what_the_law_allows(world: World) -> None:
    later = TODAY + 14 * DAY
    order = sent_placement(world, begins_on=later, ends_on=later + 90 * DAY, midway_on=later + 45 * DAY)
    consultant = actor(world, "consultant")
    with acting(consultant):
        services.order_accept(order=order, accepted_by_name="Mona Mester", by=consultant)
        with pytest.raises(RuleViolation, match=r"order\.too_long"):
            services.order_start(order=order, on=TODAY, by=consultant)
        assert Order.objects.get(pk=order.pk).begins_on == later


def test_a_workplace_is_not_told_where_health_stands(world: World) -> None:
    by, draft = actor(world, "caseworker"), a_placement(world)
    content = placement_content(indicators={"health": "Sover dårligt"})
    with acting(by), pytest.raises(RuleViolation, match=r"order\.workplace_health"):
        services.order_save(order=draft, content=content, expected_version=draft.version, by=by)
