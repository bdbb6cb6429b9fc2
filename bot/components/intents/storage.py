"""An intent model in files of arrays and JSON: nothing in them can run code, and all are hashed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Optional

import numpy as np

from bot.components.intents.calibration import Calibration
from bot.components.intents.encoder import open_reader
from bot.components.intents.kernel import KernelMachine, KernelSettings
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.model import IntentModel, Scripts
from bot.components.intents.ngrams import PARTS, Ngrams

ARRAYS = "intents.npz"
TERMS = "terms.json"
META = "intents.json"
_SAVED = (ARRAYS, TERMS)


class IntentModelDamagedError(Exception):
    """The files are not those that were saved; the message names the folder."""

    code = "intent_model_damaged"

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}. Train the bot again: shopbell train")


def save(model: IntentModel, folder: Path) -> None:
    """The same model gives the same bytes."""
    arrays: dict[str, Any] = {
        # Half precision costs less than the encoder's own rounding, and halves the file.
        "term_weights": model.machine.term_weights.astype(np.float16),
        "coefficients": model.machine.coefficients,
        **{f"idf_{part}": weights for part, weights in model.ngrams.weights().items()},
    }
    for at, view in enumerate(model.machine.views):
        arrays[f"view_{at}"] = view.astype(np.float16)
    for at, layer in enumerate(model.layers):
        arrays |= {f"layer_{at}_{name}": value for name, value in layer.weights.items()}
    np.savez(folder / ARRAYS, **arrays)
    _write(folder / TERMS, model.ngrams.terms())
    reader, settings = model.scripts.reader, model.machine.settings
    meta = {
        "names": model.names,
        "rejected": model.rejected,
        "kernel": [settings.sharpness, settings.ngram_share, settings.ridge],
        "slope": model.calibration.slope,
        "threshold": model.calibration.threshold,
        "all_scripts": model.scripts.all,
        "layers": [[layer.heads, layer.epsilon] for layer in model.layers],
        "encoder": None if reader is None else [reader.folder.name, reader.digest],
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
        layers = tuple(
            LastLayer(_named(arrays, f"layer_{at}_"), heads, epsilon)
            for at, (heads, epsilon) in enumerate(meta["layers"])
        )
        machine = KernelMachine(
            KernelSettings(*meta["kernel"]),
            tuple(arrays[f"view_{at}"].astype(np.float32) for at in range(len(layers))),
            arrays["coefficients"],
            arrays["term_weights"].astype(np.float32),
        )
        ngrams = Ngrams.restore(terms, {part: arrays[f"idf_{part}"] for part in PARTS})
    reader = None
    if meta["encoder"] is not None:
        name, encoder = meta["encoder"]
        reader = open_reader(name, encoder, source)
    return IntentModel(
        tuple(meta["names"]),
        meta["rejected"],
        Scripts(reader, meta["all_scripts"]),
        ngrams,
        layers,
        machine,
        Calibration(meta["slope"], meta["threshold"]),
    )


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
