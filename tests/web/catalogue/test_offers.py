"""The caseworker's catalogue: searched, filtered, sorted, paged, saved as a file, compared, and read."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fremdrift.catalogue.models import Experience, Offer, OfferWeek
from fremdrift.core import clock
from tests.world import World

As = Callable[[str], Client]
Catalogue = dict[str, Offer]


@pytest.fixture
def browser(as_: As, catalogue: Catalogue) -> Client:
    """The caseworker's browser, with forty offers to look at."""
    return as_("caseworker")


def text(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200, url
    return html.unescape(response.content.decode())


def found(browser: Client, query: str = "") -> list[str]:
    """Names of the offers on a page of the list, in order."""
    page = text(browser, reverse("offers") + query)
    return re.findall(r'href="/offers/[0-9a-f-]{36}/[^"]*">([^<]+)</a>', page)


def test_the_whole_catalogue_in_danish_order(browser: Client, catalogue: Catalogue) -> None:
    first, second = found(browser), found(browser, "?page=2")
    assert (len(first), len(second)) == (25, 16)
    assert sorted(first + second) == sorted(offer.name for offer in catalogue.values())
    assert first[0] == "Afklaring på otte uger"
    assert first.index("Gartneriet") < first.index("Genbrugsbutikken") < first.index("Gåhold og jobsnak")
    assert "41 offers" in text(browser, reverse("offers"))


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("purpose=treatment", lambda o: "treatment" in o.purposes),
        ("purpose=treatment&purpose=education", lambda o: {"treatment", "education"} & set(o.purposes)),
        ("kind=mentor", lambda o: o.legal_kind == "mentor"),
        ("form=single", lambda o: o.form in ("single", "both")),
        ("setting=outdoors", lambda o: o.setting == "outdoors"),
        ("group=sick_listed", lambda o: not o.target_groups or "sick_listed" in o.target_groups),
        ("holds=active_use", lambda o: "active_use" in o.can_hold),
        ("holds=active_use&holds=no_address", lambda o: {"active_use", "no_address"} <= set(o.can_hold)),
        ("language=ar", lambda o: "ar" in o.languages),
        ("town=Sydby", lambda o: o.town == "Sydby"),
        ("hours=3", lambda o: o.hours_least <= 3 <= o.hours_most),
        ("kind=company_placement&holds=anxiety&town=Nordby", lambda o: o.code in ("NAT-01", "PLE-01")),
        ("kind=nonsense", lambda _: True),
        ("hours=x", lambda _: True),
    ],
)
def test_filters_combine(query: str, holds: Callable[[Offer], object], browser: Client, catalogue: Catalogue) -> None:
    wanted = {offer.name for offer in catalogue.values() if holds(offer)}
    assert wanted
    assert {*found(browser, f"?{query}"), *found(browser, f"?{query}&page=2")} == wanted


def test_a_count_is_what_the_choice_leads_to(browser: Client) -> None:
    """Also within a filter of which something is chosen: there it says what another choice would add by itself."""
    for query in ("", "kind=mentor&", "q=praktik&"):
        page = text(browser, f"{reverse('offers')}?{query}")
        counts = re.findall(
            r'name="(\w+)"\s+value="(\w+)"[^>]*>\s*<label[^>]*>\s*[^<]+<span class="fd-meta">\((\d+)\)', page
        )
        assert len(counts) > 40
        for name, value, count in counts:
            if name in ("setting", "holds", "town") and value.isascii():
                led = text(browser, f"{reverse('offers')}?{query}{name}={value}")
                assert re.search(rf"<b>\s*{count} offers?\s*</b>", led), (query, name, value)


def test_what_is_chosen_can_be_taken_away(browser: Client) -> None:
    page = text(browser, reverse("offers") + "?purpose=treatment&town=Sydby&hours=4")
    assert 'href="/offers/?town=Sydby&hours=4"' in page
    assert 'href="/offers/?purpose=treatment&hours=4"' in page
    assert 'href="/offers/?purpose=treatment&town=Sydby"' in page


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("hours", lambda o: (o.hours_least is None, o.hours_least)),
        ("weeks", lambda o: (o.weeks is None, o.weeks)),
        ("town", lambda o: o.town),
    ],
)
def test_the_list_is_sorted(sort: str, key: Callable[[Offer], object], browser: Client, catalogue: Catalogue) -> None:
    by_name = {offer.name: key(offer) for offer in catalogue.values()}
    shown = [by_name[name] for name in found(browser, f"?sort={sort}")]
    assert shown == sorted(shown)
    assert f'href="/offers/?sort=-{sort}"' in text(browser, reverse("offers") + f"?sort={sort}")


