"""Takes the invented catalogue into the demo."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from fremdrift.access.actor import Actor
from fremdrift.catalogue import selectors, services
from fremdrift.catalogue.models import Experience
from fremdrift.core.clock import evening
from fremdrift.exchange.offers import offers_import
from fremdrift_sim.catalogue import COMPANIES, NOTES, CompanyPlan, backdated, offers_file


def catalogue_take_in(town: str, caseworkers: Sequence[int], consultant: int | None, today: dt.date, by: Actor) -> None:
    """A town's offers, what its caseworkers have noted on them, its companies and their workplaces."""
    offers_import(content=offers_file(today), by=by)
    noted = selectors.offers_by_code(by, {note.code for note in NOTES})
    for note in NOTES:
        author = replace(by, user_id=caseworkers[note.author % len(caseworkers)])
        made = services.experience_add(
            offer=noted[note.code], worked=note.worked, worked_for=note.worked_for, by=author
        )
        Experience.objects.filter(pk=made.pk).update(made_at=evening(backdated(note, today)))
    for plan in COMPANIES:
        _company(plan, town, consultant, by)


def _company(plan: CompanyPlan, town: str, consultant: int | None, by: Actor) -> None:
    said = {"name": plan.name, "town": town, "contact_name": plan.contact, "contact_phone": "00 11 22 33"}
    company = services.company_add(values={**said, "consultant_id": consultant}, by=by)
    for place in plan.workplaces:
        services.workplace_add(
            company=company,
            values={
                "name": place.name,
                "town": town,
                "tasks": place.tasks,
                "contact_name": place.contact,
                "contact_phone": "00 11 22 33",
                "mentor_name": place.mentor,
                "places": place.places,
                "employees": place.employees,
                "company_centre": place.company_centre,
            },
            by=by,
        )
