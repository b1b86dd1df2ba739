"""What citizen, caseworker and others promise each other, by topic: short, concrete and possible."""

from __future__ import annotations

from fremdrift_sim.schema import EffortKind, Topic

BY_CITIZEN: dict[Topic, tuple[str, ...]] = {
    "clarify_jobs": (
        "Skrive tre slags arbejde ned, jeg kan se mig selv i",
        "Se på {place} og fortælle, hvad jeg synes",
        "Spørge en, jeg kender, hvordan det er at {do}",
        "Se to film om job på nettet",
    ),
    "solve_tasks": (
        "Prøve at {task} alene en hel formiddag",
        "Spørge om en ny opgave, når den første er let",
        "Sige til, når jeg har brug for en pause",
        "Vise en ny kollega, hvordan man skal {task}",
    ),
    "more_hours": (
        "Prøve en formiddag mere i to uger",
        "Skrive ned, hvordan jeg har det efter hver vagt",
        "Lægge en plan for ugen, så der er én dag fri",
        "Sige fra samme dag, hvis det bliver for meget",
    ),
    "ordinary_job": (
        "Sende én ansøgning og gemme svaret",
        "Ringe til {firm} og spørge om ledige timer",
        "Læse mit nye CV igennem og rette det",
        "Øve de tre spørgsmål til samtalen med en, jeg kender",
    ),
    "education": (
        "Gå til åbent hus på skolen",
        "Finde mine gamle beviser frem",
        "Læse tre kvarter om dagen i to uger",
        "Skrive mine spørgsmål til studievejlederen ned",
    ),
    "what_it_takes": (
        "Køre turen til stedet en gang",
        "Skrive ned, hvad arbejdspladsen må vide om mig",
        "Vælge, hvem der skal med den første dag",
        "Skrive de spørgsmål ned, jeg vil stille på stedet",
    ),
    "health": (
        "Ringe til egen læge om søvn",
        "Spørge lægen om medicinen",
        "Gå en tur hver dag, også når det regner",
        "Møde op til de næste to behandlinger",
    ),
    "everyday_life": (
        "Stå op kl. 8 på hverdage",
        "Ud af døren hver dag",
        "Skrive mine aftaler i kalenderen på telefonen",
        "Handle ind tirsdag og fredag",
        "Lægge tøj frem aftenen før",
    ),
    "economy": (
        "Samle alle rudekuverter i én mappe",
        "Møde op hos gældsrådgiveren",
        "Spørge banken om en billigere konto",
        "Skrive ned, hvad jeg bruger i to uger",
    ),
    "housing": (
        "Ringe til boligforeningen om ventelisten",
        "Tage billeder af fugten og sende dem til udlejeren",
        "Se lejligheden og sige ja eller nej",
    ),
    "network": (
        "Komme til fællesspisning én gang",
        "Ringe til min søster",
        "Tage en ven med på gåtur om onsdagen",
        "Spørge i genbrugsbutikken, om de mangler en hånd",
    ),
}

BY_CASEWORKER: dict[Topic, tuple[str, ...]] = {
    "clarify_jobs": ("Finde to steder, vi kan besøge sammen", "Sende en beskrivelse af {place}"),
    "solve_tasks": ("Tale med {firm} om nye opgaver", "Spørge stedet, hvad de lægger mærke til"),
    "more_hours": (
        "Aftale nye timer med arbejdspladsen",
        "Regne ud, hvad flere timer betyder for udbetalingen",
    ),
    "ordinary_job": ("Finde numre på tre arbejdsgivere", "Ringe til {firm} om timer med løn"),
    "education": ("Finde tid hos studievejlederen", "Undersøge, om skolen har hjælp til at læse"),
    "what_it_takes": (
        "Give besked om startdato, også hvis den er usikker",
        "Være med til det første møde på stedet",
    ),
    "health": (
        "Indhente svar fra sygehuset, som aftalt",
        "Tale med behandleren om, hvor mange timer der er plads til",
    ),
    "everyday_life": ("Ringe mandag morgen de næste tre uger", "Spørge, om en mentor kan begynde"),
    "economy": ("Finde tid hos gældsrådgiver", "Undersøge, om der kan søges hjælp til tandlæge"),
    "housing": ("Skrive til boligrådgiveren", "Undersøge indskudslån"),
    "network": ("Sende programmet fra Borgerhuset", "Spørge, om der er plads på gåholdet"),
}

BY_OTHERS: dict[EffortKind, tuple[str, ...]] = {
    "mentor": (
        "Mentor går med til det første møde",
        "Mentor ringer tirsdag og torsdag morgen",
        "Mentor kører med i bussen én gang",
    ),
    "debt_advice": (
        "Gældsrådgiver laver et overblik over regningerne",
        "Gældsrådgiver skriver til de tre, der haster mest",
    ),
    "treatment": (
        "Behandler skriver, hvad der skal tages hensyn til",
        "Behandler sender datoerne for resten af forløbet",
    ),
    "housing": ("Boligrådgiver ringer til udlejeren",),
    "company_placement": ("{firm} giver svar om flere timer", "{firm} finder en fast makker på holdet"),
}
