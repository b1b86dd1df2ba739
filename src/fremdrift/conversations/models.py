"""Conversations, what was agreed in them, and the obligations that the rulebook derives from a case."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.conversations.enums import (
    AgreementState,
    Asked,
    Attempt,
    Form,
    HearingState,
    Minutes,
    NoShowReason,
    Party,
    Reached,
    State,
    Topic,
    Who,
)
from fremdrift.conversations.rules import read_back, stored
from fremdrift.core import clock
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.rulebook import rules as rulebook


@tracked
class Conversation(TenantModel):
    """A conversation, planned or recorded."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="conversations")
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    form = models.CharField(max_length=20, choices=Form)
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    resets = models.BooleanField(default=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    minutes = models.TextField(blank=True)
    minutes_state = models.CharField(max_length=10, choices=Minutes, default=Minutes.NONE)
    shared_at = models.DateTimeField(null=True, blank=True)
    no_show_reason = models.CharField(max_length=20, choices=NoShowReason, blank=True)
    # Of old recordings: now each attempt is a ContactAttempt.
    attempts = ArrayField(models.CharField(max_length=10, choices=Attempt), default=list, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    moved_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="moved_to"
    )
    move_asked_by = models.CharField(max_length=10, choices=Asked, blank=True)  # on the one that was moved
    move_reason = models.CharField(max_length=300, blank=True)
    moved_on = models.DateField(null=True, blank=True)  # the day on which it was moved

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            ["case", "state", "form", "on", "at", "resets", "shared_at", "minutes_state", "recorded_by"],
            FieldClass.CONVERSATIONS,
        ),
        **dict.fromkeys(["moved_from", "move_asked_by", "moved_on"], FieldClass.CONVERSATIONS),
        **dict.fromkeys(["topics", "minutes", "no_show_reason", "attempts", "move_reason"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="conversation_key"),
            SameMunicipality(field="case_id", to="cases_case", name="conversation_case"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="conversation_state"),
            models.CheckConstraint(
                condition=Q(minutes_state="shared", shared_at__isnull=False)
                | (~Q(minutes_state="shared") & Q(shared_at__isnull=True)),
                name="conversation_shared_at",
            ),
            models.CheckConstraint(condition=Q(no_show_reason="") | Q(state="no_show"), name="conversation_no_show"),
            SameMunicipality(field="moved_from_id", to="conversations_conversation", name="conversation_moved_from"),
            models.UniqueConstraint(fields=["municipality", "moved_from"], name="conversation_moved_once"),
            models.CheckConstraint(
                condition=Q(state="moved") & ~Q(move_asked_by="") | ~Q(state="moved") & Q(move_asked_by=""),
                name="conversation_moved_by",
            ),
            models.CheckConstraint(
                condition=Q(state="moved", moved_on__isnull=False) | ~Q(state="moved") & Q(moved_on__isnull=True),
                name="conversation_moved_on",
            ),
        ]
        indexes = [models.Index(fields=["case", "on"], name="conversation_of_case")]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"

    @property
    def moves(self) -> list[Conversation]:
        """Those it was moved from, oldest first; `selectors.conversations` has read them with it."""
        earlier = self.moved_from
        return [] if earlier is None else [*earlier.moves, earlier]

    @property
    def others(self) -> list[Participant]:
        """Who takes part besides the citizen and the caseworker."""
        return [p for p in self.participants.all() if not p.withdrawn]


