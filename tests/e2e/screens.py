"""Pictures of every screen for people to look at: `python -m tests.e2e.screens FOLDER`.

Each page that links lead to, wide and as on a phone, in both languages; forms also with errors in them.
With `--url` a demo that runs already is used; with `--only worklist` only screens whose name begins so.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from playwright.sync_api import Browser, sync_playwright

from tests.browser import LAUNCH, chromium
from tests.e2e.demo import running_demo
from tests.e2e.forms import has_form, send_bad_file, send_nonsense
from tests.e2e.visitor import PHONE, WIDE, Visitor
from tests.e2e.walk import walk

_PERSONAS = ("caseworker", "leader", "administrator", "citizen")
_WITHOUT_LINKS = ("/worklist/?show=today&show=minutes&show=record&show=new", "/nowhere/", "/import/citizens/")
_ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}")


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    url: Annotated[str, typer.Option(help="A demo that runs; without it one is started.")] = "",
    cases: Annotated[int, typer.Option(help="How many cases the started demo has.")] = 900,
    only: Annotated[str, typer.Option(help="Only screens whose name begins with this.")] = "",
) -> None:
    """Write a picture of every screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with _demo(url, cases) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        for persona in _PERSONAS:
            for language in ("da", "en"):
                _take(browser, address, persona, language, folder, only)
        browser.close()


@contextmanager
def _demo(url: str, cases: int) -> Iterator[str]:
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder) / "home", cases) as demo:
        yield demo.url


def _take(browser: Browser, url: str, persona: str, language: str, folder: Path, only: str) -> None:
    visitor = Visitor(browser, url)
    visitor.open("/signin/")
    visitor.speak(language)
    camera = _Camera(visitor, folder, language, only)
    camera.shoot("signin")
    visitor.sign_in(persona, language)
    extra = _WITHOUT_LINKS if persona == "caseworker" else ()
    for address in (*walk(visitor), *extra):
        name = camera.name_of(address)
        if not name.startswith(only):
            continue
        visitor.open(address)
        camera.shoot(name)
        if has_form(visitor):
            send_nonsense(visitor)
            camera.shoot(f"{name}-errors")
    if persona == "administrator":
        visitor.open("/import/citizens/")
        send_bad_file(visitor)
        camera.shoot("import-citizens-report")
    visitor.close()


class _Camera:
    """Names and writes the pictures."""

    def __init__(self, visitor: Visitor, folder: Path, language: str, only: str) -> None:
        self._visitor, self._folder, self._language, self._only = visitor, folder, language, only
        self._seen: Counter[str] = Counter()

    def name_of(self, address: str) -> str:
        """“cases-record”, and from the second on “cases-record-2”."""
        path = _ID.sub("", urlsplit(address).path).strip("/").replace("/", "-") or "home"
        self._seen[path] += 1
        return path if self._seen[path] == 1 else f"{path}-{self._seen[path]}"

    def shoot(self, name: str) -> None:
        """The page that is shown, wide and as on a phone."""
        if not name.startswith(self._only):
            return
        for size in (PHONE, WIDE):
            self._visitor.page.set_viewport_size(size)
            path = self._folder / f"{name}-{self._language}-{size['width']}.png"
            self._visitor.page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    typer.run(main)
