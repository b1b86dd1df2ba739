"""A questionnaire and answers for tests that need something to point to."""

from uuid import UUID

from fremdrift.access.context import acting
from fremdrift.accounts.models import Municipality
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Case
from fremdrift.core import clock
from fremdrift.core.ids import uuid7
from fremdrift.progression.models import Response
from fremdrift.progression.selectors import rhythm_on
from fremdrift.progression.services import rhythm_set
from fremdrift.questionnaires.models import Questionnaire
from fremdrift.questionnaires.rules import Form
from fremdrift.questionnaires.selectors import standard_forms
from fremdrift.questionnaires.services import questionnaire_begin
from tests.world import TODAY, World


def questionnaire_of(home: Municipality, using: str = "default") -> Questionnaire:
    """The standard measurement of a municipality, in use."""
    asked = Questionnaire.objects.using(using).filter(municipality=home.pk, key="progression").first()
    if asked is None:
        form = standard_forms()["progression"]
        asked = Questionnaire(
            **{"municipality_id": home.pk, "key": form.key, "version": 1, "use": form.use},
            **{"content": form.model_dump(mode="json"), "made_at": clock.now()},
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


def measure(world: World) -> None:
    """Unless it is so already, each case is measured every third month from today."""
    for case_id, home in ((world.cilla, world.nordby), (world.bertil, world.nordby), (world.gerda, world.sydby)):
        by = system_actor(home, "tests")
        with acting(by):
            case = Case.objects.get(pk=case_id)
            if rhythm_on(by, case, TODAY) is None:
                rhythm_set(case=case, every="quarter", begins_on=TODAY, by=by)
