"""Why somebody opened a case in an emergency, as a caseworker writes it in a hurry."""

EMERGENCIES = (
    "Ringer og er meget ked af det. Kontaktpersonen er til møde ude af huset og kan ikke nås.",
    "Står i receptionen og har brug for et svar i dag. Kollegaen er på ferie.",
)
