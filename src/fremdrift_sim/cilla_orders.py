"""Cilla's orders, written by hand as her case is: one that is over, one that runs, and a draft that she is to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from fremdrift_sim.dates import days, dice, workday, workdays
from fremdrift_sim.order_schema import Attended, CaseOrders, Event, OrderPlan, Presence, Said, Shown
from fremdrift_sim.order_story import Teller, attendance, attended, decided, sent, with_events
from fremdrift_sim.schema import CasePlan, EffortPlan
from fremdrift_sim.texts_da import orders as words
from fremdrift_sim.texts_da import reports

PLANNED, CAME, ILL = 80, 61, 13
_WORKSHOP, _MENTOR, _GARDEN, _FOREST = "VÆR-01", "MEN-04", "NAT-01", "NAT-02"


def cilla_orders(case: CasePlan, today: date) -> CaseOrders:
    """The workshop where she came 61 of 80 days, the mentor who goes with her, and the gardener's place to come."""
    teller = Teller(case, today, dice(0, "cilla", "orders"))
    workshop = _effort(case, "Værksted")
    mentor = _effort(case, "Mentor")
    garden = _effort(case, "Praktik")
    made = (_workshop(teller, workshop), _mentor(teller, mentor), _garden(teller, garden))
    return CaseOrders(case, made, (workshop, mentor, garden), (Shown(_FOREST, teller.ago(5), words.SHOWN),))


def _effort(case: CasePlan, begins_with: str) -> EffortPlan:
    return next(effort for effort in case.efforts if effort.title.startswith(begins_with))


def _order(teller: Teller, effort: EffortPlan, offer: str, written: date, question: str) -> OrderPlan:
    assert effort.ends_on is not None
    begins, ends = effort.begins_on, effort.ends_on
    return OrderPlan(
        kind=effort.kind,
        offer=offer,
        workplace=None,
        written=written,
        purposes=("employment",),
        question=question,
        aims=(),
        indicators={},
        hours=effort.hours,
        begins_on=begins,
        ends_on=ends,
        midway_on=workday(begins + (ends - begins) / 2),
        shared={
            "phone": (teller.say(words.WHY["phone"]), ""),
            "own_words": (teller.say(words.WHY["own_words"]), ""),
            "background": (
                teller.say(words.WHY["background"]),
                "Cilla har arbejdet i planteskole i mange år og er ved at få hverdagen på plads igen.",
            ),
        },
        informed_on=written,
    )


def _workshop(teller: Teller, effort: EffortPlan) -> OrderPlan:
    order = _order(
        teller,
        effort,
        _WORKSHOP,
        workday(effort.begins_on - days(21), -1),
        "Hvor mange dage om ugen kan Cilla komme, og hvilke opgaver giver lyst til mere?",
    )
    order = replace(
        order,
        purposes=("clarification",),
        aims=(("Møde fire dage om ugen", "Køre med bussen til Prøvebænken én gang"), ("Vælge en opgave selv", "")),
        indicators={
            "everyday": "Kommer ud ad døren, når nogen venter",
            "skills": "Kender planter og venter på at blive spurgt",
        },
    )
    assert order.ends_on is not None
    assert order.midway_on is not None
    on, ends = order.midway_on, order.ends_on
    midway = Said(
        reports.CILLA_FINAL,
        (("on_the_way", "Kommer tre til fire dage."), ("on_the_way", "Vælger, når der er to ting at vælge imellem.")),
        "Cilla kommer de fleste dage. De dage, hun bliver hjemme, har natten været dårlig.",
        9,
        "continue",
        reports.RECOMMENDED["continue"],
        {"everyday": (2, "Blev hjemme de fleste mandage."), "skills": (3, "Stikler pelargonier uden at spørge.")},
    )
    final = replace(
        midway,
        aims=(("on_the_way", "Mødt 61 af 80 dage."), ("reached", "Stiklede selv pelargonierne.")),
        summary=reports.CILLA_FINAL_SUMMARY,
        recommendation="new_offer",
        recommendation_words="Et gartneri med få timer og ro.",
        steps={"everyday": (3, "Mødt 61 af 80 dage."), "skills": (4, "Har vist en anden, hvordan man stikler.")},
    )
    return with_events(
        sent(order, workday(effort.begins_on - days(18), -1)),
        Event(workday(effort.begins_on - days(12), -1), "accepted"),
        Event(effort.begins_on, "started"),
        *attendance(_eighty_days(effort, teller.rng), (on,)),
        Event(on, "reported", of="midway", said=midway),
        decided(workday(on + days(6)), "midway", "continue"),
        Event(ends, "completed"),
        Event(workday(ends + days(2)), "reported", of="final", said=final),
        Event(workday(ends + days(3)), "read", of="final"),
        decided(workday(ends + days(9)), "final", "new_order"),
    )


