"""Reads of the progression app. The first argument is who reads."""

from fremdrift.progression.selectors.measures import (
    Measurement,
    form_of,
    guidance,
    measurements,
    own_respondent,
    phase_choices,
    responses_on,
    rhythm_on,
    round_on,
    standard_guidance,
)
from fremdrift.progression.selectors.registrations import (
    Registered,
    RoundNow,
    cases_in_round,
    registered,
    registration_extract,
    registration_forms,
    registration_round_by_id,
    registration_round_on,
    registration_rounds,
)

__all__ = [
    "Measurement",
    "Registered",
    "RoundNow",
    "cases_in_round",
    "form_of",
    "guidance",
    "measurements",
    "own_respondent",
    "phase_choices",
    "registered",
    "registration_extract",
    "registration_forms",
    "registration_round_by_id",
    "registration_round_on",
    "registration_rounds",
    "responses_on",
    "rhythm_on",
    "round_on",
    "standard_guidance",
]
