"""Settings of the test suite: the demo's, on databases of its own, one for each of its processes."""

import os
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("FREMDRIFT_HOME", str(Path(__file__).resolve().parents[4] / ".fremdrift" / "test"))

from fremdrift.config.settings import demo
from fremdrift.config.settings.demo import *  # noqa: F403 - settings are read as one
from fremdrift.core.database import Roles

_NAME = f"{demo.DATABASE.name}_test"
_PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")  # empty where the suite is one process
DATABASE = replace(demo.DATABASE, name=f"{_NAME}{_PROCESS}", roles=Roles(_NAME))
DATABASE_ROLES = DATABASE.roles
DATABASES = {"default": DATABASE.django(DATABASE_ROLES.app), "owner": DATABASE.django(DATABASE_ROLES.owner)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
