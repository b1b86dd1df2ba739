"""A case on its way to a colleague: who may propose, read, answer and take back, and what each opens."""

import datetime as dt
from collections.abc import Callable

import pytest

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import Purpose
from fremdrift.access.models import Bar, Grant, Restriction
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import selectors, services
from fremdrift.cases.models import Case, ContactPerson, Transfer
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
TOMORROW, YESTERDAY = TODAY + A_DAY, TODAY - A_DAY
Personas = Callable[[str], Actor]
TEXT = "Cilla vil gerne gå en tur, når I mødes."


@pytest.fixture
def case(world: World, caseworker: Actor) -> Case:
    return Case.objects.select_related("citizen").get(pk=world.cilla)


@pytest.fixture
def propose(case: Case, world: World, caseworker: Actor) -> Callable[..., Transfer]:
    """Propose Cilla's case to the colleague, as her caseworker unless told."""

    def proposed(*, to: str = "colleague", on: dt.date = TODAY, by: Actor = caseworker) -> Transfer:
        user = world.users[to].pk
        return services.transfer_propose(case=case, user_id=user, begins_on=on, reason="caseload", handover=TEXT, by=by)

    return proposed


def sees(who: Actor, case: Case, on: dt.date = TODAY) -> tuple[bool, bool]:
    """Whether somebody sees the case's pages, and the handover page."""
    with clock.at(on), acting(who):
        return (
            selectors.case_by_id(who, case.pk) is not None,
            selectors.case_to_hand_over(who, case.pk) is not None,
        )


def refused(write: Callable[[], object]) -> str:
    """The code with which a write is refused."""
    with pytest.raises(RuleViolation) as violation:
        write()
    return violation.value.code


