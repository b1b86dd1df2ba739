"""A closed case is read and not written in: no service writes there, and the database takes nothing in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from fremdrift.access.actor import Actor
from fremdrift.access.rls import NOT_CLOSED_WITH_CASE, protected_tables
from fremdrift.cases import services
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Message, Need, NetworkPerson, SubGoal
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Agreement, Conversation, Hearing
from fremdrift.core.exceptions import RuleViolation
from fremdrift.overview import services as own
from tests.architecture.source import ROOT, public_functions
from tests.stored import everything
from tests.world import TODAY, World

TOMORROW = TODAY + dt.timedelta(days=1)
# Written in a closed case too, and why.
ALLOWED = {
    "conversation_cancel",  # what was left on the calendar when the case closed can be taken off
    "message_read",  # a note that what was sent before is read
    "obligations_check",  # writes nothing
    "obligations_recompute",  # worked out from the facts, not written by anybody
}
MODULES = [
    "cases.services." + name
    for name in ("characteristics", "messages", "needs", "network", "plans", "rule_packs", "spells")
]


@dataclass(frozen=True)
class There:
    """What stands in Cilla's case when it closes."""

    case: Case
    goal: SubGoal
    proposed: SubGoal
    around: NetworkPerson
    consented: NetworkPerson
    need: Need
    let_go: Need
    planned: Conversation
    draft: Conversation
    missed: Conversation
    unasked: Conversation
    hearing: Hearing
    agreement: Agreement
    benefit: BenefitSpell
    coming: ContactPerson


@pytest.fixture
def there(world: World, caseworker: Actor) -> There:
    case = Case.objects.get(pk=world.cilla)
    services.plan_save(case=case, texts={"job_goal": "Gartner"}, expected_version=0, by=caseworker)
    services.message_send(case=case, text="Hvordan går det?", by=caseworker)
    missed, unasked = (
        talks.conversation_record(
            case=case, record=talks.Record("no_show", form, TODAY, no_show_reason="ill"), by=caseworker
        )
        for form in ("phone", "walk")
    )
    found = There(
        case=case,
        goal=services.sub_goal_add(case=case, step=services.Step("Ring til gartneriet"), by=caseworker),
        proposed=services.sub_goal_add(
            case=case, step=services.Step("Se haven"), proposed_by_citizen=True, by=caseworker
        ),
        around=services.network_person_add(case=case, around=services.Around("Bo Berg"), by=caseworker),
        consented=services.consent_give(
            person=services.network_person_add(case=case, around=services.Around("Ida Lund"), by=caseworker),
            on=TODAY,
            what="Gæld",
            expected_version=0,
            by=caseworker,
        ),
        need=services.need_name(case=case, named=services.Named("En bolig", "housing"), by=caseworker),
        let_go=services.need_let_go(
            need=services.need_name(case=case, named=services.Named("En cykel"), by=caseworker),
            reason="Har fået en",
            by=caseworker,
        ),
        planned=Conversation.objects.get(pk=world.planned),
        draft=Conversation.objects.get(pk=world.draft),
        missed=missed,
        unasked=unasked,
        hearing=talks.hearing_open(conversation=missed, question="?", asked_on=TODAY, by=caseworker),
        agreement=Agreement.objects.get(case=case),
        benefit=BenefitSpell.objects.get(case=case),
        coming=services.contact_person_set(
            case=case,
            worker=services.Worker(world.users["colleague"].pk, None),
            begins_on=TOMORROW,
            reason="leave",
            by=caseworker,
        ),
    )
    services.case_close(case=case, closed_on=TODAY, reason="job", by=caseworker)
    return found


