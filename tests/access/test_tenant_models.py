"""Tables of a municipality: no row points into another municipality, and every field says which class it has."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connections, models, transaction

from fremdrift.access.context import CONTEXT, maintaining, signed
from fremdrift.access.fields import FieldClass
from fremdrift.cases.models import Citizen, ContactPerson, Effort, PlanVersion, SubGoal
from fremdrift.conversations.models import Conversation
from fremdrift.core.models import SameMunicipality, TenantModel
from fremdrift.orders.models import Aim, Order, OrderIndicator, ProgressReport
from fremdrift.progression.models import Registration, RegistrationRound
from tests.access.full_cases import citizen_of
from tests.access.least import LEAST, least
from tests.access.tables import HISTORY, MODELS, table
from tests.asked import MONTH, questionnaire_of, registration_round_of, response_to
from tests.offers import offer_of, workplace_of
from tests.world import TODAY, World

KEYS = [
    (model, constraint) for model in MODELS for constraint in model._meta.constraints
    if isinstance(constraint, SameMunicipality)
]  # fmt: skip
with_owner = pytest.mark.django_db(databases=["default", "owner"])


def parents(world: World, of: UUID, home: Any) -> dict[str, UUID]:
    """What rows point to, all of one municipality: citizens, a case, a contact person, a conversation, an order …"""
    user, own = world.users["caseworker"].pk, citizen_of(home, of)
    offer = offer_of(home, "owner")
    with maintaining():
        gone, talk, person = (
            least(model, home.pk, user, {"case_id": of}) for model in (Citizen, Conversation, ContactPerson)
        )
        person.role = "mentor"  # of coordinating ones there is one at a time
        parts = [least(model, home.pk, user, {"case_id": of}) for model in (Effort, SubGoal)]
        order = least(Order, home.pk, user, {"case_id": of, **offer})
        aim, report = (
            least(model, home.pk, user, {"case_id": of, "order_id": order.pk}) for model in (Aim, ProgressReport)
        )
        named = least(OrderIndicator, home.pk, user, {"case_id": of, "order_id": order.pk})
        aim.position, named.indicator = 2, "goals"
        plan = least(PlanVersion, home.pk, user, {"case_id": of})
        plan.number = 2
        for written in (gone, talk, person, *parts, order, aim, named, report, plan):
            written.save(using="owner", force_insert=True)
        asked = questionnaire_of(home, "owner")
        response = response_to(asked, of, "owner")
        later = registration_round_of(home, "owner", TODAY + 2 * MONTH, TODAY + 3 * MONTH)
        lists = registration_round_of(home, "owner")
        registration = least(Registration, home.pk, user, {"case_id": of, "round_id": lists.pk})
        registration.save(using="owner", force_insert=True)
    return {
        **offer,
        **workplace_of(home, "owner"),
        "effort_id": parts[0].pk,
        "sub_goal_id": parts[1].pk,
        "to_version_id": plan.pk,
        "order_id": order.pk,
        "follows_id": order.pk,
        "aim_id": aim.pk,
        "report_id": report.pk,
        "citizen_id": own,
        "gone_id": gone.pk,
        "merged_into_id": own,
        "case_id": of,
        "conversation_id": talk.pk,
        "questionnaire_id": asked.pk,
        "response_id": response.pk,
        "occasion": own,
        "round_id": later.pk,
        "registration_id": registration.pk,
        "followed_up_at_id": talk.pk,
        "moved_from_id": talk.pk,
        "became_id": person.pk,
    }


def row(model: type[models.Model], world: World, points_to: dict[str, UUID]) -> models.Model:
    """A row of Nordby that points to what is given."""
    return least(model, world.nordby.pk, world.users["caseworker"].pk, points_to)


@with_owner
@pytest.mark.parametrize(("model", "key"), KEYS, ids=[key.name for _, key in KEYS])
def test_no_row_points_into_another_municipality(
    model: type[models.Model], key: SameMunicipality, world: World
) -> None:
    """Not even written by the owner, whom row-level security lets see both."""
    own, others = parents(world, world.cilla, world.nordby), parents(world, world.gerda, world.sydby)
    for other in _INSTEAD_OF.get(key.field, ["workplace_id"]):
        del own[other]
    with maintaining():
        _save_and_undo(row(model, world, own))
        with pytest.raises(IntegrityError, match=key.name):
            _save_across(row(model, world, own | {key.field: others[key.field]}))


# An order goes to an offer or to a workplace.
_INSTEAD_OF = {"workplace_id": ["offer_id", "provider_id"]}


def _save_and_undo(right: models.Model) -> None:
    with transaction.atomic(using="owner"):
        right.save(using="owner", force_insert=True)
        connections["owner"].check_constraints()
        transaction.set_rollback(True, using="owner")


def _save_across(wrong: models.Model) -> None:
    with transaction.atomic(using="owner"):
        wrong.save(using="owner", force_insert=True)
        connections["owner"].check_constraints()


def test_the_keys_are_checked_at_commit(world: World) -> None:
    moved = "update cases_benefitspell set municipality_id = %s where case_id = %s"
    with psycopg.connect(settings.DATABASE.conninfo(settings.DATABASE_ROLES.owner)) as owner:
        text = signed("maintenance", 0, "", None, TODAY, 60)
        owner.execute("select set_config(%s, %s, true)", [CONTEXT, text])
        assert owner.execute(moved, [world.sydby.pk, world.cilla]).rowcount == 1
        with pytest.raises(psycopg.errors.ForeignKeyViolation, match="benefit_case"):
            owner.commit()


def test_every_pointer_from_person_to_person_carries_the_municipality() -> None:
    live = [model for model in MODELS if model not in HISTORY]
    of_none = [m for app in ("catalogue", "questionnaires") for m in apps.get_app_config(app).get_models()]
    catalogue = [model for model in of_none if issubclass(model, TenantModel)]
    catalogue.append(RegistrationRound)
    pointers = {
        (table(model), field.column)
        for model in live
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in [*live, *catalogue]
    }
    assert {(table(model), key.field) for model, key in KEYS} == pointers
    assert {model for model, _ in KEYS} == set(LEAST)


def test_every_table_about_persons_belongs_to_a_municipality() -> None:
    assert [table(model) for model in MODELS if model not in HISTORY and not issubclass(model, TenantModel)] == []
    for model in MODELS:
        assert not model._meta.get_field("municipality").null, table(model)


@pytest.mark.parametrize("model", MODELS, ids=table)
def test_every_field_has_a_class(model: type[models.Model]) -> None:
    """A history has the classes of what it is the history of."""
    fields = {field.name for field in model._meta.concrete_fields if not field.name.startswith("pgh_")}
    original = model._meta.get_field("pgh_obj").related_model if model in HISTORY else model
    classes = getattr(original, "field_classes", {})
    assert fields - set(classes) == {"id", "municipality"}
    assert set(classes) <= fields
    assert all(isinstance(found, FieldClass) for found in classes.values())


def test_what_tells_of_health_has_the_class_of_health() -> None:
    """The fields in which a caseworker writes of illness, and those that name an effort such as treatment."""
    health = {
        f"{table(model)}.{name}"
        for model in MODELS
        if model not in HISTORY
        for name, found in model.field_classes.items()
        if found is FieldClass.HEALTH
    }
    assert health >= {
        "cases_exemption.reason",
        "cases_effort.kind",
        "cases_effort.title",
        "cases_effort.organiser_name",
        "conversations_conversation.minutes",
        "conversations_conversation.topics",
        "conversations_agreement.what",
        "conversations_obligation.detail",
    }
