"""What must hold on every page: accessible, no wider than the window, all of its text in it, and in one language."""

import re
from functools import cache
from pathlib import Path

import polib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import fremdrift

WIDTHS = (320, 375, 768, 1366)
_AXE_AT = {"da": 1366, "en": 320}  # the wide and the narrow layout; both have the same words to name
_CATALOGUE = Path(fremdrift.__file__).parent / "locale" / "da" / "LC_MESSAGES" / "django.po"
_AXE = Axe()
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_TOO_WIDE = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > room + 1)
    .map((e) => `wider than the window: <${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}">`)
    .slice(0, 3);
}"""
_CUT = """
() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()))
  .filter((e) => e.checkVisibility() && e.clientWidth > 1 && !e.closest('svg, textarea, select'))
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => `text does not fit into <${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}">: `
    + e.textContent.trim().slice(0, 40))"""
_TEXTS = """
(within) => {
  const here = document.documentElement.lang;
  // The name in the header is the same in every language, though a Danish word reads alike.
  const ours = (e) => !e.closest(`code, script, style, [lang]:not([lang=${here}])`) && !e.matches('.fd-logo > span');
  const found = [];
  for (const root of document.querySelectorAll(within)) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (ours(texts.currentNode.parentElement)) found.push(texts.currentNode.data);
    for (const e of [root, ...root.querySelectorAll('*')]) {
      for (const name of ['aria-label', 'placeholder', 'alt', 'title']) {
        if (e.hasAttribute(name) && ours(e)) found.push(e.getAttribute(name));
      }
    }
  }
  return found.map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""
# words that no Danish sentence has
_ENGLISH = re.compile(r"\b(the|and|with|your|you|this|that|from|until|since|which|when|what|they)\b", re.IGNORECASE)
# where the page itself speaks, and not the people who wrote in it
_FRAME = "nav, header, footer, th, legend, label, button, dt, summary, h2, title"


def faults(page: Page) -> list[str]:
    """All that is wrong with a page, at every width; the window is wide afterwards."""
    page.wait_for_load_state()  # a click is over when the next page has begun to arrive
    language = page.locator("html").get_attribute("lang") or ""
    found = mixed_languages(page, language)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        here = page.evaluate(_TOO_WIDE) + page.evaluate(_CUT)
        if width == _AXE_AT[language]:
            here += violations(page)
        found += [f"at {width} px {fault}" for fault in here]
    return found


def violations(page: Page) -> list[str]:
    """What axe finds, with the first place of each."""
    found = _AXE.run(page, options=_RULES).response["violations"]
    return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found]


def mixed_languages(page: Page, language: str) -> list[str]:
    """Texts on a page that are not in the page's own language."""
    if language == "da":
        texts = page.evaluate(_TEXTS, "html")
        wrong = [t for t in texts if t in _english() or _ENGLISH.search(t)]
    else:
        wrong = [t for t in page.evaluate(_TEXTS, _FRAME) if t in _danish()]
    return [f"not in {language}: {text[:80]}" for text in dict.fromkeys(wrong)]


@cache
def _english() -> frozenset[str]:
    return frozenset(entry.msgid for entry in _catalogue() if entry.msgid != entry.msgstr)


@cache
def _danish() -> frozenset[str]:
    return frozenset(entry.msgstr for entry in _catalogue()) - frozenset(entry.msgid for entry in _catalogue())


def _catalogue() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(_CATALOGUE)) if not entry.obsolete and not entry.msgid_plural]
