"""Finds the sentence encoder that Shopbell prepared, has it made where it is missing, and reads.

An encoder lies in `SHOPBELL_HOME/models/encoder-<hash>` (`var/models` in a checkout by default). It
is made by the app's environment, because it takes torch, which the bot's does not have.
"""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Optional, Sequence

from bot.components.intents.last_layer import Array, LastLayer, weights_from_bert
from knowledge_base.index.onnx_model import LowerLayers

CHECKOUT = Path(__file__).resolve().parents[3]
APP_PYTHON = CHECKOUT / ".venv" / "bin" / "python"
MAKER = "knowledge_base.index.preparation"
MAKING_S = 600
_READ_AT_ONCE = 256
# Each reads texts by itself: one text is too little work to be shared out.
_PROCESSORS = 2


class EncoderMissingError(Exception):
    """There is no sentence encoder and none could be made; the message says what to run."""

    code = "encoder_missing"


class EncoderChangedError(Exception):
    """The model was trained with another encoder than the one that is there."""

    code = "encoder_changed"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not the encoder that the model was trained with. Train the bot again: "
            "shopbell train"
        )


class SentenceReader:
    """Texts to the states that enter the encoder's last layer."""

    def __init__(self, folder: Path) -> None:
        """Raises `EncoderDamagedError` or `EncoderUntunableError`."""
        self._lower = LowerLayers(folder, threads=1)
        self.folder = folder

    @property
    def digest(self) -> str:
        return self._lower.digest

    def layer(self) -> LastLayer:
        """The last layer as it was exported."""
        lower = self._lower
        return LastLayer(weights_from_bert(lower.last_layer()), lower.heads, lower.epsilon)

    def states(
        self, texts: Sequence[str], progress: Callable[[int, int], None] = lambda done, of: None
    ) -> list[Array]:
        if len(texts) == 1:
            return self._lower.run(texts)
        parts = [texts[at : at + _READ_AT_ONCE] for at in range(0, len(texts), _READ_AT_ONCE)]
        found: list[Array] = []
        with ThreadPoolExecutor(_PROCESSORS) as pool:
            for part in pool.map(self._lower.run, parts):
                found += part
                progress(len(found), len(texts))
        return found


def models_folder() -> Path:
    home = os.environ.get("SHOPBELL_HOME")
    return (Path(home) if home else CHECKOUT / "var") / "models"


def prepared_encoder(source: Optional[Path] = None) -> Path:
    """The folder of the encoder made from `source`, by default the packaged all-MiniLM-L6-v2.

    Takes a second where it is there and some 20 where it is not. Raises `EncoderMissingError`.
    """
    models = models_folder().resolve()
    command = [str(APP_PYTHON), "-m", MAKER, str(models)]
    if source is not None:
        command += ["--source", str(source.resolve())]
    told = f"Run: cd {CHECKOUT} && {' '.join(command)}"
    # The app's environment must not see the variables that Rasa's was started with.
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    try:
        done = subprocess.run(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MAKING_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise EncoderMissingError(f"No sentence encoder ({problem}). {told}") from problem
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise EncoderMissingError(f"No sentence encoder could be made: {last}. {told}")
    return Path(lines[-1])


def open_reader(name: str, digest: str, source: Optional[Path]) -> SentenceReader:
    """The encoder that a model was trained with.

    Raises `EncoderMissingError`, `EncoderChangedError`, `EncoderDamagedError`.
    """
    folder = models_folder() / name
    if not folder.is_dir():
        folder = prepared_encoder(source)
    reader = SentenceReader(folder)
    if reader.digest != digest:
        raise EncoderChangedError(folder)
    return reader
