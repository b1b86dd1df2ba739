"""When a case is measured, which phase it is in as people say, and the municipality's own words of guidance."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import opened_to
from fremdrift.access.roles import Role
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCase, OfCaseQuerySet, of_case
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.progression import rules
from fremdrift.progression.enums import Chooser, Phase, Rhythm
from fremdrift.questionnaires.enums import ItemKind, Respondent, ResponseState
from fremdrift.questionnaires.models import Questionnaire, any_changes
from fremdrift.questionnaires.rules import Question


class OfHealthQuerySet(models.QuerySet[Any]):
    """Reads of what tells of how somebody is."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of citizens whose health is open to this actor today: that is what answers and phases tell of.

        What one answers and chooses about oneself is for no helper to read, and not to be given in one's place.
        """
        if actor.role is Role.REPRESENTATIVE:
            return self.none()
        return self.filter(opened_to(actor, "case__citizen_id", FieldClass.HEALTH))


@tracked
class MeasurementRhythm(OfCase):
    """How often a case is measured in a period, and with which questionnaire; its rounds follow from it."""

    every = models.CharField(max_length=20, choices=Rhythm)
    questionnaire_key = models.CharField(max_length=30, default="progression")

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["case", "begins_on", "ends_on", "every", "questionnaire_key"], FieldClass.PLAN
    )

    class Meta:
        ordering = ["begins_on"]
        constraints = of_case("rhythm")

    def __str__(self) -> str:
        return f"{self.every} {self.begins_on}"


@tracked
class MeasurementRound(TenantModel):
    """One measurement of a case that somebody has begun to answer: the occasion of its responses."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="rounds")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["case", "questionnaire", "opens_on", "due_on", "closes_on"], FieldClass.PLAN
    )

    class Meta:
        ordering = ["opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="round_key"),
            SameMunicipality(field="case_id", to="cases_case", name="round_case"),
            SameMunicipality(field="questionnaire_id", to="questionnaires_questionnaire", name="round_questionnaire"),
            models.UniqueConstraint(fields=["municipality", "case", "opens_on"], name="round_once"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on"), closes_on__gte=F("due_on")), name="round_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens_on}"


@tracked
class PhaseChoice(TenantModel):
    """Which phase the citizen or the caseworker says it is, and why. It stays: who changes their mind says so anew."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="phase_choices")
    chooser = models.CharField(max_length=20, choices=Chooser)
    phase = models.CharField(max_length=20, choices=Phase)
    why = models.TextField(blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfHealthQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["case", "chooser", "phase", "why", "chosen_at", "chosen_by"], FieldClass.HEALTH
    )

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="phase_choice_case"),
            models.CheckConstraint(condition=Q(chooser__in=Chooser.values), name="phase_choice_by"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="phase_choice_of_four"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="phase_choice_stays", fields=["case", "chooser", "phase", "why", "chosen_at", "chosen_by"]
            )
        ]
        indexes = [models.Index(fields=["case", "chooser", "chosen_at"], name="phase_choice_of_case")]

    def __str__(self) -> str:
        return f"{self.chooser}: {self.phase}"


class GuidanceTextQuerySet(models.QuerySet["GuidanceText"]):
    """Reads of a municipality's own guidance."""

    def visible_to(self, actor: Actor) -> GuidanceTextQuerySet:
        """That of the own municipality."""
        return self.filter(municipality=actor.municipality_id or 0)


class GuidanceText(TenantModel):
    """A text of the guidance in the municipality's own words, instead of the one that comes with the product."""

    key = models.CharField(max_length=40)  # standstill.meaning, checklist.3
    da = models.CharField(max_length=500)
    en = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GuidanceTextQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="guidance_text_once"),
            models.CheckConstraint(condition=~Q(da="") & ~Q(en=""), name="guidance_text_in_both"),
        ]

    def __str__(self) -> str:
        return self.key


# What row-level security cannot say in a column: an answer fits the item that it answers, and given answers stay.
# Of a response that the writer does not see it says nothing: the wall and the key refuse that.
_FITS = """
    IF NOT EXISTS (SELECT FROM progression_response r
        WHERE r.id = NEW.response_id AND r.municipality_id = NEW.municipality_id)
    THEN RETURN NEW; END IF;
    SELECT i.item, r.state INTO asked, stands
    FROM progression_response r
    JOIN questionnaires_questionnaire q ON q.id = r.questionnaire_id
    CROSS JOIN LATERAL jsonb_array_elements(q.content -> 'items') AS i(item)
    WHERE r.id = NEW.response_id AND i.item ->> 'key' = NEW.item AND jsonb_exists(i.item -> 'asked_of', r.respondent);
    IF asked IS NULL OR asked ->> 'kind' <> NEW.kind THEN
        RAISE EXCEPTION 'No such item' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_to_an_item';
    END IF;
    IF stands <> 'begun' THEN
        RAISE EXCEPTION 'The answers were given' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_stays';
    END IF;
    IF NOT NEW.keys <@ ARRAY(SELECT c ->> 'key' FROM jsonb_array_elements(asked -> 'choices') c)::varchar[]
        OR cardinality(NEW.keys) > (CASE WHEN NEW.kind IN ('multiple', 'ranked')
            THEN (asked ->> 'at_most')::int ELSE 1 END)
        OR cardinality(NEW.keys) <> (SELECT count(DISTINCT c) FROM unnest(NEW.keys) c) THEN
        RAISE EXCEPTION 'Not a choice' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_is_a_choice';
    END IF;
    IF NEW.number NOT BETWEEN (asked ->> 'least')::int AND (asked ->> 'most')::int THEN
        RAISE EXCEPTION 'Out of bounds' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_in_bounds';
    END IF;
    RETURN NEW;
"""


