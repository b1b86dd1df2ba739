"""The timeline in words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.conversations.models import Agreement, Conversation
from fremdrift.overview.enums import EntryKind
from fremdrift.overview.selectors import Entry


@dataclass(frozen=True)
class Told:
    """An entry with its words."""

    entry: Entry
    title: str
    url: str


def title(entry: Entry) -> str:
    """What happened, in a few words."""
    return _TITLES[entry.what]() % _values(entry)


def _values(entry: Entry) -> dict[str, str]:
    match entry.row:
        case Case() as case:
            return {"reason": case.get_closing_reason_display().lower()}
        case Conversation() as talk:
            return {
                "form": talk.get_form_display().lower(),
                "reason": talk.get_no_show_reason_display().lower(),
            }
        case Agreement() as agreement:
            return {"what": agreement.what}
        case Effort() as effort:
            return {"what": effort.title}
        case ContactPerson() as person:
            return {"name": person.user.name, "role": person.get_role_display()}
        case BenefitSpell() as benefit:
            return {"what": benefit.get_kind_display()}
        case TargetGroupSpell() as group:
            return {"what": group.get_group_display()}
        case Exemption() as exemption:
            return {"what": exemption.get_pauses_display().lower()}


_TITLES: dict[str, Callable[[], str]] = {
    "case_opened": lambda: _("The case was opened"),
    "case_closed": lambda: _("The case was closed: %(reason)s"),
    "conversation_held": lambda: _("Conversation, %(form)s"),
    "conversation_no_show": lambda: _("Did not come to the conversation: %(reason)s"),
    "conversation_cancelled": lambda: _("Conversation cancelled, %(form)s"),
    "agreement_done": lambda: _("Agreement kept: %(what)s"),
    "agreement_dropped": lambda: _("Agreement dropped: %(what)s"),
    "effort_began": lambda: _("%(what)s began"),
    "effort_ended": lambda: _("%(what)s ended"),
    "contact_person": lambda: _("New contact person: %(name)s"),
    "contact_person_beside": lambda: _("%(role)s: %(name)s"),
    "benefit": lambda: _("Benefit: %(what)s"),
    "target_group": lambda: _("Target group: %(what)s"),
    "exemption": lambda: _("Exempt: %(what)s"),
}


def by_month(entries: list[Entry]) -> list[tuple[dt.date, list[Told]]]:
    """Entries under the first day of their month, in the order given."""
    months = groupby(entries, key=lambda e: e.on.replace(day=1))
    return [(month, [Told(e, title(e), _url(e)) for e in found]) for month, found in months]


def counts(entries: list[Entry], chosen: str) -> list[dict[str, object]]:
    """Kinds with how many entries each has; the first is all."""
    labels = {
        EntryKind.CONVERSATION: _("Conversations"),
        EntryKind.AGREEMENT: _("Agreements"),
        EntryKind.EFFORT: _("Efforts"),
        EntryKind.CONTACT: _("Contact persons"),
        EntryKind.CASE: _("Case and benefits"),
    }
    known = chosen in set(EntryKind)
    found: list[dict[str, object]] = [{"kind": "", "label": _("All"), "count": len(entries), "chosen": not known}]
    for kind, label in labels.items():
        count = sum(e.kind == kind for e in entries)
        found.append({"kind": str(kind), "label": label, "count": count, "chosen": chosen == kind})
    return found


def _url(entry: Entry) -> str:
    if isinstance(entry.row, Conversation):
        return reverse("conversation", args=[entry.row.case_id, entry.row.pk])
    return ""
