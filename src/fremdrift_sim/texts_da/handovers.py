"""What one contact person writes to the next, and why a case may rest for a while."""

from __future__ import annotations

WISHES = (
    "{name} vil gerne {do} og har sagt det hver gang, vi har talt sammen.",
    "Målet er at {do}, få timer om dagen til at begynde med.",
    "{name} drømmer om at {do}. Det er skrevet ind i planen med egne ord.",
    "Vi er nået frem til, at {place} er det rigtige sted at begynde.",
)

WHAT_WORKS = (
    "Det virker at ringe dagen før en samtale.",
    "Samtaler på gåben går bedst.",
    "{name} vil kende datoerne i god tid og have dem på skrift.",
    "Korte samtaler om formiddagen er bedst.",
    "Kom til tiden, og gør det, du lover. Det betyder meget for {name}.",
    "Spørg til det, der lykkes. Der er mere af det, end man først hører.",
    "{name} vil helst skrive frem for at tale i telefon.",
    "Lad {name} begynde. Det vigtigste kommer i de første fem minutter.",
)

NEXT_STEPS = (
    "Næste skridt er et besøg {at_place}. Jeg har lovet, at du finder en dag.",
    "Der er lovet svar om det næste tilbud inden næste samtale.",
    "Spørg til helbredet, men vent, til {name} selv tager det op.",
    "Økonomien fylder. Spørg, om der er kommet breve siden sidst.",
    "Der skal aftales, hvad der sker, når den nuværende indsats slutter.",
    "{name} ved, at du overtager, og har fået dit nummer.",
)

ADMISSIONS = (
    "Indlagt. Jeg ringer hver fredag via afdelingen, og vi mødes, når du er hjemme igen.",
    "Operation i knæet. Vi aftaler start, når du kan støtte på benet.",
    "Operation i skulderen. Armen skal have ro, siger lægen.",
    "Hofteoperation. Genoptræningen går først, og så tager vi resten.",
    "Behandling på sygehuset i denne tid. Vi taler i telefon, når du har kræfter til det.",
    "Du passer din mor, som er alvorligt syg. Vi taler sammen igen bagefter.",
    "Dødsfald i den nærmeste familie. Du siger til, når du er klar.",
)
BIRTH = "Barsel. Vi tager fat igen, når den er slut."
REST = "Lægen har bedt om fuld ro. Vi holder kontakten, men der er ingen tilbud i denne tid."
