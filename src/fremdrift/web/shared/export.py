"""Files for spreadsheets."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

_FORMULA = tuple("=+-@＝＋－＠")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, blanks and line ends before it or not."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def spreadsheet(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """The rows as a file that Danish spreadsheets open by themselves: semicolons, and a mark that it is UTF-8."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    csv.writer(response, delimiter=";").writerows([safe_cell(str(cell)) for cell in row] for row in rows)
    return response
