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


class Participation(models.TextChoices):
    """What somebody says to an effort that is voluntary for a time."""

    YES = "yes", _("Yes, to take part")
    NO = "no", _("No, not to take part")


class AgeGroup(models.TextChoices):
    """How old somebody was on the day of a registration, in wide bands: it is all that an evaluation needs."""

    UNDER_30 = "under_30", _("Under 30")
    FROM_30 = "from_30", _("30 to 44")
    FROM_45 = "from_45", _("45 to 59")
    FROM_60 = "from_60", _("60 or more")
