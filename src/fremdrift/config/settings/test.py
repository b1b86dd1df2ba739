"""Settings of the test suite: the demo's, on a database of its own."""

import os
from pathlib import Path

os.environ.setdefault("FREMDRIFT_HOME", str(Path(__file__).resolve().parents[4] / ".fremdrift" / "test"))

from fremdrift.config.settings.demo import *  # noqa: E402, F403 - the home above must come first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
