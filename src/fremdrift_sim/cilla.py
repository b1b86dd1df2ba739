"""Cilla Papirsen, who is in every population: the one case whose story is written by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from random import Random

from fremdrift_sim.dates import add_months, days, workday
from fremdrift_sim.people import Registry
from fremdrift_sim.schema import (
    Area,
    Attempt,
    CasePlan,
    ContactPeriod,
    EffortPlan,
    Form,
    HelperPeriod,
    PlanStory,
    Promise,
    PromiseState,
    Spell,
    Step,
    Talk,
    TargetGroupSpell,
    Topic,
    Who,
    Writing,
)
from fremdrift_sim.talks import Diary

NAME = "Cilla Papirsen"
USERNAME = "cilla"
AGE = 44
OPENED = 631
SECOND_WORKER = 253
THIRD_WORKER = 141
CALL = 14


def cilla(registry: Registry, today: date, diary: Diary, rng: Random) -> CasePlan:
    """Her case, with a conversation at 10.30 today, or on the next workday."""
    person = registry.person(USERNAME, "nordby", today, rng, (NAME, "f", AGE))
    opened = _ago(today, OPENED)
    meeting = workday(today)
    diary.take("signe", meeting, time(10, 30))
    planned = Talk(meeting, time(10, 30), "planned", "walk")
    return CasePlan(
        person=replace(person, username=USERNAME, email="cilla.papirsen@borger.example"),
        opened=opened,
        closed=None,
        closing_reason=None,
        benefits=(Spell("cash_benefit", opened, None),),
        target_groups=(TargetGroupSpell("match_2", opened, None),),
        exemptions=(),
        contact_persons=_contact_persons(today, opened),
        conversations=(*_before(today), *_with_signe(today), planned),
        efforts=_efforts(today),
        plan=_plan(today),
        helpers=_helpers(today),
    )


def _ago(today: date, count: int) -> date:
    return workday(today - days(count), -1)


def _last_counted(today: date) -> date:
    """The last conversation that counts: three months from it lead to some days after the next meeting."""
    return workday(add_months(workday(today) + days(3), -3))


_FIRST_HANDOVER = (
    "Jeg går på barsel, og Malthe er vikar. Cilla vil arbejde med planter igen. Hun er begyndt i værkstedet "
    "på Prøvebænken og kommer de fleste dage. Samtaler på gåben går bedst. Hold den samme kontaktperson så "
    "længe som muligt."
)
_SECOND_HANDOVER = (
    "Mit vikariat slutter. Cilla har haft to kontaktpersoner på kort tid og vil nødig fortælle alt forfra, "
    "så læs referaterne først. Værkstedet er slut, og slutrapporten anbefaler gartneri, få timer. Hun venter "
    "på et sted at begynde. Gælden holder hende vågen; hjælp hos gældsrådgiver er nævnt, men ikke sat i gang."
)


def _contact_persons(today: date, opened: date) -> tuple[ContactPeriod, ...]:
    second, third = _ago(today, SECOND_WORKER), _ago(today, THIRD_WORKER)
    return (
        ContactPeriod("hanne", opened, second - days(1)),
        ContactPeriod("malthe", second, third - days(1), "leave", _FIRST_HANDOVER),
        ContactPeriod("signe", third, None, "left_job", _SECOND_HANDOVER),
    )


def _helpers(today: date) -> tuple[HelperPeriod, ...]:
    begun, until = _ago(today, 43), workday(today + days(84), -1)
    return (
        HelperPeriod("bo", "mentor", begun, until, "Følger med ud om morgenen og de første dage i praktik."),
        HelperPeriod("jens", "company_consultant", begun, None, "Finder et gartneri med få timer og ro omkring sig."),
        HelperPeriod("tove", "delegated", begun, until, "Kender Cilla fra værkstedet og tager de korte samtaler der."),
    )


def _efforts(today: date) -> tuple[EffortPlan, ...]:
    def until(count: int) -> date:
        return workday(today + days(count), -1)

    ago = {count: _ago(today, count) for count in (420, 360, 295, 225, 168, 43, 22)}
    workshop = ("Værksted, Prøvebænken", "provider", "Prøvebænken")
    firm = "Det Grønne Eksempel"
    start = workday(today + days(9))
    return (
        EffortPlan("guidance_upskilling", "Afklaring af jobønsker", "municipality", "", ago[420], ago[360], 6),
        EffortPlan("guidance_upskilling", workshop[0], "provider", workshop[2], ago[295], ago[168], 15),
        EffortPlan("treatment", "Behandling, regionens psykiatri", "other", "", ago[225], until(30), 1),
        EffortPlan("mentor", "Mentor, Bo Modelskov", "municipality", "", ago[43], until(84), 2),
        EffortPlan("debt_advice", "Gældsrådgivning, Borgerhuset", "municipality", "", ago[22], until(66), 1),
        EffortPlan("company_placement", f"Praktik, {firm}", "provider", firm, start, until(90), 8, True),
    )


_WISH = "Jeg vil arbejde med planter igen."
_STRENGTH = "Kender planter og kan se, hvad de mangler. Fandt selv på at stikle pelargonierne på Prøvebænken."
_BARRIER = "Søvnen og brevene om gælden. Mange nye mennesker på én gang."


def _plan(today: date) -> PlanStory:
    """Begun in Cilla's own words a year ago, and written on at the latest call."""
    begun, call = _ago(today, 414), _ago(today, CALL)
    return PlanStory(
        writings=(
            Writing(begun, {"own_words": _WISH, "barriers": "Søvnen. Det er svært at komme ud ad døren."}),
            Writing(
                call,
                {
                    "own_words": f"{_WISH} Nogle timer om dagen, et sted hvor jeg ikke skal tale hele tiden.",
                    "job_goal": "Gartnerimedhjælper",
                    "job_search": "Ingen ansøgninger nu. Cilla ser på to gartnerier sammen med sin mentor.",
                    "offers": "Praktik i et gartneri, to formiddage om ugen, med en fast makker.",
                    "stabilising": "Behandlingen går forud for praktikken. Op kl. 8 på hverdage.",
                    "other_efforts": "Brevene om gælden åbnes sammen med gældsrådgiveren.",
                    "finished": "Værkstedet på Prøvebænken: mødt 61 af 80 dage. Slutrapporten anbefaler gartneri, "
                    "få timer.",
                    "strengths": _STRENGTH,
                    "barriers": _BARRIER,
                },
            ),
        ),
        steps=_steps(today, call),
    )


