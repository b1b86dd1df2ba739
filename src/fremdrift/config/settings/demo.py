"""The demo on one's own machine: plain HTTP on 127.0.0.1 and a sign-in page with ready-made people."""

import os

os.environ.setdefault("FREMDRIFT_HTTPS", "0")

from fremdrift.config.settings.base import *  # noqa: F403 - the switch above must come first

DEMO = True
