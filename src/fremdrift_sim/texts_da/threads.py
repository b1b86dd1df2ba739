"""What somebody would like to work with, in the forms that Danish sentences need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thread:
    """A wish that runs through a case: to do it, at such a place, in an invented firm, with a task."""

    do: str
    place: str
    at_place: str
    firm: str
    task: str


THREADS = (
    Thread("arbejde med planter", "et gartneri", "i et gartneri", "Det Grønne Eksempel", "potte om og vande"),
    Thread(
        "arbejde i et køkken",
        "et kantinekøkken",
        "i et kantinekøkken",
        "Kantinen Kladde",
        "skære grønt og anrette",
    ),
    Thread("arbejde på et lager", "et mindre lager", "på et mindre lager", "Lageret Skitse", "pakke ordrer"),
    Thread(
        "arbejde i en butik",
        "en genbrugsbutik",
        "i en genbrugsbutik",
        "Butik Model",
        "sortere tøj og prismærke",
    ),
    Thread(
        "arbejde med dyr",
        "et dyreinternat",
        "på et dyreinternat",
        "Internatet Attrap",
        "fodre og gøre rent i burene",
    ),
    Thread(
        "arbejde med børn",
        "en børnehave",
        "i en børnehave",
        "Børnehaven Forlægget",
        "hjælpe til ved måltiderne",
    ),
    Thread(
        "arbejde med ældre",
        "et plejehjem",
        "på et plejehjem",
        "Plejehjemmet Prøvehøj",
        "dække bord og gå tur med beboerne",
    ),
    Thread(
        "arbejde på et kontor",
        "en reception",
        "i en reception",
        "Kontoret Konstruktion",
        "sortere post og svare på mails",
    ),
    Thread(
        "gøre rent",
        "et rengøringsfirma",
        "i et rengøringsfirma",
        "Rengøring Kulisse",
        "vaske gulve",
    ),
    Thread(
        "arbejde med træ",
        "et snedkerværksted",
        "på et snedkerværksted",
        "Snedkeriet Mønster",
        "slibe og samle møbler",
    ),
    Thread("reparere cykler", "et cykelværksted", "på et cykelværksted", "Cykler & Påfund", "skifte dæk og kæder"),
    Thread(
        "køre varer ud",
        "et budfirma",
        "i et budfirma",
        "Budtjenesten Tænkt",
        "læsse bilen og planlægge ruten",
    ),
    Thread(
        "arbejde med computere",
        "et it-værksted",
        "på et it-værksted",
        "Skærm og Udkast",
        "teste brugte computere",
    ),
    Thread("arbejde i et bageri", "et bageri", "i et bageri", "Bageriet Øvelsen", "veje af og passe ovnen"),
    Thread(
        "arbejde udendørs",
        "en idrætshal",
        "i en idrætshal",
        "Hallen Fantasi",
        "slå græs og stille an til kampe",
    ),
    Thread("sy og reparere tøj", "en systue", "på en systue", "Systuen Pseudonym", "lægge op og skifte lynlåse"),
)