def _steps(today: date, call: date) -> tuple[Step, ...]:
    """Five reached, three under way, and one that Cilla has proposed."""

    def reached(what: str, area: Area, added: int, on: int, name: str = "") -> Step:
        day = _ago(today, on)
        return Step(what, area, "citizen", _ago(today, added), day, "reached", day, name)

    def coming(what: str, area: Area, who: Who, within: int, name: str = "") -> Step:
        return Step(what, area, who, call, workday(today + days(within), -1), "open", who_name=name)

    return (
        reached("Køre med bussen til Prøvebænken én gang", "social", 331, 310),
        reached("Tage imod tiden i psykiatrien", "health", 250, 225),
        reached("Egen læge om medicinen", "health", 100, 63),
        reached("Ud af døren hver dag", "social", 43, 18, "Cilla og mentor"),
        reached("Stå op kl. 8 på hverdage", "social", 43, 4),
        coming("Se to gartnerier", "employment", "citizen", 3, "Cilla og mentor"),
        coming("To formiddage om ugen i praktik", "employment", "other", 13, "Det Grønne Eksempel"),
        coming("Overblik over gælden", "debt", "caseworker", 66),
        Step("Kørekort til trailer", "employment", "citizen", _ago(today, 6), None, "proposed"),
    )


@dataclass(frozen=True)
class _Visit:
    """A conversation with one of the contact persons before Signe, and what was promised for the next."""

    ago: int
    at: time
    form: Form
    topics: tuple[Topic, ...]
    length: int
    minutes: str
    who: Who
    what: str
    within: int
    kept: bool = True


