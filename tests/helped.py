"""Helpers of citizens for tests: Cilla has asked somebody to help her on her own pages."""

import datetime as dt

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.access.fields import REPRESENTATIVE, Purpose
from fremdrift.access.models import grant_write, user_holder
from fremdrift.accounts.selectors import actor_of, system_actor
from fremdrift.cases.models import Case, Representation
from fremdrift.core import clock
from tests.access.full_cases import citizen_of
from tests.world import TODAY, World

A_DAY = dt.timedelta(days=1)
LAST = TODAY + 30 * A_DAY


def represent(world: World, *, first: dt.date = TODAY, last: dt.date = LAST, may_write: bool = True) -> Actor:
    """The persona “representative” helps Cilla in a period; the actor that she is today. Asked twice it is one."""
    helper = world.users["representative"]
    with acting(system_actor(world.nordby, "tests")):
        if not Representation.objects.filter(helper=helper).exists():
            made = Representation.objects.create(
                municipality=world.nordby,
                case=Case.objects.get(pk=world.cilla),
                name=helper.name,
                may_write=may_write,
                begins_on=first,
                ends_on=last,
                made_at=clock.now(),
                secret=b"s" * 32,
                invited_until=TODAY,
                helper=helper,
                taken_at=clock.now(),
            )
            grant_write(
                municipality_id=world.nordby.pk,
                holder=user_holder(helper.pk),
                subject=citizen_of(world.nordby, world.cilla),
                purpose=Purpose.REPRESENTATIVE,
                fields=REPRESENTATIVE,
                begins_on=first,
                ends_on=last,
                source=made.pk,
            )
    found = actor_of(helper, TODAY)
    assert found is not None
    return found
