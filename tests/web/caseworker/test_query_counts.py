"""How many questions each page puts to the database: as many for thirty cases or entries as for three."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.core.changes import together
from fremdrift.exchange.citizens import citizens_import
from fremdrift.overview.enums import Column
from tests.exchange.files import citizen, text
from tests.web.caseworker.questions import CSRF
from tests.world import TODAY, World

MOST_FOR_A_WORKLIST = 25


def queries(browser: Client, url: str) -> int:
    """Everything that one look costs, session and user included."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


@pytest.fixture
def caseload(system: Actor) -> Callable[[int], None]:
    """Give the caseworker so many cases, each with a conversation to come, one not shared, and an agreement."""

    def fill(count: int) -> None:
        rows = [citizen(n, opened="01-02-2025", benefit_from="", group_from="", worker_from="") for n in range(count)]
        with acting(system), together():
            citizens_import(content=text(*rows).encode(), by=system)
            for case in Case.objects.filter(opened_on=dt.date(2025, 2, 1)).filter(conversations=None):
                ours = cases.Step("Finde en mentor", owner="caseworker", due_on=TODAY - dt.timedelta(days=1))
                cases.sub_goal_add(case=case, step=ours, by=system)
                _talk(case, TODAY - dt.timedelta(days=100), system)
                talks.conversation_plan(case=case, on=TODAY, form="walk", by=system)

    return fill


def _talk(case: Case, on: dt.date, by: Actor) -> None:
    agreed = [talks.NewAgreement("Ringe til lægen", due_on=TODAY)]
    record = talks.Record("held", "walk", on, minutes="Vi gik en tur.", agreements=agreed)
    talks.conversation_record(case=case, record=record, by=by)


def all_queries(browser: Client, urls: list[str]) -> dict[str, int]:
    """The same of several addresses; the first look is not counted, since some things are asked once in a process."""
    return {url: min(queries(browser, url) for _ in range(2)) for url in urls}


def test_lists_ask_as_much_for_thirty_cases_as_for_three(browser: Client, caseload: Callable[[int], None]) -> None:
    routes = ("worklist", "worklist_export", "caseload", "caseload_export", "citizen_new")
    every_column = "&".join(f"col={column}" for column in Column)
    urls = [
        *(reverse(route) for route in routes),
        reverse("caseload") + f"?sort=-deadline&show=today&{every_column}",
        reverse("search") + "?q=nummer",
    ]
    caseload(3)
    few = all_queries(browser, urls)
    caseload(30)
    assert all_queries(browser, urls) == few


def test_a_worklist_of_150_cases(
    browser: Client, caseload: Callable[[int], None], request: pytest.FixtureRequest
) -> None:
    caseload(149)
    url = reverse("worklist")
    assert "<b>150 of 150 citizens</b>" in browser.get(url).content.decode()
    asked = queries(browser, url)
    request.config.get_terminal_writer().line(f"\nworklist of 150 cases: {asked} queries")
    assert asked <= MOST_FOR_A_WORKLIST


@together()
def history(case: Case, numbers: range, by: Actor) -> None:
    """Entries of every kind in one case, one of each for a number."""
    for number in numbers:
        on = case.opened_on + dt.timedelta(days=3 * number)
        _talk(case, on, by)
        period = {"case": case, "begins_on": on, "ends_on": on, "by": by}
        cases.effort_add(kind="mentor", title="Mentor", organiser="provider", **period)
        cases.exemption_add(pauses="offer", reason="rejse", **period)
        reached = cases.sub_goal_add(case=case, step=cases.Step(f"Skridt {number}", due_on=on), by=by)
        cases.sub_goal_reach(sub_goal=reached, by=by)
        cases.sub_goal_add(case=case, step=cases.Step(f"Næste skridt {number}", due_on=TODAY), by=by)
        cases.plan_save(case=case, texts={"own_words": f"Ord {number}"}, expected_version=number, by=by)
        bo = [talks.NewParticipant("mentor", "Bo")]
        ahead = TODAY + dt.timedelta(days=number)
        planned = talks.conversation_plan(case=case, on=ahead, form="phone", participants=bo, by=by)
        talks.conversation_move(conversation=planned, on=ahead, at=None, form="walk", asked_by="office", by=by)
        talks.contact_attempt_add(case=case, way="phone", on=on, outcome="reached", by=by)
        _heard(case, on, by)


