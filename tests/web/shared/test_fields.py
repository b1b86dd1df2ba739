"""Lines of text: what nobody can see is nothing, at the edges and as a whole."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from fremdrift.web.shared.fields import TextField

UNSEEN = {
    "blanks": "  \t",
    "a blank that does not break": "\u00a0",
    "a line": "\u2028",
    "zero width": "\u200b",
    "a joiner of words": "\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "marks of direction": "\u200e\u200f\u202e\u2067\u2069",
    "control characters": "\x07\x1b\x85",
    "all at once": "\u200b \u2060\u00a0\u200b",
}


@pytest.mark.parametrize("typed", UNSEEN.values(), ids=UNSEEN)
def test_a_text_that_nobody_can_see_is_missing(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TextField().clean(typed)
    with translation.override("en"):
        assert refused.value.messages == ["This field is required."]
    assert TextField(required=False).clean(typed) == ""


@pytest.mark.parametrize("typed", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_can_see_is_taken_from_the_edges(typed: str) -> None:
    assert TextField().clean(f"{typed}Karla Holm{typed}") == "Karla Holm"


@pytest.mark.parametrize("typed", ["Ö", "-", "Karla Test\u00adHolm", "山", "👩\u200d🌾", "1", "å"])
def test_everything_else_stays_as_it_was_typed(typed: str) -> None:
    assert TextField().clean(typed) == typed


def test_only_what_is_kept_counts_for_the_length() -> None:
    assert TextField(max_length=5).clean("\u200bKarla\u200b") == "Karla"
