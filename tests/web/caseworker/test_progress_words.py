"""How it goes, in words: lines of the worklist with their reason and action, and signs with their rules on the case."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import Grant
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from tests.access.screens import Log, owner
from tests.measured import answers, rhythm, says
from tests.web.caseworker import pages
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
Actors = Callable[[str], Actor]


@pytest.fixture
def told(world: World, actor: Actors) -> Case:
    """Three measurements in which the citizen's answers fell, and two who say different phases."""
    with acting(system_actor(world.nordby)):
        case = Case.objects.select_related("citizen").get(pk=world.cilla)
    for one, step in zip(rhythm(world, case, dt.date(2026, 5, 22)), (4, 3, 2), strict=True):
        answers(actor("citizen"), case, one, step)
        answers(actor("caseworker"), case, one, 3)
    says(actor("citizen"), case, "decline", TODAY - 9 * A_DAY)
    says(actor("caseworker"), case, "standstill", TODAY - 2 * A_DAY)
    return case


def words(client: Client, url: str, **query: str) -> str:
    return pages.text(pages.page(client.get(url, query)))


def close_health(world: World, case: Case) -> None:
    with acting(system_actor(world.nordby)):
        for grant in Grant.objects.filter(subject=case.citizen_id):
            grant.fields = [one for one in grant.fields if one != FieldClass.HEALTH]
            grant.save()


def test_each_line_has_a_reason_a_rule_and_an_action(browser: Client, told: Case) -> None:
    url = reverse("worklist")
    fell = words(browser, url, show="fell")
    assert "Talk with Cilla about what may help" in fell
    assert "The citizen's answers fell in the two latest measurements – talk about what may help." in fell
    assert "Own rule: talked about within 14 days. Counted since Fri 22 May" in fell
    assert "See how it goes" in fell
    differ = words(browser, url, show="differ")
    assert "You see it differently. Own rule: talked about within 14 days. Last said Sun 22 Nov" in differ
    assert reverse("phase", args=[told.pk]) in browser.get(url, {"show": "differ"}).content.decode()


def test_a_measurement_that_is_open_can_be_answered_from_the_list(browser: Client, world: World, actor: Actors) -> None:
    with acting(system_actor(world.nordby)):
        case = Case.objects.get(pk=world.cilla)
    (one,) = rhythm(world, case, TODAY - 15 * A_DAY)
    response = browser.get(reverse("worklist"), {"show": "measurement"})
    assert "Answer for yourself: how does it go with Cilla?" in response.content.decode()
    assert "1 day over" in response.content.decode()
    assert reverse("measurement_answer", args=[case.pk]) in response.content.decode()
    answers(actor("caseworker"), case, one, 3, give=False)
    assert "Finish your answers: how does it go with Cilla?" in words(browser, reverse("worklist"), show="measurement")


def test_to_read_of_it_is_a_look_at_health(browser: Client, told: Case) -> None:
    with owner() as connection:
        log = Log(connection)
        browser.get(reverse("worklist"))
        seen = [(entry.subjects, entry.fields) for entry in log.entries() if "health" in entry.fields]
    assert seen == [([told.citizen_id], ["health"])]


def test_signs_stand_on_the_case_each_with_its_rule(browser: Client, told: Case) -> None:
    page = words(browser, reverse("case", args=[told.pk]))
    assert "Signs – not an assessment" in page
    assert "What Cilla answered Since 22 August 2026: 1 answer lower." in page
    assert "The time before, more were lower than higher." in page
    assert "What the caseworker answered Since 22 August 2026: 1 answer the same." in page
    assert "Cilla says decline (15 November 2026). The caseworker says standstill (22 November 2026)." in page
    assert "Attendance Not enough to say: fewer than three days are registered." in page
    assert "Time without an effort 42 weeks, since 28 January 2026." in page
    assert "Time without a conversation 12 weeks, since 31 August 2026." in page
    assert "Fremdrift itself chooses none." in page
    assert reverse("measurements", args=[told.pk]) in browser.get(reverse("case", args=[told.pk])).content.decode()


def test_of_too_little_nothing_is_said(browser: Client, world: World) -> None:
    page = words(browser, reverse("case", args=[world.cilla]))
    assert page.count("Not enough to say") == 3
    assert "Nobody has said anything yet." in page


def test_what_another_answered_is_no_sign_before_the_own_answer(browser: Client, world: World, actor: Actors) -> None:
    with acting(system_actor(world.nordby)):
        case = Case.objects.get(pk=world.cilla)
    for one, step in zip(rhythm(world, case, dt.date(2026, 5, 22)), (4, 3, 2), strict=True):
        answers(actor("citizen"), case, one, step)
    assert "1 is lower" not in words(browser, reverse("case", args=[case.pk]))


def test_whoever_may_not_see_how_somebody_is_sees_no_such_sign(browser: Client, world: World, told: Case) -> None:
    close_health(world, told)
    page = words(browser, reverse("case", args=[told.pk]))
    assert "Time without an effort" in page
    assert not [sign for sign in ("What Cilla answered", "says decline", "Came on") if sign in page]
    assert "what may help" not in words(browser, reverse("worklist"))


def test_a_closed_case_has_no_signs(browser: Client, world: World, system: Actor) -> None:
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        cases.case_close(case=case, closed_on=TODAY, reason="job", by=system)
    assert "Signs – not" not in words(browser, reverse("case", args=[world.cilla]))
