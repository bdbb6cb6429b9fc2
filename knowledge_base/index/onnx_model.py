"""Runs an encoder folder that `onnx_export` made: texts to vectors of unit length, or to the states
that enter the last layer.

Needs numpy, onnxruntime and tokenizers and nothing of ours, in any Python from 3.10 on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"
META: Final = "meta.json"
VECTORS: Final = "vectors"
LOWER_LAYERS: Final = "lower_layers.onnx"
LAST_LAYER: Final = "last_layer.npz"
STATES: Final = "states"
_BATCH: Final = 8
_READ_BYTES: Final = 1 << 20
_THREADS: Final = 2


class EncoderDamagedError(Exception):
    """The folder is not what the export wrote; the message names it and what is wrong."""

    code = "encoder_damaged"

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}. Delete the folder, and it is made anew.")


class EncoderUntunableError(Exception):
    """The encoder has no last layer of its own; the message says why."""

    code = "encoder_untunable"

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: cannot be tuned, because {problem}")


class OnnxModel:
    """Checks the folder at once and loads the model at the first text. One thread at a time.

    Raises `EncoderDamagedError` where a file is missing or not what `meta.json` says.
    """

    def __init__(self, folder: Path) -> None:
        meta = _read_meta(folder)
        try:
            self.name: str = f"{meta['source']}-{meta['sha256'][:16]}"
            self.dimension: int = meta["dimension"]
            expected = meta["sha256"]
        except (KeyError, TypeError) as problem:
            raise EncoderDamagedError(folder, f"unreadable ({type(problem).__name__})") from problem
        _check(folder, (MODEL, TOKENIZER), expected)
        self._graph = _Graph(folder, MODEL, VECTORS, threads=1)
        self._side_by_side = ThreadPoolExecutor(_THREADS, thread_name_prefix="encoder")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text. Of a longer text only its beginning counts, as in training."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        # A batch is as wide as its longest text: neighbours in length waste the least.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]

        def run(places: list[int]) -> None:
            vectors[places] = self._graph.run([texts[place] for place in places])[0]

        if len(batches) == 1:
            run(batches[0])
        elif batches:
            self._graph.load()
            # Whole batches side by side: half as dear as a batch on two threads that wait in turn.
            list(self._side_by_side.map(run, batches))
        return vectors


class LowerLayers:
    """All layers but the last, whose weights are to be tuned.

    Raises `EncoderDamagedError`, and `EncoderUntunableError` where the export could not take the
    network apart. Loads at the first text. With `threads` whole batches run side by side.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        meta = _read_meta(folder)
        if "tunable" not in meta:
            raise EncoderUntunableError(folder, str(meta.get("untunable", "an older export")))
        try:
            tunable = meta["tunable"]
            self.digest: str = tunable["sha256"]
            self.heads: int = tunable["heads"]
            self.epsilon: float = tunable["epsilon"]
        except (KeyError, TypeError) as problem:
            raise EncoderDamagedError(folder, f"unreadable ({type(problem).__name__})") from problem
        _check(folder, (LOWER_LAYERS, LAST_LAYER, TOKENIZER), self.digest)
        self._folder = folder
        self._graph = _Graph(folder, LOWER_LAYERS, STATES, threads=1)
        self._threads = threads

    def last_layer(self) -> dict[str, NDArray[np.float32]]:
        """Its weights as they were exported, named as in BERT."""
        with np.load(self._folder / LAST_LAYER, allow_pickle=False) as arrays:
            return dict(arrays)

    def run(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """The states (tokens by width) of each text. Of a longer text only its beginning counts.

        Each text runs alone: a batch shares the scale of its 8-bit numbers, and a text would have
        other states at training than in a turn (mean cosine of the vectors 0.996).
        """

        def one(text: str) -> NDArray[np.float32]:
            states: NDArray[np.float32] = self._graph.run([text])[0][0]
            return states

        if self._threads == 1 or len(texts) == 1:
            return [one(text) for text in texts]
        self._graph.load()
        with ThreadPoolExecutor(self._threads, thread_name_prefix="encoder") as pool:
            return list(pool.map(one, texts))


class _Graph:
    """A graph of the folder behind its tokenizer, loaded at the first text."""

    def __init__(self, folder: Path, file: str, output: str, *, threads: int) -> None:
        self._folder = folder
        self._file = file
        self._output = output
        self._threads = min(threads, os.cpu_count() or 1)
        self._tokenizer: Tokenizer | None = None
        self._session: InferenceSession | None = None

    def run(self, texts: list[str]) -> tuple[NDArray[np.float32], list[int]]:
        """The output for each text, and how many tokens each has."""
        tokenizer = self._tokenizer or self._load_tokenizer()
        session = self._session or self._load_session()
        rows = tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([row.ids for row in rows], np.int64),
            "attention_mask": np.array([row.attention_mask for row in rows], np.int64),
        }
        found = np.asarray(session.run([self._output], given)[0], np.float32)
        return found, [sum(row.attention_mask) for row in rows]

    def load(self) -> None:
        """Before several threads run it at once."""
        if self._tokenizer is None:
            self._load_tokenizer()
        if self._session is None:
            self._load_session()

    def _load_tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        return self._tokenizer

    def _load_session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait starve all others on a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # The arena would keep the memory of the largest batch for good.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(self._folder / self._file), options, providers=["CPUExecutionProvider"]
        )
        return self._session


def digest_of(folder: Path, names: Sequence[str] = (MODEL, TOKENIZER)) -> str:
    """SHA-256 over these files, as `meta.json` keeps it. Raises `OSError`."""
    digest = hashlib.sha256()
    for name in names:
        with (folder / name).open("rb") as file:
            while part := file.read(_READ_BYTES):
                digest.update(part)
    return digest.hexdigest()


def _read_meta(folder: Path) -> dict[str, Any]:
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EncoderDamagedError(folder, f"unreadable ({type(problem).__name__})") from problem
    if not isinstance(meta, dict):
        raise EncoderDamagedError(folder, f"{META} is no object")
    return meta


def _check(folder: Path, names: Sequence[str], expected: str) -> None:
    try:
        found = digest_of(folder, names)
    except OSError as problem:
        raise EncoderDamagedError(folder, f"unreadable ({type(problem).__name__})") from problem
    if found != expected:
        raise EncoderDamagedError(folder, f"{' or '.join(names)} has changed")
