"""Reads about conversations, agreements and obligations; the first argument is who reads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import ContactRole
from fremdrift.cases.models import BenefitSpell, Case, ContactPerson, Effort, Exemption, TargetGroupSpell
from fremdrift.conversations import rules
from fremdrift.conversations.enums import AgreementState, HearingState, Minutes, State
from fremdrift.conversations.models import Agreement, ContactAttempt, Conversation, Hearing, Obligation
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
from fremdrift.rulebook.selectors import pack_by_key


def conversations(actor: Actor, case_ids: Iterable[UUID]) -> list[Conversation]:
    """Conversations of the cases, oldest first, with who else took part and what each was moved from."""
    found = Conversation.objects.visible_to(actor).filter(case__in=case_ids)
    talks = list(found.select_related("recorded_by").prefetch_related("participants").order_by("on", "at", "pk"))
    by_key = {talk.pk: talk for talk in talks}
    for talk in talks:
        if talk.moved_from_id is not None:
            talk.moved_from = by_key.get(talk.moved_from_id)
    return talks


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


def planned_for(actor: Actor, since: dt.date) -> list[Conversation]:
    """Conversations planned from a day on, of the cases that the actor coordinates today or steps in for."""
    today = clock.today()
    persons = ContactPerson.objects.standing().filter(
        user__in=[actor.user_id, *actor.covers], role=ContactRole.COORDINATING, begins_on__lte=today
    )
    cases = Case.objects.visible_to(actor).open().filter(pk__in=persons.exclude(ends_on__lt=today).values("case"))
    found = Conversation.objects.visible_to(actor).filter(case__in=cases, state=State.PLANNED, on__gte=since)
    return list(found.order_by("on", "at", "pk"))


def contact_attempts(actor: Actor, case_ids: Iterable[UUID]) -> list[ContactAttempt]:
    """Attempts to reach the citizens of the cases, oldest first, with who made them."""
    found = ContactAttempt.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("made_by").order_by("on", "at", "pk"))


def hearings(actor: Actor, case_ids: Iterable[UUID]) -> list[Hearing]:
    """Hearings of the cases, oldest first, with the no-show that each is about and who asked and handed on."""
    found = Hearing.objects.visible_to(actor).filter(case__in=case_ids)
    return list(found.select_related("conversation", "made_by", "handed_off_by").order_by("asked_on", "pk"))


def hearings_open(actor: Actor, case_ids: Iterable[UUID]) -> list[Hearing]:
    """Those that wait for an answer or for a conclusion, oldest first."""
    waiting = [HearingState.ASKED, HearingState.ANSWERED]
    found = Hearing.objects.visible_to(actor).filter(case__in=case_ids, state__in=waiting)
    return list(found.defer("question", "answer", "conclusion").order_by("asked_on", "pk"))


def hearing_of(actor: Actor, conversation: Conversation) -> Hearing | None:
    """The hearing about a no-show, if the citizen was asked."""
    found = Hearing.objects.visible_to(actor).filter(conversation=conversation)
    hearing: Hearing | None = found.select_related("conversation", "made_by", "handed_off_by").first()
    return hearing


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


def next_conversation_by(actor: Actor, case: Case, held_on: dt.date) -> rulebook.Obligation | None:
    """The conversation that the rules will ask for once one is held on that day; none when they ask for none."""
    seen = Case.objects.visible_to(actor).filter(pk=case.pk).values_list("pk", flat=True)
    for found, facts in facts_of(seen):
        return rules.next_conversation(facts, pack_of(found), held_on)
    return None


def pack_of(case: Case) -> rulebook.RulePack:
    """The rule pack that the case is judged by: the municipality's."""
    return pack_by_key(case.municipality.rule_pack)


def facts_of(case_ids: Iterable[UUID]) -> Iterator[tuple[Case, rulebook.Facts]]:
    """The dated facts of the cases as the rulebook reads them; a constant number of queries."""
    ids = list(case_ids)
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
        )


def _exemption(row: Exemption) -> rulebook.ExemptionFact:
    pauses = frozenset(PauseKind) if row.pauses == "both" else frozenset({PauseKind(row.pauses)})
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
