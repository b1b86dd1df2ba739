"""Forms filled in as they should be: where each stands, and what has happened before somebody opens it.

Words in braces are the ids of the world: a persona's user, a case, or what `before` has made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import rules
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation
from fremdrift.overview.models import SavedList
from fremdrift.overview.selectors import case_lines
from tests.access.full_cases import ahead_and_missed, delegate
from tests.cases.test_cover import start
from tests.world import TODAY, World, add_case

Actors = Callable[[str], Actor]
Ids = Mapping[str, Any]


def _nothing(_world: World, _actor: Actors) -> Ids:
    return {}


def _missed(world: World, _actor: Actors) -> Ids:
    return {"missed": ahead_and_missed(world)[1]["cilla"]}


def _asked(world: World, actor: Actors) -> Ids:
    """The citizen has been asked why they did not come."""
    missed, by = _missed(world, actor)["missed"], actor("caseworker")
    with acting(by):
        talk = Conversation.objects.get(pk=missed)
        talks.hearing_open(conversation=talk, question="Hvad skete der?", asked_on=TODAY, answer_by=TODAY, by=by)
    return {"missed": missed}


def _helper(world: World, _actor: Actors) -> Ids:
    return {"helper": delegate(world)}


def _proposed(world: World, actor: Actors) -> Ids:
    """The colleague is asked to take Cilla's case over."""
    by, colleague = actor("caseworker"), world.users["colleague"].pk
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        cases.transfer_propose(
            case=case, user_id=colleague, begins_on=TODAY, reason="caseload", handover="Går gerne en tur.", by=by
        )
    return {}


def _cover(world: World, actor: Actors) -> Ids:
    by = actor("leader")
    with acting(by):
        return {"cover": start(world, by).pk}


def _second_record(world: World, _actor: Actors) -> Ids:
    """Cilla a second time, under another number, with an open case of the same caseworker."""
    return {"second": add_case(world.nordby, "caseworker", "Sila Papirsen", "6103820119").pk}


def _sub_goal(world: World, actor: Actors) -> Ids:
    by = actor("caseworker")
    with acting(by):
        step = cases.Step("Stå op kl. 8", due_on=TODAY)
        return {"goal": cases.sub_goal_add(case=Case.objects.get(pk=world.cilla), step=step, by=by).pk}


def _around(world: World, actor: Actors) -> Ids:
    by = actor("caseworker")
    with acting(by):
        bo = cases.Around("Bo Berg", "debt_advice")
        return {"bo": cases.network_person_add(case=Case.objects.get(pk=world.cilla), around=bo, by=by).pk}


def _need(world: World, actor: Actors) -> Ids:
    by = actor("caseworker")
    with acting(by):
        named = cases.Named("Et sted at bo", "housing")
        return {"need": cases.need_name(case=Case.objects.get(pk=world.cilla), named=named, by=by).pk}


def _list_of_that_name(world: World, _actor: Actors) -> Ids:
    mine = {"municipality": world.nordby, "owner": world.users["caseworker"]}
    SavedList.objects.create(**mine, page="worklist", name="Det jeg skylder", query="show=overdue")
    return {}


def _line(world: World, actor: Actors) -> Ids:
    """A line on the worklist that can be put aside."""
    by = actor("caseworker")
    with acting(by):
        items = case_lines(by, Case.objects.get(pk=world.cilla))
    return {"line": next(f"{item.duty} {item.fact}" for item in items if item.duty == "offer")}


@dataclass(frozen=True)
class Form:
    """A form that would be taken."""

    route: str
    typed: Mapping[str, str]
    rest: tuple[str, ...] = ()  # what stands in the address besides the case
    query: str = ""
    case: bool = True
    before: Callable[[World, Actors], Ids] = _nothing


