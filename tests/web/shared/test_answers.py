"""What leaves the program: the head of a page without the page, and a line for each refusal in the server's log."""

import logging
from collections.abc import Callable

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.world import World

HEADS = {"/signin/": 200, "/accessibility/": 200, "/nothing/": 404, "/": 302, "/static/fremdrift/favicon.svg": 200}


class Answer:
    """What a server is given: the test client hides a page that is sent although only its head was asked for."""

    def __init__(self, method: str, path: str) -> None:
        environ = RequestFactory().generic(method, path).environ
        result = WSGIHandler()(environ, self._start)
        self.body = b"".join(result)
        result.close()

    def _start(self, status: str, headers: list[tuple[str, str]], *_: object) -> None:
        self.status, self.headers = int(status.split(maxsplit=1)[0]), dict(headers)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("path", "status"), HEADS.items(), ids=HEADS)
def test_a_head_is_that_of_the_page_and_nothing_else(path: str, status: int) -> None:
    page, head = Answer("GET", path), Answer("HEAD", path)
    assert (page.status, head.status) == (status, status)
    assert head.body == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.body))
    assert head.headers["Content-Type"] == page.headers["Content-Type"]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the server's log has of it, through the filters and in the format of the settings."""
    handler = next(h for h in logging.getLogger().handlers if h.name == "stderr")
    passed = [record for record in caplog.records if handler.filter(record)]
    return [line for record in passed for line in handler.format(record).splitlines()]


@pytest.mark.parametrize("path", ["/worklist/", "/nothing/"])
def test_a_refusal_is_one_line(
    path: str, as_: Callable[[str], Client], world: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert as_("leader").get(path).status_code in {403, 404}
    (line,) = lines(caplog)
    assert line.endswith(path)


def test_a_host_that_is_not_ours_is_one_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get("/signin/", headers={"host": "elsewhere.example"}).status_code == 400
    (line,) = lines(caplog)
    assert "elsewhere.example" in line


def test_a_fault_keeps_its_traceback(
    as_: Callable[[str], Client], world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_("caseworker")
    browser.raise_request_exception = False
    monkeypatch.setattr("fremdrift.web.caseworker.views.common.look_up", lambda *_: None)
    assert browser.get(reverse("case", args=[world.cilla])).status_code == 500
    assert any(line.startswith("Traceback") for line in lines(caplog))