Write = Callable[[There, Actor], object]
PERIOD = {"begins_on": TODAY, "ends_on": None}
WRITES: dict[str, Write] = {
    "benefit_add": lambda t, by: services.benefit_add(case=t.case, kind="cash_benefit", **PERIOD, by=by),
    "target_group_add": lambda t, by: services.target_group_add(case=t.case, group="match_1", **PERIOD, by=by),
    "exemption_add": lambda t, by: services.exemption_add(case=t.case, pauses="both", reason="x", **PERIOD, by=by),
    "spell_end": lambda t, by: services.spell_end(spell=t.benefit, ends_on=TODAY, by=by),
    "effort_add": lambda t, by: services.effort_add(
        case=t.case, kind="mentor", title="x", organiser="other", **PERIOD, by=by
    ),
    "characteristic_add": lambda t, by: services.characteristic_add(case=t.case, kind="debt", **PERIOD, by=by),
    "rule_pack_set": lambda t, by: services.rule_pack_set(case=t.case, pack="lab-2020", reason="x", **PERIOD, by=by),
    "plan_save": lambda t, by: services.plan_save(case=t.case, texts={"job_goal": "Smed"}, expected_version=1, by=by),
    "sub_goal_add": lambda t, by: services.sub_goal_add(case=t.case, step=services.Step("Ny"), by=by),
    "sub_goal_update": lambda t, by: services.sub_goal_update(
        sub_goal=t.goal, step=services.Step("Andet"), expected_version=1, by=by
    ),
    "sub_goal_accept": lambda t, by: services.sub_goal_accept(sub_goal=t.proposed, by=by),
    "sub_goal_reach": lambda t, by: services.sub_goal_reach(sub_goal=t.goal, by=by),
    "sub_goal_drop": lambda t, by: services.sub_goal_drop(sub_goal=t.goal, by=by),
    "sub_goal_reopen": lambda t, by: services.sub_goal_reopen(sub_goal=t.goal, by=by),
    "network_person_add": lambda t, by: services.network_person_add(case=t.case, around=services.Around("Eva"), by=by),
    "network_person_update": lambda t, by: services.network_person_update(
        person=t.around, around=services.Around("Bo Bergmann"), expected_version=0, by=by
    ),
    "network_person_end": lambda t, by: services.network_person_end(person=t.around, by=by),
    "consent_give": lambda t, by: services.consent_give(
        person=t.around, on=TODAY, what="Gæld", expected_version=0, by=by
    ),
    "consent_withdraw": lambda t, by: services.consent_withdraw(person=t.consented, on=TODAY, by=by),
    "need_name": lambda t, by: services.need_name(case=t.case, named=services.Named("Ro"), by=by),
    "need_update": lambda t, by: services.need_update(
        need=t.need, named=services.Named("Et værelse", "housing"), expected_version=0, by=by
    ),
    "need_meet": lambda t, by: services.need_meet(need=t.need, met_by="Egen bolig", by=by),
    "need_let_go": lambda t, by: services.need_let_go(need=t.need, reason="x", by=by),
    "need_reopen": lambda t, by: services.need_reopen(need=t.let_go, by=by),
    "message_send": lambda t, by: services.message_send(case=t.case, text="Hej", by=by),
    "message_settle": lambda t, by: services.message_settle(case=t.case, by=by),
    "contact_person_set": lambda t, by: services.contact_person_set(
        case=t.case, worker=services.Worker(by.user_id, None), begins_on=TOMORROW, by=by
    ),
    "contact_person_cancel": lambda t, by: services.contact_person_cancel(person=t.coming, by=by),
    "conversation_plan": lambda t, by: talks.conversation_plan(case=t.case, on=TODAY, form="walk", by=by),
    "conversation_move": lambda t, by: talks.conversation_move(
        conversation=t.planned, on=TOMORROW, at=None, form="walk", asked_by="office", by=by
    ),
    "conversation_record": lambda t, by: talks.conversation_record(
        case=t.case, record=talks.Record("held", "walk", TODAY), planned=t.planned, by=by
    ),
    "agreement_follow_up": lambda t, by: talks.agreement_follow_up(agreement=t.agreement, state="done", by=by),
    "contact_attempt_add": lambda t, by: talks.contact_attempt_add(case=t.case, way="sms", on=TODAY, by=by),
    "hearing_open": lambda t, by: talks.hearing_open(conversation=t.unasked, question="?", asked_on=TODAY, by=by),
    "hearing_answer": lambda t, by: talks.hearing_answer(hearing=t.hearing, answer="x", answered_on=TODAY, by=by),
    "hearing_close": lambda t, by: talks.hearing_close(hearing=t.hearing, conclusion="x", by=by),
    "hearing_hand_off": lambda t, by: talks.hearing_hand_off(hearing=t.hearing, on=TODAY, by=by),
    "minutes_write": lambda t, by: talks.minutes_write(conversation=t.draft, minutes="Andet", seen="", by=by),
    "minutes_share": lambda t, by: talks.minutes_share(conversation=t.draft, by=by),
    "participants_set": lambda t, by: talks.participants_set(
        conversation=t.planned, participants=[talks.NewParticipant("mentor", "Bo")], by=by
    ),
    "waiting_note_set": lambda t, by: talks.waiting_note_set(
        case=t.case, meets="hold_conversation", reason="x", until=TOMORROW, by=by
    ),
    "waiting_note_end": lambda t, by: talks.waiting_note_end(case=t.case, meets="hold_conversation", by=by),
    "dismissal_add": lambda t, by: own.dismissal_add(case=t.case, duty="x", fact="x", reason="x", by=by),
    "reminder_add": lambda t, by: own.reminder_add(case=t.case, on=TODAY, text="x", by=by),
}


