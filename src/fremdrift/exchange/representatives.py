"""Who helps a citizen of the demo on the citizen's own pages, taken in through the product's own services."""

import datetime as dt

from fremdrift.access.actor import Actor
from fremdrift.accounts.models import Municipality
from fremdrift.cases.models import Case
from fremdrift.cases.services import NewSignIn, Wish, representation_accept, representation_invite
from fremdrift.core import clock

USERNAME, NAME = "vibe", "Vibe Papirsen"
_LASTS = dt.timedelta(days=120)


def representative_take_in(case: Case, home: Municipality, citizen: Actor) -> None:
    """The citizen has asked her sister, who reads and writes messages for her, and the sister has said yes."""
    wish = Wish(name=NAME, ends_on=clock.today() + _LASTS, may_write=True)
    _, secret = representation_invite(case=case, wish=wish, by=citizen)
    representation_accept(municipality=home, secret=secret, sign_in=NewSignIn(USERNAME, NAME, None))
