"""An order from draft to its end, in the services: who sees it when, and what follows in the case."""

import pytest

from fremdrift.access.context import acting
from fremdrift.cases.models import Case, Effort
from fremdrift.core import clock
from fremdrift.core.exceptions import RuleViolation
from fremdrift.orders import selectors, services
from fremdrift.orders.models import Order, ProgressReport
from tests.orders.made import DAY, a_draft, actor, content, running, sent
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


def test_the_provider_sees_an_order_from_when_it_is_sent(world: World) -> None:
    draft, provider = a_draft(world), actor(world, "provider")
    with acting(provider):
        assert selectors.order_by_id(provider, draft.pk) is None
        assert not Order.objects.exists()  # the database shows none either
    by = actor(world, "caseworker")
    with acting(by):
        services.order_send(order=draft, by=by)
    with acting(provider):
        seen = selectors.order_by_id(provider, draft.pk)
        assert seen is not None
        assert {row.field for row in selectors.shared_with(provider, seen)} == {"name", "phone", "background"}


def test_a_yes_begins_the_effort_and_plans_the_reports(world: World) -> None:
    order = running(world)
    with acting(actor(world, "caseworker")):
        effort = Effort.objects.get(pk=order.effort_id)
        assert (effort.begins_on, effort.ends_on, effort.hours) == (order.begins_on, order.ends_on, 15)
        due = dict(ProgressReport.objects.filter(order=order).values_list("kind", "due_on"))
        assert due == {"midway": TODAY + 45 * DAY, "final": TODAY + 90 * DAY}


def test_a_no_closes_the_order_to_the_provider_at_once(world: World) -> None:
    order, provider = sent(world), actor(world, "provider")
    with acting(provider):
        services.order_decline(order=order, reason="Vi har ikke plads før jul", by=provider)
    with acting(provider):
        assert selectors.order_by_id(provider, order.pk) is None
        assert not Order.objects.exists()


def test_the_last_place_is_given_once(world: World) -> None:
    first = running(world)
    first.offer.places = 1
    first.offer.save()
    second, provider = sent(world, first.offer), actor(world, "provider")
    with acting(provider), pytest.raises(RuleViolation, match=r"order\.no_free_place"):
        services.order_accept(order=second, by=provider)


def test_an_extension_moves_effort_and_final_report(world: World) -> None:
    order, by, later = running(world), actor(world, "caseworker"), TODAY + 120 * DAY
    with acting(by):
        asked = services.change_propose(order=order, kind="extend", reason="Det går fremad", ends_on=later, by=by)
        services.change_approve(proposal=asked, by=by)
        assert Order.objects.get(pk=order.pk).ends_on == later
        assert Effort.objects.get(pk=order.effort_id).ends_on == later
        assert ProgressReport.objects.get(order=order, kind="final").due_on == later


def test_a_report_is_submitted_and_reviewed(world: World) -> None:
    order, provider, by = running(world), actor(world, "provider"), actor(world, "caseworker")
    with acting(provider):
        day = services.Day(TODAY, "present", 5, 5)
        assert services.attendance_register(order=order, days=[day], by=provider) == 1
        report = ProgressReport.objects.get(order=order, kind="midway")
        points = dict.fromkeys(["vocational", "personal", "health"], ("forward", "Kommer til tiden"))
        points |= dict.fromkeys(["conditions", "perspective"], ("unchanged", "Som før"))
        said = services.Report(points=points, recommendation="continue", work_capacity=12)
        services.report_submit(report=report, content=said, by=provider)
    with acting(by):
        reviewed = services.report_review(report=report, decision="continue", by=by)
        assert (reviewed.state, reviewed.attendance["present"]) == ("reviewed", 1)


def told(world: World, order: Order) -> list[list[str]]:
    """The kinds of report that caseworker, unit and citizen are told of, and that the caseworker is late for."""
    by, unit, citizen = (actor(world, persona) for persona in ("caseworker", "provider", "citizen"))
    with acting(by):
        lists = [selectors.reports_of(by, order), selectors.reports_in(by, [order.case_id])]
        late = Case.objects.annotate(**selectors.order_rows(by)).get(pk=order.case_id).reported
    with acting(unit):
        lists += [selectors.reports_of_unit(unit, order), selectors.reports_awaited(unit, [order.pk])[order.pk]]
    with acting(citizen):
        lists.append(selectors.reports_of(citizen, order))
    return [sorted(report.kind for report in found) for found in lists] + [sorted(row[3] for row in late)]


def test_of_an_order_that_ended_early_no_midway_report_is_asked_for(world: World) -> None:
    order, by, both = running(world), actor(world, "caseworker"), ["final", "midway"]
    assert told(world, order) == [both] * 5 + [[]]
    with acting(by):
        services.order_interrupt(order=order, reason="Flyttet", by=by)
    with clock.at(TODAY + 60 * DAY):  # the midway report would have been late
        assert told(world, order) == [["final"]] * 5 + [["final"]]


