"""Passwords: the rule they keep, and Argon2 away from the event loop."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from console.errors import ConsoleError

MIN_CHARS = 10
AT_ONCE = 2  # one hash takes 64 MiB


class PasswordRefusedError(ConsoleError):
    def __init__(self, message: str, *, reason: str) -> None:
        fields = [{"field": "password", "message": message}]
        super().__init__(message, reason=reason, fields=fields)


def check_password(password: str, *, email: str, name: str) -> None:
    """Raises `PasswordRefusedError` with the rule that is broken."""
    if len(password) < MIN_CHARS:
        said = f"The password needs at least {MIN_CHARS} characters."
        raise PasswordRefusedError(said, reason="password_short")
    plain = password.strip().casefold()
    if plain == email.casefold():
        said = "The password must not be your e-mail address."
        raise PasswordRefusedError(said, reason="password_is_email")
    if plain == name.strip().casefold():
        raise PasswordRefusedError("The password must not be your name.", reason="password_is_name")
    if len(set(password)) < 3:
        said = "The password must not be one or two characters repeated."
        raise PasswordRefusedError(said, reason="password_repeats")


class Passwords:
    """Argon2id with the library's current parameters unless a hasher is given."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._places = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """None costs what a wrong password costs, so that time does not tell who has an account."""
        if password_hash is None:
            await self.hash(password)
            return False
        async with self._places:
            return await asyncio.to_thread(self._matches, password_hash, password)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
