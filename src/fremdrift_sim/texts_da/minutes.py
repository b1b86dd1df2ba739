"""Sentences for minutes, by topic and by how far the case has come: at first, along the way, later on.

They are written to the citizen. They say what was said and what happens; they judge nobody and use no labels.
"""

from __future__ import annotations

from fremdrift_sim.schema import Form, Topic

Bank = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

OPENINGS: dict[Form, tuple[str, ...]] = {
    "in_person": (
        "Tak for samtalen i dag.",
        "Vi mødtes på rådhuset og tog os god tid.",
        "Godt at se dig i dag.",
        "Vi talte sammen på mit kontor.",
        "Du havde skrevet punkter ned hjemmefra, og dem begyndte vi med.",
    ),
    "phone": (
        "Vi talte i telefon, fordi det passede dig bedst i dag.",
        "Tak, fordi du tog telefonen, da jeg ringede.",
        "Vi tog samtalen i telefonen, som du havde bedt om.",
    ),
    "video": (
        "Vi talte over video. Billedet var godt, og lyden holdt.",
        "Vi mødtes på video, så du slap for turen herind.",
    ),
    "walk": (
        "Vi gik en tur langs åen, mens vi talte.",
        "Vi gik rundt om søen. Du sagde, at det er lettere at tale, når man går.",
        "Vi mødtes ved biblioteket og gik en tur gennem parken.",
    ),
    "at_company": (
        "Vi mødtes på din arbejdsplads, hvor du viste mig rundt.",
        "Jeg besøgte dig i praktikken. Din mentor var med det sidste kvarter.",
    ),
    "at_home": (
        "Tak, fordi jeg måtte komme hjem til dig.",
        "Vi drak kaffe ved dit køkkenbord, mens vi talte.",
    ),
}

FIRST_TIME = (
    "Det var vores første samtale, så vi brugte tiden på at lære hinanden at kende.",
    "Vi havde ikke mødt hinanden før. Jeg fortalte, hvad jeg kan hjælpe med, og du fortalte om dig selv.",
    "Vi begyndte forfra sammen: hvem er du, hvad vil du, og hvad skal der til?",
)

ALL_KEPT = (
    "Vi så først på det, vi aftalte sidst. Det er gjort.",
    "Det, vi aftalte sidst, er klaret. Det er godt at kunne regne med hinanden.",
    "Vi gik aftalerne igennem én for én og kunne sætte flueben ved dem alle.",
    "Siden sidst har du fået gjort det, du ville, og lidt til.",
)

SOME_DROPPED = (
    "Vi talte om aftalerne fra sidst. Én lykkedes ikke, og vi fandt ud af hvorfor.",
    "En aftale fra sidst var for stor. Vi har delt den i to mindre.",
    "Ikke alt fra sidst blev til noget. Vi lader det ligge og begynder et nyt sted.",
)

CLOSINGS = (
    "Skriv til mig, hvis der er noget, jeg har misforstået.",
    "Ring, hvis noget ændrer sig, inden vi ses igen.",
    "Næste gang begynder vi med det, vi har aftalt her.",
    "Du må gerne tage en med næste gang, hvis du har lyst.",
    "Tag gerne dine egne spørgsmål med næste gang.",
    "Du bestemmer selv, hvor vi mødes næste gang.",
)

