"""What a broken rule about questionnaires and answers says: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

_WHOLE = {
    "questionnaire.no_title": _("Give the questionnaire a title, in Danish and in English."),
    "questionnaire.no_source": _("Write where the questions come from, in Danish and in English."),
    "questionnaire.no_items": _("Write at least one question."),
    "questionnaire.other_use": _("The questionnaire has another use in its earlier versions. Give this one a new key."),
    "questionnaire.another": _("A draft keeps its key and its use. Begin another questionnaire instead."),
    "questionnaire.draft_already": _("There is a draft of this questionnaire already. Go on in that one."),
    "questionnaire.changed_meanwhile": _(
        "Somebody changed the questionnaire while you wrote. Yours is still here: look at both, then save again."
    ),
    "questionnaire.another_in_use": _("Another version is in use. Stop using that one first."),
    "questionnaire.none_in_use": _("No version of this questionnaire is in use. Take one into use first."),
    "questionnaire.state_changed": _(
        "The version is no longer what it was when you opened the page. Load it again to see what can be done now."
    ),
}
_ITEM = {
    "item.asked_of_nobody": _("Say who is to answer the question."),
    "item.asked_twice": _("The same person would be asked this twice. Give one of the questions another key."),
    "item.no_text": _("Write the question, in Danish and in English."),
    "item.no_label": _("Give the question a short name for figures and tables, in Danish and in English."),
    "item.choices_unused": _("A question of this kind has nothing to choose from. Remove the choices."),
    "item.bounds": _("Write the lowest and the highest number that can be answered."),
    "item.choice_without_words": _("Write words for every choice, in Danish and in English."),
    "item.choice_twice": _("Two choices have the same key. Give one of them another."),
    "item.steps": _("A scale has five steps, from 1 to 5, with words at each."),
    "item.not_a_scale": _("A measurement asks on a scale alone, so that answers can be seen over time."),
    "item.too_few_choices": _("Write at least two choices."),
    "item.maximum": _("Say how many can be chosen at most, and no more than there are choices."),
}
_ANSWER = {
    "answer.not_asked": _("That question is not among those that are asked here. Load the page again."),
    "response.given_already": _(
        "The answers were given already, and stay as they are. Load the page again to see them."
    ),
    "answer.nothing": _("Choose an answer, or skip the question."),
    "answer.skipped_and_given": _("You have both answered the question and skipped it. Keep one of them."),
    "answer.not_this_kind": _("That is no answer to this kind of question. Answer it as it is asked."),
    "answer.number_off": _("The number is outside what can be answered here. Write another."),
    "answer.step_off": _("Choose one of the five steps, or skip the question."),
    "answer.not_a_choice": _("That is none of the choices. Choose one that stands there."),
    "answer.chosen_twice": _("The same was chosen twice. Choose each once."),
    "answer.too_many": _("That is more than can be chosen here. Take one out."),
}
_PROGRESSION = {
    "rhythm.in_past": _("A rhythm begins and ends on no day that has passed. Write today or a later day."),
    "rhythm.later_one": _("Another rhythm begins on that day or later. Change that one, or choose a later day."),
    "round.closed": _("This measurement has closed. What you answered before it closed is kept."),
    "phase.not_one_of_four": _("Choose one of the four descriptions."),
    "phase.why": _("Write what you build it on. The citizen can read it."),
    "guidance.unknown": _("That text is not part of the guidance any more. Load the page again."),
    "calibration.unknown": _("That described case is not there any more. Choose another."),
    "calibration.missing": _("Choose the step that fits best."),
    "calibration.step_off": _("Choose one of the five steps."),
    "guidance.changed_meanwhile": _(
        "Somebody changed the text while you wrote. Both stand here: save again to use yours, or take over theirs."
    ),
    "guidance.both_languages": _("Write the text in both languages."),
}
_REGISTRATION = {
    "registration_round.no_title": _("Give the period a name that colleagues know it by."),
    "registration_round.turned": _("The last day is today or later, and not before the first. Correct one of them."),
    "registration_round.another": _("Another period covers some of these days. There is one at a time."),
    "registration_round.lists": _(
        "A registration has two lists: characteristics, and reasons in order. Choose a questionnaire that has both."
    ),
    "registration_round.too_long": _(
        "At most five characteristics and four reasons can be registered. Correct the lists first."
    ),
    "registration_round.closed": _("The period has closed already. Open a new one instead."),
    "registration_round.still_open": _("The period is still open. Its rows can be saved once it is over."),
    "registration_round.ends_early": _("The last day is today or later, and not before the first."),
    "registration.rank_gap": _(
        "The order of the reasons has a gap, or a number twice. Begin with 1, and go on with 2, 3 and 4."
    ),
    "registration.yes_or_no": _("Choose yes or no."),
    "registration.reasons_of_no": _("Reasons belong to a yes. Take the numbers away, or choose yes."),
    "registration.closed_round": _(
        "The period has closed, and nothing more is registered in it. What was registered before stands."
    ),
    "registration.other_day": _("Choose a day from the first day of the period until today."),
    "registration.changed_meanwhile": _(
        "Something was registered here after you opened the page. What you chose is still here: "
        "see what stands now, and save again if yours is right."
    ),
}
SENTENCES = _PROGRESSION | _WHOLE | _ITEM | _ANSWER | _REGISTRATION
