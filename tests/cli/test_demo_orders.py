"""The demo's orders as they stand when it is ready: every list has something in it."""

import json
from typing import Any

import pytest

from tests.cli.conftest import MOST_SECONDS, Environment, program, without_settings
from tests.cli.test_demo import demo, free_port, interrupt, read_until
from tests.clusters import discard

CASES = 120
TODAY = "2026-11-24"  # in a demo of this size not every day has something of each kind
ASK = """
import json
from fremdrift.access.context import maintaining
from fremdrift.cases.models import ContactPerson
from fremdrift.catalogue.models import Experience, Offer, Workplace
from fremdrift.core import clock
from fremdrift.orders.models import ChangeProposal, Order, OrderMessage, ProgressReport, ShownOffer
from django.db.models import Count
today = clock.today()
with maintaining():
    def count(model, field, **which):
        return dict(model.objects.using("owner").filter(**which).values_list(field).annotate(Count("pk")).order_by())
    here = {"municipality__key": "nordby"}
    cilla = {"case__citizen__name": "Cilla Papirsen"}
    hers = ContactPerson.objects.using("owner").filter(user__username="signe", role="coordinating", ends_on=None)
    own = Order.objects.using("owner").filter(case__in=hers.values("case"))
    print(json.dumps({
        "orders": count(Order, "state"),
        "placements": count(Order, "state", workplace__isnull=False, **here),
        "reports": count(ProgressReport, "state"),
        "decisions": count(ProgressReport, "decision", state="reviewed"),
        "overdue": ProgressReport.objects.using("owner").filter(state="due", due_on__lt=today).count(),
        "changes": count(ChangeProposal, "state"),
        "questions": count(OrderMessage, "side", wants_answer=True),
        "there": Order.objects.using("owner").filter(state="running", provider__key="proevebaenken").count(),
        "signe": dict(own.values_list("state").annotate(Count("pk", distinct=True)).order_by()),
        "cilla": count(Order, "state", **cilla),
        "shown": ShownOffer.objects.using("owner").filter(**cilla).count(),
        "offers": Offer.objects.using("owner").filter(**here).count(),
        "workplaces": Workplace.objects.using("owner").filter(**here).count(),
        "notes": Experience.objects.using("owner").count(),
        "without": Order.objects.using("owner").filter(
            state__in=["running", "completed", "interrupted"], effort=None
        ).count(),
    }))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What stands in a demo of middling size."""
    home = tmp_path_factory.mktemp("ordered")
    mine = {"FREMDRIFT_HOME": str(home), "NO_COLOR": "1", "FREMDRIFT_TODAY": TODAY}
    place: Environment = without_settings() | mine
    with demo(place, free_port(), CASES, MOST_SECONDS) as process:
        read_until(process, "Fremdrift is ready")
        stands: dict[str, Any] = json.loads(program(place, ASK))
        interrupt(process)
    discard(home)
    return stands


def test_there_are_orders_in_every_state(found: dict[str, Any]) -> None:
    states = {"draft", "sent", "accepted", "running", "completed", "declined", "withdrawn", "interrupted"}
    assert set(found["orders"]) == states
    assert set(found["placements"]) >= {"sent", "running"}
    assert set(found["signe"]) >= {"draft", "sent", "accepted", "running", "completed"}


def test_there_are_reports_and_decisions_of_every_kind(found: dict[str, Any]) -> None:
    assert set(found["reports"]) == {"due", "draft", "submitted", "returned", "reviewed"}
    assert set(found["decisions"]) == {"continue", "extend", "change", "new_order", "conversation", "close"}
    assert found["overdue"] >= 1


def test_changes_and_questions_wait(found: dict[str, Any]) -> None:
    assert set(found["changes"]) == {"proposed", "approved", "rejected"}
    assert set(found["questions"]) == {"provider", "municipality"}


def test_the_week_of_the_provider_has_rows(found: dict[str, Any]) -> None:
    assert found["there"] >= 8


def test_cilla_has_something_to_answer_something_to_read_and_an_offer_to_think_of(found: dict[str, Any]) -> None:
    assert found["cilla"] == {"draft": 1, "running": 1, "completed": 1}
    assert found["shown"] == 1


def test_the_catalogue_is_there(found: dict[str, Any]) -> None:
    assert found["offers"] >= 40
    assert found["workplaces"] >= 20
    assert found["notes"] >= 25


def test_whatever_ran_is_an_effort_of_its_case(found: dict[str, Any]) -> None:
    assert found["without"] == 0
