"""Runs an encoder folder that `onnx_export` made: texts to vectors of unit length.

Needs numpy, onnxruntime and tokenizers and nothing of ours, in any Python from 3.10 on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"
META: Final = "meta.json"
VECTORS: Final = "vectors"
_BATCH: Final = 8
_READ_BYTES: Final = 1 << 20
_THREADS: Final = 2


class EncoderDamagedError(Exception):
    """The folder is not what the export wrote; the message names it and what is wrong."""

    code = "encoder_damaged"

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}. Delete the folder, and it is made anew.")


class OnnxModel:
    """Checks the folder at once and loads the model at the first text. One thread at a time.

    Raises `EncoderDamagedError` where a file is missing or not what `meta.json` says.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            meta = json.loads((folder / META).read_text(encoding="utf-8"))
            self.name: str = f"{meta['source']}-{meta['sha256'][:16]}"
            self.dimension: int = meta["dimension"]
            found = digest_of(folder)
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise EncoderDamagedError(folder, f"unreadable ({type(problem).__name__})") from problem
        if found != meta["sha256"]:
            raise EncoderDamagedError(folder, f"{MODEL} or {TOKENIZER} has changed")
        self._tokenizer: Tokenizer | None = None
        self._session: InferenceSession | None = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text. Of a longer text only its beginning counts, as in training."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        # A batch is as wide as its longest text: neighbours in length waste the least.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            vectors[places] = self._run([texts[place] for place in places])
        return vectors

    def _run(self, texts: list[str]) -> NDArray[np.float32]:
        tokenizer = self._tokenizer or self._load_tokenizer()
        session = self._session or self._load_session()
        rows = tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([row.ids for row in rows], np.int64),
            "attention_mask": np.array([row.attention_mask for row in rows], np.int64),
        }
        return np.asarray(session.run([VECTORS], given)[0], np.float32)

    def _load_tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        return self._tokenizer

    def _load_session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One session for all: the second thread costs a single question nothing that was measured.
        options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        # Threads that spin while they wait starve all others on a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # The arena would keep the memory of the largest batch for good.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(self._folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        return self._session


def digest_of(folder: Path) -> str:
    """SHA-256 over model and tokenizer, as `meta.json` keeps it. Raises `OSError`."""
    digest = hashlib.sha256()
    for name in (MODEL, TOKENIZER):
        with (folder / name).open("rb") as file:
            while part := file.read(_READ_BYTES):
                digest.update(part)
    return digest.hexdigest()