PERSON = {
    "name": "Karla Test-Holm",
    "phone": "00 11 22 33",
    "email": "karla@example.org",
    "address": "Prøvevej 1",
    "postcode": "0000",
    "town": "Nordby",
    "protected_address": "on",
    "protected_until": "24.12.2026",
}
HELD = {
    "state": "held",
    "on": "24.11.2026",
    "at": "10.30",
    "form": "walk",
    "topics": "health",
    "minutes": "Vi talte om søvn.",
    "next_on": "18.12.2026",
    "next_at": "9",
    "next_form": "phone",
    "agreement-TOTAL_FORMS": "1",
    "agreement-INITIAL_FORMS": "0",
    "agreement-0-who": "citizen",
    "agreement-0-what": "Ringe til egen læge",
    "agreement-0-due_on": "1/12",
}
SUB_GOAL = {"what": "Stå op kl. 7", "owner": "citizen", "due_on": "1.12.2026", "area": "social"}
AROUND = {
    "name": "Ida Lund",
    "role": "doctor",
    "organisation": "Lægehuset",
    "phone": "00 11 22 33",
    "email": "ida@example.org",
    "note": "Træffes om formiddagen",
}
NEED = {"what": "Hjælp til gælden", "area": "debt", "named_by": "citizen"}
HANDOVER = {"begins_on": "24.11.2026", "reason": "illness", "handover": "Cilla går helst en tur."}

