"""Writes of the offer catalogue."""

from fremdrift.catalogue.services.experiences import experience_add, experience_reopen, experience_withdraw
from fremdrift.catalogue.services.offers import (
    Week,
    offer_add,
    offer_reopen,
    offer_retire,
    offer_review,
    offer_update,
)
from fremdrift.catalogue.services.workplaces import company_add, company_update, workplace_add, workplace_update

__all__ = [
    "Week",
    "company_add",
    "company_update",
    "experience_add",
    "experience_reopen",
    "experience_withdraw",
    "offer_add",
    "offer_reopen",
    "offer_retire",
    "offer_review",
    "offer_update",
    "workplace_add",
    "workplace_update",
]
