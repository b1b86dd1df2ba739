"""The pages of a closed case: to read, with nothing to press that would be refused; what is sent is told and kept."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import resolve, reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services
from fremdrift.cases.models import Case
from fremdrift.conversations import rules
from fremdrift.conversations import services as talks
from fremdrift.progression.services import rhythm_set
from fremdrift.web.shared.violations import SENTENCES
from tests.asked import registration_round_of
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World

TOLD = SENTENCES["case.closed"]  # as text in the test itself: only there pages are in English
READ = [
    *("case", "plan", "plan_versions", "messages", "agreements", "contact_persons", "facts", "contact_attempts"),
    *("needs", "network_persons", "measurements", "participation", "phase", "helpers"),
]
# Pages with nothing to press, or with one thing of the case.
ONLY_READ = {
    *("conversation", "hearing", "plan_print", "sub_goal", "need", "network_person", "orders"),
    *("phase", "reflection"),
}
# What a closed case still offers: its person, who may see it, opening it again, and the calendar without it.
OFFERED = {"case_reopen", "conversation_cancel", "person", "access", "merge", "handover"}
FORMS: dict[str, dict[str, str]] = {
    "plan_edit": {"own_words": "Jeg vil være gartner", "version": "0"},
    "conversation_plan": {"on": "1.12.2026", "at": "9.15", "form": "video"},
    "conversation_record": {
        "state": "held",
        "form": "walk",
        "on": "24.11.2026",
        "minutes": "Vi talte om haven.",
        "agreement-TOTAL_FORMS": "0",
        "stands-phase": "standstill",
        "stands-why": "Venter på svar",
    },
    "fact_add effort": {
        "kind": "mentor",
        "title": "Støtte om morgenen",
        "organiser": "municipality",
        "begins_on": "24.11.2026",
    },
    "minutes_write": {"minutes": "Vi gik langt, og det gik godt.", "seen": rules.version("Vi gik en tur.")},
    "sub_goal": {"what": "Ring til to gartnerier", "owner": "citizen", "area": "employment", "version": "1"},
    "reminder_add": {"on": "1.12.2026", "text": "Ring til Cilla"},
    "plan": {"what": "Se haven en gang til", "owner": "citizen", "area": "employment"},
    "messages": {"text": "Hvordan går det?"},
    "contact_attempts": {"way": "phone", "on": "24.11.2026", "outcome": "no_answer", "note": "Prøvede to gange"},
    "phase": {"phase": "standstill", "why": "Venter på svar"},
    "measurements": {"every": "fortnight", "begins_on": "24.11.2026"},
    "measurement_answer": {"everyday": "2", "everyday_words": "Aflyste to gange", "give": "1"},
    "participation": {"choice": "yes", "reason_everyday": "1", "characteristics": "mental", "step": "save"},
    "needs": {"what": "Ro om morgenen", "area": "social", "named_by": "citizen"},
    "need": {"what": "Et sted at bo", "area": "housing", "named_by": "citizen", "version": "0"},
    "network_persons": {"name": "Bo Berg", "role": "doctor", "note": "Ringer selv"},
    "network_person": {"name": "Ida Lund", "role": "doctor", "note": "Ringer selv", "version": "0"},
    "hearing": {
        "step": "ask",
        "question": "Hvad skete der den dag?",
        "asked_on": "24.11.2026",
        "answer_by": "8.12.2026",
    },
}
KEPT = (
    "own_words",
    "name",
    "on",
    "minutes",
    "title",
    "what",
    "text",
    "note",
    "question",
    "begins_on",
    "everyday_words",
    "why",
    "stands-why",
)
ALSO_READ = {
    *("plan", "messages", "contact_attempts", "hearing", "sub_goal"),
    *("needs", "need", "network_persons", "network_person", "measurements", "participation", "phase"),
}


@pytest.fixture
def ids(world: World, system: Actor) -> dict[str, UUID]:
    """Cilla's case, closed with something of everything in it."""
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        registration_round_of(world.nordby)
        rhythm_set(case=case, every="quarter", begins_on=TODAY, by=system)
        goal = services.sub_goal_add(case=case, step=services.Step("Ring til gartneriet"), by=system)
        services.sub_goal_add(case=case, step=services.Step("Se haven"), proposed_by_citizen=True, by=system)
        done = services.sub_goal_add(case=case, step=services.Step("Kom op"), by=system)
        services.sub_goal_reach(sub_goal=done, by=system)
        need = services.need_name(case=case, named=services.Named("Et sted at sove", "housing"), by=system)
        person = services.network_person_add(case=case, around=services.Around("Ida Lund", "doctor"), by=system)
        services.consent_give(person=person, on=TODAY, what="Søvn", expected_version=0, by=system)
        missed = talks.conversation_record(
            case=case, record=talks.Record("no_show", "phone", TODAY, no_show_reason="ill"), by=system
        )
        services.case_close(case=case, closed_on=TODAY, reason="job", by=system)
    return {"planned": world.planned, "draft": world.draft, "missed": missed.pk, "goal": goal.pk} | {
        "need": need.pk,
        "person": person.pk,
    }


