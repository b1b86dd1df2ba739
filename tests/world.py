"""The people that tests speak of: one persona per kind of work, in Nordby and Sydby, and three cases."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from fremdrift.access import services as access
from fremdrift.access.context import acting
from fremdrift.access.roles import Role
from fremdrift.accounts import services as accounts
from fremdrift.accounts.models import Municipality, User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.conversations.models import Conversation

AUDITED = "Skal kun se loggen"  # why the auditor is excluded from every case
TODAY = dt.date(2026, 11, 24)
# Persona → role, municipality, provider. A stranger has no membership at all.
STAFF = {
    "caseworker": (Role.CASEWORKER, "nordby", None),
    "colleague": (Role.CASEWORKER, "nordby", None),  # same team, no grant to the caseworker's citizens
    "other-caseworker": (Role.CASEWORKER, "sydby", None),
    "consultant": (Role.CONSULTANT, "nordby", None),
    "leader": (Role.LEADER, "nordby", None),
    "evaluator": (Role.EVALUATOR, "nordby", None),
    "administrator": (Role.ADMINISTRATOR, "nordby", None),
    "auditor": (Role.AUDITOR, "nordby", None),
    "provider": (Role.PROVIDER, None, "proevebaenken"),
    "delegate": (Role.PROVIDER, None, "proevebaenken"),  # a contact person at the provider, where a test delegates
    "other-provider": (Role.PROVIDER, None, "andetsteds"),  # nobody at the one place works at the other
    "mentor": (Role.MENTOR, None, "proevebaenken"),
    "citizen": (Role.CITIZEN, None, None),
    "representative": (Role.REPRESENTATIVE, None, None),  # helps Cilla, where a test lets her ask for it
}
CILLA, BERTIL, GERDA = "6103820118", "7001690120", "8512934021"  # CPR numbers of day + 60


@dataclass(frozen=True)
class World:
    """Ids of the world's people and cases."""

    users: dict[str, User]
    nordby: Municipality
    sydby: Municipality
    cilla: UUID  # case of the caseworker in Nordby
    bertil: UUID  # case of the colleague in Nordby
    gerda: UUID  # case of the other caseworker in Sydby
    planned: UUID  # Cilla's planned conversation, today
    draft: UUID  # Cilla's conversation with minutes not shared

    @staticmethod
    def read() -> "World":
        """The world as it stands in the database."""
        users = {u.username: u for u in User.objects.all()}
        nordby, sydby = (Municipality.objects.get(key=key) for key in ("nordby", "sydby"))
        with acting(system_actor(nordby)):
            of = {c.citizen.name: c.pk for c in Case.objects.select_related("citizen")}
            planned = Conversation.objects.get(state="planned").pk
            draft = Conversation.objects.get(minutes_state="draft").pk
        with acting(system_actor(sydby)):
            of |= {c.citizen.name: c.pk for c in Case.objects.select_related("citizen")}
        return World(
            users,
            nordby,
            sydby,
            cilla=of["Cilla Papirsen"],
            bertil=of["Bertil Demosen"],
            gerda=of["Gerda Modelgaard"],
            planned=planned,
            draft=draft,
        )


def make_world() -> None:
    """Fill an empty database with the world, through the product's services."""
    homes = {key: accounts.municipality_add(key=key, name=f"{key.title()} Kommune") for key in ("nordby", "sydby")}
    teams = {key: accounts.team_add(municipality=home, key="ung", name="Team Ung") for key, home in homes.items()}
    providers = {
        key: accounts.provider_add(key=key, name=name)
        for key, name in (("proevebaenken", "Prøvebænken"), ("andetsteds", "Andetsteds"))
    }
    since = TODAY - dt.timedelta(days=700)
    for username, (role, home, place) in STAFF.items():
        user = accounts.user_add(username=username, name=username.title())
        accounts.membership_add(
            user=user,
            role=role,
            begins_on=since,
            municipality=homes.get(home or ""),
            team=teams.get(home or "") if role in {Role.CASEWORKER, Role.LEADER} else None,
            provider=providers.get(place or ""),
        )
    accounts.user_add(username="stranger", name="Stranger")
    cilla = add_case(homes["nordby"], "caseworker", "Cilla Papirsen", CILLA)
    add_case(homes["nordby"], "colleague", "Bertil Demosen", BERTIL)
    add_case(homes["sydby"], "other-caseworker", "Gerda Modelgaard", GERDA)
    _talks_of(cilla)
    for key in ("nordby", "sydby"):
        _keep_auditor_out(homes[key])


def _keep_auditor_out(home: Municipality) -> None:
    """An exclusion in every case, of somebody who sees nobody anyway."""
    by, auditor = system_actor(home, "tests"), User.objects.get(username="auditor").pk
    with acting(by):
        for subject in Case.objects.values_list("citizen", flat=True):
            access.exclusion_add(subject=subject, user_id=auditor, reason=AUDITED, by=by)


def add_case(home: Municipality, worker: str, name: str, cpr: str, opened: dt.date | None = None) -> Case:
    """A citizen on cash benefit in match group 2 with an open case and a contact person since its first day."""
    by = system_actor(home, "tests")
    opened = opened or TODAY - dt.timedelta(days=300)
    user = User.objects.get(username=worker)
    team = user.memberships.get().team_id
    with acting(by):
        citizen = cases.citizen_add(name=name, cpr=cpr, phone="00 12 34 56", by=by)
        case = cases.case_open(citizen=citizen, opened_on=opened, by=by)
        cases.benefit_add(case=case, kind="cash_benefit", begins_on=opened, ends_on=None, by=by)
        cases.target_group_add(case=case, group="match_2", begins_on=opened, ends_on=None, by=by)
        cases.contact_person_set(case=case, worker=cases.Worker(user.pk, team), begins_on=opened, by=by)
    return case


def _talks_of(case: Case) -> None:
    by = system_actor(case.municipality, "tests")
    with acting(by):
        agreed = [talks.NewAgreement("Se på to gartnerier", due_on=TODAY + dt.timedelta(days=3))]
        written = talks.Record(
            "held", "walk", TODAY - dt.timedelta(days=85), minutes="Vi gik en tur.", agreements=agreed
        )
        talks.conversation_record(case=case, record=written, by=by)
        talks.conversation_plan(case=case, on=TODAY, at=dt.time(10, 30), form="walk", by=by)
        user = User.objects.get(username="citizen")
        cases.citizen_sign_in_add(citizen=case.citizen, user_id=user.pk, begins_on=case.opened_on, by=by)
