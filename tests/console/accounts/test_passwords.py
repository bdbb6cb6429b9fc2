from __future__ import annotations

import threading
from typing import Literal

import pytest
from argon2 import PasswordHasher

from console.accounts.passwords import Passwords

pytestmark = pytest.mark.anyio


class WatchedHasher(PasswordHasher):
    """Notes how often it worked, and in which thread."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.threads: list[threading.Thread] = []

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.threads.append(threading.current_thread())
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.threads.append(threading.current_thread())
        return super().verify(hash, password)


async def test_only_the_right_password_matches() -> None:
    passwords = Passwords(WatchedHasher())
    kept = await passwords.hash("correct horse")
    assert await passwords.verify(kept, "correct horse")
    assert not await passwords.verify(kept, "correct horse ")
    assert not await passwords.verify("not a hash", "correct horse")


async def test_nobodys_password_costs_as_much_work_as_somebodys() -> None:
    hasher = WatchedHasher()
    passwords = Passwords(hasher)
    kept = await passwords.hash("correct horse")
    hasher.threads.clear()
    assert not await passwords.verify(kept, "wrong")
    known = len(hasher.threads)
    assert not await passwords.verify(None, "wrong")
    assert len(hasher.threads) == 2 * known == 2


async def test_the_event_loop_is_free_meanwhile() -> None:
    hasher = WatchedHasher()
    passwords = Passwords(hasher)
    kept = await passwords.hash("correct horse")
    await passwords.verify(kept, "correct horse")
    assert threading.current_thread() not in hasher.threads


async def test_the_default_is_argon2id_and_hard() -> None:
    kept = await Passwords().hash("correct horse")
    assert kept.startswith("$argon2id$")
    memory_kib = int(kept.split("m=")[1].split(",")[0])
    assert memory_kib >= 19 * 1024  # the least that OWASP recommends