_VISITS = (
    _Visit(
        580,
        time(9, 0),
        "in_person",
        ("clarify_jobs", "everyday_life"),
        40,
        "Det var vores første samtale. Du fortalte om årene i planteskolen og om, hvorfor du holdt op. "
        "Du vil gerne arbejde igen, men lige nu er det svært at komme ud ad døren.",
        "citizen",
        "Skrive tre ting ned, der gør en dag god",
        21,
    ),
    _Visit(
        497,
        time(9, 30),
        "in_person",
        ("health", "economy"),
        20,
        "Du havde skrevet tre ting ned: morgenlys, kaffe uden larm og noget at tage sig til. "
        "Du sover dårligt og vil tale med din læge.",
        "citizen",
        "Ringe til egen læge om søvn",
        14,
    ),
    _Visit(
        414,
        time(10, 0),
        "in_person",
        ("clarify_jobs", "what_it_takes"),
        20,
        "Lægen har henvist dig til behandling, og du står på venteliste. Imens er du med på holdet om "
        "jobønsker. Du valgte selv ordene til planen: Jeg vil arbejde med planter igen.",
        "caseworker",
        "Høre, om der er plads i værkstedet på Prøvebænken",
        30,
    ),
    _Visit(
        331,
        time(9, 30),
        "in_person",
        ("what_it_takes",),
        20,
        "Der er plads på Prøvebænken om en måned. Du vil kende datoen i god tid, og den står nu i din "
        "kalender. Du bestemmer selv, hvad de får at vide om dit helbred.",
        "citizen",
        "Køre med bussen til Prøvebænken én gang",
        21,
    ),
    _Visit(
        250,
        time(13, 0),
        "walk",
        ("everyday_life", "health"),
        25,
        "Vi gik en tur, fordi det er lettere end at sidde på et kontor. Du kommer i værkstedet de fleste "
        "dage. De dage, du blev hjemme, havde du ikke sovet.",
        "citizen",
        "Tage imod tiden i psykiatrien",
        25,
    ),
    _Visit(
        168,
        time(10, 30),
        "at_company",
        ("solve_tasks", "ordinary_job"),
        30,
        "Vi mødtes på Prøvebænken den sidste dag. Tove fortalte, at du selv fandt på at stikle "
        "pelargonierne. Du var der 61 af 80 dage. Det næste skal være et gartneri, få timer.",
        "caseworker",
        "Spørge to gartnerier om en plads",
        40,
        kept=False,
    ),
)
_NO_SHOW_BEFORE = 250


def _before(today: date) -> list[Talk]:
    """What was said with Hanne and Malthe; once Cilla did not come, and they tried again a week later."""
    follow_ups = [*(_ago(today, visit.ago) for visit in _VISITS[1:]), _last_counted(today)]
    talks: list[Talk] = []
    for visit, next_on in zip(_VISITS, follow_ups, strict=True):
        on = _ago(today, visit.ago)
        if visit.ago == _NO_SHOW_BEFORE:
            missed = workday(on - days(7), -1)
            attempts: tuple[Attempt, ...] = ("phone", "sms")
            talks.append(
                Talk(
                    missed,
                    visit.at,
                    "no_show",
                    "in_person",
                    no_show_reason="other",
                    contact_attempts=attempts,
                )
            )
        state: PromiseState = "done" if visit.kept else "dropped"
        promise = Promise(visit.who, visit.what, workday(on + days(visit.within)), state, next_on)
        talks.append(
            Talk(on, visit.at, "held", visit.form, visit.topics, visit.minutes, True, visit.length, (promise,))
        )
    return talks


_WALK = (
    "Vi gik langs åen. Du har ventet længe på et sted at begynde, og det forstår jeg godt, at du er træt af. "
    "Du vil ud af døren hver dag og gerne have en mentor til det. Brevene om gælden ligger uåbnede, "
    "og dem vil du have hjælp til."
)
_PHONE = (
    "Du har stået op klokken otte en hel uge. Det er første gang i lang tid. Du har været til første møde "
    "hos gældsrådgiveren, og der mangler en tid mere. Det Grønne Eksempel har måske en plads, to formiddage "
    "om ugen. Jeg ringer til dig, så snart jeg ved det."
)


def _with_signe(today: date) -> tuple[Talk, Talk]:
    """The last conversation that counts, and a call a fortnight ago that moved no deadline."""
    last, call = _last_counted(today), _ago(today, CALL)
    walk = (
        Promise("citizen", "Tale med egen læge om medicinen", workday(last + days(26)), "done", call),
        Promise("caseworker", "Spørge, om Bo Modelskov kan være mentor", workday(last + days(30)), "done", call),
    )
    phone = (
        Promise("citizen", "Stå op kl. 8 på hverdage", _ago(today, 1), "done"),
        Promise("caseworker", "Finde tid hos gældsrådgiver", workday(today + days(1)), "open"),
        Promise("citizen", "Se på to gartnerier med mentor", workday(today + days(3)), "open"),
    )
    topics: tuple[Topic, ...] = ("everyday_life", "economy", "clarify_jobs")
    return (
        Talk(last, time(10, 0), "held", "walk", topics, _WALK, True, 30, walk),
        Talk(call, time(13, 30), "held", "phone", topics[:2], _PHONE, True, 18, phone, resets=False),
    )
