"""Choices of the questionnaires app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """What a questionnaire is for."""

    MEASUREMENT = "measurement", _("Measurement of progress")
    SURVEY = "survey", _("Survey of participants")
    REGISTRATION = "registration", _("Registration")


class QuestionnaireState(models.TextChoices):
    """Where a version of a questionnaire stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("In use")
    RETIRED = "retired", _("No longer in use")


class ItemKind(models.TextChoices):
    """How an item is answered."""

    SCALE = "scale", _("Scale from 1 to 5, with words at every step")
    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    RANKED = "ranked", _("Choices in order of importance")
    NUMBER = "number", _("A number")
    TEXT = "text", _("Free text")


class Respondent(models.TextChoices):
    """Who answers."""

    CITIZEN = "citizen", _("The citizen")
    CASEWORKER = "caseworker", _("The caseworker")
    PROVIDER = "provider", _("The provider")


class ResponseState(models.TextChoices):
    """Where somebody's answers stand."""

    BEGUN = "begun", _("Begun")
    GIVEN = "given", _("Given")
