"""Reads about conversations, agreements and obligations; the first argument is who reads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from fremdrift.access.actor import Actor
from fremdrift.cases.enums import Pauses
from fremdrift.cases.models import (
    BenefitSpell,
    Case,
    Effort,
    Exemption,
    PlanVersion,
    RulePackSpell,
    TargetGroupSpell,
)
from fremdrift.cases.selectors import coordinating
from fremdrift.conversations import rules
from fremdrift.conversations.enums import AgreementState, Minutes, State
from fremdrift.conversations.models import (
    Agreement,
    ContactAttempt,
    Conversation,
    Hearing,
    Obligation,
    WaitingNote,
)
from fremdrift.core import clock
from fremdrift.core.rows import rows
from fremdrift.rulebook import rules as rulebook
from fremdrift.rulebook.enums import (
    BenefitKind,
    ConversationForm,
    ConversationState,
    EffortKind,
    Meets,
    PauseKind,
    TargetGroup,
)
from fremdrift.rulebook.selectors import pack_by_key, packs, packs_in_force


def conversations(actor: Actor, case_ids: Iterable[UUID]) -> list[Conversation]:
    """Conversations of the cases, oldest first, with who else took part and what each was moved from."""
    found = Conversation.objects.visible_to(actor).filter(case__in=case_ids)
    talks = list(found.select_related("recorded_by").prefetch_related("participants").order_by("on", "at", "pk"))
    by_key = {talk.pk: talk for talk in talks}
    for talk in talks:
        if talk.moved_from_id is not None:
            talk.moved_from = by_key.get(talk.moved_from_id)
    return talks


def conversation_by_id(actor: Actor, case: Case, conversation_id: UUID) -> Conversation | None:
    """A conversation of the case."""
    found = Conversation.objects.visible_to(actor).filter(case=case, pk=conversation_id)
    return found.select_related("recorded_by").first()


def planned_for(actor: Actor, since: dt.date) -> list[Conversation]:
    """Conversations planned from a day on, of the cases that the actor coordinates today or steps in for."""
    cases = Case.objects.visible_to(actor).open().filter(pk__in=coordinating(actor).values("case"))
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


def next_obligations(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, rulebook.Obligation]:
    """By case, of those that stand the one that is due first."""
    found = _standing(Obligation.objects.visible_to(actor)).filter(case__in=case_ids)
    first = found.order_by("case", "due_on", "kind", "arises_on", "pk").distinct("case")
    return {row.case_id: row.value for row in first}


def talk_rows(actor: Actor, until: dt.date) -> dict[str, Subquery]:
    """What lists read beside a case, all oldest first: conversations planned or with minutes not shared, and the last
    held and the last missed by today; obligations that press; open agreements due by a day; notes on waiting.

    Of each conversation: id, state, day, time, form, state of the minutes. Of each agreement: id, what, who, day.
    Of each hearing that is open: its conversation, by when an answer is due, when it came.
    Of each note: what would meet the duty, reason, until when, who wrote it.
    """
    recorded = Conversation.objects.filter(on__lte=clock.today()).order_by("-on", "-at", "-pk")
    unfinished = Conversation.objects.filter(Q(state=State.PLANNED) | Q(minutes_state=Minutes.DRAFT))
    due = Agreement.objects.filter(state=AgreementState.OPEN, due_on__lte=until).order_by("due_on", "pk")
    return {
        "unfinished": rows(unfinished, *_TALK),
        "last_held": rows(recorded.filter(state=State.HELD), *_TALK, most=1),
        "last_missed": rows(recorded.filter(state=State.NO_SHOW), *_TALK, most=1),
        "owed": rows(_pressing(until), *rules.COLUMNS),
        "promised": rows(due, "pk", "what", "who", "due_on"),
        "heard": rows(Hearing.objects.open().order_by("asked_on", "pk"), "conversation_id", "answer_by", "answered_on"),
        "waits": rows(WaitingNote.objects.standing(), "meets", "reason", "until", "made_by__name"),
    }


_TALK = ("pk", "state", "on", "at", "form", "minutes_state")


def _pressing(until: dt.date) -> QuerySet[Obligation]:
    """Standing ones due by a day, or that were before a pause; where there is a meeting today, conversations owed."""
    meeting = Conversation.objects.filter(case=OuterRef("case"), state=State.PLANNED, on=clock.today())
    found = _standing(Obligation.objects.all()).annotate(
        base=KT("detail__base_due_on"), meets=KT("detail__what_would_meet_it")
    )
    due = Q(due_on__lte=until) | Q(base__lte=until.isoformat())
    found = found.filter(due | Q(Exists(meeting), meets=Meets.HOLD_CONVERSATION))
    return found.order_by("due_on", "kind", "arises_on", "pk")


def _standing(found: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those that have arisen and by today were neither met nor closed."""
    today = clock.today()
    return found.filter(
        Q(met_on=None) | Q(met_on__gt=today), Q(closed_on=None) | Q(closed_on__gt=today), arises_on__lte=today
    )


def waiting_notes(actor: Actor, case_ids: Iterable[UUID]) -> list[WaitingNote]:
    """Why waiting makes sense in the cases: notes that were not ended and whose last day has not passed."""
    found = WaitingNote.objects.standing().visible_to(actor).filter(case__in=case_ids)
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
    plans = _plans(ids)
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
                plans=plans.get(case.pk),
            ),
            rulebook.overridden(
                packs_in_force(case.municipality.rule_pack), tuple(_own_pack(s) for s in spells[case.pk])
            ),
        )


def _plans(case_ids: list[UUID]) -> dict[UUID, tuple[dt.date, ...]]:
    """By case, the day on which something first stood in its plan; sub-goals alone are none.

    A case without a plan is left out, and then not judged by it: the plan may stand in another system.
    """
    written = PlanVersion.objects.filter(case__in=case_ids, content__version__gte=1).values_list("case")
    first = written.annotate(made_at=Min("made_at")).order_by("case")
    return {case: (made_at.astimezone(clock.COPENHAGEN).date(),) for case, made_at in first}


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
