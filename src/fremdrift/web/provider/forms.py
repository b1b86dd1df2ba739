"""The provider's forms: answer an order, write, propose a change, interrupt, report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fremdrift.orders.enums import AimOutcome, ChangeKind, Direction, Point, Recommendation
from fremdrift.orders.services import Report
from fremdrift.web.shared.asked import said as in_words
from fremdrift.web.shared.fields import DateField, NumberField, TextField

if TYPE_CHECKING:
    from fremdrift.orders.models import Aim, IndicatorAnswer, ProgressReport
    from fremdrift.questionnaires.rules import Question

_LONGEST = 5_000


def _words(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> TextField:
    """A text of some lines; the browser does not cut it, the form says when it is too long."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, max_length=_LONGEST, required=required, help_text=help_text, widget=widget)


class _Form(forms.Form):
    """A form whose texts the browser never cuts without a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


class DeclineForm(_Form):
    """Why the unit says no."""

    reason = _words(_("Why not?"), help_text=_("The caseworker reads it, and finds another offer by it."))


class MessageForm(_Form):
    """Something to the others in the order."""

    text = _words(_("Message"), rows=4)
    wants_answer = forms.BooleanField(label=_("I would like an answer"), required=False)


class StartForm(_Form):
    """The day on which the citizen has begun."""

    on = DateField(label=_("Began on"))


class ChangeForm(_Form):
    """A change that the caseworker decides on."""

    kind = forms.ChoiceField(label=_("What should change?"), choices=ChangeKind, widget=forms.RadioSelect)
    ends_on = DateField(
        label=_("New last day"), required=False, help_text=_("When it should last longer or end earlier.")
    )
    hours = NumberField(
        label=_("New hours a week"),
        required=False,
        max_digits=4,
        decimal_places=1,
        localize=True,
        help_text=_("When the hours should change."),
    )
    reason = _words(_("Why?"), help_text=_("What have you seen that speaks for it?"))


class InterruptForm(_Form):
    """When and why an order stops before its time."""

    on = DateField(label=_("Last day here"))
    reason = _words(_("Why?"), help_text=_("The caseworker and the citizen can read it."))


class ReportForm(_Form):
    """A progress report: what is begun may have gaps, what is sent may not."""

    summary = _words(_("In short: how has it gone?"), required=False)
    work_capacity = NumberField(
        label=_("Work capacity, hours a week"),
        required=False,
        min_value=0,
        max_value=37,
        max_digits=4,
        decimal_places=1,
        localize=True,
        error_messages=dict.fromkeys(
            ["min_value", "max_value"], _("Write from 0 to 37 hours a week, or leave it empty.")
        ),
        help_text=_("How many hours could the citizen work now? Leave it empty if you cannot say."),
    )
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=[("", _("Choose")), *Recommendation.choices], required=False
    )
    recommendation_words = _words(_("What do you suggest, and why?"), required=False)

    def __init__(self, *args: Any, report: ProgressReport, asked: Asked, sending: bool = False, **kwargs: Any) -> None:
        self._aims = [aim for aim in report.order.aims.all() if not aim.dropped]
        self._asked, self._known = asked.items, initial(report) | asked.initial()
        super().__init__(*args, initial=self._known, **kwargs)
        for point in Point:
            self._add_point(point, sending=sending)
        for aim in self._aims:
            self._add_aim(aim)
        for item in self._asked:
            self._add_item(item)
        if sending:
            recommended: Any = self.fields["recommendation"]
            recommended.required = True
            recommended.error_messages["required"] = _("Choose what you suggest.")

    def _add_point(self, point: Point, *, sending: bool) -> None:
        direction = forms.ChoiceField(
            label=point.label,
            choices=Direction.choices,
            widget=forms.RadioSelect,
            required=sending,
            error_messages={"required": _("Choose which way it has gone.")},
        )
        label = gettext("%(point)s: what have you seen or heard?") % {"point": point.label}
        evidence = _words(label, rows=2, required=sending)
        evidence.error_messages["required"] = _("Write what shows it: something that was seen, done or said.")
        evidence.widget.attrs.pop("maxlength", None)
        direction.widget.is_required = False  # nothing stands chosen, and the browser asks nothing
        self.fields[f"direction_{point}"] = direction
        self.fields[f"evidence_{point}"] = evidence

    def _add_aim(self, aim: Aim) -> None:
        self.fields[f"outcome_{aim.pk}"] = forms.ChoiceField(
            label=aim.what, choices=AimOutcome.choices, widget=forms.RadioSelect, required=False
        )
        words = TextField(label=_("A few words on it"), max_length=_LONGEST, required=False)
        words.widget.attrs.pop("maxlength", None)
        self.fields[f"words_{aim.pk}"] = words

    def _add_item(self, item: Question) -> None:
        """A scale with nothing chosen; what was chosen by mistake is taken back by skipping."""
        self.fields[f"step_{item.key}"] = forms.ChoiceField(
            label=in_words(item.text),
            choices=[(choice.key, in_words(choice)) for choice in item.choices],
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": _("Choose a step from 1 to 5, or skip it.")},
        )
        self.fields[f"skip_{item.key}"] = forms.BooleanField(label=_("Skip this one"), required=False)
        shown = _words(_("What do you build that on?"), rows=2, required=False)
        shown.widget.attrs.pop("maxlength", None)
        self.fields[f"shown_{item.key}"] = shown

    def items(self) -> Iterable[tuple[Any, Any, Any]]:
        """Each indicator's three fields."""
        return [(self[f"step_{i.key}"], self[f"skip_{i.key}"], self[f"shown_{i.key}"]) for i in self._asked]

    def points(self) -> Iterable[tuple[Point, Any, Any]]:
        """Each point with its two fields, for the page."""
        return [(point, self[f"direction_{point}"], self[f"evidence_{point}"]) for point in Point]

    def aims(self) -> Iterable[tuple[Any, Any]]:
        """Each aim's two fields."""
        return [(self[f"outcome_{aim.pk}"], self[f"words_{aim.pk}"]) for aim in self._aims]

    def content(self) -> Report:
        """What the form says; a field that could not be read says what stood in it before."""
        said = {name: self.cleaned_data.get(name, self._known.get(name)) for name in self.fields}
        capacity = said["work_capacity"]
        return Report(
            points={p.value: (said[f"direction_{p}"] or "", said[f"evidence_{p}"] or "") for p in Point},
            aims={a.pk: (said[f"outcome_{a.pk}"] or "", said[f"words_{a.pk}"] or "") for a in self._aims},
            summary=said["summary"] or "",
            work_capacity=None if capacity is None else float(capacity),
            recommendation=said["recommendation"] or "",
            recommendation_words=said["recommendation_words"] or "",
            indicators={item.key: _answer(said, item.key) for item in self._asked},
        )


