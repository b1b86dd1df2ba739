"""The installation's own keys: from the environment, else from a file that only its owner can read."""

import json
import os
import secrets
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """Hexadecimal keys, 32 bytes each. None of them is ever stored in the database, `context` aside."""

    django: str  # sessions and form tokens
    cpr: str  # encrypts CPR numbers
    cpr_index: str  # blind index of CPR numbers
    context: str  # signs the row-level-security context; the owner role alone can read its copy
    database: str  # passwords of the database roles are derived from it


@cache
def keys(folder: Path) -> Keys:
    """The keys of the installation, kept in `folder` and made on first use. FREMDRIFT_KEY_<NAME> overrides each."""
    named = {f.name: os.environ.get(f"FREMDRIFT_KEY_{f.name.upper()}") for f in fields(Keys)}
    given = {name: value for name, value in named.items() if value}
    missing = [f.name for f in fields(Keys) if f.name not in given]
    stored = _stored(folder / "keys.json") if missing else {}
    return Keys(**{name: given.get(name) or stored[name] for name in named})


def _stored(path: Path) -> dict[str, str]:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = {f.name: secrets.token_hex(32) for f in fields(Keys)}
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(fresh, indent=1))
        try:
            os.link(draft, path)  # fails when another process was first: then its keys count
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    found = json.loads(path.read_text())
    return {str(name): str(value) for name, value in found.items()}
