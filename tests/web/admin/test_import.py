"""Reading a file in on the administrator's page: taken, or refused place by place with nothing stored."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.accounts.selectors import system_actor
from fremdrift.cases.models import Citizen
from fremdrift.exchange.reading import MOST_BYTES
from tests.exchange.files import citizen, cpr, text
from tests.stored import everything
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF
from tests.world import STAFF, World

URL = "/import/citizens/"
MB = 1024 * 1024
OTHERS = sorted(set(STAFF) - {"administrator"})


@pytest.fixture(autouse=True)
def _in_english(world: World):
    User.objects.update(language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    """Signed in as Nordby's administrator."""
    return as_("administrator")


@pytest.fixture
def system(world: World) -> Actor:
    return system_actor(world.nordby)


def send(browser: Client, content: str | bytes, name: str = "citizens.csv", **options: object) -> HttpResponse:
    whole = content.encode() if isinstance(content, str) else content
    return browser.post(URL, CSRF | {"file": SimpleUploadedFile(name, whole)}, **options)


def told(response: HttpResponse) -> list[list[str]]:
    """The table of what is wrong: row, column, value, sentence."""
    table = next(e for e in pages.elements(pages.page(response)) if e.name == "table")
    rows = [e for e in pages.elements(table) if e.name == "tr"][1:]
    return [[pages.text(cell) for cell in pages.elements(row) if cell.name == "td"] for row in rows]


def test_works(browser: Client) -> None:
    response = browser.get(URL)
    words = pages.text(pages.page(response))
    assert response.status_code == 200
    assert reverse("import_citizens") == URL
    for shown in ("Read citizens in", "All of the file is taken, or nothing of it.", "sag_åbnet · case_opened"):
        assert shown in words


def test_nobody_else_opens_or_sends_it(as_: Callable[[str], Client], system: Actor, client: Client) -> None:
    before = everything(system)
    for persona in OTHERS:
        assert as_(persona).get(URL).status_code == 403
        assert send(as_(persona), text(citizen())).status_code == 403
    assert send(client, text(citizen())).status_code == 403
    assert everything(system) == before


def test_a_good_file_is_taken(browser: Client, system: Actor) -> None:
    response = send(browser, text(*map(citizen, range(3))), follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert pages.text(pages.by_id(pages.page(response), "messages")).endswith(
        "3 new citizens, 0 corrected; 3 cases opened, 6 periods and 3 contact persons written."
    )
    with acting(system):
        assert Citizen.objects.filter(name__startswith="Prøve Nummer").count() == 3


def test_the_history_says_who_read_it_in(browser: Client, world: World, system: Actor) -> None:
    send(browser, text(citizen()))
    with acting(system):
        event = Citizen.events.rel.related_model.objects.get(name="Prøve Nummer 1")
        assert event.pgh_context == {"actor": world.users["administrator"].pk, "role": "system", "unit": ""}


def test_the_same_file_again_changes_nothing(browser: Client, system: Actor) -> None:
    send(browser, text(citizen()))
    before = everything(system)
    assert "nothing new" in pages.text(pages.page(send(browser, text(citizen()), follow=True)))
    assert everything(system) == before


def test_dirt_is_told_place_by_place_and_nothing_is_stored(browser: Client, system: Actor) -> None:
    before = everything(system)
    rows = [citizen(1), citizen(2, email="[/b]<i>galt"), citizen(3, cpr=cpr(3)[:9], benefit="<script>")]
    response = send(browser, text(*rows))
    assert response.status_code == 422
    tree = pages.page(response)
    assert pages.error(tree, "file").startswith("Nothing was read in.")
    assert [cells[:3] for cells in told(response)] == [
        ["3", "email", "[/b]<i>galt"],
        ["4", "cpr", f"{cpr(3)[:6]}…"],
        ["4", "ydelse", "<script>"],
    ]
    assert b"<script>" not in response.content.replace(b"<script src=", b"")
    assert cpr(3)[:9] not in response.content.decode()
    assert everything(system) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a table of text."),
        ("citizens.csv", b"PK\x03\x04", "This is not a table of text."),
        ("list.pdf", b"%PDF-1.7", "This is not a table of text."),
        ("<b>.csv", b"navn;cpr", "This column is missing."),
    ],
)
def test_another_kind_of_file_is_told(name: str, content: bytes, sentence: str, browser: Client, system: Actor) -> None:
    before = everything(system)
    response = send(browser, content, name)
    assert response.status_code == 422
    assert told(response)[0][-1].startswith(sentence)
    assert everything(system) == before


@pytest.mark.parametrize(("content", "sentence"), [(None, "Choose a file."), (b"", "The file is empty.")])
def test_no_file_is_told(content: bytes | None, sentence: str, browser: Client) -> None:
    response = browser.post(URL, CSRF) if content is None else send(browser, content)
    assert response.status_code == 422
    assert pages.error(pages.page(response), "file") == sentence


def test_a_file_of_5_mb_is_taken(browser: Client, system: Actor) -> None:
    blank = (" " * 100_000 + "\n") * 50
    assert send(browser, text(citizen()) + blank).status_code == 302
    with acting(system):
        assert Citizen.objects.filter(name="Prøve Nummer 1").exists()


def test_the_largest_file_reaches_the_import(browser: Client) -> None:
    response = send(browser, (b"x" * 1023 + b"\n") * (MOST_BYTES // 1024))
    assert response.status_code == 422
    assert told(response)[0][-1].startswith("This header is not known.")


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 25 * MB], ids=["a byte more", "25 MB"])
def test_a_file_that_is_too_large_is_told(size: int, browser: Client) -> None:
    response = send(browser, b"x" * size)
    words = pages.text(pages.page(response))
    assert response.status_code == 422
    assert "The file is larger than 20 MB. Split it." in words
    assert "Choose a file." not in words
