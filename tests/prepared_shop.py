"""The demo shop for tests: loaded and indexed once for each state of its sources, then borrowed."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from shopbell.settings import CHECKOUT
from tests.prepared_encoder import CACHE

PACKAGES = ("actions", "conversations", "knowledge_base", "migrations", "shopbell")
KINDS = frozenset({".py", ".json", ".jsonl"})
DATABASES = ("shopbell.db", "index/view-0/index.db")
DERIVED = "models/universal-*.npy"


@contextmanager
def lent_demo(home: Path) -> Iterator[None]:
    """The shop that is started on `home` inside finds the demo loaded and its index built.

    The first on a state of the sources does both itself; what it has when the block ends is kept,
    and others wait for that.
    """
    kept = CACHE / f"demo-{_fingerprint()}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            yield
            _keep(home, kept)
            return
    shutil.copytree(kept, home, dirs_exist_ok=True)
    yield


def _keep(home: Path, kept: Path) -> None:
    for outdated in CACHE.glob("demo-*"):
        shutil.rmtree(outdated)
    partial = kept.with_name(f"partial-{kept.name}")
    shutil.rmtree(partial, ignore_errors=True)
    for name in DATABASES:
        copy = partial / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(home / name)) as live, closing(sqlite3.connect(copy)) as to:
            live.backup(to)
    for file in home.glob(DERIVED):
        copy = partial / file.relative_to(home)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(file, copy)
    partial.rename(kept)


def _fingerprint() -> str:
    """Of all that decides what the demo's database and index hold; a little more does no harm."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for file in sorted((CHECKOUT / package).rglob("*")):
            parts = file.relative_to(CHECKOUT).parts
            if file.suffix in KINDS and "web" not in parts:
                digest.update("/".join(parts).encode() + file.read_bytes())
    return digest.hexdigest()[:32]
