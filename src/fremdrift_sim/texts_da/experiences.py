"""What caseworkers note of offers for each other: for whom it worked, and what made it work. Nobody is named."""

from __future__ import annotations

# code of the offer, for whom, what made it work
EXPERIENCES = (
    (
        "VÆR-01",
        "Har været hjemme længe",
        "Ring dagen før den første dag. De møder folk i porten, og det gør forskellen.",
    ),
    ("VÆR-01", "Smerter i ryggen", "Der er stole med støtte og et hvilerum. Skriv timerne lavt de første to uger."),
    ("VÆR-01", "", "Rapporten kommer til tiden og siger, hvad de har set. Stil et spørgsmål, der kan svares på."),
    ("VÆR-02", "Unge, der er trætte af skole", "Cyklen i hånden fra første dag. De lærer bedst af hinanden."),
    ("VÆR-02", "", "Godt sted til den, der nødig vil tale. Få ord og klare opgaver."),
    ("AFK-01", "Sygemeldte", "Bed om timer på rigtige opgaver. Så kan rapporten bruges i rehabiliteringsteamet."),
    ("AFK-01", "", "Otte uger går hurtigt. Aftal mødet midtvejs, når du bestiller."),
    ("MUS-01", "Unge med angst", "Første gang var det nok at se studiet. Holdet er lille, og dørene står åbne."),
    ("NAT-01", "Angst og søvnproblemer", "To formiddage er nok til at begynde med. Samme makker hver gang."),
    ("NAT-01", "", "Bussen går sjældent. Tal om vejen derud, før I aftaler mødetid."),
    ("NAT-02", "Brug for ro", "Skoven larmer ikke. Husk regntøj; de kan låne støvler."),
    ("NAT-04", "Unge med autisme", "Dyrene sætter tempoet. Besøg stedet sammen først."),
    ("KØK-01", "Lidt dansk", "Sproget kommer med opgaverne. Hygiejnebeviset gav mod på mere."),
    ("KØK-02", "Dårlige dage ind imellem", "De ringer, når nogen ikke kommer, og siger velkommen tilbage."),
    ("LAG-02", "Brug for faste rutiner", "Samme bord og samme opgave hver dag. Det gav ro til at sætte timer op."),
    ("SPR-01", "", "Virker bedst, når praktikken er valgt, før undervisningen begynder."),
    ("SPR-02", "Ordblinde", "Hjælpemidlerne på telefonen bruges også derhjemme bagefter."),
    (
        "UDD-01",
        "Unge i tvivl",
        "Besøgene på skolerne flyttede mere end samtalerne. Tag forældrene med, hvis det er ønsket.",
    ),
    ("UDD-03", "", "Roligt tempo. Flere kunne selv læse post fra kommunen bagefter."),
    ("BUT-01", "Har ikke haft job før", "Begynder bag butikken og går selv frem til kassen, når det passer."),
    ("REN-01", "", "Stram mødetid fra dag ét. Det passer nogle godt og andre slet ikke."),
    ("PLE-01", "Vil arbejde med mennesker", "Beboerne venter på en. Det fik folk op om morgenen."),
    ("MEN-01", "", "Aftal, hvad mentoren skal følge med til, og skriv det i bestillingen."),
    ("BEH-02", "Depression", "Gruppen og få timers praktik på samme tid holdt bedre end det ene alene."),
    ("ØKO-01", "Uåbnet post", "Rådgiveren åbner brevene sammen med borgeren. Aftal den første tid for dem."),
    ("MOT-01", "", "Let at sige ja til. Godt første skridt, mens man venter på en plads et andet sted."),
)