def test_prices_are_compared_by_the_week(browser: Client) -> None:
    dear = found(browser, "?sort=-price")
    assert dear[:3] == ["Kørekort og chauffør", "Ude af misbrug", "Job og sind"]
    assert found(browser, "?sort=price")[0] == "Gåhold og jobsnak"


def test_the_best_hit_stands_first(browser: Client) -> None:
    assert found(browser, "?q=lager")[:2] == ["Varemodtagelsen", "Truck og lager"]
    assert found(browser, "?q=lager&sort=name") == ["Truck og lager", "Varemodtagelsen"]


def test_a_word_that_was_read_as_another_is_told(browser: Client) -> None:
    assert "Nothing has “gratneri”. These have “gartneri”." in text(browser, reverse("offers") + "?q=gratneri")


def test_nothing_found_says_what_to_do(browser: Client) -> None:
    page = text(browser, reverse("offers") + "?q=astronaut")
    assert "No offer fits all of it" in page
    assert "See all offers" in page


def test_an_empty_catalogue_says_who_fills_it(as_: As) -> None:
    assert "The catalogue is empty" in text(as_("caseworker"), reverse("offers"))


def test_full_offers_are_left_out(browser: Client, catalogue: Catalogue) -> None:
    Offer.objects.filter(pk=catalogue["NAT-01"].pk).update(places=0)
    assert "Gartneriet" in found(browser, "?q=gartneri")
    assert "Gartneriet" not in found(browser, "?q=gartneri&free=yes")


def test_the_file_has_all_pages_and_no_formula(browser: Client, catalogue: Catalogue) -> None:
    Offer.objects.filter(pk=catalogue["NAT-01"].pk).update(name="=1+1")
    lines = browser.get(reverse("offers_export")).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 42
    assert lines[0].startswith("Code;Offer;Provider;")
    assert any(line.startswith("NAT-01;'=1+1;") for line in lines)
    only = browser.get(reverse("offers_export") + "?q=misbrug&town=Nordby").content.decode("utf-8-sig")
    assert {line.split(";")[0] for line in only.splitlines()[1:]} == {"VÆR-02", "MUS-01", "MEN-01"}


def test_an_offer_says_all_of_it(browser: Client, catalogue: Catalogue) -> None:
    page = text(browser, reverse("offer", args=[catalogue["NAT-01"].pk]))
    for said in (
        *("Gartneriet", "Det Grønne Eksempel", "8 of 8", "20 of 20", "13 weeks", "4–25", "1,240 kr. a week"),
        *("50\N{NO-BREAK SPACE}% paid back", "mandage", "Weeks 1–2", "Rundvisning", "Anxiety", "Active substance use"),
        *("Der er langt til bus", "Henny Fiktiv", "Last reviewed 2 November 2026", "Prøvevej 1, 0000 Nordby"),
    ):
        assert said in page, said
    assert "alert-warning" not in page


def test_what_stands_against_an_offer_is_said_openly(browser: Client, catalogue: Catalogue) -> None:
    page = text(browser, reverse("offer", args=[catalogue["NAT-04"].pk]))
    assert "Not reviewed for six months: last on 14 March 2026." in page
    assert "Nobody has reviewed what stands here" in text(browser, reverse("offer", args=[catalogue["MUS-01"].pk]))
    assert "The funding ended on 30 June 2026" in text(browser, reverse("offer", args=[catalogue["MEN-03"].pk]))
    with clock.at(dt.date(2027, 5, 3)):
        later = text(browser, reverse("offer", args=[catalogue["NAT-01"].pk]))
    assert "Not reviewed for six months: last on 2 November 2026." in later


