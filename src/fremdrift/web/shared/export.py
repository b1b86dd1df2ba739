"""Files for spreadsheets."""

_FORMULA = tuple("=+-@＝＋－＠")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, blanks and line ends before it or not."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
