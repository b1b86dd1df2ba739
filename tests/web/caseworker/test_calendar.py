"""The calendar's subscription: a secret address that is shown once, and a file that names nobody."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.enums import CoverReason
from fremdrift.accounts.models import CalendarFeed, Cover, Membership, User
from fremdrift.cases.models import Case
from fremdrift.conversations import services
from fremdrift.conversations.models import Conversation
from fremdrift.core import clock
from tests.access.screens import Log, owner
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, Screen
from tests.world import TODAY, World

DAY = dt.timedelta(days=1)
ADDRESS = re.compile(r"http://testserver(/calendar/[\w-]{43}\.ics)")


def subscribe(browser: Client) -> str:
    """Make an address; its path."""
    found = ADDRESS.search(browser.post(reverse("calendar"), CSRF).content.decode())
    assert found is not None
    return found[1]


class TestCalendar(Screen):
    route = "calendar"
    shows = ("Your conversations in your own calendar", "You have no address.", "never a name")

    def test_the_address_is_shown_once_and_only_its_digest_is_kept(self, browser: Client, world: World) -> None:
        response = browser.post(self.url(world), CSRF)
        assert response["Cache-Control"] == "no-store"
        (path,) = set(ADDRESS.findall(response.content.decode()))
        secret = path.removeprefix("/calendar/").removesuffix(".ics")
        assert secret not in browser.get(self.url(world)).content.decode()
        feed = CalendarFeed.objects.get()
        assert (bytes(feed.digest), feed.user) == (
            hashlib.sha256(secret.encode()).digest(),
            world.users["caseworker"],
        )

    def test_a_new_one_ends_the_old_one(self, browser: Client, client: Client, world: World) -> None:
        old, new = subscribe(browser), subscribe(browser)
        assert old != new
        assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
        assert CalendarFeed.objects.filter(revoked_at=None).count() == 1

    def test_it_is_closed(self, browser: Client, client: Client, world: World) -> None:
        address = subscribe(browser)
        response = browser.post(reverse("calendar_revoke"), follow=True)
        assert response.redirect_chain == [(self.url(world), 302)]
        assert "The address is closed." in pages.text(pages.page(response))
        assert client.get(address).status_code == 404
        assert browser.get(reverse("calendar_revoke")).status_code == 405

    def test_the_account_leads_to_it(self, browser: Client, as_: Callable[[str], Client], world: World) -> None:
        assert self.url(world) in pages.links(pages.page(browser.get(reverse("worklist"))))
        assert self.url(world) not in pages.links(pages.page(as_("leader").get(reverse("coming"))))


@pytest.fixture
def feed(browser: Client, client: Client) -> Callable[[], Calendar]:
    """What the caseworker's calendar reads now."""
    address = subscribe(browser)

    def read() -> Calendar:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(response.content)

    return read


def events(calendar: Calendar) -> list[tuple[object, str]]:
    """When and what, in the order of the file."""
    return [(e["dtstart"].dt, str(e["summary"])) for e in calendar.walk("VEVENT")]


def test_a_conversation_has_time_form_and_a_link_and_nothing_more(feed: Callable[[], Calendar], world: World) -> None:
    (event,) = feed().walk("VEVENT")
    assert event["dtstart"].dt == dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)  # 10.30 in Denmark, in winter
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=1)
    assert (str(event["summary"]), str(event["class"])) == ("Conversation, walk", "PRIVATE")
    assert str(event["uid"]) == f"{world.planned}@fremdrift"
    assert str(event["url"]) == f"http://testserver{reverse('case', args=[world.cilla])}"
    assert event["dtstamp"].dt.tzinfo is not None
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "CLASS"}


def test_summer_time_and_a_day_without_a_time(feed: Callable[[], Calendar], world: World, system: Actor) -> None:
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        services.conversation_plan(case=case, on=dt.date(2027, 6, 1), at=dt.time(10, 30), form="phone", by=system)
        services.conversation_plan(case=case, on=dt.date(2027, 6, 2), form="in_person", by=system)
    assert events(feed())[1:] == [
        (dt.datetime(2027, 6, 1, 8, 30, tzinfo=dt.UTC), "Conversation, phone"),
        (dt.date(2027, 6, 2), "Conversation, in person"),
    ]