def test_until_it_is_answered_the_case_stays_and_the_receiver_reads_one_page(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague = actor("colleague")
    assert sees(colleague, case) == (False, False)
    propose()
    assert sees(caseworker, case) == (True, True)
    assert sees(colleague, case) == (False, True)
    with acting(colleague):
        assert selectors.own_cases(colleague) == [c for c in selectors.own_cases(colleague) if c.pk != case.pk]
        (waiting,) = selectors.transfers_to_answer(colleague)
        assert (waiting.case.citizen.name, waiting.proposed_by.name) == ("Cilla Papirsen", "Caseworker")
    assert [t.state for t in selectors.transfers_waiting(caseworker)] == ["proposed"]
    assert sees(actor("leader"), case)[0]


def test_accepted_it_changes_hands_with_reason_and_handover(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose()
    with acting(colleague):
        person = services.transfer_accept(transfer=transfer, answer="Ja tak.", by=colleague)
    assert (person.user_id, person.reason, person.handover) == (colleague.user_id, "caseload", TEXT)
    assert person.begins_on == TODAY
    assert ContactPerson.objects.exclude(pk=person.pk).get(case=case).ends_on == YESTERDAY
    assert sees(caseworker, case) == (False, False)
    assert sees(colleague, case) == (True, True)
    assert sees(actor("leader"), case)[0]
    transfer.refresh_from_db()
    assert (transfer.state, transfer.answer, transfer.became) == ("accepted", "Ja tak.", person)
    with acting(colleague):
        assert selectors.transfers_to_answer(colleague) == []


def test_accepted_for_a_later_day_the_page_stays_open_until_the_case_is(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose(on=TOMORROW)
    with acting(colleague):
        services.transfer_accept(transfer=transfer, by=colleague)
    assert sees(colleague, case) == (False, True)
    assert sees(caseworker, case) == (True, True)
    assert (sees(colleague, case, TOMORROW), sees(caseworker, case, TOMORROW)) == ((True, True), (False, False))
    ended = Grant.objects.get(source=transfer.pk, purpose=Purpose.HANDOVER)
    assert ended.ends_on == TODAY


def test_accepted_late_it_counts_from_the_day_of_the_answer(
    case: Case, propose: Callable[..., Transfer], actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose()
    with clock.at(TODAY + 5 * A_DAY), acting(colleague):
        person = services.transfer_accept(transfer=transfer, by=colleague)
    assert person.begins_on == TODAY + 5 * A_DAY


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
def test_declined_or_taken_back_the_page_is_closed_at_once(
    verb: str, case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose()
    if verb == "decline":
        with acting(colleague):
            services.transfer_decline(transfer=transfer, answer="Jeg har fri i december.", by=colleague)
    else:
        services.transfer_withdraw(transfer=transfer, by=caseworker)
    assert sees(colleague, case) == (False, False)
    assert sees(caseworker, case) == (True, True)
    assert len(selectors.transfers_waiting(caseworker)) == (verb == "decline")
    assert ContactPerson.objects.filter(case=case).count() == 1


def test_a_declined_one_is_told_until_another_is_proposed(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose()
    with acting(colleague):
        services.transfer_decline(transfer=transfer, answer="Nej.", by=colleague)
    assert selectors.transfer_declined(caseworker, case) == transfer
    second = propose()
    assert selectors.transfers_waiting(caseworker) == [second]
    assert selectors.transfer_declined(caseworker, case) is None


def test_an_answer_counts_once(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose()
    with acting(colleague):
        services.transfer_accept(transfer=transfer, by=colleague)
        again = refused(lambda: services.transfer_accept(transfer=transfer, by=colleague))
        later = refused(lambda: services.transfer_decline(transfer=transfer, answer="x", by=colleague))
    back = refused(lambda: services.transfer_withdraw(transfer=transfer, by=caseworker))
    assert {again, later, back} == {"transfer.answered"}
    assert ContactPerson.objects.filter(case=case).count() == 2


def test_only_the_receiver_answers_and_only_who_decides_takes_back(
    propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    transfer, colleague = propose(), actor("colleague")
    assert refused(lambda: services.transfer_accept(transfer=transfer, by=caseworker)) == "transfer.not_to_you"
    assert refused(lambda: services.transfer_decline(transfer=transfer, answer="x", by=caseworker)) == (
        "transfer.not_to_you"
    )
    with acting(colleague):
        assert refused(lambda: services.transfer_withdraw(transfer=transfer, by=colleague)) == "transfer.not_yours"
        assert refused(lambda: services.transfer_decline(transfer=transfer, answer=" ", by=colleague)) == (
            "transfer.no_answer"
        )


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("transfer.begins_in_past", {"on": YESTERDAY}),
        ("contact_person.same", {"to": "caseworker"}),
    ],
)
def test_what_cannot_be_proposed(code: str, changed: dict[str, object], propose: Callable[..., Transfer]) -> None:
    assert refused(lambda: propose(**changed)) == code


def test_two_at_once_cannot_wait(propose: Callable[..., Transfer]) -> None:
    propose()
    assert refused(propose) == "transfer.already_waiting"


def test_only_who_has_the_case_steps_in_or_leads_proposes(
    propose: Callable[..., Transfer], actor: Personas, world: World
) -> None:
    stranger = actor("colleague")
    assert refused(lambda: propose(by=stranger)) == "transfer.not_yours"
    stand_in = Actor(stranger.user_id, "", stranger.role, world.nordby.pk, covers=(world.users["caseworker"].pk,))
    assert propose(by=stand_in).proposed_by_id == stranger.user_id


def test_a_leader_may_propose(propose: Callable[..., Transfer], actor: Personas) -> None:
    assert propose(by=actor("leader")).state == "proposed"


def test_a_closed_case_and_one_already_promised_are_not_proposed(
    case: Case, world: World, propose: Callable[..., Transfer], caseworker: Actor
) -> None:
    worker = services.Worker(world.users["colleague"].pk, None)
    coming = services.contact_person_set(case=case, worker=worker, begins_on=TOMORROW, by=caseworker)
    assert refused(propose) == "transfer.already_planned"
    services.contact_person_cancel(person=coming, by=caseworker)
    waiting = propose()
    services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
    waiting.refresh_from_db()
    assert waiting.state == "withdrawn"
    assert refused(propose) == "transfer.case_closed"


def test_decided_otherwise_meanwhile_nothing_waits_any_more(
    case: Case, world: World, propose: Callable[..., Transfer], actor: Personas
) -> None:
    transfer, leader = propose(), actor("leader")
    with acting(leader):
        worker = services.Worker(leader.user_id, None)
        services.contact_person_set(case=case, worker=worker, begins_on=TODAY, reason="caseload", by=leader)
    transfer.refresh_from_db()
    assert transfer.state == "withdrawn"
    assert sees(actor("colleague"), case) == (False, False)


def test_an_accepted_one_that_is_taken_back_closes_the_page_too(
    case: Case, propose: Callable[..., Transfer], caseworker: Actor, actor: Personas
) -> None:
    colleague, transfer = actor("colleague"), propose(on=TOMORROW)
    with acting(colleague):
        person = services.transfer_accept(transfer=transfer, by=colleague)
    services.contact_person_cancel(person=person, by=caseworker)
    assert sees(colleague, case) == (False, False)
    assert sees(caseworker, case, TOMORROW) == (True, True)


class TestConflictOfInterest:
    def bar(self, world: World, case: Case) -> None:
        with acting(system_actor(world.nordby)):
            Bar.objects.create(
                municipality=world.nordby,
                holder=f"user:{world.users['colleague'].pk}",
                subject=case.citizen_id,
                kind="conflict",
                relation="family",
                begins_on=TODAY,
            )

    def test_the_receiver_cannot_be_asked(self, case, world, propose) -> None:
        self.bar(world, case)
        assert refused(propose) == "contact_person.not_possible"

    def test_nor_on_a_restricted_case(self, case, world, propose) -> None:
        with acting(system_actor(world.nordby)):
            Restriction.objects.create(
                municipality=world.nordby,
                subject=case.citizen_id,
                allowed=[f"user:{world.users['caseworker'].pk}"],
                reason="Kendt af mange.",
                begins_on=TODAY,
            )
        assert refused(propose) == "contact_person.not_possible"

    def test_declared_meanwhile_nothing_is_open_and_it_cannot_be_accepted(self, case, world, propose, actor) -> None:
        colleague, transfer = actor("colleague"), propose()
        self.bar(world, case)
        assert sees(colleague, case) == (False, False)
        with acting(colleague):
            assert selectors.transfers_to_answer(colleague) == []
            assert refused(lambda: services.transfer_accept(transfer=transfer, by=colleague)) == (
                "transfer.not_possible"
            )

    def test_nobody_barred_is_set_or_added(self, case, world, caseworker) -> None:
        self.bar(world, case)
        user = world.users["colleague"].pk
        worker = services.Worker(user, None)
        added = {"case": case, "begins_on": TODAY, "by": caseworker}
        assert refused(lambda: services.contact_person_set(worker=worker, **added)) == "contact_person.not_possible"
        assert refused(lambda: services.contact_person_add(role="job_broker", user_id=user, **added)) == (
            "contact_person.not_possible"
        )
