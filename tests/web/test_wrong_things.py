"""Wrong things that people write, and the sentence that each of them reads, in Danish and word for word.

Read the list as a user would. Every row also holds the program to this: the sentence stands at the field, it is the
only one, all else that was typed stands in the form as it was, and nothing was written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.accounts.selectors import system_actor
from tests.stored import everything
from tests.web import right_forms
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.web.right_forms import opened
from tests.web.right_order_forms import ORDER_FORMS
from tests.world import World

FORMS = right_forms.FORMS | ORDER_FORMS


@dataclass(frozen=True)
class Wrong:
    """Something wrong in a form that is right otherwise."""

    what: str
    who: str  # the persona
    form: str  # its name in `right_forms`
    typed: Mapping[str, str]  # instead of what is right
    field: str  # where the sentence stands
    says: str
    gone: tuple[str, ...] = ()  # fields that cannot show what was sent, an option that does not exist


# fmt: off
WRONG = (
    # A person, and the person's case
    Wrong("a CPR number of nine digits", "caseworker", "a new citizen", {"cpr": "630290-012"}, "cpr",
          "Et CPR-nummer har ti cifre. Se nummeret efter."),
    Wrong("a letter in a CPR number", "caseworker", "a new citizen", {"cpr": "63029O-0123"}, "cpr",
          "Et CPR-nummer består kun af cifre, for eksempel 010180-1234. Se nummeret efter."),
    Wrong("a CPR number of the 31st of February", "caseworker", "a new citizen", {"cpr": "310290-0123"}, "cpr",
          "De første seks cifre i et CPR-nummer er dag, måned og år. Se nummeret efter."),
    Wrong("somebody who is here already", "caseworker", "a new citizen", {"cpr": "610382-0118"}, "cpr",
          "Der er allerede en borger med det CPR-nummer her. Spørg din teamleder, hvem der har sagen."),
    Wrong("a case that opens tomorrow", "caseworker", "a new citizen", {"opened_on": "25.11.2026"}, "opened_on",
          "Sagen kan ikke åbnes i fremtiden. Skriv i dag eller en tidligere dag."),
    Wrong("no benefit", "caseworker", "a new citizen", {"benefit": ""}, "benefit",
          "Vælg en mulighed."),
    Wrong("half an e-mail address", "caseworker", "the person", {"email": "karla@"}, "email",
          "Skriv en hel e-mailadresse, for eksempel navn@eksempel.dk."),
    Wrong("an address protected until yesterday", "caseworker", "the person",
          {"protected_until": "23.11.2026"}, "protected_until",
          "Den dag er gået. Skriv en dag, der kommer, eller lad feltet stå tomt."),
    Wrong("something else happened, and not what", "caseworker", "closing a case", {"reason": "other"}, "words",
          "Skriv kort, hvad der skete."),
    Wrong("a case that closes tomorrow", "caseworker", "closing a case", {"closed_on": "25.11.2026"}, "closed_on",
          "Sagen kan ikke lukkes i fremtiden. Skriv den dag, den faktisk blev lukket."),
    Wrong("two open cases, and none that goes on", "caseworker", "two records", {"open_case": ""}, "open_case",
          "Begge har en åben sag. Vælg den, der fortsætter."),

    # Who may see a case
    Wrong("know each other, and not from where", "caseworker", "my conflict", {"relation": ""}, "relation",
          "Vælg en mulighed."),
    Wrong("an exclusion without a reason", "caseworker", "keeping out", {"reason": ""}, "reason",
          "Skriv hvorfor, så andre kan forstå det senere."),
    Wrong("a restriction that shuts oneself out", "caseworker", "a restriction", {"allowed": "{leader}"}, "allowed",
          "Sæt også dig selv på listen. Den, der begrænser adgangen, skal kunne ophæve det igen."),
    Wrong("an emergency in one word", "caseworker", "an emergency", {"reason": "Haster!"}, "reason",
          "Skriv med mindst 20 tegn, hvorfor det er nødvendigt."),
    Wrong("an emergency without the tick", "caseworker", "an emergency", {"sure": ""}, "sure",
          "Sæt kryds, hvis det er rigtigt."),

    # Who has the case
    Wrong("a handover in the past", "caseworker", "a new contact person", {"begins_on": "1.1.2026"}, "begins_on",
          "Sagen kan ikke skifte hænder bagud i tiden. Skriv i dag eller en senere dag."),
    Wrong("a change without a reason", "caseworker", "a new contact person", {"reason": ""}, "reason",
          "Vælg en mulighed."),
    Wrong("a handover without a word", "caseworker", "a new contact person", {"handover": ""}, "handover",
          "Feltet skal udfyldes."),
    Wrong("a handover to oneself", "caseworker", "a new contact person", {"user": "{caseworker}"}, "user",
          "Personen er allerede kontaktperson. Vælg en anden."),
    Wrong("a delegation without end", "caseworker", "a helper", {"ends_on": ""}, "ends_on",
          "Skriv den sidste dag. Hos en leverandør er man kun kontaktperson i en periode."),
    Wrong("a helper for longer than agreed", "caseworker", "a helper's last day",
          {"ends_on": "25.12.2026"}, "ends_on",
          "Det er senere end aftalt. Tilføj personen igen for tiden derefter."),
    Wrong("a handover declined without a word", "colleague", "an answer to a handover",
          {"do": "decline", "answer": ""}, "answer",
          "Skriv hvorfor, så der kan findes en anden løsning.", ("do",)),

    # People around the citizen, and needs
    Wrong("half the e-mail address of a doctor", "caseworker", "somebody around", {"email": "ida@"}, "email",
          "Skriv en hel e-mailadresse, for eksempel navn@eksempel.dk."),
    Wrong("a doctor without a name", "caseworker", "a person around", {"name": ""}, "name",
          "Feltet skal udfyldes."),
    Wrong("a need about nothing", "caseworker", "a new need", {"area": ""}, "area",
          "Vælg en mulighed."),
    Wrong("a need without words", "caseworker", "a need", {"what": ""}, "what",
          "Feltet skal udfyldes."),

    # Conversations
    Wrong("a conversation planned for yesterday", "caseworker", "planning", {"on": "23.11.2026"}, "on",
          "Den dag er gået. Vælg i dag eller en senere dag, eller registrér samtalen."),
    Wrong("the 31st of November", "caseworker", "planning", {"on": "31.11.2026"}, "on",
          "Skriv en dato som 24.11.2026."),
    Wrong("a conversation at 25 o'clock", "caseworker", "moving", {"at": "25"}, "at",
          "Skriv et klokkeslæt som 10.30."),
    Wrong("a conversation moved to where it is", "caseworker", "moving",
          {"on": "24.11.2026", "at": "10.30", "form": "walk"}, "on",
          "Sådan er den allerede planlagt. Vælg en anden dag, et andet tidspunkt eller en anden form."),
    Wrong("a conversation held tomorrow", "caseworker", "recording", {"on": "25.11.2026"}, "on",
          "En samtale i fremtiden kan ikke registreres. Skriv den dag, den blev holdt, eller planlæg den."),
    Wrong("did not come, and not why", "caseworker", "recording", {"state": "no_show"}, "no_show_reason",
          "Vælg en grund. »Ikke kendt endnu« er også en."),
    Wrong("a topic that there is not", "caseworker", "recording", {"topics": "weather"}, "topics",
          "»weather« kan ikke vælges her. Vælg en af mulighederne.", ("topics",)),
    Wrong("an agreement of nothing by a day", "caseworker", "recording", {"agreement-0-what": ""}, "agreement-0-what",
          "Skriv, hvad I har aftalt, eller slet datoen."),
    Wrong("a time for the next one, and no day", "caseworker", "recording", {"next_on": ""}, "next_on",
          "Skriv også datoen for næste samtale, eller lad klokkeslæt og form stå tomme."),
    Wrong("minutes as long as a book", "caseworker", "minutes", {"minutes": "x" * 20_001}, "minutes",
          "Der er plads til 20000 tegn, og du har skrevet 20001. Gør teksten kortere."),
    Wrong("an attempt that is still to come", "caseworker", "an attempt", {"on": "25.11.2026"}, "on",
          "Den dag er ikke kommet endnu. Skriv den dag, du prøvede."),
    Wrong("asked before there was something to ask", "caseworker", "a hearing", {"asked_on": "22.11.2026"}, "asked_on",
          "Det er før den dag, samtalen skulle have været holdt. Tjek datoen."),
    Wrong("time to answer that ends before it begins", "caseworker", "a hearing",
          {"answer_by": "23.11.2026"}, "answer_by",
          "Sidste dag for svaret ligger før den dag, du spurgte. Vælg en senere dag."),
    Wrong("an answer before the question", "caseworker", "the answer to a hearing",
          {"answered_on": "23.11.2026"}, "answered_on",
          "Skriv den dag, svaret kom. Det er tidligst den dag, du spurgte, og senest i dag."),

    # What counts
    Wrong("a wait until yesterday", "caseworker", "waiting", {"until": "23.11.2026"}, "until",
          "Den dag er gået. Skriv den dag, det giver mening at vente til."),
    Wrong("a wait of many years, by a slip of the finger", "caseworker", "waiting", {"until": "24.11.2206"}, "until",
          "Tjek årstallet."),
    Wrong("two benefits on one day", "caseworker", "a benefit", {"ends_on": "28.1.2026"}, "begins_on",
          "Borgeren har allerede en ydelse i den periode. Afslut den først, eller vælg andre datoer."),
    Wrong("an exemption that ends before it begins", "caseworker", "an exemption", {"ends_on": "23.11.2026"}, "ends_on",
          "Den sidste dag ligger før den første. Ret en af dem."),
    Wrong("a characteristic in no words", "caseworker", "a characteristic", {"words": ""}, "words",
          "Skriv kort, hvad det er."),
    Wrong("hours in words", "caseworker", "an effort", {"hours": "mange"}, "hours",
          "Skriv et tal, for eksempel 12,5."),
    Wrong("more hours than a week has", "caseworker", "an effort", {"hours": "168,5"}, "hours",
          "En uge har 168 timer. Skriv, hvor mange af dem det tager."),

    # The plan
    Wrong("a plan that says nothing", "caseworker", "the plan", {"own_words": "", "job_goal": ""}, "own_words",
          "Skriv noget: Målet med borgerens egne ord kommer først."),
    Wrong("a sub-goal by yesterday", "caseworker", "a new sub-goal", {"due_on": "23.11.2026"}, "due_on",
          "Den dag er gået. Skriv i dag eller en senere dag."),
    Wrong("a sub-goal of nothing", "caseworker", "a sub-goal", {"what": ""}, "what",
          "Feltet skal udfyldes."),

    # One's own lists, and messages
    Wrong("a list of a name that there is", "caseworker", "a list", {"name": "Det jeg skylder"}, "name",
          "Du har allerede en liste med det navn her. Vælg et andet navn."),
    Wrong("a reminder for yesterday", "caseworker", "a reminder", {"on": "23.11.2026"}, "on",
          "Den dag er gået. Vælg i dag eller en senere dag."),
    Wrong("put aside until today", "caseworker", "putting aside", {"until": "24.11.2026"}, "until",
          "Vælg en dag efter i dag, eller lad feltet stå tomt. Så kommer linjen tilbage, når noget ændrer sig."),
    Wrong("a message of nothing", "caseworker", "a message", {"text": ""}, "text",
          "Feltet skal udfyldes."),
    Wrong("a message as long as a book", "citizen", "my message", {"text": "a" * 5001}, "text",
          "Der er plads til 5000 tegn, og du har skrevet 5001. Gør teksten kortere."),

    # Orders, their reports, and placements
    Wrong("an order of more hours than a week of work has", "caseworker", "an order", {"hours": "40"}, "hours",
          "Skriv mere end 0 og højst 37 timer om ugen."),
    Wrong("an order that ends before it begins", "caseworker", "an order", {"ends_on": "23.11.2026"}, "ends_on",
          "Den sidste dag er før den første. Skriv en senere dag."),
    Wrong("a midway report after the end", "caseworker", "an order", {"midway_on": "22.3.2027"}, "midway_on",
          "Rapporten midtvejs ligger mellem den første og den sidste dag. Skriv en dag imellem dem."),
    Wrong("told tomorrow", "caseworker", "an order", {"informed_on": "25.11.2026"}, "informed_on",
          "Den dag er ikke kommet endnu. Skriv den dag, du fortalte det til borgeren."),
    Wrong("a comment in no words", "caseworker", "what the citizen says of it", {"citizen-comment": ""},
          "citizen-comment", "Skriv, hvad der skal være anderledes."),
    Wrong("a word of nothing to the place", "caseworker", "a word to the place", {"text": ""}, "text",
          "Feltet skal udfyldes."),
    Wrong("a start meeting yesterday", "caseworker", "a start meeting", {"meeting_on": "23.11.2026"}, "meeting_on",
          "Den dag er gået. Skriv i dag eller en senere dag for mødet."),
    Wrong("taken back for no reason", "caseworker", "an order taken back", {"withdraw-reason": ""}, "withdraw-reason",
          "Feltet skal udfyldes."),
    Wrong("interrupted tomorrow", "caseworker", "an order interrupted", {"interrupt-on": "25.11.2026"}, "interrupt-on",
          "Skriv en dag fra bestillingens første dag til i dag."),
    Wrong("longer, and not longer", "caseworker", "a change", {"ends_on": "25.11.2026"}, "ends_on",
          "Så længe varer bestillingen allerede. Skriv en dag efter den sidste."),
    Wrong("turned down for no reason", "caseworker", "a change turned down", {"decide-reason": ""}, "decide-reason",
          "Feltet skal udfyldes.", gone=("verb",)),
    Wrong("a report of which nothing comes", "caseworker", "what comes of a report", {"decision": ""}, "decision",
          "Vælg en mulighed."),
    Wrong("a report returned for nothing", "caseworker", "a report returned", {"missing": ""}, "missing",
          "Feltet skal udfyldes.", gone=("step",)),
    Wrong("a report by yesterday", "caseworker", "an extra report", {"due_on": "23.11.2026"}, "due_on",
          "Den dag er gået. Skriv i dag eller en senere dag for rapporten."),
    Wrong("an offer shown with a book", "caseworker", "an offer to show", {"note": "a" * 5001}, "note",
          "Der er plads til 5000 tegn, og du har skrevet 5001. Gør teksten kortere."),
    Wrong("a placement without a question", "caseworker", "a placement", {"question": ""}, "question",
          "Skriv det spørgsmål, du vil have svar på.", gone=("action",)),
    Wrong("a yes of nobody", "consultant", "a workplace's yes", {"accepted_by_name": ""}, "accepted_by_name",
          "Feltet skal udfyldes."),
    Wrong("a no for no reason", "consultant", "a workplace's no", {"reason": ""}, "reason",
          "Feltet skal udfyldes."),
    Wrong("no, and not why", "citizen", "my answer to an order", {"comment": ""}, "comment",
          "Skriv, hvad der skal være anderledes."),
    Wrong("a word of nothing to a report", "citizen", "my word to a report", {"comment": ""}, "comment",
          "Feltet skal udfyldes."),

    # The leader
    Wrong("somebody who steps in for themselves", "leader", "who is away", {"stand_in": "{caseworker}"}, "stand_in",
          "Man kan ikke være vikar for sig selv. Vælg en anden."),
    Wrong("away since yesterday", "leader", "who is away", {"begins_on": "23.11.2026"}, "begins_on",
          "Den dag er gået. Skriv i dag eller en senere dag."),
    Wrong("a cover that ended yesterday", "leader", "a cover", {"ends_on": "23.11.2026"}, "ends_on",
          "Den sidste dag skal være i dag eller senere og ikke før den første. "
          "Skal det stoppe nu, så afslut vikariatet."),
    Wrong("cases that nobody is to have", "leader", "sharing out", {"to": ""}, "to",
          "Vælg mindst én kollega."),
    Wrong("cases shared out without a word", "leader", "sharing out", {"handover": ""}, "handover",
          "Feltet skal udfyldes."),
)
# fmt: on


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
def test_it_is_told_at_its_field_and_nothing_is_lost(
    wrong: Wrong, as_: Callable[[str], Client], actor: Callable[[str], Actor], world: World
) -> None:
    form = opened(FORMS[wrong.form], world, actor)
    sent = form.filled({**FORMS[wrong.form].typed, **wrong.typed})
    before = everything(system_actor(world.nordby))
    response = as_(wrong.who).post(form.url, CSRF | {name: value for name, value in sent.items() if value})
    assert response.status_code == 422
    tree = pages.page(response)
    assert pages.error(tree, wrong.field) == wrong.says
    assert pages.summary(tree).count(wrong.says) == 1
    assert "Der er én ting, du skal rette" in pages.summary(tree)
    kept = {name: value for name, value in sent.items() if name not in wrong.gone}
    assert {name: pages.typed(tree, name) for name in kept} == kept
    assert everything(system_actor(world.nordby)) == before


@pytest.mark.parametrize("name", FORMS)
def test_without_it_the_form_is_taken(
    name: str, as_: Callable[[str], Client], actor: Callable[[str], Actor], world: World
) -> None:
    """Else a row of the list would prove another sentence than its own."""
    form = opened(FORMS[name], world, actor)
    who = next(wrong.who for wrong in WRONG if wrong.form == name)
    response = as_(who).post(form.url, CSRF | form.filled(FORMS[name].typed))
    assert response.status_code == (200 if name == "sharing out" else 302)  # which is looked at once more


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "Mindst to bogstaver af et navn, et helt CPR-nummer eller et sagsnummer."),
        ("61038201189", "Et CPR-nummer har ti cifre, og der kan kun søges på hele numre."),
    ],
)
def test_a_search_for_too_little_is_told(text: str, says: str, as_: Callable[[str], Client]) -> None:
    tree = pages.page(as_("caseworker").post(reverse("search"), CSRF | {"q": text}))
    assert says in pages.text(tree)
    box = pages.by_id(tree, "q")
    assert pages.attribute(box, "value") == ("" if "6" in text else text)  # a number never stands on the page
