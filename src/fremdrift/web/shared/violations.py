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
    "contact_person.begun": _(
        "That day has come, and the case has changed hands. Hand it over again if somebody else is to have it."
    ),
    "contact_person.changed": _("The contact persons have been changed meanwhile. Look at them as they stand now."),
    "contact_person.not_possible": _("That colleague cannot have the case. Choose somebody else."),
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
    "cover.absent_steps_in": _(
        "That person steps in for somebody else in that time. Find another stand-in for them first."
    ),
    "cover.begins_in_past": _("That day has passed. Write today or a later day."),
    "cover.beside_already": _("That person steps in beside already. Choose somebody else."),
    "cover.beside_oneself": _("That person is away or steps in already. Choose somebody else."),
    "cover.ends_too_early": _("The last day is today or later, and not before the first. To stop at once, end it."),
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
    "transfer.already_waiting": _("The case waits for a colleague's answer already. Take that back first."),
    "transfer.answered": _("The colleague has answered meanwhile. Look at the list as it stands now."),
    "transfer.begins_in_past": _("That day has passed. Write today or a later day."),
    "transfer.changed": _(
        "Some of the cases have changed hands meanwhile. Choose again from the list as it stands now."
    ),
    "transfer.nothing": _("All cases stay where they are. Choose who takes at least one of them, or go back."),
}


def show(form: forms.Form, violation: RuleViolation) -> None:
    """Put a broken rule's sentence at the field that it concerns."""
    field = violation.field if violation.field in form.fields else None
    form.add_error(field, SENTENCES[violation.code])
