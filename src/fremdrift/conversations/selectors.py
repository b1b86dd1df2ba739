"""Reads about conversations, agreements and obligations; the first argument is who reads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import Pauses
from fremdrift.cases.models import BenefitSpell, Case, Effort, Exemption, RulePackSpell, TargetGroupSpell
from fremdrift.conversations import rules
from fremdrift.conversations.enums import AgreementState, Minutes, State
from fremdrift.conversations.models import Agreement, Conversation, Obligation, WaitingNote
from fremdrift.core import clock
from fremdrift.rulebook import rules as rulebook
from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.selectors import pack_by_key, packs, packs_in_force


def conversations(actor: Actor, case_ids: Iterable[UUID]) -> list[Conversation]:
    """Conversations of the cases, oldest first."""
    found = Conversation.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("recorded_by").order_by("on", "at", "pk"))


def unfinished_conversations(actor: Actor, case_ids: Iterable[UUID]) -> list[Conversation]:
    """Planned ones, those whose minutes are a draft, and of each case the latest recorded by today; oldest first."""
    ids = list(case_ids)
    recorded = Conversation.objects.filter(case__in=ids, state__in=[State.HELD, State.NO_SHOW], on__lte=clock.today())
    latest = recorded.order_by("case", "-on", "-at", "-pk").distinct("case")
    wanted = Q(state=State.PLANNED) | Q(minutes_state=Minutes.DRAFT) | Q(pk__in=latest.values("pk"))
    found = Conversation.objects.visible_to(actor).filter(wanted, case__in=ids)
    return list(found.defer("minutes").order_by("on", "at", "pk"))


def coming_conversations(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Conversation]:
    """By case, the first conversation that is planned for today or later."""
    planned = Conversation.objects.visible_to(actor).filter(
        case__in=case_ids, state=State.PLANNED, on__gte=clock.today()
    )
    return {talk.case_id: talk for talk in planned.order_by("case", "on", "at", "pk").distinct("case")}


def last_held_conversations(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Conversation]:
    """By case, the last conversation that was held."""
    held = Conversation.objects.visible_to(actor).filter(case__in=case_ids, state=State.HELD)
    return {talk.case_id: talk for talk in held.order_by("case", "-on", "-at", "-pk").distinct("case")}


def conversation_by_id(actor: Actor, case: Case, conversation_id: UUID) -> Conversation | None:
    """A conversation of the case."""
    found = Conversation.objects.visible_to(actor).filter(case=case, pk=conversation_id)
    return found.select_related("recorded_by").first()


def next_planned(actor: Actor, case: Case) -> Conversation | None:
    """The earliest conversation that is planned and not recorded."""
    return Conversation.objects.visible_to(actor).filter(case=case, state=State.PLANNED).order_by("on", "at").first()


def agreements(actor: Actor, case_ids: Iterable[UUID]) -> list[Agreement]:
    """Agreements of the cases, those due first on top, with the conversation they come from."""
    found = Agreement.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("conversation__recorded_by").order_by("due_on", "pk"))


def open_agreements(actor: Actor, case_ids: Iterable[UUID]) -> list[Agreement]:
    """Those that were not yet followed up, in the same order."""
    found = Agreement.objects.visible_to(actor).filter(case__in=case_ids, state=AgreementState.OPEN)
    return list(found.select_related("conversation__recorded_by").order_by("due_on", "pk"))


def obligations(actor: Actor, case_ids: Iterable[UUID]) -> list[Obligation]:
    """Obligations of the cases, soonest due first."""
    found = Obligation.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.order_by("due_on", "kind", "arises_on", "pk"))


def standing_obligations(actor: Actor, case_ids: Iterable[UUID]) -> list[Obligation]:
    """Those that have arisen and by today were neither met nor closed, soonest due first."""
    today = clock.today()
    found = Obligation.objects.visible_to(actor).filter(
        Q(met_on=None) | Q(met_on__gt=today),
        Q(closed_on=None) | Q(closed_on__gt=today),
        case__in=case_ids,
        arises_on__lte=today,
    )
    return list(found.order_by("due_on", "kind", "arises_on", "pk"))


def waiting_notes(actor: Actor, case_ids: Iterable[UUID]) -> list[WaitingNote]:
    """Why waiting makes sense in the cases: notes that were not ended and whose last day has not passed."""
    found = WaitingNote.objects.visible_to(actor).filter(case__in=case_ids, ended_on=None, until__gte=clock.today())
    return list(found.select_related("made_by").order_by("made_on", "pk"))


def quotas(actor: Actor, case_ids: Iterable[UUID], on: dt.date) -> list[rulebook.QuotaShare]:
    """The quotas that hold on a day, over the cases of a unit: a team, a site, a whole municipality. One query."""
    asked = {rule.id for pack in packs() for item in pack.quotas for rule in item.rules}
    rows = Obligation.objects.visible_to(actor).filter(rule__in=asked, arises_on__lte=on, case__in=case_ids)
    found = [row.value for row in rows.order_by("pk")]
    followed = {item.rule.split(".")[0] for item in found}
    return [share for pack in packs() if pack.key in followed for share in rulebook.quota(found, pack, on)]


def next_conversation_by(actor: Actor, case: Case, held_on: dt.date) -> rulebook.Obligation | None:
    """The conversation that the rules will ask for once one is held on that day; none when they ask for none."""
    seen = Case.objects.visible_to(actor).filter(pk=case.pk).values_list("pk", flat=True)
    for _, facts, in_force in judged(seen):
        return rules.next_conversation(facts, in_force, held_on)
    return None


def judged(case_ids: Iterable[UUID]) -> Iterator[tuple[Case, rulebook.Facts, tuple[rulebook.InForce, ...]]]:
    """The cases, their dated facts, and the packs that judge them: the municipality's, but for days with another.

    A constant number of queries.
    """
    ids = list(case_ids)
    spells = _by_case(RulePackSpell, ids)
    benefits, groups = _by_case(BenefitSpell, ids), _by_case(TargetGroupSpell, ids)
    exemptions, efforts, talks = _by_case(Exemption, ids), _by_case(Effort, ids), _by_case(Conversation, ids)
    for case in Case.objects.filter(pk__in=ids).select_related("citizen", "municipality").order_by("pk"):
        yield (
            case,
            rulebook.Facts(
                born=case.citizen.born,
                case=rulebook.Period(start=case.opened_on, end=case.closed_on),
                benefits=tuple(
                    rulebook.BenefitFact(start=b.begins_on, end=b.ends_on, kind=BenefitKind(b.kind))
                    for b in benefits[case.pk]
                ),
                target_groups=tuple(
                    rulebook.GroupFact(start=g.begins_on, end=g.ends_on, group=TargetGroup(g.group))
                    for g in groups[case.pk]
                ),
                exemptions=tuple(_exemption(e) for e in exemptions[case.pk]),
                conversations=tuple(_conversation(t) for t in talks[case.pk]),
                efforts=tuple(_effort(e) for e in efforts[case.pk]),
            ),
            rulebook.overridden(
                packs_in_force(case.municipality.rule_pack), tuple(_own_pack(s) for s in spells[case.pk])
            ),
        )


def _own_pack(row: RulePackSpell) -> rulebook.InForce:
    return rulebook.InForce(start=row.begins_on, end=row.ends_on, pack=pack_by_key(row.pack))


def _exemption(row: Exemption) -> rulebook.ExemptionFact:
    both = frozenset({PauseKind.CONVERSATION, PauseKind.OFFER})
    pauses = both if row.pauses == Pauses.BOTH else frozenset({PauseKind(row.pauses)})
    return rulebook.ExemptionFact(start=row.begins_on, end=row.ends_on, pauses=pauses, reason=row.reason)


def _conversation(row: Conversation) -> rulebook.ConversationFact:
    return rulebook.ConversationFact(
        on=row.on, state=ConversationState(row.state), form=ConversationForm(row.form), resets=row.resets
    )


def _effort(row: Effort) -> rulebook.EffortFact:
    return rulebook.EffortFact(
        start=row.begins_on,
        end=row.ends_on,
        kind=EffortKind(row.kind),
        hours=None if row.hours is None else float(row.hours),
        at_workplace=row.at_workplace,
    )


def _by_case(model: Any, case_ids: list[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.objects.filter(case__in=case_ids).order_by("pk"):
        found[row.case_id].append(row)
    return found
