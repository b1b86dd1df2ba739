"""How an agreement went is said once; later answers change nothing without a word."""

import datetime as dt

import pytest

from fremdrift.access.actor import Actor
from fremdrift.conversations import services
from fremdrift.conversations.models import Agreement
from fremdrift.core.exceptions import RuleViolation
from tests.world import TODAY

YESTERDAY = TODAY - dt.timedelta(days=1)


def follow_up(state: str, on: dt.date, by: Actor) -> tuple[str, dt.date | None]:
    """Say how the world's one agreement went; what stands then."""
    services.agreement_follow_up(agreement=Agreement.objects.get(), state=state, on=on, by=by)
    return Agreement.objects.values_list("state", "followed_up_on").get()


def test_an_open_one_goes_on_until_it_is_closed(caseworker: Actor) -> None:
    assert follow_up("open", YESTERDAY, caseworker) == ("open", YESTERDAY)
    assert follow_up("dropped", TODAY, caseworker) == ("dropped", TODAY)


@pytest.mark.parametrize("closed", ["done", "dropped"])
def test_a_closed_one_stays_as_it_was_closed(closed: str, caseworker: Actor) -> None:
    follow_up(closed, YESTERDAY, caseworker)
    assert follow_up(closed, TODAY, caseworker) == (closed, YESTERDAY)
    for other in sorted({"open", "done", "dropped"} - {closed}):
        with pytest.raises(RuleViolation, match="already_closed"):
            follow_up(other, TODAY, caseworker)
    assert follow_up(closed, TODAY, caseworker) == (closed, YESTERDAY)


def test_what_was_read_before_it_was_closed_does_not_open_it_again(caseworker: Actor) -> None:
    read_earlier = Agreement.objects.get()
    follow_up("done", YESTERDAY, caseworker)
    with pytest.raises(RuleViolation, match="already_closed"):
        services.agreement_follow_up(agreement=read_earlier, state="open", on=TODAY, by=caseworker)