def test_the_file_is_as_the_standard_asks(browser: Client, client: Client, world: World) -> None:
    address = subscribe(browser)
    User.objects.update(language="da")
    content = client.get(address).content
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"VERSION:2.0\r\n" in content
    assert b"PRODID:" in content
    assert "Samtale" in content.decode()


def test_nobody_is_named(browser: Client, client: Client, world: World, system: Actor) -> None:
    with acting(system):
        talk = Conversation.objects.get(pk=world.planned)
        people = [services.NewParticipant("mentor", "Bo Hansen")]
        services.participants_set(conversation=talk, participants=people, by=system)
        other = {"on": TODAY + DAY, "at": None, "form": "walk", "asked_by": "citizen", "reason": "Tandlæge"}
        services.conversation_move(conversation=talk, by=system, **other)
    content = client.get(subscribe(browser)).content.replace(b"\r\n ", b"").decode()
    for private in ("Cilla", "Papirsen", "6103820118", "610382", "00 12 34 56", "Bo", "Hansen", "mentor", "Tandl"):
        assert private not in content
    assert "DESCRIPTION" not in content


def test_a_moved_one_stands_at_its_new_time_and_a_cancelled_one_disappears(
    feed: Callable[[], Calendar], world: World, system: Actor
) -> None:
    with acting(system):
        talk = Conversation.objects.get(pk=world.planned)
        new = services.conversation_move(
            conversation=talk, on=TODAY + DAY, at=None, form="walk", asked_by="office", by=system
        )
    assert events(feed()) == [(TODAY + DAY, "Conversation, walk")]
    with acting(system):
        services.conversation_cancel(conversation=new, by=system)
    assert events(feed()) == []


def test_cases_of_colleagues_are_there_only_while_one_steps_in(
    feed: Callable[[], Calendar], world: World, system: Actor
) -> None:
    with acting(system):
        case = Case.objects.get(pk=world.bertil)
        services.conversation_plan(case=case, on=TODAY + 3 * DAY, form="video", by=system)
    assert len(events(feed())) == 1
    Cover.objects.create(
        municipality=world.nordby,
        absent=world.users["colleague"],
        stand_in=world.users["caseworker"],
        reason=CoverReason.values[0],
        begins_on=TODAY,
        ends_on=TODAY + DAY,
        made_by=world.users["leader"],
    )
    assert events(feed())[1:] == [(TODAY + 3 * DAY, "Conversation, video")]
    with clock.at(TODAY + 2 * DAY):
        assert len(events(feed())) == 1


def test_it_ends_with_the_work(browser: Client, client: Client, world: World) -> None:
    address = subscribe(browser)
    Membership.objects.filter(user=world.users["caseworker"]).update(ends_on=TODAY)
    assert client.get(address).status_code == 200
    with clock.at(TODAY + DAY):
        assert client.get(address).status_code == 404
    Membership.objects.filter(user=world.users["caseworker"]).update(ends_on=None, role="leader")
    assert client.get(address).status_code == 404
    Membership.objects.filter(user=world.users["caseworker"]).update(role="caseworker")
    User.objects.filter(username="caseworker").update(is_active=False)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("secret", ["x", "x" * 43, "x" * 3000])
def test_no_other_secret_opens_anything(secret: str, browser: Client, client: Client, world: World) -> None:
    subscribe(browser)
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_reading_it_looks_at_nobody_and_opens_nothing_else(browser: Client, client: Client, world: World) -> None:
    address = subscribe(browser)
    with owner() as connection:
        log = Log(connection)
        assert client.get(address).status_code == 200
        assert log.entries() == []
    assert client.cookies == {}
    assert client.get(reverse("case", args=[world.cilla])).status_code == 302  # to sign in
    assert client.post(address).status_code == 405


def test_it_asks_as_much_for_many_conversations_as_for_one(
    browser: Client, client: Client, world: World, system: Actor, django_assert_max_num_queries
) -> None:
    address = subscribe(browser)
    with acting(system):
        case = Case.objects.get(pk=world.cilla)
        for days in range(1, 30):
            services.conversation_plan(case=case, on=TODAY + days * DAY, form="phone", by=system)
    with django_assert_max_num_queries(14):
        client.get(address)
