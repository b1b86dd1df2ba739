"""Encryption of what must not be read from a stolen database: AES-256-GCM bound to its row, and a blind index."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_NONCE = 12


class UnreadableSecret(Exception):
    """The value was changed, belongs to another row, or was encrypted with another key."""


def encrypt(text: str, row: str) -> bytes:
    """Version, nonce and ciphertext of `text`, readable only together with the same `row` name."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(bytes.fromhex(settings.KEYS.cpr)).encrypt(nonce, text.encode(), row.encode())
    return _VERSION + nonce + sealed


def decrypt(value: bytes, row: str) -> str:
    """The text that `encrypt` was given; raises UnreadableSecret when value, row or key do not fit."""
    if value[:1] != _VERSION:
        raise UnreadableSecret("unknown version")
    nonce, sealed = value[1 : 1 + _NONCE], value[1 + _NONCE :]
    try:
        return AESGCM(bytes.fromhex(settings.KEYS.cpr)).decrypt(nonce, sealed, row.encode()).decode()
    except (InvalidTag, ValueError) as wrong:
        raise UnreadableSecret("the value does not belong to this row") from wrong


def blind_index(text: str, scope: str) -> bytes:
    """HMAC-SHA-256 of `text` within `scope`: equal texts can be found, none can be read back."""
    return hmac.digest(bytes.fromhex(settings.KEYS.cpr_index), f"{scope}|{text}".encode(), hashlib.sha256)
