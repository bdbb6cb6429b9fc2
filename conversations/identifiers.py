"""Ids and tokens. The only place of this package that asks for randomness."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_token() -> str:
    """256 random bits for a bearer's hand; store only `token_digest` of it."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