def _eighty_days(effort: EffortPlan, rng: Random) -> tuple[Attended, ...]:
    assert effort.ends_on is not None
    expected = workdays(effort.begins_on, effort.ends_on)[:PLANNED]
    away = sorted(rng.sample(range(len(expected)), max(0, len(expected) - CAME)))
    ill = set(away[:ILL])
    went: list[Presence] = [
        "sick" if number in ill else "excused" if number in away else "present" for number in range(len(expected))
    ]
    return tuple(
        Attended(on, presence, 3.0 if presence == "present" else 0, 3.0)
        for on, presence in zip(expected, went, strict=True)
    )


def _mentor(teller: Teller, effort: EffortPlan) -> OrderPlan:
    """It runs; the midway report came four days ago, and both she and Signe can read it."""
    order = _order(
        teller,
        effort,
        _MENTOR,
        workday(effort.begins_on - days(14), -1),
        "Kan Cilla komme ud ad døren hver hverdag, først sammen med en mentor og siden alene?",
    )
    order = replace(
        order,
        purposes=("social_support",),
        aims=(("Ud af døren hver dag", "Ud af døren hver dag"), ("Se to gartnerier sammen", "Se to gartnerier")),
        indicators={"everyday": "Kommer ud to dage om ugen"},
        midway_on=teller.ago(6),
    )
    said = Said(
        reports.CILLA_MIDWAY,
        (("reached", "Hver hverdag i tre uger."), ("on_the_way", "Det ene er besøgt.")),
        reports.CILLA_SUMMARY,
        8,
        "continue",
        reports.RECOMMENDED["continue"],
        {"everyday": (3, "Ude af døren hver hverdag, når vi følges.")},
    )
    on = teller.ago(4)
    yes = workday(effort.begins_on - days(7), -1)
    return with_events(
        sent(order, workday(effort.begins_on - days(12), -1)),
        Event(yes, "accepted"),
        Event(effort.begins_on, "started"),
        *attendance(attended(teller, order, teller.today - days(1)), (on,)),
        Event(on, "reported", of="midway", said=said),
    )


def _garden(teller: Teller, effort: EffortPlan) -> OrderPlan:
    """Signe has written it; it waits for Cilla, because it tells of what to take into account."""
    order = _order(
        teller,
        effort,
        _GARDEN,
        teller.ago(2),
        "Kan Cilla arbejde fast to formiddage om ugen i et gartneri, og hvad skal der til af pauser, opgaver og ro, "
        "for at hun kan holde til det?",
    )
    return replace(
        order,
        aims=(
            ("Møde to formiddage om ugen", "To formiddage om ugen i praktik"),
            ("Løse tre opgaver uden hjælp", ""),
            ("Holde en pause, før det bliver for meget", ""),
        ),
        indicators={"everyday": "Op kl. 8 på hverdage", "skills": "Kender planter og kan se, hvad de mangler"},
        shared={**order.shared, "considerations": (words.WHY["considerations"], words.CONSIDERATIONS)},
    )
