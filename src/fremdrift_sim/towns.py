"""Three municipalities and providers that do not exist, and those who work there."""

from __future__ import annotations

from fremdrift_sim.schema import ProviderPlan, RoleName, Staff, TeamPlan, Town

_TEAM_NAMES = {"aaen": "Team Åen", "havnen": "Team Havnen", "bakken": "Team Bakken"}
_OFFICE: tuple[RoleName, ...] = ("leader", "administrator", "auditor", "evaluator", "consultant")


def _town(key: str, name: str, team: str, caseworkers: dict[str, str], office: dict[str, str]) -> Town:
    workers = [Staff(username, full, "caseworker", team) for username, full in caseworkers.items()]
    others = [
        Staff(username, full, role, team if role == "leader" else None)
        for role, (username, full) in zip(_OFFICE, office.items(), strict=True)
    ]
    leader = next(iter(office))
    return Town(key, name, (TeamPlan(team, _TEAM_NAMES[team], leader),), (*workers, *others))


TOWNS = (
    _town(
        "nordby",
        "Nordby Kommune",
        "aaen",
        {
            "signe": "Signe Demogaard",
            "malthe": "Malthe Prøvelund",
            "hanne": "Hanne Kladdeby",
            "yasmin": "Yasmin Eksempelholm",
        },
        {
            "ulla": "Ulla Opdigt",
            "adam": "Adam Opsæt",
            "rie": "Rie Eftersyn",
            "eva": "Eva Talmark",
            "jens": "Jens Konstrueret",
        },
    ),
    _town(
        "sydby",
        "Sydby Kommune",
        "havnen",
        {
            "peter": "Peter Skabelund",
            "birthe": "Birthe Papirdal",
            "rasmus": "Rasmus Testgaard",
            "sofie": "Sofie Modelbæk",
        },
        {
            "kaj": "Kaj Overblik",
            "lone": "Lone Indstil",
            "per": "Per Stikprøve",
            "ida": "Ida Gennemsnit",
            "henrik": "Henrik Tænkeby",
        },
    ),
    _town(
        "oesterby",
        "Østerby Kommune",
        "bakken",
        {
            "dorthe": "Dorthe Mønsterskov",
            "jonas": "Jonas Attrapsen",
            "leyla": "Leyla Skitsegaard",
            "torben": "Torben Øvelsby",
        },
        {
            "grethe": "Grethe Påhit",
            "mads": "Mads Opret",
            "vibeke": "Vibeke Logbog",
            "niels": "Niels Fordeling",
            "pia": "Pia Udtænkt",
        },
    ),
)

PROVIDERS = (
    ProviderPlan(
        "proevebaenken",
        "Prøvebænken",
        (
            Staff("tove", "Tove Testrup", "provider"),
            Staff("bo", "Bo Modelskov", "mentor"),
            Staff("ejvind", "Ejvind Høvlekladde", "provider"),
            Staff("marwa", "Marwa Skabelonsen", "provider"),
        ),
    ),
    *(
        ProviderPlan(key, name, tuple(Staff(username, full, "provider") for username, full in people.items()))
        for key, name, people in (
            ("groent", "Det Grønne Eksempel", {"henny": "Henny Fiktiv", "orla": "Orla Prøveskov"}),
            ("lynghuset", "Lynghuset", {"frida": "Frida Fiktiv", "steen": "Steen Opdigtsen"}),
            ("havnehuset", "Havnehuset", {"amal": "Amal Demohavn", "gurli": "Gurli Papirkaj", "knud": "Knud Attrap"}),
            ("kommunen", "Kommunens jobhus", {"lisbet": "Lisbet Jobkladde", "omar": "Omar Udkast"}),
            ("kantinen", "Demokantinen", {"rosa": "Rosa Øvegaard"}),
            ("klippen", "Klippen", {"viggo": "Viggo Klippetest"}),
            ("skolen", "Eksempelskolen", {"agnes": "Agnes Tavlesen"}),
            ("vaerftet", "Det Gamle Værft", {"bent": "Bent Bedding-Test"}),
            ("sproghuset", "Sproghuset", {"zeinab": "Zeinab Ordskitse"}),
        )
    ),
)

STAFF_NAMES = frozenset(person.name for town in TOWNS for person in town.people) | frozenset(
    person.name for unit in PROVIDERS for person in unit.people
)
