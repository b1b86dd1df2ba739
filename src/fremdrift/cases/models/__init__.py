"""People, their cases, and the periods that count for the law."""

from fremdrift.cases.models.case import Case
from fremdrift.cases.models.citizen import Citizen
from fremdrift.cases.models.contact_person import ContactPerson
from fremdrift.cases.models.effort import Effort
from fremdrift.cases.models.spells import BenefitSpell, Exemption, Spell, TargetGroupSpell

__all__ = [
    "BenefitSpell",
    "Case",
    "Citizen",
    "ContactPerson",
    "Effort",
    "Exemption",
    "Spell",
    "TargetGroupSpell",
]
