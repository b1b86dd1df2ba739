"""Citizen: the person, with an encrypted CPR number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from fremdrift.access.actor import Actor
from fremdrift.access.fields import FieldClass
from fremdrift.access.models import Grant
from fremdrift.cases.rules import sort_key
from fremdrift.core import clock
from fremdrift.core.encryption import blind_index, decrypt, encrypt
from fremdrift.core.history import tracked
from fremdrift.core.models import TenantModel


class CitizenQuerySet(models.QuerySet["Citizen"]):
    """Reads of citizens."""

    def visible_to(self, actor: Actor) -> CitizenQuerySet:
        """Those for whom a grant of this actor holds today; the system sees its municipality."""
        return self.filter(opened_to(actor, "pk"))


def opened_to(actor: Actor, subject: str) -> Q:
    """The filter of every `visible_to`: rows whose citizen, at path `subject`, a grant opens today."""
    if actor.role == "system":
        return Q(municipality=actor.municipality_id)
    granted = Grant.objects.held_by(actor, clock.today()).filter(subject=OuterRef(subject))
    home = Q() if actor.municipality_id is None else Q(municipality=actor.municipality_id)
    return home & Q(Exists(granted))


def cpr_index(municipality_id: int, digits: str) -> bytes:
    """The blind index of a CPR number within a municipality: equal persons of two municipalities do not meet."""
    return blind_index(digits, f"cpr|{municipality_id}")


@tracked
class Citizen(TenantModel):
    """A person with a case."""

    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=200, editable=False)
    born = models.DateField()
    cpr_sealed = models.BinaryField()
    cpr_index = models.BinaryField(max_length=32)
    is_synthetic = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    protected_address = models.BooleanField(default=False)

    objects = CitizenQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        "name": FieldClass.IDENTITY,
        "sort_key": FieldClass.IDENTITY,
        "born": FieldClass.IDENTITY,
        "cpr_sealed": FieldClass.IDENTITY,
        "cpr_index": FieldClass.IDENTITY,
        "is_synthetic": FieldClass.IDENTITY,
        "phone": FieldClass.CONTACT,
        "email": FieldClass.CONTACT,
        "protected_address": FieldClass.ADDRESS,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "id"], name="citizen_key"),
            models.UniqueConstraint(fields=["municipality", "cpr_index"], name="citizen_cpr"),
        ]
        indexes = [models.Index(fields=["municipality", "sort_key"], name="citizen_order")]

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

    def rename(self, name: str) -> None:
        """Set the name, and its place in the Danish alphabet with it."""
        self.name, self.sort_key = name, sort_key(name)
