"""Addresses that only take what a form sends, and the page that is near them: for whoever asks for one as a page."""

from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve, reverse

_ONLY_SENT = {"signout", "language"}  # the forms of every page, which need no screen


def page_near(url: str) -> str:
    """The address itself, unless it only takes what a form sends: then the nearest page above it."""
    path = urlsplit(url).path
    if not _only_sent(_found(path)):
        return url
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        found = _found(path)
        if found is not None and not _only_sent(found):
            return path
    return reverse("home")


def _found(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _only_sent(found: ResolverMatch | None) -> bool:
    """An address that nobody knows is answered as one; it may be of use in another language."""
    screen = getattr(found.func, "screen", None) if found else None
    return found is not None and (found.url_name in _ONLY_SENT or (screen is not None and "GET" not in screen.methods))