def address(route: str, world: World, ids: dict[str, UUID]) -> str:
    name, *rest = route.split()
    more = {"minutes_write": "draft", "sub_goal": "goal", "hearing": "missed"}
    more |= {"need": "need", "network_person": "person"}
    return reverse(name, args=[world.cilla, *rest, *([ids[more[name]]] if name in more else [])])


def write_routes(page: pages.Element, case: UUID) -> set[str]:
    """Where forms and links about the case lead that are more than pages to read."""
    forms = {
        pages.attribute(e, "action") or "(this page)"
        for e in pages.elements(page)
        if e.name == "form" and pages.attribute(e, "method") == "post"
    }
    found = set()
    for url in [*forms, *pages.links(page)]:
        if f"/{case}/" in url:
            found.add(resolve(re.sub(r"[?#].*", "", url)).url_name)
        elif url == "(this page)":
            found.add(url)
    return found - set(READ) - ONLY_READ


@pytest.mark.parametrize(
    "route",
    [*READ, "phase", "reflection", "conversation planned", "conversation draft", "conversation missed"],
)
def test_nothing_to_press_would_be_refused(route: str, browser: Client, world: World, ids: dict[str, UUID]) -> None:
    name, *which = route.split()
    url = reverse(name, args=[world.cilla, *[ids[key] for key in which]])
    response = browser.get(url)
    assert response.status_code == 200
    assert write_routes(pages.page(response), world.cilla) - OFFERED == set()


@pytest.mark.parametrize("route", ["hearing", "sub_goal", "need", "network_person"])
def test_what_went_on_can_be_read(route: str, browser: Client, world: World, ids: dict[str, UUID]) -> None:
    page = pages.page(browser.get(address(route, world, ids)))
    assert write_routes(page, world.cilla) - OFFERED == set()


def test_an_open_case_does_offer_them(browser: Client, world: World) -> None:
    registration_round_of(world.nordby)
    found = {
        name: write_routes(pages.page(browser.get(reverse(name, args=[world.cilla]))), world.cilla) for name in READ
    }
    assert all(found[name] - OFFERED for name in READ)


@pytest.mark.parametrize("route", sorted(set(FORMS) - ALSO_READ))
def test_who_opens_a_form_is_told(route: str, browser: Client, world: World, ids: dict[str, UUID]) -> None:
    response = browser.get(address(route, world, ids), follow=True)
    assert response.redirect_chain == [(reverse("case", args=[world.cilla]), 302)]
    assert str(TOLD) in pages.text(pages.page(response))


@pytest.mark.parametrize("route", sorted(FORMS))
def test_what_is_sent_is_refused_and_kept(
    route: str, browser: Client, world: World, ids: dict[str, UUID], system: Actor
) -> None:
    before = everything(system)
    response = browser.post(address(route, world, ids), FORMS[route])
    assert response.status_code == 422
    page = pages.page(response)
    code = "message.case_closed" if route == "messages" else "case.closed"
    assert str(SENTENCES[code]) in pages.summary(page)
    typed = {name: pages.typed(page, name) for name in FORMS[route] if name in KEPT}
    assert typed == {name: value for name, value in FORMS[route].items() if name in KEPT}
    assert everything(system) == before


@pytest.mark.parametrize(
    "route", ["minutes_share", "message_settle", "sub_goal_move", "waiting_note_end", "network_person_end"]
)
def test_a_button_of_an_old_page_is_told(
    route: str, browser: Client, world: World, ids: dict[str, UUID], system: Actor
) -> None:
    rest = {"minutes_share": [world.draft], "sub_goal_move": [ids["goal"]], "waiting_note_end": ["hold_conversation"]}
    rest |= {"network_person_end": [ids["person"]]}
    before = everything(system)
    url = reverse(route, args=[world.cilla, *rest.get(route, [])])
    response = browser.post(url, {"verb": "reach"}, follow=True)
    assert str(TOLD) in pages.text(pages.page(response))
    assert everything(system) == before
