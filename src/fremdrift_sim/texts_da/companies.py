"""Companies and workplaces that do not exist; the companies are those of which the cases tell."""

from __future__ import annotations

COMPANIES = (
    "Det Grønne Eksempel",
    "Kantinen Kladde",
    "Lageret Skitse",
    "Butik Model",
    "Internatet Attrap",
    "Børnehaven Forlægget",
    "Plejehjemmet Prøvehøj",
    "Kontoret Konstruktion",
    "Rengøring Kulisse",
    "Snedkeriet Mønster",
    "Cykler & Påfund",
    "Budtjenesten Tænkt",
    "Skærm og Udkast",
    "Bageriet Øvelsen",
    "Hallen Fantasi",
    "Systuen Pseudonym",
)

# company, workplace, tasks, whom to ask, mentor, places, employed, company centre; the first of each company first
WORKPLACES = (
    ("Det Grønne Eksempel", "Væksthuset", "Så, potte om, vande", "Henny Fiktiv", "Orla Prøveskov", 6, 14, True),
    ("Kantinen Kladde", "Køkkenet", "Skære grønt, anrette, vaske op", "Kim Kladde", "Rosa Øvegaard", 4, 11, False),
    ("Lageret Skitse", "Pakkeriet", "Pakke ordrer, mærke kasser", "Leif Skitse", "", 4, 18, False),
    ("Butik Model", "Genbrugsbutikken", "Sortere tøj, prismærke, betjene", "Mona Model", "Karin Udkast", 5, 9, True),
    ("Internatet Attrap", "Kattehuset", "Fodre, gøre rent, følge gæster rundt", "Anja Attrap", "", 4, 8, False),
    ("Børnehaven Forlægget", "Stuen Egern", "Hjælpe ved måltider og leg", "Freja Forlæg", "Bodil Øvig", 4, 16, False),
    ("Plejehjemmet Prøvehøj", "Afdeling Have", "Dække bord, gå tur", "Poul Prøvehøj", "Inger Påfund", 5, 42, True),
    ("Kontoret Konstruktion", "Receptionen", "Post, mails, telefon", "Karl Konstruktion", "", 4, 23, False),
    ("Rengøring Kulisse", "Skoleholdet", "Gulve, borde, linned", "Kirsten Kulisse", "Ali Opdigt", 4, 30, False),
    ("Snedkeriet Mønster", "Samlingen", "Slibe, samle, pakke møbler", "Mads Mønster", "", 4, 7, False),
    ("Cykler & Påfund", "Værkstedet", "Skifte dæk og kæder, vaske cykler", "Palle Påfund", "Sam Skabelon", 4, 6, False),
    ("Budtjenesten Tænkt", "Ruteholdet", "Læsse bilen, planlægge ruten", "Tanja Tænkt", "", 4, 21, False),
    ("Skærm og Udkast", "Testbordet", "Teste og rense brugte computere", "Ulrik Udkast", "", 4, 10, False),
    ("Bageriet Øvelsen", "Bagestuen", "Veje af, forme, passe ovn", "Øjvind Øvelse", "Britta Demo", 4, 12, False),
    ("Hallen Fantasi", "Driften", "Slå græs, stille an, male linjer", "Finn Fantasi", "", 4, 8, False),
    ("Systuen Pseudonym", "Reparationen", "Lægge op, skifte lynlåse", "Pia Pseudonym", "Ellen Kulisse", 4, 5, False),
    ("Det Grønne Eksempel", "Butikken", "Binde buketter, vande, pakke ind", "Henny Fiktiv", "", 2, 5, False),
    ("Plejehjemmet Prøvehøj", "Køkkenet", "Anrette, køre vogne, vaske op", "Poul Prøvehøj", "", 2, 9, False),
    ("Butik Model", "Lageret", "Tage imod, veje, pakke", "Mona Model", "", 3, 4, False),
    ("Rengøring Kulisse", "Vaskeriet", "Lægge sammen, stryge, køre ud", "Kirsten Kulisse", "Ali Opdigt", 3, 12, True),
    ("Hallen Fantasi", "Caféen", "Brygge kaffe, smøre boller, stå ved kassen", "Finn Fantasi", "", 2, 3, False),
)
