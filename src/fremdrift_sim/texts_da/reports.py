"""What progress reports say: what was seen and heard, never what somebody is like. ``{name}`` is the first name."""

from __future__ import annotations

from collections.abc import Mapping

# point → direction → what shows it
GOOD: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vocational": {
        "forward": (
            "Gør nu tre faste opgaver færdig uden hjælp. I begyndelsen var det én.",
            "Har lært at bruge måleværktøjet og viste det til en ny på holdet i sidste uge.",
            "Pakker en hel ordre alene og retter selv fejl, før den går ud.",
        ),
        "unchanged": ("Løser de samme opgaver som ved start, og de bliver gjort ordentligt.",),
        "backward": ("Har ønsket at gå tilbage til én opgave ad gangen, siden holdet blev større.",),
    },
    "personal": {
        "forward": (
            "Siger til, når der er brug for en pause. Det skete ikke de første uger.",
            "Kommer til tiden og ringer de dage, hvor bussen er forsinket.",
        ),
        "unchanged": ("Arbejder godt med den faste makker og holder sig for sig selv i store grupper.",),
        "backward": ("Har fortalt, at det er svært med de nye på holdet, og gik tidligt hjem to gange.",),
    },
    "health": {
        "forward": ("{name} fortæller, at søvnen er blevet bedre, og at medicinen er faldet på plads.",),
        "unchanged": ("{name} fortæller, at kræfterne rækker til middag, og at det er som ved start.",),
        "backward": ("{name} fortæller om flere nætter uden søvn siden begyndelsen af måneden.",),
    },
    "conditions": {
        "forward": ("Har fået styr på buskortet og har en nabo at følges med om tirsdagen.",),
        "unchanged": ("Bor som før. En søster hjælper med det praktiske, når det brænder på.",),
        "backward": ("Bussen er lagt om, og turen tager nu næsten en time hver vej.",),
    },
    "perspective": {
        "forward": (
            "»Jeg kunne godt tænke mig at prøve det i en rigtig butik, bare et par timer.«",
            "»Nu ved jeg, at jeg godt kan. Det vidste jeg ikke i sommer.«",
        ),
        "unchanged": ("»Jeg vil gerne blive her lidt endnu, før jeg siger, hvad det næste skal være.«",),
        "backward": ("»Lige nu er det nok at komme herhen. Spørg mig igen om en måned.«",),
    },
}
POOR: Mapping[str, str] = {
    "vocational": "Det går fint.",
    "personal": "Fin.",
    "health": "Ved vi ikke.",
    "conditions": "Intet nyt.",
    "perspective": "Positiv.",
}
AIM_WORDS: Mapping[str, tuple[str, ...]] = {
    "reached": ("Nået for tre uger siden og holdt siden.",),
    "on_the_way": ("Lykkes de fleste dage. Det er sværest om mandagen.",),
    "not_reached": ("Er ikke begyndt på det endnu. Der har været for få dage.",),
}
SUMMARIES = (
    "{name} er blevet mere sikker i opgaverne og holder til en time mere om dagen end ved start.",
    "Det går fremad i små skridt. De dage, der er aftalt i god tid, går bedst.",
    "Der har været nogle svære uger, og {name} er kommet igen hver gang. Roen ved det faste bord hjælper.",
)
POOR_SUMMARY = "Det går godt."
RECOMMENDED: Mapping[str, str] = {
    "continue": "Bliv ved som nu, med de samme dage.",
    "extend": "Fire til seks uger mere, så målet om faste dage kan nås.",
    "change": "Færre timer i en måned, og derefter op igen.",
    "new_offer": "Næste skridt bør være et rigtigt arbejdssted med få timer og en fast makker.",
    "job": "Klar til at søge arbejde på få timer. Vi hjælper gerne med den første kontakt.",
    "end": "Forløbet kan slutte som aftalt.",
}
DECISIONS: Mapping[str, str] = {
    "continue": "Vi fortsætter som aftalt. Tak for en klar rapport.",
    "extend": "Vi forlænger, så målet kan nås.",
    "change": "Vi sætter timerne ned i en måned og ser på det igen.",
    "new_order": "Vi bestiller praktik på få timer som næste skridt.",
    "conversation": "Vi taler om det alle tre, før vi beslutter noget.",
    "close": "Forløbet slutter. Det, der er nået, står i planen.",
}
MISSING = "Skriv, hvad I har set, ved hvert punkt, og svar på spørgsmålet om timer. To linjer er nok."
CITIZEN_COMMENT = "Det passer meget godt. Jeg vil bare sige, at mandagene er svære på grund af bussen."
CILLA_MIDWAY = {
    "vocational": ("unchanged", "Vi har mest øvet vejen og morgenen. Opgaver kommer, når Cilla begynder i gartneriet."),
    "personal": ("forward", "Siger til, når der er for mange mennesker, og foreslår selv en anden vej."),
    "health": ("unchanged", "Cilla fortæller, at søvnen er bedre nogle uger og dårligere andre."),
    "conditions": ("forward", "Brevene om gælden bliver åbnet hos gældsrådgiveren. Cilla har selv cyklen i orden nu."),
    "perspective": ("forward", "»Jeg vil arbejde med planter igen. Nu ved jeg, at jeg kan komme ud ad døren.«"),
}
CILLA_SUMMARY = (
    "Cilla er kommet ud ad døren hver hverdag i tre uger, de sidste otte dage uden følgeskab. "
    "Næste skridt er turen til gartneriet."
)
CILLA_FINAL = {
    "vocational": ("forward", "Fandt selv på at stikle pelargonierne og passede dem, til de kunne plantes ud."),
    "personal": ("forward", "Kom de fleste dage og ringede, når natten havde været dårlig."),
    "health": ("unchanged", "Cilla fortæller, at søvnen bestemmer, hvordan dagen bliver."),
    "conditions": ("backward", "Cilla fortæller, at der ligger breve om gæld, som er svære at åbne."),
    "perspective": ("forward", "»Jeg vil arbejde med planter. Få timer, og helst om formiddagen.«"),
}
CILLA_FINAL_SUMMARY = "Mødt 61 af 80 dage. Planter og ro virker. Det næste bør være et gartneri med få timer."

# What is said about a week in which somebody was away.
REMARKS = {
    "absent": ("Ringet to gange, sms sendt", "Sms sendt, intet svar endnu", "Talte sammen torsdag: bussen kørte ikke"),
    "excused": ("Gik tidligt, tandlæge", "Fri til møde med lægen, aftalt i forvejen"),
    "sick": ("Meldte sig selv syg om morgenen", "Syg, ringer når det går bedre", "Syg til og med onsdag"),
}
# What shows the step that a place chose, by indicator; of those without a word here the step alone is told.
SHOWN = {
    "belief": "Siger selv, at få timer kan lade sig gøre.",
    "skills": "Har gjort en opgave færdig alene to gange.",
    "cooperation": "Spiser frokost sammen med de andre.",
    "energy": "Holder til middag de fleste dage.",
    "everyday": "Ringer, når noget kommer i vejen.",
    "goals": "Har valgt, hvilken slags arbejde det skal være.",
}
