"""The citizen's own plan: what it shows, and what a citizen can do with it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, PlanReply, SubGoal
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import TODAY, World

PLAN = reverse("own_plan")


@pytest.fixture
def case(world: World, actor: Callable[[str], Actor]) -> Case:
    """Cilla's case, with a goal in her own words."""
    by = actor("caseworker")
    with acting(by):
        found = Case.objects.get(pk=world.cilla)
        services.plan_save(case=found, texts={"own_words": "Jeg vil ud til planter."}, expected_version=0, by=by)
    return found


@pytest.fixture
def cilla(as_: Callable[[str], Client], world: World) -> Client:
    """Cilla at her own plan."""
    return as_("citizen")


def words(client: Client) -> str:
    return pages.text(pages.page(client.get(PLAN)))


def add(case: Case, what: str, by: Actor, owner: str = "citizen") -> UUID:
    with acting(by):
        return services.sub_goal_add(case=case, step=services.Step(what, owner, TODAY), by=by).pk


def test_the_goal_stands_first_in_the_own_words(cilla: Client, case: Case) -> None:
    assert "My plan Jeg vil ud til planter." in words(cilla)


def test_a_proposal_stands_there_and_waits_with_the_contact_person(
    cilla: Client, case: Case, as_: Callable[[str], Client], system: Actor
) -> None:
    sent = {"what": "Cykle turen én gang", "due_on": "1.12.2026"}
    assert "Your proposal is sent." in cilla.post(PLAN, sent, follow=True).content.decode()
    with acting(system):
        goal = SubGoal.objects.get(what="Cykle turen én gang")
        assert (goal.state, goal.proposed_by_citizen, goal.owner) == ("proposed", True, "citizen")
        assert selectors.plan_versions(system, case)[-1].made_by is not None
    assert "Cykle turen én gang You have proposed it. Caseworker answers you." in words(cilla)
    told = as_("caseworker").get(reverse("messages", args=[case.pk])).content.decode()
    assert "I propose a small step for my plan: Cykle turen én gang" in told


def test_the_same_proposal_twice_is_one(cilla: Client, case: Case, system: Actor) -> None:
    cilla.post(PLAN, {"what": "Cykle turen én gang"})
    assert cilla.post(PLAN, {"what": "Cykle turen én gang"}).status_code == 422
    with acting(system):
        assert SubGoal.objects.filter(what="Cykle turen én gang").count() == 1


def test_an_own_step_can_be_said_to_be_reached(cilla: Client, case: Case, system: Actor) -> None:
    own, other = add(case, "Stå op kl. 8", system), add(case, "Ringe til skolen", system, "caseworker")
    page = pages.page(cilla.get(PLAN))
    assert str(page).count("I have reached it") == 1
    cilla.post(reverse("own_step_reach", args=[own]))
    assert cilla.post(reverse("own_step_reach", args=[other])).status_code == 404
    with acting(system):
        states = dict(SubGoal.objects.filter(pk__in=[own, other]).values_list("what", "state"))
    assert states == {"Stå op kl. 8": "reached", "Ringe til skolen": "open"}


def test_steps_of_others_cannot_be_moved(cilla: Client, world: World, actor: Callable[[str], Actor]) -> None:
    by = actor("colleague")
    with acting(by):
        bertils = Case.objects.get(pk=world.bertil)
    theirs = add(bertils, "Bertils skridt", by)
    assert cilla.post(reverse("own_step_reach", args=[theirs])).status_code == 404
    assert "Bertils skridt" not in words(cilla)


def test_yes_stands_with_the_version_and_no_longer_holds_when_it_changes(
    cilla: Client, case: Case, actor: Callable[[str], Actor], as_: Callable[[str], Client]
) -> None:
    cilla.post(PLAN, {"reply": "yes", "number": "1"})
    assert "You said yes to this plan on" in words(cilla)
    told = pages.text(pages.page(as_("caseworker").get(reverse("plan", args=[case.pk]))))
    assert "Says yes to version 1" in told
    add(case, "Noget nyt", actor("caseworker"))
    assert "The plan has changed since then." in words(cilla)


def test_what_changed_meanwhile_is_not_said_yes_to(cilla: Client, case: Case, system: Actor) -> None:
    add(case, "Noget nyt", system)
    response = cilla.post(PLAN, {"reply": "yes", "number": "1", "text": "Fint med mig"})
    page = pages.page(response)
    assert response.status_code == 422
    assert "The plan was changed while you were reading." in pages.summary(page)
    assert pages.typed(page, "text") == "Fint med mig"
    with acting(system):
        assert not PlanReply.objects.exists()


def test_a_comment_is_kept_and_read_by_the_caseworker(
    cilla: Client, case: Case, as_: Callable[[str], Client], system: Actor
) -> None:
    sent = {"reply": "comment", "number": "1", "text": "Jeg vil hellere arbejde ude."}
    for _again in range(2):
        cilla.post(PLAN, sent)
    with acting(system):
        (reply,) = PlanReply.objects.all()
        assert (reply.approves, reply.text) == (False, "Jeg vil hellere arbejde ude.")
        assert reply.events.count() == 1
    for name in ("plan", "messages"):
        assert "Jeg vil hellere arbejde ude." in as_("caseworker").get(reverse(name, args=[case.pk])).content.decode()


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"reply": "comment", "number": "1", "text": ""}, "text"), ({"number": "1"}, "reply"), ({"what": " "}, "what")],
)
def test_what_is_missing_is_said_at_its_field(
    cilla: Client, case: Case, system: Actor, sent: dict[str, str], field: str
) -> None:
    before = everything(system)
    response = cilla.post(PLAN, sent)
    assert response.status_code == 422
    assert pages.error(pages.page(response), field)
    assert everything(system) == before


def test_a_day_that_is_none_keeps_the_proposal(cilla: Client, case: Case) -> None:
    page = pages.page(cilla.post(PLAN, {"what": "Gå en tur", "due_on": "32.13"}))
    assert (pages.typed(page, "what"), pages.typed(page, "due_on")) == ("Gå en tur", "32.13")


def test_without_a_plan_it_says_how_one_comes(cilla: Client) -> None:
    told = words(cilla)
    assert "There is no plan yet. You make it together with Caseworker." in told
    assert "What do you say to the plan?" not in told


def test_in_a_closed_case_the_plan_is_read_and_not_written_in(cilla: Client, case: Case, system: Actor) -> None:
    own = add(case, "Stå op kl. 8", system)
    with acting(system):
        services.case_close(case=case, closed_on=TODAY, reason="job", by=system)
    told = words(cilla)
    assert "Jeg vil ud til planter." in told
    assert "Send my proposal" not in told
    for sent in ({"what": "Nyt skridt"}, {"reply": "yes", "number": "2"}):
        assert cilla.post(PLAN, sent).status_code == 422
    cilla.post(reverse("own_step_reach", args=[own]))
    with acting(system):
        assert SubGoal.objects.get(pk=own).state == "open"
