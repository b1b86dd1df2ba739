"""The municipality's language: what is stored or sent has it, whatever language the page of whoever writes has."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


@contextmanager
def in_office_language() -> Iterator[None]:
    """Let texts of the block be in the municipality's language."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def as_sent(text: Promise) -> str:
    """A text as it is stored or sent by default."""
    with in_office_language():
        return str(text)
