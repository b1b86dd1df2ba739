"""Writes of the progression app."""

from fremdrift.progression.services.measures import (
    answers_write,
    calibration_answer,
    guidance_write,
    measurement_answer,
    measurement_give,
    phase_choose,
    response_begin,
    response_give,
    rhythm_end,
    rhythm_set,
)
from fremdrift.progression.services.registrations import (
    Said,
    registration_record,
    registration_round_end,
    registration_round_open,
)

__all__ = [
    "Said",
    "answers_write",
    "calibration_answer",
    "guidance_write",
    "measurement_answer",
    "measurement_give",
    "phase_choose",
    "registration_record",
    "registration_round_end",
    "registration_round_open",
    "response_begin",
    "response_give",
    "rhythm_end",
    "rhythm_set",
]
