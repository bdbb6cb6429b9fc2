"""One Shopbell for one home folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from shopbell.settings import Settings


class HomeInUseError(RuntimeError):
    def __init__(self, settings: Settings) -> None:
        super().__init__(f"Another Shopbell runs on {settings.home}. End it first.")


@contextmanager
def home_lock(settings: Settings) -> Iterator[None]:
    """Hold the home folder for this process. Raises `HomeInUseError`."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeInUseError(settings) from None
        yield
