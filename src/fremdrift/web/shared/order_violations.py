"""What a broken rule about orders, attendance, reports and shown offers says: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

_STATES = {
    "order.is_draft": _("The order has not been sent yet. Send it first."),
    "order.is_sent": _("The order is sent already, and nobody has answered it yet. Load the page again to see it."),
    "order.is_accepted": _("The order is accepted already. Load the page again to see what can be done now."),
    "order.is_running": _("The order runs already. Load the page again to see what can be done now."),
    "order.is_completed": _("The order has come to its end. Make a new one that follows it, if there is need."),
    "order.is_declined": _("The order was declined. Make a new one, here or somewhere else."),
    "order.is_withdrawn": _("The order was taken back. Make a new one, if there is need after all."),
    "order.is_interrupted": _("The order was interrupted. Make a new one, if there is need after all."),
    "report.is_due": _("Nothing is written in the report yet. Wait until it is sent."),
    "report.is_draft": _("The report is begun and not sent yet. Wait until it is sent."),
    "report.is_submitted": _("The report is sent already. Load the page again to see it."),
    "report.is_returned": _("The report was sent back for more. Wait until it comes again."),
    "report.is_reviewed": _("The report is reviewed already, and what was decided stands. Load the page again."),
}
# What must be there before an order is sent (orders.rules.NEEDED).
_LACKS = {
    "order.lacks_purpose": _("Choose what the order is to lead to, or tick that only the rule asks for it."),
    "order.lacks_question": _("Write the question that you want answered."),
    "order.lacks_question_vague": _(
        "The question names an activity and nothing that can be answered. Write what you want to know."
    ),
    "order.lacks_hours": _("Write how many hours a week."),
    "order.lacks_period": _("Write the first and the last day."),
    "order.lacks_reason": _("Write why each piece of information is needed, or do not share it."),
    "order.lacks_mentor": _("Write who the mentor at the workplace is, or why none is needed."),
    "order.lacks_informed": _("Tell the citizen first what will be sent, and write on which day you did."),
    "order.lacks_approval": _("Health is shared with the citizen's yes alone. Ask the citizen, or do not share it."),
}
_ORDER = {
    "order.over": _("The last day of the order has passed. Agree on new days with the municipality."),
    "order.already_begun": _("That order is begun already. Find it among the orders of the case."),
    "order.begins_in_past": _("The first day has passed. Write today or a later day."),
    "order.changed_meanwhile": _(
        "Somebody changed the order while you wrote. Both texts are here: put them together, then save again."
    ),
    "order.comment_missing": _("Write what should be different."),
    "order.ends_before_it_begins": _("The last day is before the first. Write a later day."),
    "order.hours": _("Write more than 0 and at most 37 hours a week."),
    "order.interrupted_outside": _("Write a day from the first day of the order until today."),
    "order.longest": _("An order lasts two years at most. Write an earlier day; another order can follow."),
    "order.meeting_far": _("That is more than a year ahead. Write an earlier day for the meeting."),
    "order.starts_before_yes": _("An order starts on the day of the yes or later. Write another day."),
    "order.told_long_ago": _("That is more than a year ago. Write the day on which you told the citizen."),
    "order.meeting_in_past": _("That day has passed. Write today or a later day for the meeting."),
    "order.midway_outside": _("The midway report falls between the first and the last day. Write a day between them."),
    "order.no_free_place": _("There is no free place in the whole of that period. Choose another period or offer."),
    "order.offer_retired": _("That offer is not given any more. Choose another."),
    "order.protected_address": _(
        "The citizen's address is protected, and it stands in the text. Take it out: it is never sent."
    ),
    "order.quota_used": _("The municipality's places of this year are used. Choose another offer, or ask your leader."),
    "order.reason_missing": _("Write why. The others can read it."),
    "order.sent_already": _("The order has been sent meanwhile, so what it says stands. Write to your contact person."),
    "order.starts_in_future": _("An order starts today or earlier, not on a day to come. Write another day."),
    "order.three_aims": _("An order has at most three aims. Take one away."),
    "order.who_accepted": _("Write who at the workplace said yes."),
    "order.workplace_health": _(
        "A workplace is told name, phone, email, job goal, strengths and what it must take into account, and no more."
    ),
    "order_message.empty": _("Write what you want to say."),
    "order_message.nobody_reads": _("Nobody reads messages here now: the order is not with anybody."),
}
_CHANGE = {
    "change.day_missing": _("Write the new last day."),
    "change.decided": _("The proposal is answered or taken back already. Load the page again to see how."),
    "change.ends_in_past": _("The new last day has passed. Write today or a later day."),
    "change.not_earlier": _("The order ends then, or earlier, already. Write a day before its last one."),
    "change.not_longer": _("The order lasts that long already. Write a day after its last one."),
    "change.of_other_side": _("Only those who proposed it can take it back. You can say yes or no."),
    "change.one_waits": _("A proposal waits for an answer already. Answer that one, or take it back, first."),
    "change.same": _("It is that many hours already. Write another number."),
}
_ATTENDANCE = {
    "attendance.remark_too_long": _("A remark has room for 200 characters. Make it shorter."),
    "attendance.hours": _("Write from 0 to 24 hours for a day."),
    "attendance.in_future": _("That day has not come yet. Register it when it has."),
    "attendance.not_running": _("Attendance is registered when the order has begun. Start the order first."),
    "attendance.outside": _("That day is outside the period of the order."),
}
_REPORT = {
    "report.comment_missing": _("Write your comment first."),
    "report.decision_missing": _("Choose what comes of the report."),
    "report.direction_missing": _("Choose which way it has gone."),
    "report.due_in_past": _("That day has passed. Write today or a later day for the report."),
    "report.evidence_missing": _("Write what shows it: something that was seen, done or said."),
    "report.missing_what": _("Write what is missing, so that it can be written."),
    "report.not_running": _("A report can be sent when the order has begun."),
    "report.not_submitted": _("The report has not been sent yet, so there is nothing to comment."),
    "report.recommendation_missing": _("Choose what you suggest."),
    "report.why_missing": _("Write what you want to know that cannot wait for the next report."),
    "report.work_capacity": _("Write from 0 to 37 hours a week, or leave it empty."),
}
# Of the provider's side alone.
_UNIT = {
    "report.changed_meanwhile": _(
        "Somebody at your place has written in this report meanwhile. Your text is here, and theirs opens in a new tab:"
        " put them together, then save again."
    ),
    "indicator.step_off": _("Choose a step from 1 to 5, or skip it."),
    "indicator.not_ordered": _("The order does not ask about that. Load the page again to see what it asks."),
}
_SHOWN = {
    "shown_offer.already": _("That offer is shown to the citizen already. Take it back first to show it again."),
    "shown_offer.reaction_missing": _("Choose what you think of it."),
}
_CLOSING = {
    "case.orders_open": _("Something is still ordered in the case. End the order, or take it back, before you close."),
}
_LIMITS = {
    "order.too_early": _("The law does not allow it to begin that early. Choose a later first day."),
    "order.too_many_there": _(
        "As many as the law allows for a workplace of that size are there already. Choose another workplace or period."
    ),
    "order.too_long": _("The law does not allow it to last that long. Choose an earlier last day."),
}
SENTENCES = _STATES | _LACKS | _ORDER | _CHANGE | _ATTENDANCE | _REPORT | _UNIT | _SHOWN | _CLOSING | _LIMITS