FORMS = {
    "a new citizen": Form(
        "citizen_new",
        {"cpr": "630290-0123", "opened_on": "24.11.2026", "benefit": "cash_benefit", "target_group": "match_2"}
        | PERSON,
        case=False,
    ),
    "the person": Form("person", PERSON),
    "closing a case": Form("case_close", {"reason": "job", "words": "", "closed_on": "24.11.2026", "cancel": "on"}),
    "two records": Form(
        "merge",
        {"other": "{second}", "name": "citizen", "open_case": "{cilla}", "reason": "Har fået nyt CPR-nummer"},
        before=_second_record,
    ),
    "my conflict": Form("conflict", {"relation": "friend", "reason": "Vi bor dør om dør."}),
    "keeping out": Form("keep_out", {"user": "{colleague}", "kind": "exclusion", "reason": "Borgeren har klaget."}),
    "a restriction": Form("restriction", {"allowed": "{caseworker}", "reason": "Borgeren er truet."}),
    "an emergency": Form(
        "break_glass", {"cpr": "700169-0120", "reason": "Borgeren skal have medicin i dag.", "sure": "on"}, case=False
    ),
    "a new contact person": Form("contact_persons", HANDOVER | {"user": "{colleague}"}),
    "a helper": Form(
        "contact_person_add",
        {"user": "delegated:{delegate}", "begins_on": "24.11.2026", "ends_on": "24.2.2027", "note": "Vil ud i haver."},
    ),
    "a helper's last day": Form("contact_person_end", {"ends_on": "1.12.2026"}, ("{helper}",), before=_helper),
    "an answer to a handover": Form("handover", {"do": "accept", "answer": "Jeg har fri i jul."}, before=_proposed),
    "planning": Form("conversation_plan", {"on": "1.12.2026", "at": "9:15", "form": "video"}),
    "moving": Form(
        "conversation_move",
        {"on": "1.12.2026", "at": "9", "form": "phone", "asked_by": "citizen", "reason": "Tandlæge"},
        ("{planned}",),
    ),
    "recording": Form("conversation_record", HELD),
    "minutes": Form(
        "minutes_write",
        {"minutes": "Vi gik langt, og det gik godt.", "seen": rules.version("Vi gik en tur.")},
        ("{draft}",),
    ),
    "an attempt": Form(
        "contact_attempts",
        {"way": "phone", "on": "24.11.2026", "at": "9.15", "outcome": "no_answer", "note": "Prøver igen i morgen"},
    ),
    "a hearing": Form(
        "hearing",
        {"question": "Hvad skete der?", "asked_on": "24.11.2026", "answer_by": "8.12.2026"},
        ("{missed}",),
        before=_missed,
    ),
    "the answer to a hearing": Form(
        "hearing",
        {"step": "answer", "answer": "Min datter var syg.", "answered_on": "24.11.2026"},
        ("{missed}",),
        before=_asked,
    ),
    "waiting": Form("waiting_note", {"reason": "Venter på operation.", "until": "12.12.2026"}, ("hold_conversation",)),
    "a benefit": Form(
        "fact_add", {"kind": "sickness_benefit", "begins_on": "1.12.2025", "ends_on": "27.1.2026"}, ("benefit",)
    ),
    "an exemption": Form(
        "fact_add",
        {"pauses": "both", "reason": "Knæoperation", "begins_on": "24.11.2026", "ends_on": "8.12.2026"},
        ("exemption",),
    ),
    "a characteristic": Form(
        "fact_add",
        {"kind": "other", "words": "Passer sin syge mor", "begins_on": "24.11.2026", "ends_on": ""},
        ("characteristic",),
    ),
    "an effort": Form(
        "fact_add",
        {
            "kind": "company_placement",
            "title": "Praktik i gartneri",
            "organiser": "other",
            "organiser_name": "Prøvegartneriet",
            "begins_on": "30.11.2026",
            "ends_on": "26.2.2027",
            "hours": "12,5",
            "at_workplace": "on",
        },
        ("effort",),
    ),
    "the plan": Form("plan_edit", {"version": "0", "own_words": "Jeg vil ud.", "job_goal": "Gartnerimedhjælper"}),
    "a new sub-goal": Form("plan", SUB_GOAL),
    "a sub-goal": Form(
        "sub_goal", SUB_GOAL | {"version": "0", "owner_name": "Bo, mentor"}, ("{goal}",), before=_sub_goal
    ),
    "somebody around": Form("network_persons", AROUND),
    "a person around": Form("network_person", AROUND | {"version": "0"}, ("{bo}",), before=_around),
    "a new need": Form("needs", NEED),
    "a need": Form("need", NEED | {"version": "0"}, ("{need}",), before=_need),
    "a list": Form(
        "saved_list_add", {"name": "Ugens samtaler"}, ("worklist",), "?show=overdue", False, _list_of_that_name
    ),
    "a reminder": Form("reminder_add", {"on": "27.11.2026", "text": "Ring til gartneriet"}),
    "putting aside": Form(
        "dismissal_add", {"line": "{line}", "reason": "Venter på lægens svar", "until": "1.12.2026"}, before=_line
    ),
    "a message": Form("messages", {"text": "Praktikken begynder mandag.", "wants_answer": "on"}),
    "my message": Form("own_messages", {"text": "Hvornår ved jeg det?", "wants_answer": "on"}, case=False),
    "who is away": Form(
        "covers",
        {
            "absent": "{caseworker}",
            "stand_in": "{colleague}",
            "begins_on": "24.11.2026",
            "ends_on": "5.12.2026",
            "reason": "illness",
        },
        case=False,
    ),
    "a cover": Form("cover", {"ends_on": "11.12.2026"}, ("{cover}",), case=False, before=_cover),
    "sharing out": Form(
        "reassign",
        HANDOVER | {"case": "{cilla}", "to": "{colleague}", "how": "propose"},
        query="?worker={caseworker}",
        case=False,
    ),
}


@dataclass(frozen=True)
class Opened:
    """A form on its page, in this world."""

    url: str
    names: Ids

    def filled(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What is typed, with the ids of this world."""
        return {field: text.format_map(self.names) for field, text in typed.items()}


def opened(form: Form, world: World, actor: Actors) -> Opened:
    """What came before happens, and the form is there."""
    names = {name: user.pk for name, user in world.users.items()}
    names |= {"cilla": world.cilla, "planned": world.planned, "draft": world.draft}
    names |= form.before(world, actor)
    case = (world.cilla,) if form.case else ()
    rest = (part.format_map(names) for part in form.rest)
    return Opened(reverse(form.route, args=[*case, *rest]) + form.query.format_map(names), names)
