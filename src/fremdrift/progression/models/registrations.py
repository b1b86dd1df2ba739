"""Registrations of a period in which an effort is voluntary: who says yes or no to it, when, and why."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.progression.enums import AgeGroup, Chooser, Participation
from fremdrift.questionnaires.models import Questionnaire

# The lists of a round are a published questionnaire: at most five characteristics, and at most four reasons in order.
_LISTS = """
    IF NOT EXISTS (SELECT FROM questionnaires_questionnaire q
        WHERE q.id = NEW.questionnaire_id AND q.municipality_id = NEW.municipality_id)
    THEN RETURN NEW; END IF;
    IF EXISTS (SELECT FROM questionnaires_questionnaire q LEFT JOIN LATERAL jsonb_array_elements(q.content -> 'items')
            AS i(item) ON true
        WHERE q.id = NEW.questionnaire_id AND (q.use <> 'registration' OR q.state = 'draft'
            OR i.item ->> 'kind' = 'multiple' AND (i.item ->> 'at_most')::int > 5
            OR i.item ->> 'kind' = 'ranked' AND (i.item ->> 'at_most')::int > 4))
    THEN RAISE EXCEPTION 'Not the lists of a registration' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'registration_round_lists';
    END IF;
    RETURN NEW;
"""
# Of a registration that the writer does not see it says nothing: the wall and the key refuse that.
_OPEN = """
    SELECT o.opens_on, o.closes_on INTO opened, closed
    FROM progression_registration r JOIN progression_registrationround o ON o.id = r.round_id
    WHERE r.id = NEW.registration_id AND r.case_id = NEW.case_id;
    IF opened IS NULL THEN RETURN NEW; END IF;
    IF NEW.chosen_on NOT BETWEEN opened AND closed OR (SELECT sec.today()) > closed THEN
        RAISE EXCEPTION 'The round is not open' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'participation_while_open';
    END IF;
    RETURN NEW;
"""


class RegistrationRoundQuerySet(models.QuerySet["RegistrationRound"]):
    """Reads of rounds."""

    def visible_to(self, actor: Actor) -> RegistrationRoundQuerySet:
        """Those of the own municipality; who has none reads those of the citizens that are open to them."""
        if actor.municipality_id is not None:
            return self.filter(municipality=actor.municipality_id)
        return self.filter(municipality__in=Case.objects.visible_to(actor).values("municipality"))


class RegistrationRound(TenantModel):
    """A period in which an effort is voluntary, and it is registered who says yes or no. It is about nobody."""

    title = models.CharField(max_length=120)
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RegistrationRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="registration_round_key"),
            SameMunicipality(
                field="questionnaire_id", to="questionnaires_questionnaire", name="registration_round_questionnaire"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="registration_round_days"),
            models.CheckConstraint(condition=~Q(title=""), name="registration_round_titled"),
            ExclusionConstraint(
                name="registration_round_alone",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    (Func(F("opens_on"), F("closes_on"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="registration_round_lists",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_LISTS,
            ),
            pgtrigger.ReadOnly(
                name="registration_round_stays",
                fields=["municipality", "title", "opens_on", "questionnaire", "opened_at", "opened_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.opens_on}"


@tracked
class Registration(TenantModel):
    """A case in a round: the place of what contact person and citizen say there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="registrations")
    round = models.ForeignKey(
        RegistrationRound, on_delete=models.PROTECT, db_constraint=False, related_name="registrations"
    )
    begun_at = models.DateTimeField()

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(["case", "round", "begun_at"], FieldClass.PLAN)

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="registration_key"),
            SameMunicipality(field="case_id", to="cases_case", name="registration_case"),
            SameMunicipality(field="round_id", to="progression_registrationround", name="registration_round"),
            models.UniqueConstraint(fields=["municipality", "round", "case"], name="registration_once"),
        ]
        triggers = [pgtrigger.ReadOnly(name="registration_stays", fields=["case", "round", "begun_at"])]

    def __str__(self) -> str:
        return f"{self.round_id}"


@tracked
class ParticipationChoice(TenantModel):
    """Yes or no, and what was so on that day. It stays: a correction is the next one, until the round closes.

    Characteristics and ranked reasons are answers, given on this choice as their occasion.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, db_constraint=False, related_name="choices"
    )
    chooser = models.CharField(max_length=20, choices=Chooser)  # the contact person, or the citizen
    number = models.PositiveSmallIntegerField()  # the first, and its corrections
    choice = models.CharField(max_length=3, choices=Participation)
    chosen_on = models.DateField()
    site = models.CharField(max_length=120)  # where the one works who registered it
    age_group = models.CharField(max_length=20, choices=AgeGroup)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "registration", "chooser", "number", "choice", "chosen_on"], FieldClass.PLAN),
        **dict.fromkeys(["site", "registered_at", "registered_by"], FieldClass.PLAN),
        "age_group": FieldClass.IDENTITY,
    }

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            SameMunicipality(field="case_id", to="cases_case", name="participation_case"),
            SameMunicipality(field="registration_id", to="progression_registration", name="participation_registration"),
            models.UniqueConstraint(
                fields=["municipality", "registration", "chooser", "number"], name="participation_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="participation_number"),
            models.CheckConstraint(condition=Q(chooser__in=Chooser.values), name="participation_by"),
            models.CheckConstraint(condition=Q(choice__in=Participation.values), name="participation_yes_or_no"),
            models.CheckConstraint(condition=Q(age_group__in=AgeGroup.values), name="participation_age_group"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="participation_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("opened", "date"), ("closed", "date")],
                func=_OPEN,
            ),
            pgtrigger.ReadOnly(
                name="participation_stays",
                fields=[
                    *("case", "registration", "chooser", "number", "choice", "chosen_on"),
                    *("site", "age_group", "registered_at", "registered_by"),
                ],
            ),
        ]
        indexes = [models.Index(fields=["registration", "chooser", "number"], name="participation_of_registration")]

    def __str__(self) -> str:
        return f"{self.chooser} {self.number}: {self.choice}"
