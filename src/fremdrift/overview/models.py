"""What somebody puts aside, wants to be reminded of, keeps as a list, or has begun to write."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fremdrift.access.fields import FieldClass
from fremdrift.accounts.models import Municipality, Team
from fremdrift.cases.models import Case
from fremdrift.cases.models.spells import OfCaseQuerySet
from fremdrift.core.clock import COPENHAGEN
from fremdrift.core.history import tracked
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.overview.rules import DRAFTS, goes_on


@tracked
class Dismissal(TenantModel):
    """A line that somebody put aside with a reason. It comes back when its facts change, or after the day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="dismissals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20)  # overview.enums.Duty
    fact = models.CharField(max_length=120)  # what the line stood on: another fact is another line
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "user", "duty", "fact", "made_at", "until", "undone_at"], FieldClass.PLAN),
        "reason": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["made_at"]
        constraints = [SameMunicipality(field="case_id", to="cases_case", name="dismissal_case")]
        indexes = [models.Index(fields=["municipality", "user", "case"], name="dismissal_of_user")]

    def __str__(self) -> str:
        return f"{self.duty} {self.fact}"


@tracked
class Reminder(TenantModel):
    """A note to oneself about a case, for a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.CharField(max_length=200)
    done_on = models.DateField(null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "user", "on", "done_on"], FieldClass.PLAN),
        "text": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["on", "pk"]
        constraints = [SameMunicipality(field="case_id", to="cases_case", name="reminder_case")]
        indexes = [models.Index(fields=["municipality", "user", "on"], name="reminder_of_user")]

    def __str__(self) -> str:
        return f"{self.on} {self.text}"


class SavedList(models.Model):
    """A choice of counts and columns under a name; about nobody. Shared with the team, or one's own."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_with = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=20)  # worklist or caseload
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)  # of the address; no words of search, which may name somebody
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"], condition=Q(removed_at__isnull=True), name="saved_list_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Draft(TenantModel):
    """What somebody has typed and not yet saved, so that nothing is lost. Gone when it is saved or thrown away.

    Nobody else reads it, not even by SQL (access/rls.py). Who writes in two windows has a draft of each.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)  # name of the page's address
    about = models.CharField(max_length=60, blank=True)  # which of several: the id in the form
    content = models.JSONField()  # field → list of values, as the form sends them
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    window = models.UUIDField()  # the page that saved last: it does not clash with itself when an answer was lost

    objects = OfCaseQuerySet.as_manager()
    field_classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(["case", "user", "form", "about", "begun_at", "saved_at", "window"], FieldClass.CONVERSATIONS),
        "content": FieldClass.HEALTH,
    }

    class Meta:
        ordering = ["-saved_at"]
        constraints = [SameMunicipality(field="case_id", to="cases_case", name="draft_case")]
        indexes = [models.Index(fields=["case", "form", "about"], name="draft_of_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.saved_at}"

    @property
    def goes_on(self) -> dt.date | None:
        """The day from which it is kept no more, when nobody writes on."""
        return goes_on(DRAFTS, self.saved_at.astimezone(COPENHAGEN).date())

    @property
    def token(self) -> str:
        """The moment it was saved, for a window to say which state of it is known there."""
        return self.saved_at.astimezone(dt.UTC).isoformat()