def test_an_extension_takes_no_place_that_is_promised(world: World) -> None:
    first, by, provider = running(world), actor(world, "caseworker"), actor(world, "provider")
    first.offer.places = 1
    first.offer.save()
    after = sent(world, first.offer, begins_on=TODAY + 91 * DAY, ends_on=TODAY + 150 * DAY, midway_on=TODAY + 120 * DAY)
    with acting(provider):
        services.order_accept(order=after, by=provider)
    with acting(by):
        wish = services.change_propose(order=first, kind="extend", reason="Går godt", ends_on=TODAY + 95 * DAY, by=by)
        with pytest.raises(RuleViolation, match=r"order\.no_free_place"):
            services.change_approve(proposal=wish, by=by)


def test_a_late_yes_lets_it_begin_on_the_day_of_the_yes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    order, late = sent(world), TODAY + 5 * DAY
    provider = actor(world, "provider")
    monkeypatch.setenv("FREMDRIFT_TODAY", late.isoformat())
    with acting(provider):
        accepted = services.order_accept(order=order, by=provider)
    assert (accepted.state, accepted.begins_on) == ("running", late)


def test_nothing_begins_before_the_yes(world: World) -> None:
    order, provider = sent(world, begins_on=TODAY + 14 * DAY), actor(world, "provider")
    with clock.at(TODAY + 3 * DAY), acting(provider):
        services.order_accept(order=order, at=clock.evening(TODAY + 3 * DAY), by=provider)
        with pytest.raises(RuleViolation, match=r"order\.starts_before_yes"):
            services.order_start(order=order, on=TODAY + 2 * DAY, by=provider)
        started = services.order_start(order=order, on=TODAY + 3 * DAY, by=provider)
        assert (started.state, started.begins_on) == ("running", TODAY + 3 * DAY)


def test_a_yes_after_the_day_of_the_midway_report_plans_it_anew(world: World) -> None:
    order, provider = sent(world, midway_on=TODAY + 10 * DAY), actor(world, "provider")
    with clock.at(TODAY + 20 * DAY), acting(provider):
        order = services.order_accept(order=order, by=provider)
        due = dict(ProgressReport.objects.filter(order=order).values_list("kind", "due_on"))
    assert due == {"midway": TODAY + 55 * DAY, "final": TODAY + 90 * DAY}
    assert order.midway_on == TODAY + 55 * DAY


def test_what_was_told_before_it_was_changed_is_told_again(world: World) -> None:
    order, by = a_draft(world, informed_on=TODAY), actor(world, "caseworker")
    with acting(by):
        again = services.order_save(order=order, content=content(hours=20), expected_version=order.version, by=by)
        assert again.informed_on == TODAY  # on the day itself one is still talking
        with clock.at(TODAY + DAY):
            later = services.order_save(order=order, content=content(hours=25), expected_version=again.version, by=by)
            assert later.informed_on is None
            with pytest.raises(RuleViolation, match=r"order\.lacks_informed"):
                services.order_send(order=order, by=by)


def test_where_health_stands_is_sent_with_the_citizens_yes_alone(world: World) -> None:
    order, by = a_draft(world, indicators={"health": "Sover dårligt"}), actor(world, "caseworker")
    with acting(by):
        with pytest.raises(RuleViolation, match=r"order\.lacks_approval"):
            services.order_send(order=order, by=by)
        services.order_comment(order=order, answer="approved", by=by)
        assert services.order_send(order=order, by=by).state == "sent"


def test_days_far_away_are_a_slip_of_the_pen(world: World) -> None:
    by, draft = actor(world, "caseworker"), a_draft(world)
    wrong = {
        "order.longest": {"ends_on": TODAY + 731 * DAY},
        "order.told_long_ago": {"informed_on": TODAY - 366 * DAY},
    }
    with acting(by):
        for code, values in wrong.items():
            with pytest.raises(RuleViolation, match=code):
                services.order_save(order=draft, content=content(**values), expected_version=draft.version, by=by)
        order = running(world, draft.offer)
        with pytest.raises(RuleViolation, match=r"order\.longest"):
            services.change_propose(order=order, kind="extend", ends_on=TODAY + 731 * DAY, reason="x", by=by)
        with pytest.raises(RuleViolation, match=r"order\.meeting_far"):
            services.order_meet(order=order, on=TODAY + 366 * DAY, by=by)


def test_a_report_that_nobody_can_write_any_more_is_asked_for_no_more(world: World) -> None:
    order, by = running(world), actor(world, "caseworker")
    with acting(by):
        services.order_interrupt(order=order, reason="Flyttet", by=by)
        for days, late in ((90, 1), (91, 0)):
            with clock.at(TODAY + days * DAY):
                found = Case.objects.annotate(**selectors.order_rows(by)).get(pk=order.case_id).reported
                assert len(found) == late, days
