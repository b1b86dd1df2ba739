"""The team's orders and reports: how many, for what, how quickly, and that something waits; never what it says."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.core import clock
from fremdrift.orders import services
from fremdrift.orders.models import ProgressReport
from fremdrift.overview.enums import TeamCount
from fremdrift.overview.selectors.team import team_cases, team_rows
from fremdrift.overview.selectors.team_orders import team_orders
from tests.orders.made import DAY, a_draft, actor, running, sent
from tests.web.caseworker.test_review import REPORT
from tests.web.teamlead.questions import LeaderScreen
from tests.world import TODAY, World


def counted(leader: Actor, count: TeamCount) -> tuple[int, int]:
    """What the count says, and how many cases stand behind it."""
    with acting(leader):
        return sum(row.counts[count] for row in team_rows(leader)), team_cases(leader, count).count()


def test_an_order_that_nobody_answers_is_counted(world: World) -> None:
    draft, by, leader = (
        a_draft(world, begins_on=TODAY + 40 * DAY, midway_on=TODAY + 60 * DAY),
        actor(world, "caseworker"),
        actor(world, "leader"),
    )
    with acting(by):
        services.order_send(order=draft, at=clock.evening(TODAY - 15 * DAY), by=by)
    assert counted(leader, TeamCount.ORDERS) == (1, 1)


def test_one_of_today_is_not(world: World) -> None:
    sent(world)
    assert counted(actor(world, "leader"), TeamCount.ORDERS) == (0, 0)


@pytest.mark.parametrize(("ago", "expected"), [(14, 0), (15, 1)])
def test_a_report_is_counted_when_it_has_waited(world: World, ago: int, expected: int) -> None:
    order, place = running(world), actor(world, "provider")
    at = dt.datetime.combine(TODAY - ago * DAY, dt.time(12), clock.COPENHAGEN)
    with acting(place):
        report = ProgressReport.objects.get(order=order, kind="midway")
        services.report_submit(report=report, content=REPORT, at=at, by=place)
    assert counted(actor(world, "leader"), TeamCount.REPORTS) == (expected, expected)


def test_an_order_to_come_is_no_time_without_effort(world: World) -> None:
    leader = actor(world, "leader")
    before, _behind = counted(leader, TeamCount.NO_EFFORT)
    sent(world)
    assert counted(leader, TeamCount.NO_EFFORT)[0] <= before


def test_what_was_ordered_and_how_quickly(world: World) -> None:
    order, place, by = running(world, right_and_duty=True), actor(world, "provider"), actor(world, "caseworker")
    with acting(place):
        report = ProgressReport.objects.get(order=order, kind="midway")
        services.report_submit(report=report, content=REPORT, at=clock.now() - 9 * DAY, by=place)
    with acting(by):
        services.report_review(report=report, decision="continue", by=by)
    leader = actor(world, "leader")
    with acting(leader):
        found = team_orders(leader)
    assert (found.sent, found.right_and_duty, found.share) == (1, 1, 100)
    assert dict(found.purposes) == {"employment": 1}
    assert (found.answer_days, found.review_days) == (0, 9)


class TestOrders(LeaderScreen):
    route = "team_orders"
    shows = ("Orders of the last 12 months", "No order is here")

    def test_each_count_opens_what_is_behind_it(self, as_: Callable[[str], Client], world: World) -> None:
        running(world)
        leader = as_("leader")
        page = leader.get(reverse("team")).content.decode()
        for query in ("purpose=employment", "right=1"):
            assert f"{self.url(world)}?{query}" in page
        assert "Cilla" in leader.get(self.url(world) + "?purpose=employment").content.decode()
        assert "Cilla" not in leader.get(self.url(world) + "?right=1").content.decode()

    def test_tells_nothing_of_what_is_ordered(self, as_: Callable[[str], Client], world: World) -> None:
        order = running(world)
        assert order.question not in as_("leader").get(self.url(world)).content.decode()

    def test_an_unknown_purpose_is_not_there(self, as_: Callable[[str], Client], world: World) -> None:
        assert as_("leader").get(self.url(world) + "?purpose=x").status_code == 404
