"""The sentence encoder for tests: made once for this checkout, then borrowed."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge_base.index.preparation import ensure_encoder
from shopbell.settings import CHECKOUT

# A home of its own as well, for a bot that a test runs without an app.
CACHE = CHECKOUT / "var" / "test-cache"


def prepared_encoder() -> Path:
    """The folder of the packaged model's encoder. The first call on a checkout takes a while."""
    return ensure_encoder(CACHE / "models")


def lend_encoder(home: Path) -> None:
    """Puts a copy where an app on `home` looks for it."""
    made = prepared_encoder()
    shutil.copytree(made, home / "models" / made.name, dirs_exist_ok=True)
