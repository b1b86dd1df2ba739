"""The citizen's screens are tested in English too, and beside the system at work in Nordby."""

from tests.web.caseworker.conftest import _in_english, system

__all__ = ["_in_english", "system"]
