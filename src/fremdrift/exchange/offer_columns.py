"""The columns of a file with offers, and the words in it, in Danish and in English. docs/import.md describes them."""

from collections.abc import Iterable

from fremdrift.catalogue.enums import Condition, Form, LegalKind, PricePer, Purpose, Setting, SpokenLanguage
from fremdrift.catalogue.rules import FULL_TIME
from fremdrift.exchange.columns import GROUPS
from fremdrift.exchange.reading import word
from fremdrift.rulebook.enums import TargetGroup

# Column → its headers, as `reading.word` writes them.
_HEADERS = {
    "code": ("kode", "code"),
    "name": ("navn", "name"),
    "provider": ("leverandør", "provider"),
    "provider_name": ("leverandør_navn", "provider_name"),
    "summary": ("beskrivelse", "summary"),
    "purposes": ("formål", "purposes"),
    "legal_kind": ("type", "kind"),
    "form": ("form",),
    "setting": ("ramme", "setting"),
    "target_groups": ("målgrupper", "target_groups"),
    "target": ("målgruppe_i_ord", "target"),
    "can_hold": ("kan_rumme", "can_hold"),
    "cannot_hold": ("kan_ikke_rumme", "cannot_hold"),
    "limits": ("begrænsninger", "limits"),
    "hours_least": ("timer_fra", "hours_from"),
    "hours_most": ("timer_til", "hours_to"),
    "weeks": ("uger", "weeks"),
    "price": ("pris", "price"),
    "price_per": ("pris_pr", "price_per"),
    "reimbursement": ("refusion", "reimbursement"),
    "places": ("pladser", "places"),
    "quota": ("kvote", "quota"),
    "funding": ("finansiering", "funding"),
    "funding_until": ("finansiering_til", "funding_to"),
    "address": ("adresse", "address"),
    "postcode": ("postnr", "postnummer", "postcode"),
    "town": ("by", "town"),
    "languages": ("sprog", "languages"),
    "contact_name": ("kontaktperson", "contact_person"),
    "contact_phone": ("telefon", "phone"),
    "contact_email": ("email", "e_mail"),
    "starts": ("start", "starts"),
    "reviewed_on": ("gennemgået", "reviewed"),
    "content": ("indhold", "content"),
}
COLUMNS = {header: column for column, headers in _HEADERS.items() for header in headers}
NEEDED = ("code", "name", "provider", "legal_kind", "setting")
TEXTS = {
    "code": 40,
    "name": 120,
    "summary": 500,
    "target": 500,
    "limits": 500,
    "funding": 200,
    "address": 200,
    "postcode": 10,
    "town": 80,
    "contact_name": 120,
    "contact_phone": 30,
    "starts": 200,
}
NUMBERS = {  # column → the largest that makes sense
    "hours_least": FULL_TIME,
    "hours_most": FULL_TIME,
    "weeks": 260,
    "reimbursement": 100,
    "places": 5000,
    "quota": 30000,
}


def _words(danish: dict[str, str], choices: Iterable[str]) -> dict[str, str]:
    """The Danish words, and in English those of the program."""
    return {**{word(name): value for name, value in danish.items()}, **{str(choice): str(choice) for choice in choices}}


KINDS = _words(
    {
        "vejledning og opkvalificering": LegalKind.GUIDANCE_UPSKILLING,
        "virksomhedspraktik": LegalKind.COMPANY_PLACEMENT,
        "løntilskud": LegalKind.WAGE_SUBSIDY,
        "ordinær uddannelse": LegalKind.ORDINARY_EDUCATION,
        "mentor": LegalKind.MENTOR,
    },
    LegalKind.values,
)
FORMS = _words({"alene": Form.SINGLE, "gruppe": Form.GROUP, "begge": Form.BOTH}, Form.values)
SETTINGS = _words(
    {
        "arbejdsplads": Setting.WORKPLACE,
        "virksomhedscenter": Setting.COMPANY_CENTRE,
        "uddannelse": Setting.EDUCATION,
        "værksted": Setting.WORKSHOP,
        "aktiveringssted": Setting.ACTIVATION_SITE,
        "udendørs": Setting.OUTDOORS,
        "hjem": Setting.HOME,
        "online": Setting.ONLINE,
    },
    Setting.values,
)
PRICES = _words({"uge": PricePer.WEEK, "måned": PricePer.MONTH, "forløb": PricePer.COURSE}, PricePer.values)
LISTS = {
    "purposes": _words(
        {
            "beskæftigelse": Purpose.EMPLOYMENT,
            "uddannelse": Purpose.EDUCATION,
            "afklaring": Purpose.CLARIFICATION,
            "arbejdsevnetest": Purpose.WORK_CAPACITY_TEST,
            "social støtte": Purpose.SOCIAL_SUPPORT,
            "behandling": Purpose.TREATMENT,
        },
        Purpose.values,
    ),
    "target_groups": _words(
        {
            **GROUPS,
            "ressourceforløb": TargetGroup.IN_RESOURCE_COURSE,
            "jobafklaring": TargetGroup.IN_JOB_CLARIFICATION,
            "revalidering": TargetGroup.IN_REHABILITATION,
        },
        TargetGroup,
    ),
    "can_hold": _words(
        {
            "aktivt misbrug": Condition.ACTIVE_USE,
            "psykose": Condition.PSYCHOSIS,
            "angst": Condition.ANXIETY,
            "depression": Condition.DEPRESSION,
            "autisme eller adhd": Condition.AUTISM_ADHD,
            "smerter": Condition.PAIN,
            "kan ikke stå": Condition.NO_STANDING,
            "kan ikke løfte": Condition.NO_LIFTING,
            "pauser": Condition.BREAKS,
            "få timer": Condition.LOW_HOURS,
            "lidt dansk": Condition.LITTLE_DANISH,
            "læsevanskeligheder": Condition.READING,
            "ingen fast adresse": Condition.NO_ADDRESS,
            "plettet straffeattest": Condition.CRIMINAL_RECORD,
            "pasning af småbørn": Condition.CHILD_CARE,
            "ingen bil": Condition.NO_CAR,
        },
        Condition.values,
    ),
    "languages": _words(
        {
            "dansk": SpokenLanguage.DANISH,
            "engelsk": SpokenLanguage.ENGLISH,
            "arabisk": SpokenLanguage.ARABIC,
            "ukrainsk": SpokenLanguage.UKRAINIAN,
            "tyrkisk": SpokenLanguage.TURKISH,
            "somali": SpokenLanguage.SOMALI,
            "farsi": SpokenLanguage.FARSI,
            "tigrinya": SpokenLanguage.TIGRINYA,
            "polsk": SpokenLanguage.POLISH,
            "tysk": SpokenLanguage.GERMAN,
            "tegnsprog": SpokenLanguage.SIGN,
        },
        SpokenLanguage.values,
    ),
}
LISTS["cannot_hold"] = LISTS["can_hold"]
CHOICES = {"legal_kind": KINDS, "form": FORMS, "setting": SETTINGS, "price_per": PRICES}
