"""Settings of the test suite: the demo's, on a database of its own that is made anew for each run."""

import os
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("FREMDRIFT_HOME", str(Path(__file__).resolve().parents[4] / ".fremdrift" / "test"))

from fremdrift.config.settings import demo
from fremdrift.config.settings.demo import *  # noqa: F403 - settings are read as one
from fremdrift.core.database import Roles

_NAME = f"{demo.DATABASE.name}_test"
DATABASE = replace(demo.DATABASE, name=_NAME, roles=Roles(_NAME))
DATABASE_ROLES = DATABASE.roles
DATABASES = {"default": DATABASE.django(DATABASE_ROLES.app), "owner": DATABASE.django(DATABASE_ROLES.owner)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
