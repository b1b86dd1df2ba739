"""What a broken rule says to the person who met it: what is wrong, and what to do. One sentence per code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fremdrift.core.exceptions import RuleViolation

SENTENCES = {
    "agreement.already_closed": _("The agreement is already closed. Load the page again to see how."),
    "benefit.overlaps": _(
        "The citizen already has a benefit in that period. End that one first, or choose other dates."
    ),
    "case.already_open": _("The citizen has an open case here. Find it under My citizens, or ask your team leader."),
    "case.before_birth": _("The case cannot open before the citizen was born. Check the day and the CPR number."),
    "case.closes_before_opening": _("The case cannot close before it was opened."),
    "case.closes_in_future": _("The case cannot close in the future. Write the day it really closed."),
    "case.opens_in_future": _("The case cannot open in the future. Write today or an earlier day."),
    "citizen.known": _("There is a citizen with that CPR number here already. Ask your team leader who has the case."),
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
    "conversation.already_planned": _("A conversation is planned for that time already. Choose another time."),
    "conversation.already_recorded": _("The conversation is recorded already."),
    "conversation.before_case": _("The case was not open on that day. Write the day of the conversation."),
    "conversation.in_future": _(
        "A conversation in the future cannot be recorded. Write the day it was held, or plan it."
    ),
    "conversation.planned_in_past": _("That day has passed. Plan for today or later, or record the conversation."),
    "cpr.born_later": _("By that number the citizen is not born yet. Check the number."),
    "cpr.date": _("The first six digits of a CPR number are a day, a month and a year. Check the number."),
    "cpr.length": _("A CPR number has ten digits. Check the number."),
    "cpr.letters": _("A CPR number has digits only, like 010180-1234. Check the number."),
    "delegation.without_end": _("Write the last day: somebody at a provider helps for a period."),
    "effort.hours": _("Hours a week must be more than nothing. Leave it empty if you do not know."),
    "exemption.overlaps": _(
        "The citizen is exempt in that period already. End that exemption first, or choose other dates."
    ),
    "membership.elsewhere": _("That person has this role elsewhere already."),
    "minutes.nothing_to_share": _("There are no minutes left to share. Load the page again to see them."),
    "period.ends_first": _("The last day is before the first. Change one of them."),
    "target_group.overlaps": _(
        "The citizen has a target group in that period already. End that one first, or choose other dates."
    ),
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
}


def show(form: forms.Form, violation: RuleViolation) -> None:
    """Put a broken rule's sentence at the field that it concerns."""
    field = violation.field if violation.field in form.fields else None
    form.add_error(field, SENTENCES[violation.code])
