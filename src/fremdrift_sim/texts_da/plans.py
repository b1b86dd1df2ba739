"""What stands in a job plan: the goal in the citizen's words, small steps, strengths, and what stands in the way."""

from __future__ import annotations

from fremdrift_sim.schema import Area

OWN_WORDS = (
    "Jeg vil gerne {do}. Nogle timer om dagen til at begynde med.",
    "Jeg vil have et sted at komme, hvor de regner med mig. Helst {at_place}.",
    "Om et år vil jeg {do} og have penge tilbage sidst på måneden.",
    "Jeg vil ud blandt andre igen og bruge mine hænder. {place} kunne være stedet.",
    "Jeg vil prøve at {do}, men i mit eget tempo.",
    "Mit mål er en fast hverdag og et job, jeg kan holde til. Jeg tænker på at {do}.",
)
MORE_WORDS = (
    "Jeg vil gerne kende planen en uge frem.",
    "Jeg vil have den samme at spørge hver gang.",
    "Det skal være et sted, hvor jeg ikke skal tale hele tiden.",
    "Jeg vil helst begynde om formiddagen.",
    "Jeg vil selv sige, hvornår der skal flere timer på.",
)
JOB_GOALS = (
    "Hjælper {at_place}, 10 timer om ugen til at begynde med",
    "Medhjælper {at_place}, få timer, fast makker",
    "Et job {at_place} på 15-20 timer om ugen",
    "Deltid {at_place}; målet er at {do} med løn for nogle af timerne",
)
EDUCATION_GOALS = (
    "Dansk og matematik først, derefter et grundforløb",
    "Almen voksenuddannelse, to fag, og så en praktisk uddannelse",
    "Et grundforløb med praktik {at_place}",
)
JOB_SEARCH = (
    "Ét opslag om ugen læses sammen. Ansøgninger venter, til der er ro på hverdagen.",
    "Én uopfordret henvendelse om måneden, i første omgang til {firm}.",
    "CV på jobnet ses efter hver tredje måned. Ingen krav om ansøgninger lige nu.",
)
OFFERS = (
    "Næste tilbud skal være {at_place}, få timer, med en fast makker.",
    "Praktik, hvor opgaverne er til at overskue: {task}.",
    "Timer lægges på hver fjerde uge, hvis det går godt. Ellers venter vi.",
)
STABILISING = (
    "Aftaler hos læge og behandler går forud for alt andet.",
    "Faste tider: op om morgenen, ud af døren, i seng.",
    "Samtaler på gåben, når det er muligt.",
)
OTHER_EFFORTS = (
    "Brevene åbnes sammen den første i hver måned.",
    "Kontakt til nabohuset, når der er overskud.",
)
FINISHED = (
    "Det, der virkede: opgaver, man kan se er færdige. Det, der ikke virkede: for mange nye mennesker på én gang.",
    "Fremmødet var bedst om formiddagen. Det tager vi med til det næste sted.",
)
STRENGTHS = (
    "Møder til tiden, når aftalen er klar.",
    "Er god til at {task} og bliver ved, til det er færdigt.",
    "Lægger mærke til andre og spørger, hvordan de har det.",
    "Siger til, når noget er for meget. Det er en styrke.",
    "Har arbejdet i mange år og kender til at være en del af et hold.",
    "Er nysgerrig og lærer ved at se på og gøre efter.",
)
BARRIERS = (
    "Søvnen. Dårlige nætter giver dårlige dage.",
    "Pengene slår ikke til, og brevene fylder.",
    "Nye steder og mange mennesker på én gang.",
    "Smerter efter et par timer på benene.",
    "Transporten: der går få busser tidligt om morgenen.",
    "Usikkerhed om, hvad der sker, og hvornår.",
)
BY_CITIZEN: dict[Area, tuple[str, ...]] = {
    "employment": (
        "Besøge {place}",
        "Skrive et CV på én side",
        "Prøve at {task} en hel formiddag",
        "Ringe til {firm}",
        "Skrive tre gode arbejdsdage ned",
    ),
    "education": ("Komme til åbent hus på skolen", "Finde de gamle beviser frem", "Læse en halv time hver dag"),
    "health": (
        "Tale med egen læge om søvn",
        "Møde op til tre behandlinger i træk",
        "Gå en tur hver dag",
        "Komme til tandlægen",
    ),
    "social": (
        "Stå op kl. 8 på hverdage",
        "Ud af døren hver dag",
        "Spise frokost med nogen en gang om ugen",
        "Køre turen med bussen én gang",
    ),
    "debt": ("Samle alle rudekuverter i én mappe", "Skrive ned, hvad pengene går til i en måned"),
    "housing": ("Skrive sig op i boligforeningen", "Se to lejligheder"),
}
BY_OFFICE: dict[Area, tuple[str, ...]] = {
    "employment": ("Finde et sted at begynde", "Få svar fra {firm} om en plads"),
    "education": ("Aftale tid hos studievejlederen",),
    "health": ("Aftale med behandleren, hvor mange timer der er plads til",),
    "social": ("Finde en mentor",),
    "debt": ("Overblik over gælden",),
    "housing": ("Spørge boligrådgiveren om en anden bolig",),
}
PROPOSALS = (
    "Kørekort til trailer",
    "Prøve et sted i nabokommunen",
    "Lære at bruge regneark",
    "Være frivillig en dag om ugen",
    "Et kursus i førstehjælp",
)
