"""The offer catalogue: what can be ordered, and the workplaces where it takes place. No row here is about a citizen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from fremdrift.access.actor import Actor
from fremdrift.access.roles import Role
from fremdrift.accounts.models import Municipality, Provider
from fremdrift.catalogue.enums import Condition, Form, LegalKind, PricePer, Purpose, Setting, SpokenLanguage
from fremdrift.core.models import SameMunicipality, TenantModel

_TARGET_GROUP = models.CharField(max_length=30)  # rulebook.enums.TargetGroup


class OfferQuerySet(models.QuerySet["Offer"]):
    """Reads of offers."""

    def visible_to(self, actor: Actor) -> OfferQuerySet:
        """Those of the own municipality; somebody at a provider sees the provider's own, of every municipality."""
        return self.filter(_own(actor, "provider"))


class OfOfferQuerySet(models.QuerySet[Any]):
    """Reads of what belongs to an offer."""

    def visible_to(self, actor: Actor) -> OfOfferQuerySet:
        """That of the offers that this actor sees."""
        return self.filter(_own(actor, "offer__provider"))


class OfMunicipalityQuerySet(models.QuerySet[Any]):
    """Reads of what is the municipality's alone."""

    def visible_to(self, actor: Actor) -> OfMunicipalityQuerySet:
        """That of the own municipality, and nothing for a provider."""
        return self.filter(municipality=actor.municipality_id or 0)


def _own(actor: Actor, provider: str) -> Q:
    if actor.role is Role.PROVIDER:
        return Q(**{provider: actor.provider_id or 0})
    return Q(municipality=actor.municipality_id or 0)


class Offer(TenantModel):
    """An offer that a municipality can order for a citizen."""

    code = models.CharField(max_length=40)  # the municipality's own number of it: an import finds it again by this
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=500, blank=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    purposes = ArrayField(models.CharField(max_length=20, choices=Purpose), default=list, blank=True)
    legal_kind = models.CharField(max_length=30, choices=LegalKind)
    form = models.CharField(max_length=10, choices=Form, default=Form.SINGLE)
    setting = models.CharField(max_length=20, choices=Setting)
    target_groups = ArrayField(_TARGET_GROUP, default=list, blank=True)  # none: for everybody
    target = models.CharField(max_length=500, blank=True)
    can_hold = ArrayField(models.CharField(max_length=20, choices=Condition), default=list, blank=True)
    cannot_hold = ArrayField(models.CharField(max_length=20, choices=Condition), default=list, blank=True)
    limits = models.CharField(max_length=500, blank=True)
    hours_least = models.PositiveSmallIntegerField(null=True, blank=True)  # a week
    hours_most = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)  # its usual length
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)  # kroner
    price_per = models.CharField(max_length=10, choices=PricePer, default=PricePer.WEEK)
    reimbursement = models.PositiveSmallIntegerField(null=True, blank=True)  # per cent that the state pays back
    places = models.PositiveSmallIntegerField(null=True, blank=True)  # at a time; none: as many as come
    quota = models.PositiveSmallIntegerField(null=True, blank=True)  # in a calendar year
    funding = models.CharField(max_length=200, blank=True)
    funding_until = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    languages = ArrayField(models.CharField(max_length=5, choices=SpokenLanguage), default=list, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    starts = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # one more with each change of what it says
    # Written by the database (migration 0002) whenever the offer, its weeks or its provider's name change.
    sort_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")  # the name, å last
    search = SearchVectorField(null=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="offer_key"),
            models.UniqueConstraint(fields=["municipality", "code"], name="offer_code"),
            models.CheckConstraint(
                condition=Q(hours_least__isnull=True)
                | Q(hours_most__isnull=True)
                | Q(hours_most__gte=F("hours_least")),
                name="offer_hours",
            ),
            models.CheckConstraint(condition=Q(price__isnull=True) | Q(price__gte=0), name="offer_price"),
            models.CheckConstraint(
                condition=Q(reimbursement__isnull=True) | Q(reimbursement__lte=100), name="offer_reimbursement"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "sort_key", "id"], name="offer_by_name"),
            GinIndex(fields=["search"], name="offer_search"),
        ]

    def __str__(self) -> str:
        return self.name


class Word(models.Model):
    """A word that an offer of the municipality has, as a search writes it; a misspelt one is compared with these."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=80)
    spelt = models.CharField(max_length=40)  # as it stands in the offer, for people to read

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "word"], name="word_once")]
        indexes = [GinIndex(fields=["word"], name="word_alike", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class OfferWeek(TenantModel):
    """What happens in some weeks of an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, db_constraint=False, related_name="content")
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500)

    objects = OfOfferQuerySet.as_manager()

    class Meta:
        ordering = ["first", "last", "pk"]
        constraints = [
            SameMunicipality(field="offer_id", to="catalogue_offer", name="offer_week_offer"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="offer_week_period"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last} {self.what}"


class Experience(TenantModel):
    """A colleague's note on an offer: for whom it worked, and what made it work. Nobody is named in it."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, db_constraint=False, related_name="experiences")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    worked_for = models.CharField(max_length=200, blank=True)
    worked = models.CharField(max_length=1000)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [SameMunicipality(field="offer_id", to="catalogue_offer", name="experience_offer")]
        indexes = [models.Index(fields=["offer", "made_at"], name="experience_of_offer")]

    def __str__(self) -> str:
        return self.worked


class Company(TenantModel):
    """A company that the municipality works with."""

    cvr = models.CharField(max_length=8, null=True, blank=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_on = models.DateField(null=True, blank=True)

    objects = OfMunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "companies"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="company_key"),
            models.UniqueConstraint(fields=["municipality", "cvr"], name="company_cvr"),
        ]

    def __str__(self) -> str:
        return self.name


class Workplace(TenantModel):
    """A place of a company where somebody can work: a production unit."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, db_constraint=False, related_name="workplaces")
    production_number = models.CharField(max_length=10, null=True, blank=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    tasks = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    mentor_name = models.CharField(max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    company_centre = models.BooleanField(default=False)  # has places and a mentor set aside all year
    employees = models.PositiveIntegerField(null=True, blank=True)  # ordinary employed: the law limits by them
    retired_on = models.DateField(null=True, blank=True)

    objects = OfMunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            SameMunicipality(field="company_id", to="catalogue_company", name="workplace_company"),
            models.UniqueConstraint(fields=["municipality", "id"], name="workplace_key"),
            models.UniqueConstraint(fields=["municipality", "production_number"], name="workplace_production_number"),
        ]

    def __str__(self) -> str:
        return self.name
