"""What citizens and contact persons write to each other, and what a caseworker notes down."""

from __future__ import annotations

ASKS = (
    "Hej. Jeg har fået en tid hos lægen samme dag, som vi skal mødes. Kan vi finde en anden dag?",
    "Hej. Skal jeg tage noget med til næste samtale? Jeg har papirerne fra lægen.",
    "Jeg har set på det sted, vi talte om. De vil gerne høre fra dig. Har du nummeret?",
    "Det går bedre nu. Kan vi tale om flere timer, næste gang vi ses?",
    "Der er kommet et brev, jeg ikke forstår. Må jeg sende det til dig?",
)
QUESTIONS = (
    "Hej {name}. Passer det dig, at vi mødes på gåben næste gang?",
    "Hej {name}. Hvordan gik det de første dage? Skriv et par ord, når du har tid.",
    "Hej {name}. Må jeg ringe til det sted, du nævnte, og spørge, om de har plads?",
)
ANSWERS = (
    "Tak for beskeden. Ja, det kan vi godt. Jeg ringer til dig i morgen formiddag.",
    "Tak, fordi du skriver. Tag bare papirerne med, så ser vi på dem sammen.",
)
HEARING = (
    "Kære {name}\n\nVi havde aftalt at mødes, og vi så dig ikke. Der kan være en god grund, og den vil vi gerne høre. "
    "Du kan skrive, ringe eller komme forbi. Vi læser dit svar, før noget bliver besluttet."
)
EXCUSE = "Min søn var syg, og jeg kunne ikke komme igennem på telefonen. Jeg kommer gerne en anden dag."
MOVED = "Har fået tid hos lægen den dag og vil gerne mødes lidt før."
WAITS = "{name} venter på en undersøgelse på sygehuset. Vi er enige om at tage fat igen, når svaret er kommet."
REMINDERS = (
    "Ring til {name} og hør, hvordan det går på det nye sted",
    "Spørg {name}, om brevet fra lægen er kommet",
)
ASIDE = "Aftalt, at vi tager det på næste teammøde."
