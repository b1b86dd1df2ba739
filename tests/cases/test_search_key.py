"""Names as they are looked for: spellings that sound alike are one, and what a text is searched as."""

import pytest

from fremdrift.cases.rules import SORT_KEY_LENGTH, Sought, search_key, sought

ALIKE = [
    ("Åse", "Aase"),
    ("Ærlig", "Aerlig"),
    ("Øjvind", "Oejvind"),
    ("Philip", "Filip"),
    ("Erick", "Erik"),
    ("Wagner", "Vagner"),
    ("Zara", "Sara"),
    ("Otto", "Oto"),
    ("Christian", "Kristian"),
    ("Carl", "Karl"),
    ("Cecilie", "Sesilie"),
    ("Thea", "Tea"),
    ("Axel", "Aksel"),
    ("José", "Jose"),
    ("Müller", "Myller"),
    ("Łukasz", "Lukas"),
    ("A\u030ase", "Åse"),  # the ring as a letter of its own
    ("  Bo   Prøve ", "bo prøve"),
    ("Test-Holm", "test holm"),
]
APART = [("Åse", "Ase"), ("Ærlig", "Arlig"), ("Øjvind", "Ojvind"), ("Anna", "Hanna"), ("Maren", "Karen")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_sounds_alike(one: str, other: str) -> None:
    assert search_key(one) == search_key(other) != ""


@pytest.mark.parametrize(("one", "other"), APART)
def test_is_another_name(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_plain_letters_whatever_the_name() -> None:
    for name in ("Ærø Åå", "Ðóra Þór", "Nguyễn", "Ślązak", "ΑΩ", "محمد", "😀", "%_'\\"):
        assert all(c.isalnum() or c == " " for c in search_key(name)), name
    assert search_key("Æ" * 500) == "1"
    assert len(search_key("Ab" * 500)) == SORT_KEY_LENGTH


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cilla", Sought.NAME),
        ("Bo", Sought.NAME),
        ("b", None),
        ("", None),
        ("%", None),
        ("610382-0118", Sought.CPR),
        ("6103820118", Sought.CPR),
        ("12", Sought.NUMBER),
        ("610382", Sought.NUMBER),
        ("61038201189", Sought.UNCLEAR),
        ("610382-011a", Sought.UNCLEAR),
        ("Cilla 610382", Sought.UNCLEAR),
        ("٣٤٥", Sought.UNCLEAR),  # digits too
    ],
)
def test_what_a_text_is_searched_as(text: str, kind: Sought | None) -> None:
    assert sought(text) is kind
