"""Choices of the progression app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """The four phases of BIP (Danneris 2016). People choose them, never the system."""

    PROGRESS = "progress", _("Progress")
    STANDSTILL = "standstill", _("Standstill")
    DECLINE = "decline", pgettext_lazy("phase", "Decline")  # the verb is another word in Danish
    DERAILMENT = "derailment", _("Derailment")


class Quality(models.TextChoices):
    """What makes an effort good in the citizen's eyes (BIP): the three parameters of guidance."""

    MEANING = "meaning", _("Meaning")
    COHERENCE = "coherence", _("Coherence")
    MOMENTUM = "momentum", _("Momentum")


class Rhythm(models.TextChoices):
    """How often a case is measured."""

    QUARTER = "quarter", _("Every third month")
    FORTNIGHT = "fortnight", _("Every 14 days")


class Chooser(models.TextChoices):
    """Who says which phase it is."""

    CITIZEN = "citizen", _("The citizen")
    CASEWORKER = "caseworker", _("The caseworker")
