"""Citizen: the person, with an encrypted CPR number."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import Grant, opened_to
from fremdrift.cases.rules import search_key, sort_key
from fremdrift.core import clock
from fremdrift.core.encryption import blind_index, decrypt, encrypt
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel


class CitizenQuerySet(models.QuerySet["Citizen"]):
    """Reads of citizens."""

    def visible_to(self, actor: Actor) -> CitizenQuerySet:
        """Those for whom a grant of this actor holds today; the system sees its municipality.

        A record that was merged into another is nobody's to see: its cases are the other's now.
        """
        return self.filter(opened_to(actor, "pk"), merged_into=None)


class OfCitizenQuerySet(models.QuerySet[Any]):
    """Reads of rows about a citizen."""

    def visible_to(self, actor: Actor) -> OfCitizenQuerySet:
        """Those of citizens for whom a grant of this actor holds today."""
        return self.filter(opened_to(actor, "citizen_id"))


def address_opened_to(actor: Actor, subject: str) -> Q:
    """Whether the citizen's address too is open to the actor today; a protected one never leaves the municipality."""
    if actor.role == "system":
        return Q(municipality=actor.municipality_id)
    granted = Grant.objects.held_by(actor, clock.today()).filter(subject=OuterRef(subject))
    return Q(Exists(granted.filter(fields__contains=[FieldClass.ADDRESS])))


def cpr_index(municipality_id: int, digits: str) -> bytes:
    """The blind index of a CPR number within a municipality: equal persons of two municipalities do not meet."""
    return blind_index(digits, f"cpr|{municipality_id}")


@tracked
class Citizen(TenantModel):
    """A person with a case."""

    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=200, editable=False)
    search_key = models.CharField(max_length=200, editable=False, default="")
    born = models.DateField()
    cpr_sealed = models.BinaryField()
    cpr_index = models.BinaryField(max_length=32)
    is_synthetic = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    protected_address = models.BooleanField(default=False)
    protected_until = models.DateField(null=True, blank=True)  # the last day; none while it goes on
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="merged_from"
    )

    objects = CitizenQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        "name": FieldClass.IDENTITY,
        "sort_key": FieldClass.IDENTITY,
        "search_key": FieldClass.IDENTITY,
        "born": FieldClass.IDENTITY,
        "cpr_sealed": FieldClass.IDENTITY,
        "cpr_index": FieldClass.IDENTITY,
        "is_synthetic": FieldClass.IDENTITY,
        "phone": FieldClass.CONTACT,
        "email": FieldClass.CONTACT,
        **dict.fromkeys(["address", "postcode", "town", "protected_address", "protected_until"], FieldClass.ADDRESS),
        "merged_into": FieldClass.IDENTITY,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="citizen_key"),
            models.UniqueConstraint(fields=["municipality", "cpr_index"], name="citizen_cpr"),
            SameMunicipality(field="merged_into_id", to="cases_citizen", name="citizen_merged_into"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="citizen_not_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(protected_until__isnull=True) | Q(protected_address=True), name="citizen_protected_until"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "sort_key"], name="citizen_order"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="citizen_search"),
            models.Index(fields=["municipality", "born"], name="citizen_born"),
            models.Index(fields=["merged_into"], name="citizen_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cpr(self) -> str:
        """The CPR number in clear; each screen that shows it says so in the look-up log."""
        return decrypt(bytes(self.cpr_sealed), f"citizen|{self.pk}")

    def seal_cpr(self, digits: str) -> None:
        """Store a CPR number: encrypted for this row, and as blind index."""
        self.cpr_sealed = encrypt(digits, f"citizen|{self.pk}")
        self.cpr_index = cpr_index(self.municipality_id, digits)

    def without_address(self) -> None:
        """Take off what is of the class address, for a reader to whom it is not open: it reaches no page."""
        self.address = self.postcode = self.town = ""
        self.protected_address, self.protected_until = False, None

    def rename(self, name: str) -> None:
        """Set the name, its place in the Danish alphabet, and how it is found."""
        self.name, self.sort_key, self.search_key = name, sort_key(name), search_key(name)
