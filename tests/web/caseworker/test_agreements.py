"""All agreements of a case, followed up from one page."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from fremdrift.access.actor import Actor
from fremdrift.access.context import acting
from fremdrift.cases.models import Case
from fremdrift.conversations import services
from fremdrift.conversations.models import Agreement
from fremdrift.web.shared.violations import SENTENCES
from tests.access.full_cases import fill
from tests.web.caseworker import pages
from tests.web.caseworker.questions import CSRF, CaseScreen
from tests.world import TODAY, World

OPEN = "Se på to gartnerier"


@pytest.fixture
def agreement(world: World, system: Actor) -> Agreement:
    with acting(system):
        return Agreement.objects.get(what=OPEN)


class TestAgreements(CaseScreen):
    route = "agreements"
    shows = (OPEN, "27 November 2026", "31 August 2026", "Goes on", "Followed up", "None yet.")

    @pytest.mark.parametrize("state", ["done", "dropped"])
    def test_one_is_closed(
        self, state: str, browser: Client, world: World, system: Actor, agreement: Agreement
    ) -> None:
        response = browser.post(self.url(world), {"agreement": agreement.pk, "state": state}, follow=True)
        assert response.redirect_chain == [(self.url(world), 302)]
        words = pages.text(pages.page(response))
        assert f"Followed up: {OPEN}" in words
        assert "Nothing is open." in words
        with acting(system):
            agreement.refresh_from_db()
        assert (agreement.state, agreement.followed_up_on) == (state, TODAY)

    def test_one_goes_on(self, browser: Client, world: World, system: Actor, agreement: Agreement) -> None:
        response = browser.post(self.url(world), {"agreement": agreement.pk, "state": "open"}, follow=True)
        words = pages.text(pages.page(response))
        assert f"It goes on: {OPEN}" in words
        assert "goes on since 24 November 2026" in words
        with acting(system):
            agreement.refresh_from_db()
        assert (agreement.state, agreement.followed_up_on) == ("open", TODAY)

    def test_the_other_verdict_in_another_tab_is_told(
        self, browser: Client, world: World, system: Actor, agreement: Agreement
    ) -> None:
        assert browser.post(self.url(world), {"agreement": agreement.pk, "state": "done"}).status_code == 302
        assert browser.post(self.url(world), {"agreement": agreement.pk, "state": "done"}).status_code == 302
        response = browser.post(self.url(world), {"agreement": agreement.pk, "state": "dropped"})
        assert response.status_code == 422
        assert str(SENTENCES["agreement.already_closed"]) in pages.summary(pages.page(response))
        with acting(system):
            agreement.refresh_from_db()
        assert agreement.state == "done"

    def test_one_of_somebody_else_is_not_one_of_this_case(self, browser: Client, world: World, system: Actor) -> None:
        fill(world)
        with acting(system):
            other = Agreement.objects.get(case=world.bertil)
        response = browser.post(self.url(world), {"agreement": other.pk, "state": "done"})
        assert response.status_code == 422
        assert "That agreement is not one of this case." in pages.summary(pages.page(response))
        with acting(system):
            other.refresh_from_db()
        assert other.state == "open"

    @pytest.mark.parametrize("sent", [{}, {"state": "kept"}], ids=["nothing", "an unknown state"])
    def test_nonsense_is_told(self, sent: dict[str, str], browser: Client, world: World, agreement: Agreement) -> None:
        known = {"agreement": str(agreement.pk)} if sent else {}
        response = browser.post(self.url(world), CSRF | known | sent)
        assert response.status_code == 422
        assert "to correct" in pages.summary(pages.page(response))

    def test_open_ones_first_those_due_first_on_top_and_closed_ones_newest_first(
        self, browser: Client, world: World, system: Actor
    ) -> None:
        with acting(system):
            agreed = [
                services.NewAgreement(what, due_on=TODAY + dt.timedelta(days=days))
                for what, days in (("Sent", 9), ("Først", 1))
            ]
            agreed += [
                services.NewAgreement(what, state="done", followed_up_on=TODAY - dt.timedelta(days=days))
                for what, days in (("Gammel", 9), ("Nylig", 1))
            ]
            record = services.Record("held", "walk", TODAY, agreements=agreed)
            case = Case.objects.get(pk=world.cilla)
            services.conversation_record(case=case, record=record, by=system)
        words = pages.text(pages.by_id(pages.page(browser.get(self.url(world))), "content"))
        order = [words.index(what) for what in ("Først", OPEN, "Sent", "Nylig", "Gammel")]
        assert order == sorted(order)

    def test_the_case_leads_to_it(self, browser: Client, world: World) -> None:
        assert self.url(world) in pages.links(pages.page(browser.get(reverse("case", args=[world.cilla]))))
