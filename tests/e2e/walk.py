"""Every page that somebody can reach by following links."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urljoin, urlsplit

from tests.e2e.visitor import Visitor

_OF_A_KIND = 2
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CASE = re.compile(rf"/cases/({_ID.pattern})/")
_FILES = (".csv", "/export/", "/file/")
_LINKS = "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"


def walk(visitor: Visitor, begin: Sequence[str] = ("/",), most_cases: int = 2) -> list[str]:
    """Addresses in the order found: of each kind of page the first two, with each parameter once, in so many cases."""
    waiting, seen = list(begin), set(begin)
    kinds: Counter[str] = Counter()
    asked: defaultdict[str, set[str]] = defaultdict(set)  # page → the parameters that it was opened with
    cases: dict[str, None] = {}
    found = []
    while waiting:
        address = waiting.pop(0)
        case = _CASE.search(address)
        if case and len(cases) >= most_cases and case[1] not in cases:
            continue
        kinds[kind_of(address)] += 1
        page, parameters = _parameters(address)
        if kinds[kind_of(address)] > _OF_A_KIND or (parameters and parameters <= asked[page]):
            continue
        asked[page] |= parameters
        if case:
            cases[case[1]] = None
        assert visitor.open(address) == 200, address
        found.append(_path(visitor.page.url))
        new = [link for link in _links(visitor) if link not in seen]
        seen.update(new)
        waiting.extend(dict.fromkeys(new))
    return list(dict.fromkeys(found))


def _links(visitor: Visitor) -> Iterator[str]:
    here = urlsplit(visitor.page.url)
    for link in visitor.page.evaluate(_LINKS):
        target = urlsplit(urljoin(visitor.page.url, link))
        if target.netloc == here.netloc and not target.path.endswith(_FILES):
            yield _path(target.geturl())


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _parameters(address: str) -> tuple[str, set[str]]:
    """The kind of page, and the parameters of its query: filters combine to more pages than anybody opens."""
    page, _, query = kind_of(address).partition("?")
    return page, set(filter(None, query.split("&")))


def kind_of(address: str) -> str:
    """What two addresses share that lead to the same kind of page."""
    parts = urlsplit(address)
    return f"{_ID.sub('-', parts.path)}?{'&'.join(sorted(parse_qs(parts.query, keep_blank_values=True)))}"
