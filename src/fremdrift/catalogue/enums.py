"""Choices of the offer catalogue."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What an offer is for: the six purposes of SFI's report on activation (2011), table 3.2."""

    EMPLOYMENT = "employment", _("Employment")
    EDUCATION = "education", _("Education")
    CLARIFICATION = "clarification", _("Clarification")
    WORK_CAPACITY_TEST = "work_capacity_test", _("Test of work capacity")
    SOCIAL_SUPPORT = "social_support", _("Social support")
    TREATMENT = "treatment", _("Treatment")


class LegalKind(models.TextChoices):
    """What the law calls it; the effort that follows from an order has the same kind."""

    GUIDANCE_UPSKILLING = "guidance_upskilling", _("Guidance and upskilling")
    COMPANY_PLACEMENT = "company_placement", _("Company placement")
    WAGE_SUBSIDY = "wage_subsidy", _("Wage-subsidised job")
    ORDINARY_EDUCATION = "ordinary_education", _("Ordinary education")
    MENTOR = "mentor", _("Mentor support")


class Form(models.TextChoices):
    """Whether one is there alone."""

    SINGLE = "single", _("One at a time")
    GROUP = "group", _("In a group")
    BOTH = "both", _("Alone or in a group")


class Setting(models.TextChoices):
    """Where it takes place."""

    WORKPLACE = "workplace", _("At an ordinary workplace")
    COMPANY_CENTRE = "company_centre", _("In a company centre")
    EDUCATION = "education", _("At a school")
    WORKSHOP = "workshop", _("In a workshop")
    ACTIVATION_SITE = "activation_site", _("At an activation site")
    OUTDOORS = "outdoors", _("Outdoors")
    HOME = "home", _("At home")
    ONLINE = "online", _("Online")


class Condition(models.TextChoices):
    """What somebody may live with or need, and an offer can or cannot hold."""

    ACTIVE_USE = "active_use", _("Active substance use")
    PSYCHOSIS = "psychosis", _("Untreated psychosis")
    ANXIETY = "anxiety", _("Anxiety")
    DEPRESSION = "depression", _("Depression")
    AUTISM_ADHD = "autism_adhd", _("Autism or ADHD")
    PAIN = "pain", _("Pain")
    NO_STANDING = "no_standing", _("Cannot stand for long")
    NO_LIFTING = "no_lifting", _("Cannot lift")
    BREAKS = "breaks", _("Needs calm and breaks")
    LOW_HOURS = "low_hours", _("Few hours a week")
    LITTLE_DANISH = "little_danish", _("Little Danish")
    READING = "reading", _("Reading difficulties")
    NO_ADDRESS = "no_address", _("No fixed address")
    CRIMINAL_RECORD = "criminal_record", _("Criminal record")
    CHILD_CARE = "child_care", _("Care of small children")
    NO_CAR = "no_car", _("No car")


class SpokenLanguage(models.TextChoices):
    """Languages in which an offer is given."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic")
    UKRAINIAN = "uk", _("Ukrainian")
    TURKISH = "tr", _("Turkish")
    SOMALI = "so", _("Somali")
    FARSI = "fa", _("Farsi")
    TIGRINYA = "ti", _("Tigrinya")
    POLISH = "pl", _("Polish")
    GERMAN = "de", _("German")
    SIGN = "sgn", _("Danish sign language")


class PricePer(models.TextChoices):
    """What a price is paid for."""

    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    COURSE = "course", _("for the whole course")


class Sort(StrEnum):
    """What a list of offers can be ordered by; without a choice the best hits first, or else by name."""

    NAME = "name"
    TOWN = "town"
    HOURS = "hours"
    WEEKS = "weeks"
    PRICE = "price"
