"""Each caseworker of the world has put a line of the own case aside, and wants to be reminded of it."""

from uuid import UUID

from fremdrift.access.context import acting
from fremdrift.accounts.selectors import actor_of
from fremdrift.cases.models import Case
from fremdrift.overview import services
from tests.world import TODAY, World

OWNERS = {"cilla": "caseworker", "bertil": "colleague", "gerda": "other-caseworker"}


def own_lines(world: World) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """What is put aside and what is to be remembered, by the name of the case."""
    dismissals, reminders = {"nobody": UUID(int=5)}, {"nobody": UUID(int=6)}
    for name, persona in OWNERS.items():
        by = actor_of(world.users[persona], TODAY)
        assert by is not None
        with acting(by):
            case = Case.objects.get(pk=getattr(world, name))
            aside = services.dismissal_add(case=case, duty="offer", fact="x", reason="Venter på svar", by=by)
            note = services.reminder_add(case=case, on=TODAY, text="Ring", by=by)
            dismissals[name], reminders[name] = aside.pk, note.pk
    return dismissals, reminders
