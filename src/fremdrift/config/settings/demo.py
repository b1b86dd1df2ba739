"""The demo on one's own machine: plain HTTP on 127.0.0.1 and a sign-in page with ready-made people."""

import hashlib
import os

os.environ.setdefault("FREMDRIFT_HTTPS", "0")

from fremdrift.config.settings.base import *  # noqa: F403 - settings are read as one
from fremdrift.config.settings.base import HOME

DEMO = True
# Browsers keep cookies by host, whatever the port: two demos side by side must not sign one another out.
_OWN = hashlib.sha256(str(HOME).encode()).hexdigest()[:8]
SESSION_COOKIE_NAME = f"fremdrift-{_OWN}"
CSRF_COOKIE_NAME = f"fremdrift-form-{_OWN}"
