"""A sentence-transformers model in torch, for the models that cannot be exported."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoder import Calibration

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_MOST_THREADS: Final = 2
# Threads that spin while they wait starve each other on a busy machine: 434 ms a question, not 33.
_ENVIRONMENT: Final = {
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_WAIT_POLICY": "PASSIVE",
}


class SentenceEncoder:
    """Loads the model from its folder, never from the network, at the first text."""

    def __init__(self, model: Path, name: str, calibration: Calibration) -> None:
        self._path = model
        self._name = name
        self._calibration = calibration
        self._model: SentenceTransformer | None = None

    @property
    def name(self) -> str:
        return self._name

    def calibration(self, locale: str) -> Calibration:
        return self._calibration

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        model = self._model or self._load()
        vectors = model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(min(_MOST_THREADS, os.cpu_count() or 1))
        importlib.import_module("transformers.utils.logging").disable_progress_bar()
        self._model = SentenceTransformer(str(self._path), device="cpu")
        return self._model
