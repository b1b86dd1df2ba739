"""Somebody at a browser."""

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize

WIDE: ViewportSize = {"width": 1366, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 812}


class Visitor:
    """A browser window of its own; whatever goes wrong behind the page is kept in `faults`."""

    def __init__(self, browser: Browser, url: str, *, javascript: bool = True) -> None:
        self._context = browser.new_context(
            base_url=url, viewport=WIDE, locale="da-DK", java_script_enabled=javascript, reduced_motion="reduce"
        )
        self._context.set_default_timeout(10_000)
        self.page: Page = self._context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def open(self, address: str) -> int:
        """Go to an address; the status of the answer."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def sign_in(self, persona: str, language: str = "da") -> None:
        """Choose somebody on the demo's sign-in page, and speak a language."""
        self.open("/signin/")
        self.click(f"[data-persona={persona}]")
        self.speak(language)

    def sign_out(self) -> None:
        """Leave; the sign-in page follows."""
        self.click(".fd-signout button >> visible=true")

    def speak(self, language: str) -> None:
        """Choose a language in the head of the page, unless it is spoken already."""
        if self.language != language:
            self.click(f"button[name=language][value={language}] >> visible=true")

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        return self.page.locator("html").get_attribute("lang") or ""

    def click(self, selector: str) -> None:
        """Click; if a page follows, it stands there whole, so that what is on it can be counted."""
        self.page.click(selector)
        self.page.wait_for_load_state("domcontentloaded")

    def send(self, button: str) -> int:
        """Press a button that sends a form; the status of the answer."""
        with self.page.expect_navigation() as arriving:
            self.page.click(button)
        answer = arriving.value
        return answer.status if answer else 0

    def close(self) -> None:
        """Close the window."""
        self._context.close()

    def _said(self, message: ConsoleMessage) -> None:
        # that a page was refused with 403, 404 or 422 is for the test to judge, which reads the status
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.faults.append(f"{response.url}: {response.status}")
