"""The company consultant's forms: an answer, a message, a week of attendance, a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fremdrift.orders.enums import AimOutcome, ChangeKind, Direction, Point, Presence, Recommendation
from fremdrift.orders.models import Aim, AttendanceDay, ProgressReport
from fremdrift.orders.services import Day, Report
from fremdrift.web.shared import dates
from fremdrift.web.shared.fields import DateField, NumberField, TextField
from fremdrift.web.shared.violations import SENTENCES

_LONGEST = 5_000


def _shown(number: Decimal | None) -> str:
    """A number as one writes it in the reader's language; nothing for none."""
    return dates.number(number, get_language() or "da") if number else ""


def _text(label: Any, rows: int = 3, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(_LONGEST)],
        help_text=help_text,
        required=required,
    )


class AcceptForm(forms.Form):
    """A yes on behalf of a workplace."""

    accepted_by_name = TextField(
        label=_("Who at the workplace said yes?"), max_length=120, help_text=_("The name, and what they are there.")
    )


class DeclineForm(forms.Form):
    """A no, and why."""

    reason = _text(_("Why not?"), help_text=_("The caseworker and the citizen can read it."), required=True)


class MessageForm(forms.Form):
    """A message to the caseworker."""

    text = _text(_("Message"), required=True)
    wants_answer = forms.BooleanField(label=_("I would like an answer"), required=False)


class ChangeForm(forms.Form):
    """What the workplace would like to change; the caseworker decides."""

    kind = forms.ChoiceField(label=_("What is to change?"), choices=ChangeKind, widget=forms.RadioSelect)
    ends_on = DateField(label=_("New last day"), required=False)
    hours = NumberField(label=_("New hours a week"), max_digits=3, decimal_places=1, required=False)
    reason = _text(_("Why?"), help_text=_("The caseworker and the citizen can read it."), required=True)


class WeekForm(forms.Form):
    """A week of one placement: for each day that has come, how it went and how many hours."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        days: Sequence[dt.date],
        planned: Mapping[dt.date, float],
        known: Mapping[dt.date, AttendanceDay],
    ) -> None:
        super().__init__(data)
        self.days, self._planned = days, planned
        for day in days:
            row, hours = known.get(day), planned.get(day, 0)
            usual = Presence.PRESENT.value if hours else ""
            self.fields[f"day_{day}"] = forms.ChoiceField(
                label=_("How did it go?"),
                choices=[("", "–"), *Presence.choices],
                required=False,
                initial=row.presence if row else usual,
            )
            self.fields[f"hours_{day}"] = NumberField(
                label=_("Hours"),
                max_digits=3,
                decimal_places=1,
                min_value=0,
                max_value=24,
                required=False,
                initial=_shown(row.hours if row else Decimal(str(hours))),
            )

    @property
    def summed_up(self) -> dict[str, str]:
        """How the summary of what is wrong names each field: with its day."""
        days = {day: {"day": dates.weekday_day(day, get_language() or "da")} for day in self.days}
        went = {f"day_{day}": _("%(day)s, how it went:") % of for day, of in days.items()}
        return went | {f"hours_{day}": _("%(day)s, hours:") % of for day, of in days.items()}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For each day its two fields."""
        return [{"day": day, "presence": self[f"day_{day}"], "hours": self[f"hours_{day}"]} for day in self.days]

    @property
    def week(self) -> list[Day]:
        """The days as they were filled in."""
        return [
            Day(
                day,
                self.cleaned_data[f"day_{day}"],
                float(self.cleaned_data[f"hours_{day}"] or 0),
                self._planned.get(day, 0),
            )
            for day in self.days
        ]


class ReportForm(forms.Form):
    """A report: the five points, the aims, what is suggested. A begun one may lack something, a sent one may not."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, report: ProgressReport, aims: Iterable[Aim], sending: bool
    ) -> None:
        super().__init__(data)
        self._aims, self._sending = list(aims), sending
        points = {row.point: row for row in report.points.all()}
        for point, _label in Point.choices:
            row = points.get(point)
            self.fields[f"direction_{point}"] = forms.ChoiceField(
                label=_("Which way?"),
                choices=Direction.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=row.direction if row else "",
            )
            self.fields[f"evidence_{point}"] = _text(_("What shows it?"), rows=2)
            self.fields[f"evidence_{point}"].initial = row.evidence if row else ""
        reached = {row.aim_id: row for row in report.aims.all()}
        for aim in self._aims:
            said = reached.get(aim.pk)
            self.fields[f"outcome_{aim.position}"] = forms.ChoiceField(
                label=aim.what,
                choices=AimOutcome.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=said.outcome if said else "",
            )
        self._rest(report)

    def _rest(self, report: ProgressReport) -> None:
        self.fields["summary"] = _text(_("In short"))
        self.fields["work_capacity"] = NumberField(
            label=_("Hours a week that go well now"), max_digits=3, decimal_places=1, required=False
        )
        self.fields["recommendation"] = forms.ChoiceField(
            label=_("What do you suggest?"), choices=Recommendation.choices, widget=forms.RadioSelect, required=False
        )
        self.fields["recommendation_words"] = _text(_("Why, and how?"), rows=2)
        for name in ("summary", "work_capacity", "recommendation", "recommendation_words"):
            self.fields[name].initial = getattr(report, name)
        self.fields["work_capacity"].initial = _shown(report.work_capacity)

    @property
    def summed_up(self) -> dict[str, str]:
        """How the summary of what is wrong names each field: with its point."""
        ways = {f"direction_{point}": _("%(point)s, which way:") % {"point": label} for point, label in Point.choices}
        shows = {
            f"evidence_{point}": _("%(point)s, what shows it:") % {"point": label} for point, label in Point.choices
        }
        return ways | shows

    @property
    def points(self) -> list[dict[str, Any]]:
        """For each point its name and its two fields."""
        return [
            {
                "name": name,
                "label": label,
                "direction": self[f"direction_{name}"],
                "evidence": self[f"evidence_{name}"],
            }
            for name, label in Point.choices
        ]

    @property
    def aims(self) -> list[Any]:
        """The fields of the order's aims."""
        return [self[f"outcome_{aim.position}"] for aim in self._aims]

    def clean(self) -> dict[str, Any]:
        """What is sent has something at each point, and all that is missing is told at once."""
        data = self.cleaned_data
        if self._sending:
            for point in Point.values:
                self._need(f"direction_{point}", "report.direction_missing")
                self._need(f"evidence_{point}", "report.evidence_missing")
            self._need("recommendation", "report.recommendation_missing")
        return data

    def _need(self, name: str, code: str) -> None:
        if name not in self.errors and not str(self.cleaned_data.get(name) or "").strip():
            self.add_error(name, str(SENTENCES[code]))

    @property
    def content(self) -> Report:
        """The report as the form has it."""
        data = self.cleaned_data
        capacity = data["work_capacity"]
        return Report(
            points={p: (data[f"direction_{p}"], data[f"evidence_{p}"]) for p in Point.values},
            aims={aim.pk: (data[f"outcome_{aim.position}"], "") for aim in self._aims},
            summary=data["summary"],
            work_capacity=None if capacity is None else float(capacity),
            recommendation=data["recommendation"],
            recommendation_words=data["recommendation_words"],
        )