@pytest.mark.parametrize("name", sorted(WRITES))
def test_no_service_writes_in_it(name: str, there: There, caseworker: Actor) -> None:
    before = everything(caseworker)
    with pytest.raises(RuleViolation) as told:
        WRITES[name](there, caseworker)
    assert told.value.code in {"case.closed", "message.case_closed"}
    assert everything(caseworker) == before


def test_every_service_about_a_case_is_asked() -> None:
    modules = [import_module(f"fremdrift.{name}") for name in MODULES]
    paths = [Path(module.__file__ or "") for module in modules]
    paths += sorted((ROOT / "src/fremdrift/conversations/services").glob("[a-z]*.py"))
    found = {function.name for path in paths for function in public_functions(path)}
    assert len(found) > 30
    assert found - set(WRITES) == ALLOWED


def test_what_was_left_on_the_calendar_is_taken_off(there: There, caseworker: Actor) -> None:
    talks.conversation_cancel(conversation=there.planned, by=caseworker)
    there.planned.refresh_from_db()
    assert there.planned.state == "cancelled"


def test_who_looked_at_it_while_it_was_open_is_told_too(there: There, caseworker: Actor) -> None:
    there.case.closed_on = None  # as a page of before has it
    with pytest.raises(RuleViolation, match=r"message\.case_closed"):
        services.message_send(case=there.case, text="Hej", by=caseworker)


def test_it_is_written_in_again_once_it_is_open(there: There, caseworker: Actor) -> None:
    services.case_reopen(case=there.case, by=caseworker)
    services.sub_goal_reach(sub_goal=there.goal, by=caseworker)
    there.goal.refresh_from_db()
    assert there.goal.state == "reached"


def test_the_database_takes_nothing_in_past_the_services(there: There, caseworker: Actor) -> None:
    of_case = {"case_id": there.case.pk, "municipality_id": there.case.municipality_id}
    writes = [
        lambda: SubGoal.objects.create(what="x", state_on=TODAY, **of_case),
        lambda: Message.objects.create(sender="municipality", text="x", author_id=caseworker.user_id, **of_case),
        lambda: SubGoal.objects.filter(pk=there.goal.pk).update(what="x"),
        lambda: BenefitSpell.objects.filter(pk=there.benefit.pk).update(ends_on=TODAY),
    ]
    for write in writes:
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            write()


def test_the_database_knows_every_table_of_a_case() -> None:
    closes = {protected.table for protected in protected_tables() if protected.closes}
    assert {"cases_benefitspell", "cases_planversion", "conversations_hearing", "cases_message"} <= closes
    assert not closes & NOT_CLOSED_WITH_CASE
    assert {name for name in closes if name.endswith("event")} == set()
    assert {protected.table for protected in protected_tables()} >= NOT_CLOSED_WITH_CASE
