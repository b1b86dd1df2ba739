"""The citizen's pages speak plain Danish."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.accounts.models import User
from fremdrift.cases import services as cases
from fremdrift.cases.models import Case
from tests.asked import measure
from tests.web.caseworker import pages
from tests.web.citizen.plainness import lines, lix, without
from tests.world import TODAY, World

MOST = 30
WRITTEN = ("Jeg vil ud til planter.", "Stå op kl. 8", "Se på to gartnerier", "Passer mandag?", "Vi gik en tur.")
PAGES = {
    name: reverse(name)
    for name in (
        *("own_page", "own_plan", "own_log", "own_conversation", "own_print", "own_messages"),
        *("own_answers", "own_phase", "own_orders", "own_offers"),
    )
} | {"own_question": reverse("own_question", args=[TODAY.isoformat(), 1])}


@pytest.fixture
def cilla(world: World, actor: Callable[[str], Actor], as_: Callable[[str], Client]) -> Client:
    """Cilla, in Danish, with a plan, a step, a message and something to answer."""
    User.objects.filter(pk=world.users["citizen"].pk).update(language="da")
    measure(world)
    by = actor("caseworker")
    with acting(by):
        case = Case.objects.get(pk=world.cilla)
        cases.plan_save(case=case, texts={"own_words": "Jeg vil ud til planter."}, expected_version=0, by=by)
        step = cases.Step("Stå op kl. 8", due_on=TODAY + dt.timedelta(days=5))
        cases.sub_goal_add(case=case, step=step, by=by)
        cases.message_send(case=case, text="Passer mandag?", by=by)
    return as_("citizen")


def own_words(cilla: Client, url: str) -> str:
    """What the program itself says on a page."""
    with translation.override("da"):
        page = pages.page(cilla.get(url))
    (main,) = [element for element in pages.elements(page) if element.name == "main"]
    return without("\n".join(lines(main, but="fd-log-day")), WRITTEN)  # who has looked, and at what, are lists of names


def test_the_citizens_pages_are_easy_to_read(cilla: Client) -> None:
    """LIX of all pages together is at most 30.

    LIX (läsbarhetsindex, C. H. Björnsson: Läsbarhet, 1968) is the mean number of words in a sentence and, added to it,
    the share of words of more than six letters in per cent. The usual Danish scale calls 25 to 34 easy to read for
    somebody who reads a little, such as fiction and weeklies, 35 to 44 middling, such as newspapers, and less than 25
    easy for all, such as children's books. Headings, labels and buttons count as sentences of their own; what people
    wrote themselves is left out.
    """
    told = {name: own_words(cilla, url) for name, url in PAGES.items()}
    heavy = {name: round(lix(text)) for name, text in told.items()}
    assert lix("\n".join(told.values())) <= MOST, heavy


@pytest.mark.parametrize("name", PAGES)
def test_no_page_alone_is_heavy(cilla: Client, name: str) -> None:
    """A page alone may be six above that: it has few words, so a single long one weighs."""
    text = own_words(cilla, PAGES[name])
    assert len(text.split()) > 10
    assert lix(text) <= MOST + 6, text


def test_lix_is_what_it_is_said_to_be() -> None:
    assert lix("Du går en tur. Du ser en hest.") == 4
    assert lix("Beskæftigelsesindsatsen iværksættes umiddelbart.") == 103
    assert lix("") == 0
