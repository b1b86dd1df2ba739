"""Choices of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages that the pages speak."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class CoverReason(models.TextChoices):
    """Why a colleague steps in for a while."""

    ILLNESS = "illness", _("Illness")
    LEAVE = "leave", _("Leave")
    HOLIDAY = "holiday", _("Holiday")
    COURSE = "course", _("Course")
    OTHER = "other", _("Other")
