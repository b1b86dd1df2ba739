"""The columns of a file with citizens, and the words in it, in Danish and in English. docs/import.md describes them."""

from fremdrift.cases.enums import Benefit, TargetGroup

# Column → its headers, as `reading.word` writes them.
_HEADERS = {
    "cpr": ("cpr", "cpr_nummer", "cpr_number"),
    "name": ("navn", "name"),
    "opened": ("sag_åbnet", "case_opened"),
    "phone": ("telefon", "phone"),
    "email": ("email", "e_mail"),
    "protected": ("beskyttet_adresse", "protected_address"),
    "benefit": ("ydelse", "benefit"),
    "benefit_from": ("ydelse_fra", "benefit_from"),
    "benefit_to": ("ydelse_til", "benefit_to"),
    "group": ("målgruppe", "target_group"),
    "group_from": ("målgruppe_fra", "target_group_from"),
    "group_to": ("målgruppe_til", "target_group_to"),
    "worker": ("kontaktperson", "contact_person"),
    "worker_from": ("kontaktperson_fra", "contact_person_from"),
}
COLUMNS = {header: column for column, headers in _HEADERS.items() for header in headers}
NEEDED = ("cpr", "name", "opened")

BENEFITS: dict[str, str] = {
    "kontanthjælp": Benefit.CASH_BENEFIT,
    "uddannelseshjælp": Benefit.EDUCATION_BENEFIT,
    "dagpenge": Benefit.UNEMPLOYMENT_INSURANCE,
    "a_dagpenge": Benefit.UNEMPLOYMENT_INSURANCE,
    "sygedagpenge": Benefit.SICKNESS_BENEFIT,
    "revalidering": Benefit.VOCATIONAL_REHABILITATION,
    "ressourceforløb": Benefit.RESOURCE_COURSE,
    "jobafklaringsforløb": Benefit.JOB_CLARIFICATION_COURSE,
    "ledighedsydelse": Benefit.FLEX_UNEMPLOYMENT_ALLOWANCE,
    "førtidspension": Benefit.DISABILITY_PENSION,
    "fleksjob": Benefit.FLEX_JOB,
    "selvforsørgelse": Benefit.SELF_SUPPORTED,
    **{benefit.value: benefit for benefit in Benefit},
}
GROUPS: dict[str, str] = {
    "jobklar": TargetGroup.MATCH_1,
    "indsatsklar": TargetGroup.MATCH_2,
    "midlertidigt_passiv": TargetGroup.MATCH_3,
    "dagpengemodtager": TargetGroup.INSURED,
    "jobparat": TargetGroup.JOB_READY,
    "aktivitetsparat": TargetGroup.ACTIVITY_READY,
    "uddannelsesparat": TargetGroup.EDUCATION_READY,
    "aktivitetsparat_ung": TargetGroup.ACTIVITY_READY_YOUNG,
    "sygemeldt": TargetGroup.SICK_LISTED,
    "i_jobafklaringsforløb": TargetGroup.IN_JOB_CLARIFICATION,
    "i_ressourceforløb": TargetGroup.IN_RESOURCE_COURSE,
    "fleksjobvisiteret": TargetGroup.FLEX_JOB_APPROVED,
    "i_revalidering": TargetGroup.IN_REHABILITATION,
    "førtidspensionist": TargetGroup.ON_DISABILITY_PENSION,
    "uden_ydelse": TargetGroup.WITHOUT_BENEFIT,
    "under_18_år": TargetGroup.UNDER_18,
    **{group.value: group for group in TargetGroup},
}
