"""The timeline in words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    ContactPerson,
    Effort,
    Exemption,
    Message,
    Need,
    NetworkPerson,
    PlanReply,
    RulePackSpell,
    SubGoal,
    TargetGroupSpell,
)
from fremdrift.conversations.models import Agreement, ContactAttempt, Conversation, Hearing
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import Entry
from fremdrift.progression.enums import Phase
from fremdrift.progression.models import PhaseChoice, Response
from fremdrift.web.caseworker import around_words, order_history
from fremdrift.web.shared import conversation_words
from fremdrift.web.shared.words import day


@dataclass(frozen=True)
class Told:
    """An entry with its words."""

    entry: Entry
    title: str
    url: str
    lines: list[str]


def title(entry: Entry) -> str:
    """What happened, in a few words."""
    if entry.kind is EntryKind.ORDER:
        return order_history.title(entry)
    return _TITLES[entry.what]() % _values(entry)


def _values(entry: Entry) -> dict[str, str]:
    match entry.row:
        case Case() as case:
            return {"reason": case.get_closing_reason_display().lower()}
        case Conversation() as talk:
            return {
                "form": talk.get_form_display().lower(),
                "reason": talk.get_no_show_reason_display().lower(),
            } | _moved(entry, talk)
        case (Agreement() | SubGoal() | Need()) as agreed:
            return {"what": agreed.what}
        case ContactAttempt() as attempt:
            return {"way": attempt.get_way_display(), "outcome": attempt.get_outcome_display().lower()}
        case Hearing() as hearing:
            return {"day": day(hearing.conversation.on)}
        case Message() as message:
            return {"name": message.author.name}
        case Effort() as effort:
            return {"what": effort.title}
        case (ContactPerson() | NetworkPerson()) as person:
            name = person.called if isinstance(person, NetworkPerson) else person.user.name
            return {"name": name, "role": person.get_role_display()}
        case PhaseChoice() as choice:
            return {"phase": str(Phase(choice.phase).label).lower()}
        case _:
            return _of_spell(entry)


def _of_spell(entry: Entry) -> dict[str, str]:
    match entry.row:
        case BenefitSpell() as benefit:
            return {"what": benefit.get_kind_display()}
        case TargetGroupSpell() as group:
            return {"what": group.get_group_display()}
        case Exemption() as exemption:
            return {"what": exemption.get_pauses_display().lower()}
        case RulePackSpell() as followed:
            return {"what": followed.rules}
        case _:
            return {}


_TITLES: dict[str, Callable[[], str]] = {
    "case_opened": lambda: _("The case was opened"),
    "case_closed": lambda: _("The case was closed: %(reason)s"),
    "conversation_held": lambda: _("Conversation, %(form)s"),
    "conversation_no_show": lambda: _("Did not come to the conversation: %(reason)s"),
    "conversation_cancelled": lambda: _("Conversation cancelled, %(form)s"),
    "conversation_moved": lambda: _("Conversation moved from %(on)s to %(to)s %(asked)s%(again)s"),
    "contact_attempt": lambda: _("Tried to reach the citizen: %(way)s, %(outcome)s"),
    "hearing_asked": lambda: _("The citizen was asked about the no-show %(day)s"),
    "hearing_answered": lambda: _("The citizen answered about the no-show %(day)s"),
    "hearing_closed": lambda: _("The hearing about the no-show %(day)s was concluded"),
    "hearing_handed_off": lambda: _("The no-show %(day)s was handed over to the benefit office"),
    "message": lambda: _("Message from %(name)s"),
    "agreement_done": lambda: _("Agreement kept: %(what)s"),
    "agreement_dropped": lambda: _("Agreement dropped: %(what)s"),
    "sub_goal_reached": lambda: _("Sub-goal reached: %(what)s"),
    "sub_goal_dropped": lambda: _("Sub-goal dropped: %(what)s"),
    "plan_approved": lambda: _("The citizen said yes to the plan"),
    "measured_citizen": lambda: _("The citizen answered how it goes"),
    "measured_municipality": lambda: _("The caseworker answered how it goes"),
    "phase_citizen": lambda: _("The citizen sees %(phase)s"),
    "phase_municipality": lambda: _("The caseworker sees %(phase)s"),
    "need_named": lambda: _("Need named: %(what)s"),
    "need_met": lambda: _("Need met: %(what)s"),
    "need_let_go": lambda: _("Need let go: %(what)s"),
    "consent_given": lambda: _("Consent to speak with %(name)s"),
    "consent_withdrawn": lambda: _("Consent to speak with %(name)s withdrawn"),
    "effort_began": lambda: _("%(what)s began"),
    "effort_ended": lambda: _("%(what)s ended"),
    "contact_person": lambda: _("New contact person: %(name)s"),
    "contact_person_beside": lambda: _("%(role)s: %(name)s"),
    "benefit": lambda: _("Benefit: %(what)s"),
    "target_group": lambda: _("Target group: %(what)s"),
    "exemption": lambda: _("Exempt: %(what)s"),
    "rule_pack": lambda: _("Follows other rules: %(what)s"),
}


def by_month(entries: list[Entry]) -> list[tuple[dt.date, list[Told]]]:
    """Entries under the first day of their month, in the order given."""
    months = groupby(entries, key=lambda e: e.on.replace(day=1))
    return [(month, [Told(e, title(e), url(e), _lines(e)) for e in found]) for month, found in months]


def _moved(entry: Entry, talk: Conversation) -> dict[str, str]:
    if entry.moved_to is None:
        return {}
    again = conversation_words.again(len(talk.moves) + 1)
    return {
        "on": day(talk.on),
        "to": day(entry.moved_to.on),
        "asked": conversation_words.asked(talk),
        "again": again,
    }


def _lines(entry: Entry) -> list[str]:
    """What else there is to say, below the title."""
    match entry.row:
        case Conversation() as talk:
            told = ", ".join(conversation_words.participant(p) for p in talk.others)
            with_whom = _("With %(people)s.") % {"people": told} if told else ""
            moved = "" if entry.moved_to else conversation_words.moved_from(talk)
            said = [talk.move_reason, with_whom, moved, conversation_words.tried(entry.tried)]
        case ContactAttempt() as attempt:
            said = [attempt.note]
        case Hearing() as hearing:
            texts = {"hearing_answered": hearing.answer, "hearing_closed": hearing.conclusion}
            by = _("Answer by %(day)s.") % {"day": day(hearing.answer_by)}
            said = [texts.get(entry.what, by if entry.what == "hearing_asked" else "")]
        case Message() as message:
            said = [message.text]
        case Need() as need:
            said = [around_words.became(need)] if entry.what != "need_named" else []
        case NetworkPerson() as around:
            said = [around.consent_what] if entry.what == "consent_given" else [_("Nothing may be shared any more.")]
        case PhaseChoice() as choice:
            said = [choice.why]
        case _:
            said = list(entry.words)
    return [line for line in said if line]


def counts(entries: list[Entry], chosen: str) -> list[dict[str, object]]:
    """Kinds with how many entries each has; the first is all."""
    labels = {
        EntryKind.CONVERSATION: _("Conversations"),
        EntryKind.MESSAGE: _("Messages"),
        EntryKind.AGREEMENT: _("Agreements"),
        EntryKind.EFFORT: _("Efforts"),
        EntryKind.ORDER: _("Orders and reports"),
        EntryKind.PLAN: _("Plan"),
        EntryKind.PROGRESS: _("How it goes"),
        EntryKind.CONTACT: _("Contact persons"),
        EntryKind.CASE: _("Case and benefits"),
    }
    known = chosen in set(EntryKind)
    found: list[dict[str, object]] = [{"kind": "", "label": _("All"), "count": len(entries), "chosen": not known}]
    for kind, label in labels.items():
        count = sum(e.kind == kind for e in entries)
        found.append({"kind": str(kind), "label": label, "count": count, "chosen": chosen == kind})
    return found


def url(entry: Entry) -> str:
    if entry.kind is EntryKind.ORDER:
        return order_history.url(entry)
    if isinstance(entry.row, Conversation):
        return reverse("conversation", args=[entry.row.case_id, entry.row.pk])
    if isinstance(entry.row, SubGoal):
        return reverse("sub_goal", args=[entry.row.case_id, entry.row.pk])
    if isinstance(entry.row, Need):
        return reverse("need", args=[entry.row.case_id, entry.row.pk])
    if isinstance(entry.row, NetworkPerson):
        return reverse("network_persons", args=[entry.row.case_id])
    if isinstance(entry.row, Hearing):
        return reverse("hearing", args=[entry.row.case_id, entry.row.conversation_id])
    if isinstance(entry.row, Message):
        return reverse("messages", args=[entry.row.case_id])
    if isinstance(entry.row, ContactAttempt):
        return reverse("contact_attempts", args=[entry.row.case_id])
    if isinstance(entry.row, PlanReply):
        return reverse("plan", args=[entry.row.case_id])
    if isinstance(entry.row, Response):
        return reverse("measurements", args=[entry.row.case_id])
    if isinstance(entry.row, PhaseChoice):
        return reverse("phase", args=[entry.row.case_id])
    return ""
