"""What lies on the desks of the demo, taken in through the product's own services once its cases stand."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.selectors import user_by_username
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.cases.selectors import efforts
from fremdrift.conversations import selectors, services
from fremdrift.core import clock
from fremdrift.overview import services as own
from fremdrift.overview.enums import Duty
from fremdrift.overview.selectors import own_worklist
from fremdrift_sim.desk import Desk, Excuses, Hearing, Move

_CAN_WAIT = (Duty.OFFER, Duty.CONVERSATION)
_SAID_LATER = (Duty.AGREEMENT, Duty.MINUTES, Duty.NO_CONTACT)


def desk_take_in(desk: Desk, case: Case, by: Actor) -> None:
    """Letters, a hearing, a time that was moved, one that nobody wrote up, a reminder; `by` has the case."""
    if desk.letters:
        citizen = _citizen(desk, case, by)
        for letter in desk.letters:
            who = citizen if letter.sender == "citizen" else by
            at = clock.evening(letter.on)
            cases.message_send(case=case, text=letter.text, wants_answer=letter.wants_answer, at=at, by=who)
    if desk.hearing is not None:
        _hear(desk.hearing, case, by)
    if desk.move is not None:
        _move(desk.move, case, by)
    if desk.unrecorded is not None:
        with clock.at(desk.unrecorded):
            services.conversation_plan(case=case, on=desk.unrecorded, at=dt.time(11, 15), form="phone", by=by)
    if desk.efforts_until is not None:
        for effort in efforts(by, [case.pk]):
            if effort.ends_on is None or effort.ends_on > desk.efforts_until:
                cases.spell_end(spell=effort, ends_on=desk.efforts_until, by=by)
    if desk.reminder:
        own.reminder_add(case=case, on=clock.today(), text=desk.reminder, by=by)


def _citizen(desk: Desk, case: Case, by: Actor) -> Actor:
    """The citizen as somebody who writes; those who cannot sign in yet get to."""
    person = desk.case.person
    username = person.username or f"borger-{case.municipality_id}-{case.number}"
    if person.username is None:
        user = accounts.user_add(username=username, name=person.name)
        accounts.membership_add(user=user, role=Role.CITIZEN, begins_on=case.opened_on)
        cases.citizen_sign_in_add(citizen=case.citizen, user_id=user.pk, begins_on=case.opened_on, by=by)
    found = user_by_username(username)
    assert found is not None
    return replace(by, user_id=found.pk, role=Role.CITIZEN)


def _hear(hearing: Hearing, case: Case, by: Actor) -> None:
    talks = selectors.conversations(by, [case.pk])
    missed = next(t for t in reversed(talks) if t.state == "no_show" and t.on == hearing.missed_on)
    asked = services.hearing_open(conversation=missed, question=hearing.question, asked_on=hearing.asked_on, by=by)
    if hearing.answered_on is not None:
        services.hearing_answer(hearing=asked, answer=hearing.answer, answered_on=hearing.answered_on, by=by)


def _move(move: Move, case: Case, by: Actor) -> None:
    planned = next(t for t in selectors.conversations(by, [case.pk]) if t.state == "planned")
    with clock.at(move.on):
        services.conversation_move(
            conversation=planned,
            on=move.to,
            at=planned.at,
            form=planned.form,
            asked_by="citizen",
            reason=move.why,
            by=by,
        )


def excuses_take_in(excuses: Excuses, by: Actor) -> None:
    """On a caseworker's list one duty waits with a reason, and another line is put aside."""
    found = own_worklist(by)
    lines = [(found.cases[row.case_id], item) for row in found.worklist.rows for item in row.items]
    owed = next(((case, item) for case, item in reversed(lines) if item.duty in _CAN_WAIT and item.obligation), None)
    if owed is not None and owed[1].obligation is not None:
        case, meets = owed[0], str(owed[1].obligation.what_would_meet_it)
        reason = excuses.waits.format(name=case.citizen.name.split()[0])
        services.waiting_note_set(case=case, meets=meets, reason=reason, until=excuses.until, by=by)
    counted = Counter(item.duty for _case, item in lines)
    later = [(case, item) for case, item in lines if item.duty in _SAID_LATER]
    for case, item in sorted(later, key=lambda line: -counted[line[1].duty])[:1]:  # of what there is most
        own.dismissal_add(case=case, duty=item.duty, fact=item.fact, reason=excuses.aside, by=by)
