"""Two texts word by word: what stayed, came and went, and that both texts can be read off it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fremdrift.web.caseworker.differences import pieces

TEXTS = st.text(alphabet="abæ .,\n1", max_size=40)


def told(before: str, after: str) -> str:
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("", "", ""),
        ("Et job", "Et job", "Et job"),
        ("", "Et job", "+Et job+"),
        ("Et job", "", "-Et job-"),
        ("Jeg vil arbejde.", "Jeg vil arbejde. Nogle timer.", "Jeg vil arbejde.+ Nogle timer.+"),
        ("Jeg vil arbejde.", "Jeg vil arbejde igen.", "Jeg vil arbejde+ igen+."),
        ("Jeg vil gerne arbejde", "Jeg vil arbejde", "Jeg vil -gerne -arbejde"),
        ("ti timer", "tolv timer", "-ti-+tolv+ timer"),
        ("Det er svært at gå.", "Mange nye mennesker.", "-Det er svært at gå-+Mange nye mennesker+."),
        ("Søvnen. Det er svært.", "Søvnen og gælden. Mange nye.", "Søvnen-. Det er svært-+ og gælden. Mange nye+."),
    ],
)
def test_a_difference_reads_like_a_corrected_text(before: str, after: str, difference: str) -> None:
    assert told(before, after) == difference


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_off_it(before: str, after: str) -> None:
    found = pieces(before, after)
    was = "".join(p.text for p in found if p.kind != "added")
    assert "".join(was.split()) == "".join(before.split())  # what stayed is told with the blanks that it has now
    assert "".join(p.text for p in found if p.kind != "removed") == after