def _heard(case: Case, on: dt.date, by: Actor) -> None:
    """A no-show, its attempts, and the citizen's side of it."""
    user_id = case.contactpersons.values_list("user", flat=True)[0]
    person = replace(by, user_id=user_id)
    absent = talks.Record("no_show", "phone", on, no_show_reason="ill", attempts=["phone", "sms"])
    missed = talks.conversation_record(case=case, record=absent, by=by)
    hearing = talks.hearing_open(conversation=missed, question="?", asked_on=on, by=person)
    talks.hearing_answer(hearing=hearing, answer="!", answered_on=on, by=person)


@together()
def handovers(case: Case, numbers: range, world: World, by: Actor) -> None:
    """The case goes to and fro, and ends where it began when the numbers are even."""
    first = case.opened_on + dt.timedelta(days=1)
    workers = [world.users[name].pk for name in ("colleague", "caseworker")]
    for number in numbers:
        worker = cases.Worker(workers[number % 2], None)
        on = first + dt.timedelta(days=number)
        cases.contact_person_set(case=case, worker=worker, begins_on=on, reason="other", handover="x", by=by)


def test_a_case_asks_as_much_for_many_entries_as_for_few(
    browser: Client, world: World, cilla: Case, system: Actor
) -> None:
    kinds = ("benefit", "target-group", "exemption", "effort")
    absent = talks.Record("no_show", "phone", TODAY, no_show_reason="ill")
    missed = talks.conversation_record(case=cilla, record=absent, by=system)
    urls = [
        *(reverse(route, args=[cilla.pk]) for route in ("case", "facts", "contact_persons", "access")),
        *(reverse(route, args=[cilla.pk]) for route in ("conversation_record", "conversation_plan", "restriction")),
        *(reverse(route, args=[cilla.pk]) for route in ("plan", "plan_edit", "plan_versions", "plan_print")),
        *(reverse(route, args=[cilla.pk]) for route in ("agreements", "contact_attempts")),
        *(reverse(route, args=[cilla.pk, world.planned]) for route in ("conversation_move", "invitation")),
        reverse("minutes_write", args=[cilla.pk, world.draft]),
        reverse("hearing", args=[cilla.pk, missed.pk]),
        reverse("case", args=[cilla.pk]) + "?print=1",
        reverse("conversation", args=[cilla.pk, world.draft]),
        *(reverse("fact_add", args=[cilla.pk, kind]) for kind in kinds),
    ]
    with acting(system):
        history(cilla, range(2), system)
        handovers(cilla, range(2), world, system)
    few = all_queries(browser, urls)
    with acting(system):
        history(cilla, range(2, 27), system)
        handovers(cilla, range(2, 26), world, system)
    assert all_queries(browser, urls) == few


def test_sending_a_conversation_costs_as_much_late_in_a_case_as_early(
    browser: Client, world: World, cilla: Case, system: Actor
) -> None:
    def sent() -> int:
        form = {"state": "held", "on": f"{TODAY:%d.%m.%Y}", "form": "walk", "minutes": "x"}
        lines = {"agreement-TOTAL_FORMS": "0", "agreement-INITIAL_FORMS": "0"}
        with CaptureQueriesContext(connection) as asked:
            response = browser.post(reverse("conversation_record", args=[world.cilla]), CSRF | form | lines)
            assert response.status_code == 302
        return len(asked)

    sent()
    few = sent()
    with acting(system):
        history(cilla, range(25), system)
    assert sent() <= few + 2  # one is planned by then, with people
