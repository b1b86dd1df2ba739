"""A questionnaire and answers for tests that need something to point to."""

import datetime as dt
from uuid import UUID

from fremdrift.access.context import acting
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.ids import uuid7
from fremdrift.progression.models import RegistrationRound, Response
from fremdrift.progression.selectors import rhythm_on
from fremdrift.progression.services import rhythm_set
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form
from fremdrift.questionnaires.selectors import standard_forms
from fremdrift.questionnaires.services import questionnaire_begin
from tests.world import TODAY, World

LONG_AGO, MONTH = dt.date(2001, 1, 1), dt.timedelta(days=30)


def questionnaire_of(
    home: Municipality, using: str = "default", key: str = "progression", state: str = "draft"
) -> Questionnaire:
    """A standard questionnaire of a municipality."""
    asked = Questionnaire.objects.using(using).filter(municipality=home.pk, key=key).first()
    if asked is None:
        form = standard_forms()[key]
        asked = Questionnaire(
            **{"municipality_id": home.pk, "key": form.key, "version": 1, "use": form.use},
            **{"content": form.model_dump(mode="json"), "made_at": clock.now()},
            **({"state": state, "published_at": clock.now()} if state != "draft" else {}),
        )
        asked.save(using=using, force_insert=True)
    return asked


def draft_of(home: Municipality, form: Form | None = None) -> Questionnaire:
    """A draft that somebody has begun in a municipality, of the standard measurement unless told otherwise."""
    by = system_actor(home, "tests")
    with acting(by):
        return questionnaire_begin(form=form or standard_forms()["progression"], by=by)


def response_to(asked: Questionnaire, case_id: UUID, using: str = "default") -> Response:
    """What a citizen has begun to answer."""
    begun = Response(
        **{"municipality_id": asked.municipality_id, "questionnaire_id": asked.pk, "case_id": case_id},
        **{"occasion": uuid7(), "respondent": "citizen", "begun_at": clock.now()},
    )
    begun.save(using=using, force_insert=True)
    return begun


def registration_round_of(
    home: Municipality, using: str = "default", opens_on: dt.date = LONG_AGO, last_day: dt.date = TODAY + MONTH
) -> RegistrationRound:
    """A round of registrations: unless days are named, one that has been open for long, and still is."""
    found = RegistrationRound.objects.using(using).filter(municipality=home.pk, opens_on=opens_on).first()
    if found is None:
        lists = questionnaire_of(home, using, key="registration", state="published")
        found = RegistrationRound(
            **{"municipality_id": home.pk, "title": "Frivillig periode", "questionnaire_id": lists.pk},
            **{"opens_on": opens_on, "closes_on": last_day, "opened_at": clock.now()},
        )
        found.save(using=using, force_insert=True)
    return found


def measure(world: World) -> None:
    """Unless it is so already, each case is measured every third month from today."""
    for case_id, home in ((world.cilla, world.nordby), (world.bertil, world.nordby), (world.gerda, world.sydby)):
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=case_id)
            if rhythm_on(by, case, TODAY) is None:
                rhythm_set(case=case, every="quarter", begins_on=TODAY, by=by)
