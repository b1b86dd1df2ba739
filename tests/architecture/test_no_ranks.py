"""Nothing that the product says gives a person a place, a mark or a chance: not on a page, not in a file it writes."""

import re

import polib
import pytest

from tests.architecture.source import ROOT, files
from tests.architecture.test_templates import templates
from tests.architecture.texts import in_python, in_templates
from tests.messages import CATALOGUE

RANKS = re.compile(
    r"\b(rank\w*|scor(e|es|ed|ing)|chances?|likel(y|ihood)|probab\w+|percentiles?|predict\w*|forecasts?|prognos\w+"
    r"|risks?|risky|at risk|profil(e|ed|ing)|priorit(y|ies|ise\w*)"
    r"|rangl\w+|rangord\w*|sandsynlig\w*|chancen?|chancer|forudsig\w*|forudse\w*|risiko\w*|prioritet\w*|topplacering"
    r"|placering på listen|pointtal|scorer?)\b",
    re.IGNORECASE,
)
# Texts that have such a word and say something else.
ALLOWED = {
    "A change costs the citizen something: each new caseworker lowers the chance": (
        "what studies found about changes, for everybody; it is said about what the office does, to nobody"
    ),
    "Et skift koster borgeren noget: Hver ny sagsbehandler sænker chancen": "the same in Danish",
}


def said_wrongly(texts: list[str]) -> list[str]:
    return sorted({text for text in texts if RANKS.search(text) and not any(text.startswith(a) for a in ALLOWED)})


def messages() -> list[str]:
    """Every text that the product says: pages, letters, heads of files; in English and in Danish."""
    found = [text for pair in (*in_python(ROOT), *in_templates(sorted(templates(ROOT)))) for text in pair]
    for entry in polib.pofile(str(CATALOGUE)):
        found += [entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()]
    return [" ".join(text.split()) for text in found if text]


def test_no_text_ranks_or_predicts() -> None:
    assert said_wrongly(messages()) == []


def test_each_exception_is_needed() -> None:
    texts = messages()
    assert [start for start in ALLOWED if not any(text.startswith(start) for text in texts)] == []


def test_no_template_or_question_ranks_or_predicts() -> None:
    """What stands in a page beside its texts, and the data that come with the product."""
    told = []
    for path in files(ROOT / "src" / "fremdrift", ".html", ".toml", ".csv"):
        lines = path.read_text("utf-8").splitlines()
        told += [f"{path.name}: {line.strip()}" for line in lines if RANKS.search(line)]
    order = 'kind = "ranked"'  # of reasons, by whoever has them
    assert [line for line in told if "lowers the chance" not in line and not line.endswith(order)] == []


@pytest.mark.parametrize(
    "text", ["Job chance: 40 %", "Rank in the list", "Risk of long unemployment", "Sandsynlighed for job", "Score"]
)
def test_such_a_text_would_be_found(text: str) -> None:
    assert said_wrongly([text]) == [text]
