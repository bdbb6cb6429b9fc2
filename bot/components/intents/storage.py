"""An intent model in files of arrays and JSON: nothing in them can run code, and all are hashed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Optional

import numpy as np

from bot.components.intents.calibration import Calibration
from bot.components.intents.dictionary import Dictionary
from bot.components.intents.encoder import EncoderChangedError, models_folder, open_reader
from bot.components.intents.kernel import KernelMachine, KernelSettings, Supports
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.model import IntentModel
from bot.components.intents.ngrams import PARTS, Ngrams
from bot.components.intents.reading import Readers, Shares
from bot.components.intents.spelling import Spelling
from bot.components.intents.universal import UniversalReader

ARRAYS = "intents.npz"
TERMS = "terms.json"
META = "intents.json"
SPELLING = "spelling"
_SAVED = (ARRAYS, TERMS)
_LAYER = "layer_"


class IntentModelDamagedError(Exception):
    """The files are not those that were saved; the message names the folder."""

    code = "intent_model_damaged"

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}. Train the bot again: shopbell train")


def save(model: IntentModel, folder: Path) -> None:
    """The same model gives the same bytes."""
    arrays: dict[str, Any] = {
        # Half precision costs less than the encoder's own rounding, and halves file and memory.
        "term_weights": model.machine.term_weights.astype(np.float16),
        "known_words": model.spelling.dictionary.hashes,
        **{f"idf_{part}": weights for part, weights in model.ngrams.weights().items()},
    }
    for at, support in enumerate(model.machine.supports):
        arrays[f"view_{at}"] = support.vectors.astype(np.float16)
        arrays[f"coefficients_{at}"] = support.coefficients
    layer = model.layer
    if layer is not None:
        arrays |= {f"{_LAYER}{name}": value for name, value in layer.weights.items()}
    np.savez(folder / ARRAYS, **arrays)
    _write(folder / TERMS, {**model.ngrams.terms(), SPELLING: model.spelling.words})
    readers, settings = model.readers, model.machine.settings
    meta = {
        "names": model.names,
        "rejected": model.rejected,
        "kernel": asdict(settings),
        "shares": asdict(model.shares),
        "calibration": asdict(model.calibration),
        "all_scripts": readers.all_scripts,
        "layer": layer and [layer.heads, layer.epsilon],
        "views": len(model.machine.supports),
        "encoder": readers.encoder and [readers.encoder.folder.name, readers.encoder.digest],
        "universal": readers.universal and readers.universal.digest,
    }
    _write(folder / META, {**meta, "sha256": _digest(folder, meta)})


def load(folder: Path, source: Optional[Path]) -> IntentModel:
    """`source` is where the encoder was made from, for where it has to be made again.

    Raises `IntentModelDamagedError`, and what `open_reader` raises.
    """
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        expected = meta.pop("sha256")
        found = _digest(folder, meta)
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise IntentModelDamagedError(folder, f"unreadable ({problem})") from problem
    if found != expected:
        raise IntentModelDamagedError(folder, "a file has changed since the training")
    terms = json.loads((folder / TERMS).read_text(encoding="utf-8"))
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        layer = LastLayer(_named(arrays, _LAYER), *meta["layer"]) if meta["layer"] else None
        supports = tuple(
            Supports(arrays[f"view_{at}"].astype(np.float32), arrays[f"coefficients_{at}"])
            for at in range(meta["views"])
        )
        term_weights = arrays["term_weights"]
        ngrams = Ngrams.restore(terms, {part: arrays[f"idf_{part}"] for part in PARTS})
        spelling = Spelling(terms[SPELLING], Dictionary(arrays["known_words"]))
    return IntentModel(
        tuple(meta["names"]),
        meta["rejected"],
        spelling,
        _readers(meta, folder, source),
        Shares(**meta["shares"]),
        ngrams,
        layer,
        KernelMachine(KernelSettings(**meta["kernel"]), supports, term_weights),
        Calibration(**meta["calibration"]),
    )


def _readers(meta: dict[str, Any], folder: Path, source: Optional[Path]) -> Readers:
    encoder = universal = None
    if meta["encoder"] is not None:
        name, digest = meta["encoder"]
        encoder = open_reader(name, digest, source)
    if meta["universal"] is not None:
        universal = UniversalReader(models_folder())
        if universal.digest != meta["universal"]:
            raise EncoderChangedError(folder)
    return Readers(encoder, meta["all_scripts"], universal)


def _named(arrays: Any, prefix: str) -> dict[str, Any]:
    return {
        name.removeprefix(prefix): arrays[name] for name in arrays.files if name.startswith(prefix)
    }


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _digest(folder: Path, meta: dict[str, Any]) -> str:
    digest = hashlib.sha256(json.dumps(meta, sort_keys=True).encode())
    for name in _SAVED:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