@tracked
class Agreement(TenantModel):
    """Who does what by when; it comes up again at the next conversation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="agreements")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, db_constraint=False, related_name="agreements"
    )
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=20, choices=Who)
    who_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.OPEN)
    followed_up_at = models.ForeignKey(
        Conversation,
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="followed_up",
    )
    followed_up_on = models.DateField(null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                "case",
                "conversation",
                "who",
                "who_name",
                "due_on",
                "state",
                "followed_up_at",
                "followed_up_on",
            ],
            FieldClass.CONVERSATIONS,
        ),
        "what": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["due_on"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="agreement_case"),
            SameMunicipality(field="conversation_id", to="conversations_conversation", name="agreement_conversation"),
            SameMunicipality(field="followed_up_at_id", to="conversations_conversation", name="agreement_followed_up"),
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(followed_up_on__isnull=False), name="agreement_closed_when"
            ),
        ]
        indexes = [models.Index(fields=["case", "state"], name="agreement_of_case")]

    def __str__(self) -> str:
        return self.what


class Obligation(TenantModel):
    """What the office owes by a rule. Worked out from the case's facts, never edited."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_constraint=False, related_name="obligations")
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    arises_on = models.DateField()
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    detail = models.JSONField()  # the whole obligation as the rulebook writes it

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "kind", "rule", "arises_on", "due_on", "met_on", "closed_on"], FieldClass.PLAN),
        "detail": FieldClass.HEALTH,  # carries the reasons of exemptions
    }

    class Meta:
        ordering = ["due_on", "kind", "arises_on"]
        constraints = [SameMunicipality(field="case_id", to="cases_case", name="obligation_case")]
        indexes = [
            models.Index(fields=["case", "arises_on"], name="obligation_of_case"),
            models.Index(
                fields=["municipality", "due_on"],
                condition=Q(met_on__isnull=True, closed_on__isnull=True),
                name="obligation_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"

    @classmethod
    def of(cls, case: Case, found: rulebook.Obligation) -> Obligation:
        """The row that keeps an obligation of the rulebook."""
        return cls(case=case, municipality_id=case.municipality_id, **stored(found))

    @property
    def value(self) -> rulebook.Obligation:
        """The obligation as the rulebook knows it."""
        return read_back(vars(self))


@tracked
class Participant(TenantModel):
    """Somebody besides the citizen and the caseworker who takes part in a conversation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="participants")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, db_constraint=False, related_name="participants"
    )
    party = models.CharField(max_length=20, choices=Party)
    name = models.CharField(max_length=120, blank=True)  # often one knows only that there will be an interpreter
    withdrawn = models.BooleanField(default=False)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "conversation", "withdrawn"], FieldClass.CONVERSATIONS),
        **dict.fromkeys(["party", "name"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="participant_case"),
            SameMunicipality(field="conversation_id", to="conversations_conversation", name="participant_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.name}"


@tracked
class ContactAttempt(TenantModel):
    """An attempt to reach the citizen: how, when, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="contact_attempts")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="+"
    )
    way = models.CharField(max_length=10, choices=Attempt)
    outcome = models.CharField(max_length=10, choices=Reached, blank=True)  # empty: ticked at a no-show, no more said
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "conversation", "way", "outcome", "on", "at", "made_by"], FieldClass.CONVERSATIONS),
        "note": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="attempt_case"),
            SameMunicipality(field="conversation_id", to="conversations_conversation", name="attempt_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.on}"


class HearingQuerySet(OfCaseQuerySet):
    """Reads of hearings."""

    def open(self) -> HearingQuerySet:
        """Those that wait for an answer or for a conclusion."""
        return self.filter(state__in=[HearingState.ASKED, HearingState.ANSWERED])


@tracked
class Hearing(TenantModel):
    """The citizen's side of a no-show. Nothing happens by itself: any hand-off is a person's act, written here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="hearings")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    state = models.CharField(max_length=10, choices=HearingState, default=HearingState.ASKED)
    asked_on = models.DateField()
    answer_by = models.DateField()
    question = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    handed_off_on = models.DateField(null=True, blank=True)  # to the benefit office
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HearingQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(
            [
                "case",
                "conversation",
                "state",
                "asked_on",
                "answer_by",
                "answered_on",
                "closed_on",
                "handed_off_on",
                "made_by",
                "handed_off_by",
            ],
            FieldClass.CONVERSATIONS,
        ),
        **dict.fromkeys(["question", "answer", "conclusion"], FieldClass.HEALTH),
    }

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="hearing_case"),
            SameMunicipality(field="conversation_id", to="conversations_conversation", name="hearing_conversation"),
            models.UniqueConstraint(fields=["municipality", "conversation"], name="hearing_one"),
            models.CheckConstraint(condition=Q(state__in=HearingState.values), name="hearing_state"),
            models.CheckConstraint(condition=Q(answer_by__gte=models.F("asked_on")), name="hearing_time"),
            models.CheckConstraint(
                condition=Q(handed_off_on__isnull=True, handed_off_by__isnull=True)
                | Q(handed_off_on__isnull=False, handed_off_by__isnull=False),
                name="hearing_handed_off_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_on}"


class WaitingNoteQuerySet(OfCaseQuerySet):
    """Reads of waiting notes."""

    def standing(self) -> WaitingNoteQuerySet:
        """Those not ended whose last day has not passed."""
        return self.filter(ended_on=None, until__gte=clock.today()).order_by("made_on", "pk")


@tracked
class WaitingNote(TenantModel):
    """Why waiting makes sense although a duty stands: shown with it, hidden nowhere; the duty stays."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="waiting_notes")
    meets = models.CharField(max_length=40)  # what would meet the duty: rulebook.enums.Meets
    reason = models.CharField(max_length=300)
    until = models.DateField()
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = WaitingNoteQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "meets", "until", "made_on", "made_by", "ended_on"], FieldClass.PLAN),
        "reason": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="waiting_note_case"),
            models.CheckConstraint(condition=Q(until__gte=models.F("made_on")), name="waiting_note_period"),
            models.UniqueConstraint(
                fields=["municipality", "case", "meets"],
                condition=Q(ended_on__isnull=True),
                name="waiting_note_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meets} until {self.until}"
