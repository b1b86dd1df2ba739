"""A message that can be taken back straight after."""

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, undo: str) -> None:
    """Say what was done, with a button that undoes it; `undo` is the address that the button is sent to."""
    messages.success(request, text, extra_tags=undo)
