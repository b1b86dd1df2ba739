"""What the register says about each kind of rule, and what the parameters of rules are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fremdrift.rulebook.enums import ObligationKind


@dataclass(frozen=True)
class KindWords:
    """What a kind of rule is called, what it is for, which facts it reads, and what it does not see."""

    name: str | Promise
    purpose: str | Promise
    reads: str | Promise
    blind: str | Promise


KINDS = {
    ObligationKind.FIRST_CONVERSATION: KindWords(
        _("First conversation"),
        _("The citizen meets us soon and knows whom to turn to."),
        _("Benefits, the day the case was opened, held conversations, exemptions, age."),
        _("When the citizen first asked for help, and what was talked about."),
    ),
    ObligationKind.CONVERSATION_INTERVAL: KindWords(
        _("Conversations at an interval"),
        _("Contact is kept, also when little happens."),
        _("Benefits, held conversations, exemptions."),
        _("Whether one more conversation helps just now. Write a note when it makes sense to wait."),
    ),
    ObligationKind.CONVERSATION_COUNT: KindWords(
        _("A number of conversations"),
        _("Contact is close in the first time on benefit."),
        _("Benefits, target group, held conversations on different days, exemptions."),
        _("Who held a conversation, and whether they were spread well over the time."),
    ),
    ObligationKind.CONVERSATION_WEEKLY: KindWords(
        _("A conversation every week"),
        _("Close contact gives momentum and trust. A missed week is missed; the next one is new."),
        _("The day the case entered, benefits, held conversations and their form, exemptions from conversations."),
        _("Attempts to reach the citizen that did not succeed."),
    ),
    ObligationKind.FIRST_OFFER: KindWords(
        _("First offer"),
        _("Nobody is left without an effort."),
        _("Benefits, target group, efforts that began, exemptions from offers, age."),
        _("Whether the offer fits the citizen, and offers that are agreed but have not begun."),
    ),
    ObligationKind.REPEAT_OFFER: KindWords(
        _("New offer"),
        _("What was begun is carried on."),
        _("Benefits, target group, efforts and their last days, exemptions from offers."),
        _("Whether a pause is good for the citizen. Write a note when it is."),
    ),
    ObligationKind.EFFORT_WEEKLY: KindWords(
        _("Activation every week"),
        _("Readiness for work grows at a workplace."),
        _("The day the case entered, benefits, efforts with their hours and place, exemptions from offers and hours."),
        _("Days on which the citizen did not come."),
    ),
    ObligationKind.MAX_LENGTH: KindWords(
        _("Longest time"),
        _("An effort does not run on without anybody deciding on it."),
        _("Efforts of the kind, with their first and last day."),
        _("When and why an extension was decided, and whether two efforts are at one workplace."),
    ),
    ObligationKind.MAX_TOTAL: KindWords(
        _("Longest time in all"),
        _("An activation leads on to something."),
        _("Efforts of the kinds, with their days; days between them do not count."),
        _("Efforts from before the case entered."),
    ),
    ObligationKind.MIN_LENGTH: KindWords(
        _("Shortest time"),
        _("An offer lasts long enough to make a difference."),
        _("Efforts that connect day by day, benefits, target group, age."),
        _("Why an offer ended."),
    ),
    ObligationKind.NOT_BEFORE: KindWords(
        _("Earliest day"),
        _("The offer is for those who have been on benefit for some time."),
        _("Benefits, also from before the case, and efforts of the kind."),
        _("Benefits that nobody has registered."),
    ),
    ObligationKind.EDUCATION_ORDER: KindWords(
        _("Education order"),
        _("The young who can take an education begin one."),
        _("Age, education, children at home, the day of the assessment, target group, efforts."),
        _("The date that stands in the order itself; so it is never overdue."),
    ),
    ObligationKind.PLAN_BEFORE_OFFER: KindWords(
        _("Job plan before the first offer"),
        _("The offer follows from a plan, and not the other way round."),
        _("Job plans, and everything that the first offer reads."),
        _("What the plan says."),
    ),
    ObligationKind.BESIDE: KindWords(
        _("Support beside it"),
        _("Nobody stands alone at a new workplace."),
        _("Efforts of the kinds, the support, and whether it was judged unnecessary."),
        _("Whether citizen and mentor get on."),
    ),
    ObligationKind.CLOSED_BENEFIT: KindWords(
        _("Closed to new citizens"),
        _("Nobody begins on a benefit that has been abolished."),
        _("Benefits, now and before."),
        _("Decisions that were made before the day and take effect later."),
    ),
}

PARAMETERS = {
    "limits": _("How long"),
    "times": _("Conversations"),
    "extend": _("Extension"),
    "lasts": _("Weeks"),
    "in_person": _("In person"),
    "forms": _("Counts as in person"),
    "hours": _("At least"),
    "target_groups": _("Target groups"),
    "efforts": _("Efforts"),
    "support": _("Support"),
    "closed_benefits": _("Benefits"),
    "paused_by": _("Pauses for"),
    "after_exemption": _("Exemption"),
    "valid_from": _("First day"),
    "valid_to": _("Last day"),
    "rules": _("Who counts"),
    "percent": _("Share"),
    "exempt_count": _("Those who are exempt count"),
    "counted_back": _("Counted back over"),
    "steps": _("Steps"),
}
