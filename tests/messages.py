"""Compile the message catalogue, so that nobody needs GNU gettext: `python -m tests.messages`."""

from pathlib import Path

import polib

CATALOGUE = Path(__file__).resolve().parents[1] / "src" / "fremdrift" / "locale" / "da" / "LC_MESSAGES" / "django.po"


def compiled(catalogue: Path) -> bytes:
    """What the compiled catalogue must hold, byte for byte."""
    return polib.pofile(str(catalogue), wrapwidth=78).to_binary()


def main() -> None:
    """Write django.mo beside django.po."""
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(CATALOGUE))


if __name__ == "__main__":
    main()
