"""The people of the demo's sign-in page: one for each kind of work."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Persona:
    """Somebody to be in the demo, and what that work is, in a line."""

    key: str
    username: str
    label: str | Promise
    words: str | Promise


PERSONAS = (
    Persona("caseworker", "signe", _("Caseworker"), _("Signe in Nordby: her worklist and her cases.")),
    Persona(
        "other-caseworker",
        "peter",
        _("Caseworker in another municipality"),
        _("Peter in Sydby: sees nobody from Nordby."),
    ),
    Persona(
        "colleague",
        "malthe",
        _("Caseworker in the same team"),
        _("Malthe in Nordby: takes cases over, and hands them over."),
    ),
    Persona(
        "provider",
        "tove",
        _("Provider"),
        _("Tove at Prøvebænken: orders, attendance and reports; contact person for a citizen."),
    ),
    Persona("consultant", "jens", _("Company consultant"), _("Jens: placements and companies.")),
    Persona("mentor", "bo", _("Mentor"), _("Bo: his citizen's goals and agreements.")),
    Persona("leader", "ulla", _("Team leader"), _("Ulla: the team's cases, deadlines and continuity.")),
    Persona("citizen", "cilla", _("Citizen"), _("Cilla: her own page.")),
    Persona("representative", "vibe", _("Representative"), _("Vibe: helps her sister Cilla on Cilla's own pages.")),
    Persona("evaluator", "eva", _("Evaluator"), _("Eva: trials and what works.")),
    Persona("administrator", "adam", _("Administrator"), _("Adam: people, roles, and reading files in.")),
    Persona("auditor", "rie", _("Auditor"), _("Rie: who has looked at whom.")),
)