MINUTES: dict[Topic, Bank] = {
    "clarify_jobs": (
        (
            "Du fortalte, at du gerne vil {do}. Det skriver vi ind i planen med dine egne ord.",
            "Vi lavede en liste over arbejde, du kan se dig selv i. Øverst står {place}.",
            "Du har prøvet mange slags arbejde. Bedst var det, når du kunne arbejde i dit eget tempo.",
            "Du ved ikke endnu, hvad du vil. Det er helt i orden, og vi begynder med det, du er god til.",
            "Du sagde, at arbejdet skal give mening for dig. Det bruger vi, når vi leder efter steder.",
        ),
        (
            "Du har besøgt {place}. Bedst kunne du lide at {task}.",
            "Vi holdt to muligheder op mod hinanden. Du hælder mest til {place}.",
            "Du har fundet ud af, at du helst vil arbejde om formiddagen. Det leder vi efter.",
            "Du har talt med en, der arbejder {at_place}, og fået svar på dine spørgsmål.",
        ),
        (
            "Du er sikker nu: Du vil {do}. Det var du ikke, da vi begyndte.",
            "Vi læste planen igennem. Målet er det samme, men du har gjort det mere præcist.",
            "Du kan nu selv sige, hvad du er god til, og hvad du skal have hjælp til.",
        ),
    ),
    "solve_tasks": (
        (
            "Du er lige begyndt. Du har fået vist, hvordan man skal {task}.",
            "De første dage var lange, sagde du, men du kom hver gang.",
            "Du ved nu, hvem du skal spørge, når du er i tvivl om en opgave.",
        ),
        (
            "Du kan {task} uden hjælp nu. Det kunne du ikke, da du begyndte.",
            "Du vil gerne prøve flere slags opgaver. Det tager jeg op med stedet.",
            "Nogle dage er der for meget larm. I har aftalt, at du kan trække dig ti minutter.",
            "Du bliver færdig med det, du går i gang med, og det har de andre lagt mærke til.",
        ),
        (
            "Du lærer nu nye folk op i at {task}.",
            "Du klarer en hel formiddag alene. Din mentor kommer kun forbi, når du ringer.",
            "Du fortalte om en dag, hvor alt gik galt, og hvordan du selv fik rettet op på det.",
        ),
    ),
    "more_hours": (
        (
            "Vi begynder med få timer, så du kan holde til det. Så ser vi på timerne igen om fire uger.",
            "Du foreslog selv to formiddage om ugen. Det er et godt sted at begynde.",
            "Du vil gerne vide, hvad der sker, hvis timerne bliver for mange. Så sætter vi dem ned igen.",
        ),
        (
            "Du er gået fra to til tre formiddage om ugen, og du er stadig frisk, når du kommer hjem.",
            "Du prøvede en dag mere om ugen. Det var for meget lige nu, så vi går en halv dag tilbage.",
            "Du kan mærke, at den frie onsdag gør en forskel. Den holder vi fast i.",
        ),
        (
            "Du har holdt alle dine timer i en måned uden at måtte blive hjemme.",
            "Du vil selv foreslå arbejdsgiveren en time mere om dagen. Jeg er med, hvis du ønsker det.",
            "Vi så på dine timer, fra du begyndte. De er steget to gange, hver gang lidt.",
        ),
    ),
    "ordinary_job": (
        (
            "Du håber på et job uden støtte på længere sigt. Vi tager det i små skridt.",
            "Vi talte om, hvad løn for nogle få timer betyder for det, du får udbetalt.",
            "Du har haft job før og ved, hvad der skal til for at blive i et. Det tog vi udgangspunkt i.",
        ),
        (
            "Du har søgt to job siden sidst og fået venligt nej. Ansøgningerne er nu korte og gode.",
            "{firm} har brug for hjælp om lørdagen. Du overvejer, om det er noget for dig.",
            "Vi skrev dit CV om. Det begynder nu med, hvad du kan.",
        ),
        (
            "{firm} har spurgt, om du vil være der nogle timer med løn. Det vil du gerne.",
            "Du skal til samtale {at_place} i næste uge, og vi øvede de tre spørgsmål, du var nervøs for.",
            "Du er klar til at ringe selv til arbejdsgivere. Jeg finder numrene, og du ringer.",
        ),
    ),
    "education": (
        (
            "Du vil gerne lære mere, men i et tempo, hvor du kan følge med.",
            "Vi talte om, hvad du kunne lide i skolen, og hvad der var svært.",
            "Du har dansk og regning på et niveau, hvor et kort kursus er nok. Det var du glad for at høre.",
        ),
        (
            "Du har været på besøg på skolen og så et hold, der passer til dig.",
            "Du læser tre kvarter om dagen. Det har du selv fundet ud af er nok.",
            "Studievejlederen har tid til dig. Vi har skrevet spørgsmålene ned sammen.",
        ),
        (
            "Du er optaget og begynder efter ferien. Det har du selv fået til at ske.",
            "Du har bestået det første fag. Vi talte om, hvad der gjorde, at det lykkedes.",
            "Du følger undervisningen og spørger, når du går i stå.",
        ),
    ),
    "what_it_takes": (
        (
            "Vi talte om, hvad der skal på plads, før du kan begynde et sted. Du nævnte søvn og transport.",
            "Du vil kende datoen i god tid, før noget nyt begynder. Det lover jeg.",
            "Du bestemmer selv, hvad en arbejdsplads får at vide om dit helbred.",
            "Du vil gerne være med til det første møde på stedet. Det sørger jeg for.",
        ),
        (
            "Vi skrev de tre ting ned, der skal til, før du kan begynde {at_place}. To af dem er klaret.",
            "Du har kørt turen med bussen en gang for at se, hvor lang tid den tager.",
            "Jeg kan ikke sige, hvornår der er en plads. Jeg ringer til dig, så snart jeg ved det.",
            "Du er i tvivl, om du er klar. Vi aftalte at besøge stedet, før du beslutter dig.",
        ),
        (
            "Alt det, du nævnte i begyndelsen, er på plads nu. Du sagde selv: Nu skal det prøves.",
            "Vi lavede en plan for de dage, hvor det er svært at komme af sted.",
            "Du kender dagen, stedet og den, der tager imod dig. Så er du klar, sagde du.",
        ),
    ),
    "health": (
        (
            "Du fortalte, hvad der gør dagene tunge lige nu. Det behøver du ikke fortælle igen til en ny.",
            "Du sover dårligt og vil tale med din læge om det.",
            "Vi tager hensyn til din ryg, når vi finder et sted. Du skal kunne skifte stilling.",
            "Det er længe siden, du har været hos lægen. Vi fandt nummeret sammen.",
        ),
        (
            "Du er begyndt i behandling og synes, at det er godt at have en fast dag.",
            "Medicinen er ændret. Du er træt, så vi venter to uger, før vi lægger mere ind.",
            "Det går op og ned, sagde du. De gode dage er flere end i sidste måned.",
            "Du venter på svar fra sygehuset. Indtil da holder vi tingene, som de er.",
        ),
        (
            "Du mærker nu selv, når du skal holde en pause, og du holder den.",
            "Du har færre dage med smerter, end da vi begyndte, og du går tur hver dag.",
            "Din behandler og jeg har talt sammen, som du gav lov til. Vi trækker i samme retning.",
        ),
    ),
    "everyday_life": (
        (
            "Du vil gerne have en fast rytme. Vi begynder med, hvornår du står op.",
            "Dagene flyder sammen, sagde du. Du har selv valgt én ting, du vil gøre hver formiddag.",
            "Det vigtigste for dig lige nu er ro derhjemme. Det er også det første i planen.",
        ),
        (
            "Du har stået op klokken otte tre uger i træk. Det er flot, og du kan mærke forskellen.",
            "Du har været ude hver dag denne uge, også de dage, hvor det regnede.",
            "Du handler ind om formiddagen nu, hvor der er færre mennesker.",
            "Ugen gik skævt, da vaskemaskinen gik i stykker. Du fik bedt om hjælp, og det virkede.",
        ),
        (
            "Hverdagen kører. Du bruger kalenderen på telefonen og har ikke glemt en aftale i to måneder.",
            "Du har overskud om eftermiddagen, sagde du. Det havde du ikke i foråret.",
            "Du laver mad flere dage om ugen og har inviteret din søster til at spise med.",
        ),
    ),
    "economy": (
        (
            "Vi lagde dine regninger i to bunker: dem, der haster, og dem, der kan vente.",
            "Du er bange for at åbne brevene. Vi åbnede tre af dem sammen, og det gik.",
            "Du vil have overblik over din gæld, før du tænker på andet. Det giver god mening.",
        ),
        (
            "Du har været til første møde hos gældsrådgiveren og fået et ark, du kan forstå.",
            "Huslejen er betalt til tiden to måneder i træk.",
            "Du har fået en ordning, hvor du betaler lidt af hver måned.",
        ),
        (
            "Du kender nu det fulde beløb, og du ved, hvornår det er betalt.",
            "Pengene rækker til den sidste i måneden. Du har selv lagt budgettet.",
            "Du åbner posten den dag, den kommer. Det var svært for et år siden, sagde du.",
        ),
    ),
    "housing": (
        (
            "Du bor hos en ven for tiden og mangler et sted, hvor du kan lukke en dør.",
            "Din bolig er for dyr. Vi talte om, hvad en mindre ville betyde.",
            "Du er skrevet op i to boligforeninger. Jeg spørger, hvor lang ventetiden er.",
        ),
        (
            "Du har fået tilbudt en lejlighed og skal se den på torsdag.",
            "Der er skimmelsvamp i soveværelset. Du har skrevet til udlejeren, og vi venter på svar.",
            "Du flytter den første. Vi lagde planen, så du har ro den uge.",
        ),
        (
            "Du er flyttet ind og har fået sat navn på døren.",
            "Naboerne hilser, og du sover bedre. Det sagde du som det første.",
        ),
    ),
    "network": (
        (
            "Du ser ikke mange mennesker for tiden. Du savner at have nogen at drikke kaffe med.",
            "Din datter er den, du ringer til, når det er svært. Hun må gerne komme med til samtalerne.",
            "Du kommer gerne et sted, hvor man laver noget sammen. At sidde og snakke er sværere.",
        ),
        (
            "Du har været i fællesspisningen to gange og talte med en fra din egen opgang.",
            "Du er begyndt at hjælpe i genbrugsbutikken om tirsdagen.",
            "Du har ringet til en gammel kollega, og I skal mødes.",
        ),
        (
            "Du har nu to faste dage om ugen, hvor du er sammen med andre.",
            "Du har selv samlet en gruppe, der går tur hver onsdag.",
            "En fra holdet har spurgt, om I skal følges ad med bussen. Det gør I nu.",
        ),
    ),
}