def test_three_are_compared_and_no_more(browser: Client, catalogue: Catalogue) -> None:
    codes = ("KON-01", "NAT-01", "LAG-01", "BUT-01")
    query = "&".join(f"offer={catalogue[code].pk}" for code in codes)
    page = text(browser, f"{reverse('offers_compare')}?{query}&offer=x")
    shown = [catalogue[code].name for code in codes[:3]]
    assert sorted(shown, key=page.index) == shown
    assert catalogue["BUT-01"].name not in page
    assert "You chose more than 3" in page
    assert re.search(r'class="fd-differ">\s*<th scope="row">Length', page)
    same = f"{reverse('offers_compare')}?offer={catalogue['NAT-01'].pk}&offer={catalogue['NAT-02'].pk}"
    assert not re.search(r'class="fd-differ">\s*<th scope="row">Last reviewed', text(browser, same))


def test_one_alone_is_not_compared(browser: Client, catalogue: Catalogue) -> None:
    page = text(browser, f"{reverse('offers_compare')}?offer={catalogue['NAT-01'].pk}")
    assert "Choose one more to compare Gartneriet with" in page
    assert "Choose what to compare" in text(browser, reverse("offers_compare"))


def test_another_municipality_sees_nothing_of_it(as_: As, catalogue: Catalogue) -> None:
    other = as_("other-caseworker")
    address = reverse("offer", args=[catalogue["NAT-01"].pk])
    assert other.get(address).status_code == 404
    assert found(other) == []
    page = text(other, f"{reverse('offers_compare')}?offer={catalogue['NAT-01'].pk}&offer={catalogue['KON-01'].pk}")
    assert "Gartneriet" not in page
    assert other.get(reverse("experience_add", args=[catalogue["NAT-01"].pk])).status_code == 404
    assert len(other.get(reverse("offers_export")).content.splitlines()) == 1


def many(world: World, like: Offer, count: int) -> None:
    """So many offers more, each with two rows of content."""
    fields = {f.attname: getattr(like, f.attname) for f in Offer._meta.concrete_fields if f.name not in ("id", "code")}
    made = Offer.objects.bulk_create(
        [Offer(**fields | {"name": f"Hold nummer {n}"}, code=f"X-{n}") for n in range(count)], batch_size=1000
    )
    OfferWeek.objects.bulk_create(
        [
            OfferWeek(municipality=world.nordby, offer=offer, first=week, last=week, what=f"Uge {week}")
            for offer in made[:200]
            for week in (1, 2)
        ]
    )


def cost(browser: Client, url: str) -> int:
    browser.get(url)  # some things are asked once in a process
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "query", ["", "?q=gartneri", "?q=gratneri&purpose=employment&town=Nordby", "?sort=-price&page=2"]
)
def test_a_list_asks_as_much_for_thousands_as_for_forty(
    query: str, browser: Client, catalogue: Catalogue, world: World
) -> None:
    url = reverse("offers") + query
    few = cost(browser, url)
    many(world, catalogue["NAT-01"], 1500)
    assert cost(browser, url) == few <= 24


def test_an_offer_asks_as_much_for_thirty_notes_as_for_one(browser: Client, catalogue: Catalogue, world: World) -> None:
    offer, author = catalogue["NAT-01"], world.users["colleague"]
    url = reverse("offer", args=[offer.pk])

    def note(number: int) -> None:
        said = {"offer": offer, "author": author, "municipality": world.nordby, "made_at": clock.now()}
        Experience.objects.create(worked=f"Nummer {number}", **said)

    note(0)
    few = cost(browser, url)
    for number in range(1, 30):
        note(number)
    assert cost(browser, url) == few


def test_ten_thousand_are_paged_in_the_database(browser: Client, catalogue: Catalogue, world: World) -> None:
    """No query brings more rows than a page shows, whichever page it is."""
    many(world, catalogue["NAT-01"], 10_000)
    for query in ("", "?page=300", "?q=hold&page=100", "?sort=price"):
        with CaptureQueriesContext(connection) as asked:
            assert len(found(browser, query)) == 25
        lists = [q["sql"] for q in asked if '"catalogue_offer"."summary"' in q["sql"]]
        assert len(lists) == 1
        assert "LIMIT 25" in lists[0]
