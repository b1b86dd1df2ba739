"""What a broken rule says to the person who met it: what is wrong, and what to do. One sentence per code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.core.exceptions import RuleViolation
from fremdrift.web.shared import order_violations, questionnaire_violations

_OTHERS = order_violations.SENTENCES | questionnaire_violations.SENTENCES
SENTENCES = _OTHERS | {
    "access.not_possible": _(
        "Only those who work with the case decide who may see it. Ask them, or your team leader. Nothing was changed."
    ),
    "agreement.already_closed": _("The agreement is already closed. Load the page again to see how."),
    "bar.already": _("That is registered already. Load the page again to see it."),
    "bar.leader_ends": _("Only a team leader can end a conflict of interest. Ask yours."),
    "attempt.already_written": _("That attempt is written down already. If you tried twice, write the time too."),
    "attempt.in_future": _("That day has not come yet. Write the day on which you tried."),
    "benefit.overlaps": _(
        "The citizen already has a benefit in that period. End that one first, or choose other dates."
    ),
    "case.already_closed": _("The case is closed already. Load the page again to see why."),
    "break_glass.already": _("You have opened the case already. Find it once more by its number."),
    "break_glass.leader_sees": _("Only a leader can say that it is seen, and nobody of an emergency of their own."),
    "break_glass.reason": _("Write in at least 20 characters what the emergency is."),
    "break_glass.refused": _(
        "With that number no case can be opened here, not even in an emergency. Either your municipality has none, "
        "or it is closed to you. Ask your team leader."
    ),
    "case.already_open": _("The citizen has an open case here. Find it under My citizens, or ask your team leader."),
    "case.before_birth": _("The case cannot open before the citizen was born. Check the day and the CPR number."),
    "case.closed": _(
        "The case is closed, so it can be read and not written in. Open it again first if it was closed by mistake."
    ),
    "case.closes_before_opening": _("The case cannot close before it was opened. Write a later day."),
    "case.closes_in_future": _("The case cannot close in the future. Write the day it really closed."),
    "case.newer_open": _("The citizen has a newer case that is open. Go on in that one."),
    "case.not_closed": _("The case is open already."),
    "case.opens_in_future": _("The case cannot open in the future. Write today or an earlier day."),
    "case.registered_twice": _(
        "The case was closed because the person was registered twice. Undo the merge if that was a mistake."
    ),
    "characteristic.five": _(
        "Five characteristics stand in that period already, and there can be no more. End one that matters less."
    ),
    "characteristic.overlaps": _(
        "That characteristic stands in the period already. End it first, or choose other dates."
    ),
    "characteristic.words_needed": _("Say in a few words what it is."),
    "characteristic.words_of_other": _("Choose “Other” if you want to say it in your own words, or leave this empty."),
    "citizen.known": _("There is a citizen with that CPR number here already. Ask your team leader who has the case."),
    "citizen.merged": _("The record was merged into another. Search for the person again."),
    "citizen.protected_until_alone": _("Tick protected address too, or leave the day empty."),
    "citizen.protected_until_past": _("That day has passed. Write a day to come, or leave it empty."),
    "contact_person.already": _("That person helps in that role already. Choose somebody else, or another period."),
    "contact_person.begun": _(
        "That day has come, and the case has changed hands. Hand it over again if somebody else is to have it."
    ),
    "contact_person.changed": _("The contact persons have been changed meanwhile. Look at them as they stand now."),
    "contact_person.ends_later": _("That is later than agreed. Add the person once more for the time after."),
    "contact_person.helps_already": _("That person has begun. Set the last day instead."),
    "contact_person.not_possible": _("That person cannot have this case. Choose somebody else."),
    "contact_person.same": _("That person is the contact person already. Choose somebody else."),
    "contact_person.two_coordinating": _(
        "There is a coordinating contact person in that period already, and there can be only one. Choose a later day."
    ),
    "conversation.already_moved": _("The conversation was moved to another time. Look for the new one on the case."),
    "conversation.already_planned": _("A conversation is planned for that time already. Choose another time."),
    "conversation.already_recorded": _("The conversation is recorded already."),
    "conversation.before_case": _("The case was not open on that day. Write the day of the conversation."),
    "conversation.in_future": _(
        "A conversation in the future cannot be recorded. Write the day it was held, or plan it."
    ),
    "conversation.not_moved": _("It is planned just like that already. Choose another day, time or form."),
    "conversation.planned_in_past": _("That day has passed. Plan for today or later, or record the conversation."),
    "cover.absent_steps_in": _(
        "That person steps in for somebody else in that time. Find another stand-in for them first."
    ),
    "cover.begins_in_past": _("That day has passed. Write today or a later day."),
    "cover.beside_already": _("That person steps in beside already. Choose somebody else."),
    "cover.beside_oneself": _("That person is away or steps in already. Choose somebody else."),
    "cover.ends_too_early": _(
        "The last day must be today or later, and not before the first. To stop now, end the cover."
    ),
    "cover.no_caseworker": _("That person is not a caseworker here today. Choose somebody else."),
    "cover.not_the_team": _("That person is not in your team today. Their own leader arranges it."),
    "cover.oneself": _("Nobody can step in for themselves. Choose somebody else."),
    "cover.over": _("That cover has ended meanwhile. Look at the list as it stands now."),
    "cover.overlaps": _("Somebody steps in already in that time. End that first, or choose other days."),
    "cover.stand_in_absent": _("That person is away in that time. Choose somebody else, or other days."),
    "cpr.born_later": _("By that number the citizen is not born yet. Check the number."),
    "cpr.date": _("The first six digits of a CPR number are a day, a month and a year. Check the number."),
    "cpr.length": _("A CPR number has ten digits. Check the number."),
    "cpr.letters": _("A CPR number has digits only, like 010180-1234. Check the number."),
    "dismissal.until_past": _(
        "Choose a day after today, or leave it empty. Then the line comes back when something changes."
    ),
    "delegation.without_end": _("Write the last day. Somebody at a provider helps for a period only."),
    "draft.too_long": _("That is too long to be kept as a draft. Save it, or keep a copy elsewhere."),
    "effort.hours": _("Hours a week must be more than nothing. Leave it empty if you do not know."),
    "exclusion.reason": _("Write why, so that others can understand it later."),
    "exemption.overlaps": _(
        "The citizen is exempt in that period already. End that exemption first, or choose other dates."
    ),
    "hearing.already_asked": _("The citizen has been asked about this already. See below what stands."),
    "hearing.answer_before_question": _("The last day for the answer is before the day you asked. Choose a later day."),
    "hearing.answer_day": _("Write the day of the answer: on the day you asked or later, and not after today."),
    "hearing.asked_before_no_show": _("That is before the conversation should have been held. Check the day."),
    "hearing.asked_in_future": _("That day has not come yet. Write the day on which you asked."),
    "hearing.by_a_person": _("Only a person can ask and hand over, never the system."),
    "hearing.changed": _("Somebody wrote here meanwhile. Look at how it stands now, and write again if needed."),
    "hearing.hand_off_day": _("Write a day from the conclusion until today."),
    "hearing.not_concluded": _("Write the conclusion first: the citizen's side comes before anything else."),
    "hearing.only_after_no_show": _(
        "The citizen came, or the conversation is still ahead: there is nothing to ask about."
    ),
    "hearing.time_left": _("The citizen can still answer. Wait until the day has passed, or write the answer down."),
    "membership.elsewhere": _("That person has this role elsewhere already."),
    "message.case_closed": _("The case is closed, so no messages can be sent in it. Call instead."),
    "message.empty": _("Write something first."),
    "message.twice": _("This message has just been sent. Write something new."),
    "merge.choose_case": _("Both have an open case. Choose the one that goes on."),
    "merge.contact_person_since": _(
        "A case that must go back has got another contact person since. Look at its contact persons first."
    ),
    "merge.later_first": _("Another merge came later. Undo that one first."),
    "merge.merged_already": _(
        "One of the records was merged meanwhile. Load the page again to see them as they stand."
    ),
    "merge.open_case_since": _("The person would have two open cases. Close one of them first, then undo the merge."),
    "merge.same": _("It is the same record. Choose the case of the other one."),
    "merge.two_restrictions": _(
        "Only those on a list may see either of them, and the lists are two. End one of the restrictions first."
    ),
    "merge.undone_already": _("That merge was undone already."),
    "minutes.already_shared": _("The minutes are shared already, and what is shared stays as it is."),
    "minutes.changed_meanwhile": _(
        "Somebody changed the minutes while you wrote. Both texts are here: put them together, then save again."
    ),
    "minutes.not_held": _("Only a conversation that was held has minutes."),
    "minutes.nothing_to_share": _("There are no minutes left to share. Load the page again to see them."),
    "period.ends_first": _("The last day is before the first. Change one of them."),
    "reminder.past": _("That day has passed. Choose today or a later day."),
    "saved_list.known": _("You have a list of that name here already. Choose another name."),
    "plan.changed_meanwhile": _(
        "The plan was changed while you were writing. What you wrote is here: see what the other wrote, and save again."
    ),
    "plan_reply.changed_meanwhile": _(
        "The plan was changed while you were reading. Read it as it stands now, and send your answer again."
    ),
    "plan_reply.empty": _("Write what you think of the plan."),
    "plan_reply.no_plan": _("There is no plan to answer yet."),
    "sub_goal.already_there": _("That sub-goal is in the plan already. Change the one that is there."),
    "sub_goal.changed_meanwhile": _(
        "The sub-goal was changed while you were writing. What you wrote is here: see how it stands, and save again."
    ),
    "sub_goal.moved_meanwhile": _("The sub-goal has been changed meanwhile. See how it stands now."),
    "rule_pack.overlaps": _("The case follows another set of rules in that period. End that one first."),
    "rule_pack.unknown": _("There is no set of rules of that name. Choose one of those in the register of rules."),
    "representation.already": _("That person is invited or helps already. End that first if it is to be otherwise."),
    "representation.begins_in_past": _("Nobody can help from a day that has passed. Choose today or a later day."),
    "representation.citizen_alone": _("The citizen alone answers and chooses here. You can read, and write messages."),
    "representation.invitation_over": _("The link has been used, or it is too old. Ask for a new one."),
    "representation.reads_only": _("You read here. The citizen can let you write messages too."),
    "representation.too_long": _("Somebody helps for a year at most. Choose an earlier day."),
    "user.taken": _("Somebody has that user name. Choose another."),
    "restriction.oneself": _("Put yourself on the list: whoever restricts a case must be able to lift it again."),
    "restriction.reason": _("Write why the case is restricted, so that others can understand it later."),
    "target_group.overlaps": _(
        "The citizen has a target group in that period already. End that one first, or choose other dates."
    ),
    "waiting_note.in_past": _("That day has passed. Write the day until which it makes sense to wait."),
    "waiting_note.nothing_stands": _("There is nothing to wait with any more: the duty is met or has fallen away."),
    "transfer.already_planned": _(
        "The case changes hands on a later day already. Take that back first, if somebody else is to have it."
    ),
    "transfer.already_waiting": _("Somebody has been asked already. Wait for the answer, or take it back."),
    "transfer.answered": _("That has been answered or taken back meanwhile. Look at the case as it stands now."),
    "transfer.begins_in_past": _("The case cannot change hands in the past. Write today or a later day."),
    "transfer.case_closed": _("The case is closed and cannot be handed over."),
    "transfer.no_answer": _("Write why, so that another solution can be found."),
    "transfer.not_possible": _("You cannot have this case. Decline it, or speak with your team leader."),
    "transfer.not_to_you": _("Somebody else was asked to take the case over."),
    "transfer.not_yours": _("Only whoever has the case, steps in or leads the team can do this."),
    "transfer.changed": _(
        "Some of the cases have changed hands meanwhile. Choose again from the list as it stands now."
    ),
    # People around the citizen, and what the citizen needs.
    "consent.before_last": _("The last consent ended after that day. Write the day on which the citizen agreed anew."),
    "consent.ends_first": _("That is before the consent was given. Check the day."),
    "consent.in_future": _("That day has not come yet. Write today or an earlier day."),
    "consent.none": _("The citizen has not agreed to anything with this person, so there is nothing to withdraw."),
    "consent.what_needed": _("Write what one may speak about: that is what the citizen agrees to."),
    "network_person.already_there": _(
        "That person stands here already, in the same role. Change the one that is there."
    ),
    "network_person.changed_meanwhile": _(
        "The person was changed while you were writing. What you wrote is here: see how it stands, and save again."
    ),
    "network_person.ended": _("That person has no more to do with the citizen. Add the person once more."),
    "need.already_there": _("That need stands here already. Change the one that is there."),
    "need.changed_meanwhile": _(
        "The need was changed while you were writing. What you wrote is here: see how it stands, and save again."
    ),
    "need.effort_elsewhere": _("That effort is not in this case. Choose one of those on the list."),
    "need.met_by_what": _("Choose the effort that meets it, or write what does."),
    "need.moved_meanwhile": _("The need has been changed meanwhile. See how it stands now."),
    "need.why_let_go": _("Write why. The citizen named it, and can ask what became of it."),
    # The offer catalogue.
    "offer.code_taken": _("Another offer has that code. Choose another one, or correct that offer."),
    "offer.changed_meanwhile": _(
        "Somebody has corrected the offer meanwhile. What you wrote stands here; compare it and save again."
    ),
    "offer.hours_turned": _("The most hours cannot be fewer than the least. Correct one of them."),
    "offer.holds_both": _("Something stands both as what it can and what it cannot hold. Take it away in one place."),
    "offer.weeks_turned": _("The last week cannot come before the first. Correct the content week by week."),
    "offer.cpr": _(
        "There is a number here that looks like a CPR number. Many read the catalogue: nobody may be named in it."
    ),
    "experience.cpr": _(
        "There is a number in the note that looks like a CPR number. Colleagues read this: nobody may be named in it."
    ),
    "experience.not_own": _("Only whoever wrote the note, or keeps the catalogue, can take it back."),
    "company.cvr_taken": _("There is a company with that CVR number already. Correct that one."),
    "workplace.number_taken": _("There is a workplace with that production number already. Correct that one."),
    "transfer.nothing": _("All cases stay where they are. Choose who takes at least one of them, or go back."),
}


def show(form: forms.Form, violation: RuleViolation) -> None:
    """Put a broken rule's sentence at the field that it concerns."""
    field = violation.field if violation.field in form.fields else None
    form.add_error(field, SENTENCES[violation.code])
