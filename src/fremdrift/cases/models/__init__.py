"""People, their cases, and the periods that count for the law."""

from fremdrift.cases.models.case import Case
from fremdrift.cases.models.characteristic import Characteristic
from fremdrift.cases.models.citizen import Citizen
from fremdrift.cases.models.contact_person import ContactPerson
from fremdrift.cases.models.effort import Effort
from fremdrift.cases.models.merge import Merge
from fremdrift.cases.models.message import Message
from fremdrift.cases.models.need import Need
from fremdrift.cases.models.network import NetworkPerson
from fremdrift.cases.models.plan import PLAN_TEXTS, JobPlan, PlanReply, PlanVersion, SubGoal
from fremdrift.cases.models.representation import Representation
from fremdrift.cases.models.spells import BenefitSpell, Exemption, RulePackSpell, Spell, TargetGroupSpell
from fremdrift.cases.models.transfer import Transfer
from fremdrift.cases.models.turns import as_system, in_system, take_open_turn, take_turn

__all__ = [
    "PLAN_TEXTS",
    "BenefitSpell",
    "Case",
    "Characteristic",
    "Citizen",
    "ContactPerson",
    "Effort",
    "Exemption",
    "JobPlan",
    "Merge",
    "Message",
    "Need",
    "NetworkPerson",
    "PlanReply",
    "PlanVersion",
    "Representation",
    "RulePackSpell",
    "Spell",
    "SubGoal",
    "TargetGroupSpell",
    "Transfer",
    "as_system",
    "in_system",
    "take_open_turn",
    "take_turn",
]