@dataclass(frozen=True)
class Asked:
    """The indicators that a report asks about, and what is answered so far."""

    items: Sequence[Question]
    answers: Mapping[str, IndicatorAnswer]

    def initial(self) -> dict[str, Any]:
        """The answers by the form's fields."""
        steps = {f"step_{key}": str(row.step) for key, row in self.answers.items() if row.step is not None}
        return steps | {f"shown_{key}": row.evidence for key, row in self.answers.items()}


def _answer(said: Mapping[str, Any], key: str) -> tuple[int | None, str]:
    step = "" if said[f"skip_{key}"] else said[f"step_{key}"]
    return (int(step) if step else None), said[f"shown_{key}"] or ""


def initial(report: ProgressReport) -> dict[str, Any]:
    """What a report says so far, by the form's fields."""
    said: dict[str, Any] = {
        "summary": report.summary,
        "work_capacity": report.work_capacity,
        "recommendation": report.recommendation,
        "recommendation_words": report.recommendation_words,
    }
    for row in report.points.all():
        said |= {f"direction_{row.point}": row.direction, f"evidence_{row.point}": row.evidence}
    for reached in report.aims.all():
        said |= {f"outcome_{reached.aim_id}": reached.outcome, f"words_{reached.aim_id}": reached.words}
    return said
