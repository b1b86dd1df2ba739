"""Nothing typed is lost: a killed browser, a session that ends, two windows, a server that restarts.

Each has its control: with the drafts switched off the same thing does lose the text.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser import LAUNCH, chromium
from tests.e2e.casework import new_citizen
from tests.e2e.checks import violations
from tests.e2e.demo import Demo, running_demo
from tests.e2e.test_signed_out import end_session
from tests.e2e.visitor import Visitor

Visit = Callable[..., Visitor]

TEXT = "Hun har stået op kl. 8 i tre uger,\nog vi ser på gartneriet på fredag."
MORE = f"{TEXT}\nHun ringer selv."
SAVED = re.compile(r"Draft saved \d\d:\d\d")
drafts_on_and_off = pytest.mark.parametrize("kept", [True, False], ids=["drafts", "control: no drafts"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this file's own, which may be stopped and started."""
    with running_demo(tmp_path_factory.mktemp("own") / "home", cases=20) as started:
        yield started


def caseworker(visitor: Visitor, case: str = "") -> str:
    """Sign in and open the form of a new citizen, or of a known one; the address of the form."""
    visitor.sign_in("caseworker", "en")
    address = f"{case or new_citizen(visitor)}record/"
    visitor.open(address)
    return address


def no_drafts(page: Page) -> None:
    """The control: drafts do not reach the server."""
    page.route("**/draft/**", lambda route: route.fulfill(status=200, body=""))


def write(page: Page, text: str, *, kept: bool = True) -> None:
    """Type the minutes, and wait as long as a draft needs."""
    page.fill("[name=minutes]", text)
    if kept:
        expect(page.locator(".fd-saved")).to_have_text(SAVED)
        expect(page.locator("form[data-typed]")).to_have_count(0)
    else:
        page.wait_for_timeout(2_500)


def minutes(page: Page) -> str:
    return page.input_value("[name=minutes]")


@contextmanager
def own_browser(playwright: Playwright, profile: Path) -> Iterator[tuple[Browser, subprocess.Popen[bytes]]]:
    """A Chromium of one's own, to be killed."""
    command = [chromium(), "--headless", *LAUNCH, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port = profile / "DevToolsActivePort"
        deadline = time.monotonic() + 30
        while not (port.exists() and port.read_text().strip()) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port.read_text().split()[0]}"), process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """As when the machine dies: no page is told that it is left."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


@drafts_on_and_off
def test_a_browser_that_is_killed(demo: Demo, playwright: Playwright, tmp_path: Path, *, kept: bool) -> None:
    with own_browser(playwright, tmp_path / "one") as (browser, process):
        visitor = Visitor(browser, demo.url)
        if not kept:
            no_drafts(visitor.page)
        form = caseworker(visitor)
        write(visitor.page, TEXT, kept=kept)
        kill(process)
        with own_browser(playwright, tmp_path / "two") as (another, _):
            back = Visitor(another, demo.url)
            back.sign_in("caseworker", "en")
            back.open(form)
            assert minutes(back.page) == (TEXT if kept else "")
            assert back.page.locator(".fd-draft-filled").count() == kept


@drafts_on_and_off
def test_signing_out_straight_after_typing(visit: Visit, *, kept: bool) -> None:
    visitor = visit()
    if not kept:
        no_drafts(visitor.page)
    form = caseworker(visitor)
    visitor.page.fill("[name=minutes]", TEXT)
    visitor.sign_out()
    expect(visitor.page.locator("[data-persona=caseworker]")).to_be_visible()
    visitor.sign_in("caseworker", "en")
    visitor.open(form)
    assert minutes(visitor.page) == (TEXT if kept else "")


@drafts_on_and_off
def test_a_session_that_ends_while_nobody_is_there(visit: Visit, *, kept: bool) -> None:
    """The page leads to sign in by itself, and from there back to the form."""
    visitor = visit()
    page = visitor.page
    if not kept:
        no_drafts(page)
    page.clock.install()
    form = caseworker(visitor)
    page.fill("[name=minutes]", TEXT)
    page.clock.run_for(3_000)
    if kept:
        expect(page.locator(".fd-saved")).to_have_text(SAVED)
    page.wait_for_timeout(500)
    end_session(visitor)
    page.clock.fast_forward("31:00")
    page.wait_for_url("**/signin/?next=**")
    page.click("[data-persona=caseworker]")
    page.wait_for_url(f"**{form}")
    assert minutes(page) == (TEXT if kept else "")


