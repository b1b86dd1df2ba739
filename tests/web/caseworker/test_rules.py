"""The register of rules: every pack, and a card for each rule, in both languages."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.conversations import services as talks
from fremdrift.rulebook.rules import RulePack
from fremdrift.rulebook.selectors import packs
from fremdrift.web.caseworker import register
from tests.stored import everything
from tests.web.access_policy import RULE_READERS
from tests.web.caseworker import pages
from tests.world import STAFF, World

ADDRESSES = [reverse("rules"), *(reverse("rule_pack", args=[pack.key]) for pack in packs())]


@pytest.mark.parametrize("url", ADDRESSES)
class TestEveryPage:
    def test_works_and_writes_nothing(self, browser: Client, system: Actor, url: str) -> None:
        before = everything(system)
        assert browser.get(url).status_code == 200
        assert everything(system) == before

    def test_only_whoever_works_with_rules_reads_it(self, as_: Callable[[str], Client], world: World, url: str) -> None:
        answers = {persona: as_(persona).get(url).status_code for persona in STAFF}
        assert answers == {persona: 200 if persona in RULE_READERS else 403 for persona in STAFF}

    def test_a_visitor_is_sent_to_sign_in(self, client: Client, world: World, url: str) -> None:
        assert client.get(url)["Location"].startswith(reverse("signin"))


def test_the_list_says_which_rules_are_ours(browser: Client) -> None:
    tree = pages.page(browser.get(reverse("rules")))
    words = pages.text(tree)
    assert [pack.title for pack in packs() if pack.title not in words] == []
    assert words.count("Your cases are judged by it") == 2  # LAB 2011, and the suspension over it
    assert set(ADDRESSES[1:]) <= set(pages.links(tree))


def test_a_pack_that_there_is_not(browser: Client) -> None:
    assert browser.get(reverse("rule_pack", args=["lab-1999"])).status_code == 404


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.key)
def test_every_rule_has_a_whole_card(pack: RulePack, language: str) -> None:
    with override(language):
        cards = register.cards(pack)
    assert [card.anchor for card in cards] == [rule.name for rule in pack.rules]
    for card in cards:
        assert all(
            [card.says, *card.more, card.source, card.validity, card.words.purpose, card.words.reads, card.words.blind]
        )
        assert card.parameters or card.anchor == "plan.before-offer"
        assert card.example is not None
        assert card.example.facts
        assert card.example.outcome
    shown = {card.anchor: len(set(card.unconfirmed)) for card in cards}
    assert shown == {rule.name: len(rule.unconfirmed) for rule in pack.rules}


def test_a_card_in_full(browser: Client) -> None:
    tree = pages.page(browser.get(reverse("rule_pack", args=["lab-2020"])))
    words = pages.text(pages.by_id(tree, "offer.first"))
    for told in (
        "First offer after at most 6 months on benefit.",
        "Nobody is left without an effort.",
        "LAB § 102(1) and (4); LAB, act 548 of 2019",
        "1 January 2020 to 31 January 2026",
        "6 months (all ages)",
        "On unemployment insurance (no. 1), job-ready on cash benefit (no. 2), activity-ready on cash benefit (no. 3)",
        "stops no clock; who is exempt on the day has 1 month afterwards",
        "From April 2023 other guidance and upskilling (§ 91) is no right-and-duty offer.",
        "Exempt: 14 June 2021 to 31 August 2021.",
        "Counted from Mon 4 Jan 2021. Due 30 September 2021.",
    ):
        assert told in words


def test_what_was_not_seen_in_the_act_is_marked(browser: Client) -> None:
    tree = pages.page(browser.get(reverse("rule_pack", args=["lab-2026"])))
    assert "Conversations (not confirmed) 4" in pages.text(pages.by_id(tree, "conversation.close"))
    quota = pages.text(pages.by_id(tree, "conversations"))
    assert "At least 75 % are met in time." in quota
    assert "Not confirmed Who counts, First day, Those who are exempt count" in quota


def test_reimbursement_and_what_makes_no_deadline(browser: Client) -> None:
    words = pages.text(pages.page(browser.get(reverse("rule_pack", args=["lab-2020"]))))
    assert "week 1 to 4 80 %, week 5 to 26 40 %, week 27 to 52 30 %, from week 53 20 %." in words
    assert "After the first 6 months conversations are agreed with the citizen." in words


def test_each_deadline_leads_to_its_rule(browser: Client, world: World) -> None:
    tree = pages.page(browser.get(reverse("case", args=[world.cilla])))
    url = reverse("rule_pack", args=["lab-2011"])
    found = [link.removeprefix(url) for link in pages.links(tree) if link.startswith(url)]
    assert "#conversation.interval" in found
    there = pages.page(browser.get(url))
    for anchor in found:
        assert pages.by_id(there, anchor.removeprefix("#"))


def test_a_deadline_on_a_holiday_names_the_working_day_before(browser: Client, cilla: Case, caseworker: Actor) -> None:
    """A conversation held on 25 September is due again on Christmas Day; the day before is no public holiday."""
    url = reverse("case", args=[cilla.pk])
    assert "In practice by" not in pages.text(pages.page(browser.get(url)))
    held = talks.Record("held", "phone", dt.date(2026, 9, 25))
    with acting(caseworker):
        talks.conversation_record(case=cilla, record=held, by=caseworker)
    assert "Fri 25 Dec Conversation In practice by Thu 24 Dec." in pages.text(pages.page(browser.get(url)))