@tracked
class Response(TenantModel):
    """What one respondent answers to a questionnaire about a citizen, on one occasion."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    occasion = models.UUIDField()  # what it is given for: a round of a measurement, a registration
    respondent = models.CharField(max_length=20, choices=Respondent)
    state = models.CharField(max_length=20, choices=ResponseState, default=ResponseState.BEGUN)
    begun_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfHealthQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["case", "questionnaire", "occasion", "respondent", "state", "begun_at", "given_at", "given_by"],
        FieldClass.HEALTH,
    )

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="response_key"),
            SameMunicipality(field="case_id", to="cases_case", name="response_case"),
            SameMunicipality(
                field="questionnaire_id", to="questionnaires_questionnaire", name="response_questionnaire"
            ),
            models.UniqueConstraint(fields=["municipality", "occasion", "respondent"], name="response_once"),
            models.CheckConstraint(condition=Q(respondent__in=Respondent.values), name="response_respondent"),
            models.CheckConstraint(
                condition=Q(state="begun", given_at__isnull=True) | Q(state="given", given_at__isnull=False),
                name="response_given_then",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="response_moves", field="state", transitions=[("begun", "given")]),
            pgtrigger.ReadOnly(
                name="response_stays_itself",
                fields=["case", "questionnaire", "occasion", "respondent"],
            ),
            pgtrigger.Protect(
                name="response_given_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="given") & any_changes("given_at", "given_by_id"),
            ),
        ]
        indexes = [models.Index(fields=["case", "begun_at"], name="response_of_case")]

    @property
    def items(self) -> list[Question]:
        """What the respondent is asked, in order."""
        return [item for item in self.questionnaire.form.items if self.respondent in item.asked_of]

    def __str__(self) -> str:
        return f"{self.respondent} {self.state}"


@tracked
class Answer(TenantModel):
    """An answer to one item, or that it was skipped."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, db_constraint=False, related_name="answers")
    item = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=ItemKind)
    skipped = models.BooleanField(default=False)
    keys = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # the step of a scale, too
    number = models.IntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    evidence = models.TextField(blank=True)  # what the score is built on

    objects = OfHealthQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        ["case", "response", "item", "kind", "skipped", "keys", "number", "text", "evidence"], FieldClass.HEALTH
    )

    class Meta:
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="answer_case"),
            SameMunicipality(field="response_id", to="progression_response", name="answer_response"),
            models.UniqueConstraint(fields=["municipality", "response", "item"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(skipped=False) | Q(keys=[], number__isnull=True, text=""), name="answer_skipped_is_empty"
            ),
            models.CheckConstraint(
                condition=Q(skipped=True)
                | Q(kind__in=["scale", "single"], keys__len=1, number__isnull=True, text="")
                | Q(kind__in=["multiple", "ranked"], keys__len__gte=1, number__isnull=True, text="")
                | Q(kind="number", keys=[], number__isnull=False, text="")
                | Q(kind="text", keys=[], number__isnull=True) & ~Q(text=""),
                name="answer_of_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="scale") | Q(skipped=True) | Q(keys__contained_by=["1", "2", "3", "4", "5"]),
                name="answer_step",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answer_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("asked", "jsonb"), ("stands", "text")],
                func=_FITS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {'skipped' if self.skipped else self.keys or self.number or self.text}"


class CalibrationAnswerQuerySet(models.QuerySet["CalibrationAnswer"]):
    """Reads of what raters answer about described cases."""

    def visible_to(self, actor: Actor) -> CalibrationAnswerQuerySet:
        """One's own, where one works today."""
        return self.filter(user=actor.user_id, circle=rules.circle(actor.municipality_id, actor.provider_id))


class CalibrationAnswer(models.Model):
    """Which step somebody chose for a person who is made up: theirs alone; others see how many chose each."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    circle = models.CharField(max_length=40)  # whose answers are counted together: a municipality's, or a unit's
    scene = models.CharField(max_length=30)
    item = models.CharField(max_length=30)
    step = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()
    # What was chosen before the others' steps were seen, which alone is counted for others; it is never changed.
    first_step = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField()

    objects = CalibrationAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "scene", "item", "user"], name="calibration_answer_once"),
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=5, first_step__gte=1, first_step__lte=5),
                name="calibration_answer_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scene} {self.item}: {self.step}"
