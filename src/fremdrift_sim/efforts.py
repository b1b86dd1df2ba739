"""Offers under the law, one after another, and the support that runs beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from fremdrift_sim.dates import add_months, age, days, workday
from fremdrift_sim.schema import EffortKind, EffortPlan, Organiser, Person
from fremdrift_sim.stand import OFFER_LENGTH, Kind, Stand, first_offer_by, is_young
from fremdrift_sim.texts_da import Thread

OFFERS: frozenset[EffortKind] = frozenset(
    ["company_placement", "wage_subsidy", "guidance_upskilling", "ordinary_education"]
)
PROVIDER = "Prøvebænken"
BOOKED_AHEAD = days(45)
ENDING_SOON = days(21)
WAGE_SUBSIDY_AFTER_MONTHS = 6

_COURSES: tuple[tuple[str, Organiser, int], ...] = (
    ("Værksted", "provider", 15),
    ("Gartnerhold", "provider", 12),
    ("Køkkenhold", "provider", 15),
    ("Job og helbred", "provider", 8),
    ("Skriv dit CV", "municipality", 6),
    ("Afklaring af jobønsker", "municipality", 8),
    ("Gåhold og jobsnak", "municipality", 5),
)
_EDUCATION = (
    "Forberedende voksenundervisning i dansk",
    "Forberedende voksenundervisning i matematik",
    "Almen voksenuddannelse, to fag",
    "Hf-enkeltfag",
    "Truckkursus og hygiejnebevis",
)
_OWN = (
    "Frivillig i genbrugsbutikken, tirsdag",
    "Svømning med nabohuset",
    "Fællesspisning i Borgerhuset",
    "Gåtur hver formiddag",
    "Kor om torsdagen",
    "Køkkenhave i fællesskab",
    "Styrketræning med eget program",
    "Strikkecafé på biblioteket",
)
_TREATMENTS = (
    "Behandling, regionens psykiatri",
    "Samtaler hos psykolog",
    "Genoptræning på sundhedscentret",
    "Smerteklinik",
    "Forløb hos egen læge",
    "Søvnskole på sundhedscentret",
)


def _placement(thread: Thread, start: date, end: date, rng: Random) -> EffortPlan:
    title = f"Praktik, {thread.firm}"
    return EffortPlan(
        "company_placement",
        title,
        "provider",
        thread.firm,
        start,
        end,
        rng.choice((6, 8, 10, 12, 15, 20)),
        True,
    )


def _wage_subsidy(thread: Thread, start: date, end: date, rng: Random) -> EffortPlan:
    title = f"Løntilskud, {thread.firm}"
    return EffortPlan("wage_subsidy", title, "provider", thread.firm, start, end, rng.choice((10, 15, 20, 25)), True)


def _course(start: date, end: date, rng: Random) -> EffortPlan:
    title, organiser, hours = rng.choice(_COURSES)
    provider = PROVIDER if organiser == "provider" else ""
    title = f"{title}, {provider}" if provider else title
    return EffortPlan("guidance_upskilling", title, organiser, provider, start, end, hours)


def _education(start: date, end: date, rng: Random) -> EffortPlan:
    return EffortPlan("ordinary_education", rng.choice(_EDUCATION), "other", "", start, end, rng.choice((12, 18, 23)))


def _offer(opened: date, start: date, young: bool, thread: Thread, rng: Random) -> EffortPlan:
    """One offer from a day: a placement for 13 weeks at most, wage subsidy only after half a year."""
    kind = rng.choices(("placement", "course", "subsidy", "education"), weights=(46, 36, 8, 22 if young else 6))[0]
    weeks = rng.choice((20, 24, 30)) if kind == "education" else rng.randint(6, 13)
    end = workday(start + days(7 * weeks - 3), -1)
    if kind == "subsidy" and start >= add_months(opened, WAGE_SUBSIDY_AFTER_MONTHS):
        return _wage_subsidy(thread, start, end, rng)
    if kind == "education":
        return _education(start, end, rng)
    return _course(start, end, rng) if kind == "course" else _placement(thread, start, end, rng)


def _on_time(opened: date, young: bool, now: date, thread: Thread, rng: Random) -> list[EffortPlan]:
    """Offers that begin well before each deadline, up to those booked for the coming weeks."""
    limit = first_offer_by(opened, young=young)
    start = workday(opened + (limit - opened) * rng.uniform(0.4, 0.85))
    offers: list[EffortPlan] = []
    while start <= now + BOOKED_AHEAD:
        offers.append(_offer(opened, start, young, thread, rng))
        end = offers[-1].ends_on or start
        soon = now <= end <= now + ENDING_SOON and rng.random() < 0.75
        start = workday(end + days(3 if soon else rng.randint(45, 150)))
    return offers


def offers(person: Person, stand: Stand, now: date, thread: Thread, rng: Random) -> list[EffortPlan]:
    """What the law calls offers, in order, as they fit where the case stands."""
    young = is_young(person, stand.opened)
    if stand.kind is Kind.LATE_OFFER:
        ended = stand.offer_ended
        return [_course(workday(ended - days(OFFER_LENGTH)), ended, rng)] if ended else []
    planned = _on_time(stand.opened, young, now, thread, rng)
    if stand.paused_since is None:
        return planned
    last_day = stand.paused_since - days(1)
    return [cut(offer, last_day) for offer in planned if offer.begins_on < last_day]


def cut(effort: EffortPlan, last_day: date) -> EffortPlan:
    """The effort ended on a day, unless it had ended before."""
    ends_on = min(effort.ends_on, last_day) if effort.ends_on else last_day
    return replace(effort, ends_on=ends_on)


# Share of mental disorder by age among those in VFC 2020; about half of them are taken to be in treatment.
_TREATMENT_BY_AGE = ((30, 0.81), (50, 0.56), (120, 0.36))


def _treatment_weight(person: Person, now: date) -> float:
    years = age(person.born, now)
    return next(share for limit, share in _TREATMENT_BY_AGE if years <= limit) / 2


def _support(kind: EffortKind, now: date, since: date, rng: Random) -> EffortPlan:
    """A support that runs now and not only for the next few weeks; a mentor for half a year at most."""
    longest = 140 if kind in {"mentor", "debt_advice"} else 400
    begins = workday(max(since, now - days(rng.randint(10, longest))))
    on = now + days(rng.randint(26, 90))
    match kind:
        case "mentor":
            end = workday(min(begins + days(26 * 7), on), -1)
            return EffortPlan(kind, "Mentor", "municipality", "", begins, end, rng.choice((1, 2, 3)))
        case "debt_advice":
            return EffortPlan(kind, "Gældsrådgivning på borgerservice", "municipality", "", begins, workday(on, -1), 1)
        case "housing":
            return EffortPlan(kind, "Hjælp til at finde bolig", "municipality", "", begins, None, 1)
        case "treatment":
            return EffortPlan(kind, rng.choice(_TREATMENTS), "other", "", begins, None, rng.choice((1, 1, 2, 4)))
        case _:
            return EffortPlan("own_activity", rng.choice(_OWN), "citizen", "", begins, None, rng.choice((2, 2, 3, 4)))


def supports(person: Person, stand: Stand, now: date, rng: Random) -> list[EffortPlan]:
    """What runs beside the offers: nothing for one in ten, one thing for most, several for some."""
    since = stand.opened + days(14)
    if since > now - days(7):
        return []
    weights: dict[EffortKind, float] = {
        "own_activity": 0.35,
        "treatment": _treatment_weight(person, now),
        "mentor": 0.2,
        "debt_advice": 0.1,
        "housing": 0.05,
    }
    count = rng.choices((0, 1, 2, 3), weights=(10, 53, 27, 10))[0]
    chosen: list[EffortKind] = []
    while len(chosen) < count:
        kind = rng.choices(list(weights), weights=list(weights.values()))[0]
        if kind not in chosen:
            chosen.append(kind)
    return [_support(kind, now, since, rng) for kind in chosen]
