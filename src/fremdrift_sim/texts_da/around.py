"""Who is around a citizen, what may be spoken about with them, and what is needed and not there yet."""

from __future__ import annotations

CILLA_PEOPLE = (
    ("Inge Kladdemose", "doctor", "Lægehuset ved åen", "00 21 43 65", "Medicinen og søvnen. Ikke gælden."),
    ("Lone Skitsegaard", "treatment", "Regionens psykiatri", "", "Hvornår Cilla kan være i praktik, og hvor meget."),
    ("Rune Mønstrup", "debt_advice", "Borgerhuset", "00 65 43 21", "Brevene om gælden og budgettet."),
    ("Ditte Papirsen", "family", "Cillas søster", "", ""),
)
CILLA_NEED = ("En bolig, hvor der må være hund", "housing")
PEOPLE = (
    ("Ellen Prøvedal", "doctor", "Lægehuset på torvet", "00 12 21 12", "Sygemelding og kræfter."),
    ("Palle Øvelsen", "housing", "Boligforeningen", "", ""),
    ("Gry Attrapsen", "social", "Socialforvaltningen", "00 34 43 34", "Hjælpen derhjemme."),
)
NEEDS = (
    ("Hjælp til at åbne brevene om gælden", "debt"),
    ("Et sted at bo, når lejemålet hører op", "housing"),
    ("En tid hos tandlægen", "health"),
    ("Nogen at følges med om morgenen", "social"),
)
