"""A folder for one process: the first that nobody holds, held by a lock until released."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MOST_FOLDERS: Final = 256


class IndexFolderError(Exception):
    """No folder could be had; the message says where."""

    code = "unavailable"


@dataclass(frozen=True, slots=True)
class HeldFolder:
    """`path` is ours alone until `release`. A process that dies gives its folder back."""

    path: Path
    _lock: int

    def release(self) -> None:
        os.close(self._lock)


def hold_folder(base: Path) -> HeldFolder:
    """Holds `base/view-N` with the smallest free N, so that a restart finds what it left.

    Raises `IndexFolderError`.
    """
    base.mkdir(parents=True, exist_ok=True)
    for number in range(_MOST_FOLDERS):
        lock = os.open(base / f"view-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if _locked(lock):
            path = base / f"view-{number}"
            path.mkdir(exist_ok=True)
            return HeldFolder(path, lock)
        os.close(lock)
    raise IndexFolderError(f"all {_MOST_FOLDERS} index folders under {base} are in use")


def _locked(descriptor: int) -> bool:
    """Whether the lock was free; it ends with the descriptor, however the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
