"""Efforts of all areas on one line of time: what the figure draws, and the same in words."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.cases import services
from fremdrift.cases.enums import EffortKind
from fremdrift.cases.models import Case
from fremdrift.overview.selectors import case_now
from fremdrift.web.caseworker import lanes
from tests.web.caseworker import pages
from tests.world import TODAY, World

KINDS = {
    "company_placement": "Work",
    "ordinary_education": "Education",
    "treatment": "Health",
    "mentor": "Everyday life and network",
    "debt_advice": "Economy",
    "housing": "Housing",
}


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def effort(case: Case, by: Actor, kind: str, begins: int, ends: int | None, title: str = "x") -> None:
    services.effort_add(
        case=case,
        kind=kind,
        title=title,
        organiser="provider",
        begins_on=TODAY + days(begins),
        ends_on=None if ends is None else TODAY + days(ends),
        by=by,
    )


def figure(case: Case, by: Actor) -> lanes.Figure:
    now = case_now(by, case)
    found = lanes.figure(now, TODAY, now.sub_goals)
    assert found is not None
    return found


def test_each_area_has_a_lane_of_its_own(cilla: Case, caseworker: Actor) -> None:
    for kind in KINDS:
        effort(cilla, caseworker, kind, -20, 20)
    assert [lane.name for lane in figure(cilla, caseworker).lanes] == ["Contact person", *KINDS.values()]


@pytest.mark.parametrize("kind", EffortKind.values)
def test_no_effort_is_left_out(kind: str, cilla: Case, caseworker: Actor) -> None:
    effort(cilla, caseworker, kind, -20, None, "Noget, der kører")
    assert "Noget, der kører" in [row.what.rstrip(", ") for row in figure(cilla, caseworker).rows]


@pytest.mark.parametrize(
    ("begins", "ends", "state", "drawn"),
    [
        (-20, 20, "runs now", True),
        (-20, None, "runs until further notice", True),
        (-20, -5, "ended", True),
        (0, 0, "runs now", True),
        (20, 60, "to come", True),
        (200, 260, "to come", False),
    ],
)
def test_how_it_stands_is_said_in_words(
    begins: int, ends: int | None, state: str, drawn: bool, cilla: Case, caseworker: Actor
) -> None:
    effort(cilla, caseworker, "mentor", begins, ends)
    found = figure(cilla, caseworker)
    assert [row.state for row in found.rows if row.about == "Everyday life and network"] == [state]
    bars = [bar for lane in found.lanes if lane.name == "Everyday life and network" for bar in lane.bars]
    assert [(bar.planned, bar.full.split(": ")[-1]) for bar in bars] == [(begins > 0, state)] * drawn


def test_what_ended_long_ago_is_left_to_the_timeline(cilla: Case, caseworker: Actor) -> None:
    effort(cilla, caseworker, "mentor", -290, -280)
    effort(cilla, caseworker, "treatment", -305, -301)
    assert [row.about for row in figure(cilla, caseworker).rows] == ["Contact person", "Everyday life and network"]


@pytest.mark.parametrize("route", ["case", "plan"])
def test_the_table_says_what_the_figure_shows(
    route: str, browser: Client, world: World, cilla: Case, caseworker: Actor
) -> None:
    effort(cilla, caseworker, "debt_advice", -10, None, "Gældsrådgivning")
    effort(cilla, caseworker, "housing", 20, 60, "Egen lejlighed")
    told = pages.text(pages.page(browser.get(reverse(route, args=[world.cilla]))))
    assert "About What From To State" in told
    assert "Economy Gældsrådgivning" in told
    assert "runs until further notice" in told
    assert "Egen lejlighed" in told
    assert "to come" in told


def test_sub_goals_stand_in_their_area(cilla: Case, caseworker: Actor) -> None:
    step = services.Step("Ringe til banken", due_on=TODAY + days(10), area="debt")
    services.sub_goal_add(case=cilla, step=step, by=caseworker)
    (row,) = (row for row in figure(cilla, caseworker).rows if row.about == "Economy")
    assert (row.what, row.who, row.state) == ("Ringe til banken", "citizen", "sub-goal, under way")
