"""What a broken rule says to the person who met it: what is wrong, and what to do. One sentence per code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.core.exceptions import RuleViolation

SENTENCES = {
    "agreement.already_closed": _("The agreement is already closed. Load the page again to see how."),
    "attempt.already_written": _("That attempt is written down already. If you tried twice, write the time too."),
    "attempt.in_future": _("That day has not come yet. Write the day on which you tried."),
    "benefit.overlaps": _(
        "The citizen already has a benefit in that period. End that one first, or choose other dates."
    ),
    "case.already_open": _("The citizen has an open case here. Find it under My citizens, or ask your team leader."),
    "case.before_birth": _("The case cannot open before the citizen was born. Check the day and the CPR number."),
    "case.closed": _("The case is closed. Nothing new can be planned, recorded or agreed in it until it is reopened."),
    "case.closes_before_opening": _("The case cannot close before it was opened."),
    "case.closes_in_future": _("The case cannot close in the future. Write the day it really closed."),
    "case.opens_in_future": _("The case cannot open in the future. Write today or an earlier day."),
    "citizen.known": _("There is a citizen with that CPR number here already. Ask your team leader who has the case."),
    "contact_person.begun": _(
        "That day has come, and the case has changed hands. Hand it over again if somebody else is to have it."
    ),
    "contact_person.changed": _("The contact persons have been changed meanwhile. Look at them as they stand now."),
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
    "cpr.born_later": _("By that number the citizen is not born yet. Check the number."),
    "cpr.date": _("The first six digits of a CPR number are a day, a month and a year. Check the number."),
    "cpr.length": _("A CPR number has ten digits. Check the number."),
    "cpr.letters": _("A CPR number has digits only, like 010180-1234. Check the number."),
    "effort.hours": _("Hours a week must be more than nothing. Leave it empty if you do not know."),
    "exemption.overlaps": _(
        "The citizen is exempt in that period already. End that exemption first, or choose other dates."
    ),
    "hearing.already_asked": _("The citizen has been asked about this already. See below what stands."),
    "hearing.answer_before_question": _("The last day for the answer is before the day you asked. Choose a later day."),
    "hearing.answer_day": _("An answer comes between the day you asked and today. Check the day."),
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
    "minutes.already_shared": _("The minutes are shared already, and what is shared stays as it is."),
    "minutes.changed_meanwhile": _(
        "Somebody changed the minutes while you wrote. Both texts are here: put them together, then save again."
    ),
    "minutes.not_held": _("Only a conversation that was held has minutes."),
    "minutes.nothing_to_share": _("There are no minutes left to share. Load the page again to see them."),
    "period.ends_first": _("The last day is before the first. Change one of them."),
    "target_group.overlaps": _(
        "The citizen has a target group in that period already. End that one first, or choose other dates."
    ),
}


def show(form: forms.Form, violation: RuleViolation) -> None:
    """Put a broken rule's sentence at the field that it concerns."""
    field = violation.field if violation.field in form.fields else None
    form.add_error(field, SENTENCES[violation.code])
