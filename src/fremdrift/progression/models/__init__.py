"""What is measured and answered, which phase people say it is, and what is registered in a voluntary period."""

from fremdrift.progression.models.measures import (
    Answer,
    CalibrationAnswer,
    GuidanceText,
    MeasurementRhythm,
    MeasurementRound,
    OfHealthQuerySet,
    PhaseChoice,
    Response,
)
from fremdrift.progression.models.registrations import ParticipationChoice, Registration, RegistrationRound

__all__ = [
    "Answer",
    "CalibrationAnswer",
    "GuidanceText",
    "MeasurementRhythm",
    "MeasurementRound",
    "OfHealthQuerySet",
    "ParticipationChoice",
    "PhaseChoice",
    "Registration",
    "RegistrationRound",
    "Response",
]