def test_five_minutes_before_one_is_asked_and_stays_by_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.clock.install()
    caseworker(visitor)
    dialog = page.locator("#idle")
    page.clock.fast_forward("24:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("01:05")
    expect(dialog).to_be_visible()
    expect(page.get_by_role("alertdialog", name="Are you still here?")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(dialog.locator("[data-at]")).to_have_text(re.compile(r"\d\d:\d\d"))
    assert violations(page) == []
    with page.expect_response("**/stay/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.ok
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("24:00")
    expect(dialog).to_be_hidden()


def test_what_is_typed_after_the_end_stands_and_is_kept_once_one_has_signed_in_again(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    form = caseworker(visitor)
    write(page, TEXT)
    end_session(visitor)
    page.fill("[name=minutes]", MORE)
    expect(page.get_by_role("alertdialog", name="You are signed out")).to_be_visible()
    assert violations(page) == []
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in in a new tab").click()
    tab = opening.value
    tab.click("[data-persona=caseworker]")
    tab.wait_for_url(f"**{form}")
    assert minutes(tab) == TEXT
    tab.close()
    page.get_by_role("button", name="Back to my text").click()
    page.press("[name=minutes]", "End")
    expect(page.locator("form[data-typed]")).to_have_count(0)
    assert minutes(page) == MORE
    visitor.open(form)
    assert minutes(page) == MORE
    visitor.faults = [fault for fault in visitor.faults if "/draft/" not in fault]  # 403: the token of before


def test_a_form_without_drafts_stays_when_the_time_is_up_and_can_be_sent_afterwards(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.clock.install()
    visitor.sign_in("caseworker", "en")
    visitor.open("/citizens/new/")
    page.evaluate("addEventListener('htmx:afterRequest', () => (document.body.dataset.answered = 'yes'))")
    page.fill("[name=name]", "Prøve Ventetid")
    page.clock.run_for(3_000)
    expect(page.locator("body[data-answered]")).to_be_visible()  # a later answer would be a sign of life
    page.clock.fast_forward("26:00")
    expect(page.get_by_role("alertdialog", name="Are you still here?")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()  # nothing is promised that is not so
    end_session(visitor)
    page.clock.fast_forward("10:00")
    expect(page.get_by_role("alertdialog", name="You are signed out")).to_be_visible()
    page.get_by_role("button", name="Back to my text").click()
    page.clock.fast_forward("00:20")
    expect(page.locator("#idle")).to_be_hidden()  # asked once
    tab = page.context.new_page()
    tab.goto("/signin/")
    tab.click("[data-persona=caseworker]")
    tab.wait_for_url("**/worklist/")
    tab.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(1_000)
    assert page.input_value("[name=name]") == "Prøve Ventetid"
    assert visitor.send("main .button-primary") == 422  # the token holds: it is the rest that is missing
    assert page.input_value("[name=name]") == "Prøve Ventetid"


def test_a_form_with_a_token_of_before_gives_its_texts_back(visit: Visit) -> None:
    visitor = visit(javascript=False)
    page = visitor.page
    form = caseworker(visitor)
    page.fill("[name=minutes]", TEXT)
    (token,) = [c["name"] for c in page.context.cookies() if "form" in c["name"]]
    page.context.clear_cookies(name=token)
    other = page.context.new_page()
    other.goto(form)  # with a token of its own
    other.close()
    assert visitor.send("form.fd-columns .fd-submit .button-primary") == 403
    assert [area.input_value() for area in page.locator("textarea").all()] == [TEXT]


@drafts_on_and_off
def test_two_windows_keep_both_texts(visit: Visit, *, kept: bool) -> None:
    visitor = visit()
    one = visitor.page
    form = caseworker(visitor)
    two = one.context.new_page()
    two.goto(form)
    for page in (one, two):
        if not kept:
            no_drafts(page)
    write(one, TEXT, kept=kept)
    write(two, "Fra det andet vindue.", kept=kept)
    if kept:
        expect(two.locator("#draft-told")).to_contain_text("You have written here in another window too")
        assert violations(two) == []
        write(one, MORE)
        expect(one.locator("#draft-told")).to_contain_text("You have written here in another window too")
    two.close(run_before_unload=False)
    visitor.open(form)
    assert minutes(one) == (MORE if kept else "")
    if kept:
        with one.context.expect_page() as opening:
            one.get_by_role("link", name="See the other text in a new tab").click()
        assert minutes(opening.value) == "Fra det andet vindue."


def test_saving_at_once_leaves_no_draft_behind(visit: Visit) -> None:
    """Whoever types and saves in the same moment does not meet the text as a draft again."""
    visitor = visit()
    page = visitor.page
    form = caseworker(visitor)
    page.locator("[name=state][value=held]").check(force=True)
    page.route("**/draft/**", lambda route: (time.sleep(0.5), route.continue_())[1])
    page.fill("[name=minutes]", TEXT)
    page.wait_for_timeout(1_600)  # the draft is on its way
    page.click("button[name=share]")
    expect(page.locator("#messages")).to_contain_text("The conversation is recorded")
    visitor.open(form)
    assert minutes(page) == ""
    expect(page.locator(".fd-draft-filled")).to_have_count(0)


def test_leaving_the_page_at_once_keeps_the_last_words(visit: Visit) -> None:
    visitor = visit()
    form = caseworker(visitor)
    visitor.page.fill("[name=minutes]", TEXT)
    visitor.open("/worklist/")
    visitor.page.wait_for_timeout(500)
    visitor.open(form)
    assert minutes(visitor.page) == TEXT


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_text_that_is_refused_is_told_as_that(visit: Visit, status: int) -> None:
    visitor = visit()
    page = visitor.page
    caseworker(visitor)
    page.route("**/draft/**", lambda route: route.fulfill(status=status, body=""))
    page.fill("[name=minutes]", TEXT)
    refused = "Not kept: the text is too long, or something in it was refused. Make it shorter."
    expect(page.locator(".fd-saved")).to_have_text(refused)
    page.unroute("**/draft/**")
    page.fill("[name=minutes]", MORE)
    expect(page.locator(".fd-saved")).to_have_text(SAVED)
    visitor.faults.clear()  # the browser has told of the refusal too


def test_without_javascript_a_button_keeps_the_draft(visit: Visit) -> None:
    visitor = visit(javascript=False)
    form = caseworker(visitor)
    visitor.page.fill("[name=minutes]", TEXT)
    visitor.click("text=Save as draft")
    assert visitor.page.url.split("?")[0].endswith(form)
    assert minutes(visitor.page) == TEXT


@drafts_on_and_off
def test_a_server_that_restarts_between_draft_and_save(demo: Demo, browser: Browser, *, kept: bool) -> None:
    """What is typed while it is down is kept by itself when it is back, and the form is saved as if nothing was."""
    visitor = Visitor(browser, demo.url)
    page = visitor.page
    if not kept:
        no_drafts(page)
    form = caseworker(visitor)
    write(page, TEXT, kept=kept)
    demo.stop()
    page.fill("[name=minutes]", MORE)
    if kept:
        expect(page.locator(".fd-saved")).to_have_text("Not kept yet: no connection. Trying again.")
    demo.start()
    if kept:
        expect(page.locator(".fd-saved")).to_have_text(SAVED)
        expect(page.locator("form[data-typed]")).to_have_count(0)
    visitor.open(form)
    assert minutes(page) == (MORE if kept else "")
    if kept:
        page.locator("[name=state][value=held]").check(force=True)
        page.click("button[name=share]")
        expect(page.locator("#messages")).to_contain_text("The conversation is recorded")
        visitor.open(form)
        assert minutes(page) == ""
    visitor.close()
