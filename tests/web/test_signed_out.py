"""Whoever was signed out while writing is told so, and has the text back; whoever was reading goes to sign in."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.accounts.selectors import system_actor
from tests.stored import everything
from tests.web.caseworker import pages
from tests.world import World

MINUTES = "Cilla vil gerne se gartneriet.\nVi ringer <b>sammen</b> på fredag."
AGREED = "Ring i morgen"
TYPED = {
    "csrfmiddlewaretoken": "x" * 64,
    "key": "01a20241-3553-7b53-a32f-7fac6ba30aa4",
    "state": "held",
    "on": "24.11.2026",
    "minutes": MINUTES,
    "agreements-0-what": AGREED,
}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def visitor(world: World) -> Client:
    """A browser whose time is up."""
    return Client(headers={"accept-language": "en"})


def record(world: World) -> str:
    return reverse("conversation_record", args=[world.cilla])


def texts(response: HttpResponse) -> list[str]:
    """What the page gives back to copy."""
    found = [e for e in pages.elements(pages.page(response)) if e.name == "textarea"]
    assert all("readonly" in dict(e.attributes) for e in found)
    return [pages.text(e) for e in found]


def way_back(response: HttpResponse) -> str:
    """Where one is after signing in by the page's own link."""
    (link,) = [h for h in pages.links(pages.page(response)) if h.startswith(reverse("signin"))]
    return parse_qs(urlsplit(link).query, keep_blank_values=True)["next"][0]


def test_whoever_has_lost_all_cookies_is_told_the_same(world: World) -> None:
    """The token of the form is gone with the session; that is no reason to say anything else."""
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en", "Origin": "http://testserver"})
    response = strict.post(record(world), TYPED)
    assert response.status_code == 403
    assert "You were signed out before this was sent" in pages.text(pages.page(response))
    assert texts(response) == [" ".join(MINUTES.split()), AGREED]
    assert way_back(response) == record(world)


def test_the_texts_are_given_back_and_nothing_is_stored(visitor: Client, world: World) -> None:
    system = system_actor(world.nordby)
    before = everything(system)
    response = visitor.post(record(world), TYPED)
    words = pages.text(pages.page(response))
    assert response.status_code == 403
    assert "You were signed out before this was sent" in words
    assert "Nothing has been saved" in words
    assert texts(response) == [" ".join(MINUTES.split()), AGREED]
    assert "sammen</b>" not in response.content.decode()
    assert everything(system) == before


def test_a_session_that_is_over_is_none(as_: Callable[[str], Client], world: World) -> None:
    browser = as_("caseworker")
    browser.session.flush()
    assert len(texts(browser.post(record(world), TYPED))) == 2


def test_the_page_is_not_kept(visitor: Client, world: World) -> None:
    assert "no-store" in visitor.post(record(world), TYPED)["Cache-Control"]


def test_a_cpr_number_is_not_shown(visitor: Client) -> None:
    secret = "630290-0123, copied with much around it"
    response = visitor.post(reverse("citizen_new"), TYPED | {"cpr": secret, "name": "Karla Test-Holm af Prøvestad"})
    assert texts(response) == [" ".join(MINUTES.split()), AGREED, "Karla Test-Holm af Prøvestad"]
    assert "630290" not in response.content.decode()


def test_a_form_without_a_text_gives_none_back(visitor: Client, world: World) -> None:
    response = visitor.post(reverse("conversation_plan", args=[world.cilla]), {"on": "1.12.2026"})
    assert response.status_code == 403
    assert texts(response) == []


def test_what_a_page_says_to_itself_is_no_text(visitor: Client, world: World) -> None:
    order = reverse("order_edit", args=[world.cilla])  # which order it is makes no difference
    response = visitor.post(order, {"seen": '{"question": "", "hours": "15"}', "question": "Kan hun klare mere?"})
    assert texts(response) == ["Kan hun klare mere?"]


def test_a_week_of_attendance_is_given_back_to_read(visitor: Client, world: World) -> None:
    one, other, same = (str(uuid4()) for _ in range(3))
    cells = {
        **{f"{one}_was": ";;;;", f"{one}_0": "7,4", f"{one}_1": "S", f"{one}_2": ""},
        **{f"{same}_was": "5;;;;", f"{same}_0": "5"},
        **{f"{other}_was": ";3;;;", f"{other}_0": "", f"{other}_1": ""},
    }
    (text,) = texts(visitor.post(f"{reverse('unit_attendance')}?week=2026-W48", cells))
    assert text == "Participant 1 – Mon 23 Nov: 7,4, Tue 24 Nov: S Participant 3 – Tue 24 Nov: –"


def test_so_is_the_week_of_a_placement(visitor: Client, world: World) -> None:
    typed = {"day_2026-11-23": "present", "hours_2026-11-23": "7,4", "day_2026-11-24": "sick", "hours_2026-11-24": ""}
    (text,) = texts(visitor.post(reverse("placement_attendance", args=[world.cilla]), typed | {"day_2026-99-99": "x"}))
    assert text == "Mon 23 Nov: Present, 7,4 Tue 24 Nov: Sick"


def test_signing_in_leads_back_to_the_form(visitor: Client, world: World) -> None:
    url = record(world) + "?conversation=1&x=y"
    assert way_back(visitor.post(url, TYPED)) == url


def test_from_a_button_it_leads_back_to_the_page_with_the_button(visitor: Client, world: World) -> None:
    page = f"http://testserver{reverse('conversation', args=[world.cilla, world.draft])}"
    share = reverse("minutes_share", args=[world.cilla, world.draft])
    assert way_back(visitor.post(share, headers={"referer": page})) == page
    assert way_back(visitor.post(share)) == ""


def test_reading_leads_to_sign_in(visitor: Client, world: World) -> None:
    response = visitor.get(record(world))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('signin')}?next={record(world)}"


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(visitor: Client) -> None:
    response = visitor.get("/worklist/?week=48", headers=HTMX)
    assert response["HX-Redirect"] == f"{reverse('signin')}?next=/worklist/%3Fweek%3D48"
    assert response.content == b""


def test_a_form_sent_by_a_script_is_answered_with_a_page_that_is_shown(visitor: Client, world: World) -> None:
    response = visitor.post(record(world), TYPED, headers=HTMX)
    assert response.status_code == 200  # other answers are not shown by the script
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("body", "innerHTML")
    assert texts(response) == [" ".join(MINUTES.split()), AGREED]


def test_who_is_signed_in_meets_none_of_this(as_: Callable[[str], Client], world: World) -> None:
    assert as_("caseworker").post(record(world), TYPED).status_code == 422
