"""What orders say: what is asked, aims, where things stand, reasons, messages. ``{name}`` is the first name."""

from __future__ import annotations

QUESTIONS = (
    "Hvor mange timer om ugen kan {name} holde til, og hvad skal der til for, at det bliver flere?",
    "Hvilke opgaver løser {name} uden hjælp, og hvor skal der en makker til?",
    "Kan {name} møde fast fire dage om ugen, og hvad hjælper på de dage, hvor det er svært?",
    "Hvad skal en arbejdsplads tage hensyn til, for at {name} kan arbejde dér om et halvt år?",
    "Hvilken slags arbejde har {name} lyst til, når det er prøvet i praksis, og hvad siger {name} selv?",
    "Hvor længe ad gangen kan {name} være i gang, før der skal en pause til, og ændrer det sig undervejs?",
)
POOR_QUESTIONS = ("Afklaring af arbejdsevne", "Afklaring")
AIMS = (
    "Møde til tiden de aftalte dage i fire uger",
    "Løse tre faste opgaver uden hjælp",
    "Bede om en pause, før det bliver for meget",
    "Sætte timerne op med to om ugen hver fjerde uge",
    "Fortælle en arbejdsgiver, hvad der skal til",
    "Besøge to arbejdspladser og sige, hvad der passer bedst",
)
BASELINES = {
    "belief": "Tror på få timer, og ikke på fuld tid endnu",
    "skills": "Har lært før og vil gerne lære igen",
    "cooperation": "Trives bedst med én makker ad gangen",
    "energy": "Kan gøre én opgave færdig, når der er ro",
    "health": "Har gode og dårlige dage og kender forskellen",
    "everyday": "Kommer op, når der er en aftale",
    "job_search": "Kigger på job, når nogen kigger med",
    "goals": "Ved, hvilken retning det skal være",
}
BACKGROUNDS = (
    "{name} har været uden arbejde i et par år og er ved at få hverdagen på plads igen.",
    "{name} har haft arbejde i mange år, blev syg og vil nu prøve, hvad der kan lade sig gøre.",
    "{name} er god med hænderne og har brug for at begynde et roligt sted med få mennesker.",
    "{name} har prøvet lignende før og standsede, fordi timerne gik for hurtigt op.",
)
WHY = {
    "phone": "Så I kan ringe, hvis noget ændrer sig",
    "background": "Så I kan tage godt imod",
    "own_words": "Så I kan begynde med det, {name} selv vil",
    "job_goal": "Så opgaverne peger den vej",
    "strengths": "Så I kan bygge på det, der går godt",
    "health": "Så dagen kan lægges til rette efter det",
    "considerations": "Så makkeren ved, hvad der hjælper",
}
HEALTH = "{name} sover dårligt i perioder og er i behandling. Rolige morgener hjælper."
CONSIDERATIONS = "Pauser efter behov, ro og få mennesker ad gangen."
OBJECTION = "Jeg vil ikke have, at der står noget om min søvn. Resten er fint."
COMMENT = "Det er fint. Jeg vil gerne begynde klokken ni og ikke otte."
DECLINED = (
    "Vi har ingen plads før om to måneder. Spørg gerne igen til den tid.",
    "Vi har ikke nogen, der kan være makker lige nu, og det skal der til her.",
)
DECLINED_BY_COMPANY = "Virksomheden har travlt frem til jul og kan ikke give den ro, der skal til."
WITHDRAWN = "Har selv fundet et sted at begynde."
INTERRUPTED = ("Er begyndt i et arbejde på få timer.", "Skal til behandling på fuld tid. Vi tales ved bagefter.")
NO_MENTOR = "Chefen selv er med de første dage."
MEETING_PLACE = "Hos stedet, indgang fra gården"
ASKED_EXTRA = "Timerne er lige sat op. Skriv kort, hvordan det går med det."
BY_PROVIDER = (
    "Kan vi sætte mødetiden til klokken ti de første uger? Det vil passe bedre med bussen.",
    "Vi vil gerne holde et møde for tre midtvejs. Hvornår kan du?",
    "Der er kommet en plads på det lille hold. Må vi flytte over på det?",
)
BY_OFFICE = (
    "Hvordan går det med at komme frem om morgenen? Vi talte om bussen.",
    "Har I prøvet andre opgaver end dem, der stod i bestillingen?",
)
ANSWERED = ("Ja, det passer fint. Skriv dagen her, når I har talt om den.", "Det går godt nok. Vi prøver igen mandag.")
EXTEND = (
    "Det går fremad, og fire uger mere vil gøre det muligt at nå målet om faste dage.",
    "Der mangler kun at prøve opgaverne uden makker. Seks uger mere er nok.",
)
FEWER_HOURS = "Timerne gik for hurtigt op. Færre timer i en måned giver ro til at holde fast."
MORE_HOURS = "Det går godt, og der er lyst til to timer mere om ugen."
REJECTED = "Vi har aftalt praktik fra næste måned, så forløbet slutter som planlagt."
SHOWN = "Vi talte om planter. Se, om det kunne være noget. Der er ro, og man går i sit eget tempo."
