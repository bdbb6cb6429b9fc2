"""The bot's trained model: which one is current, whether it is out of date, and training it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shopbell.processes.bot import BOT_FOLDER, bot_environment, bot_python
from shopbell.settings import CHECKOUT, Settings

INDEX = CHECKOUT / "knowledge_base" / "index"
SOURCES = (CHECKOUT / "config.yml", BOT_FOLDER / "domain", BOT_FOLDER / "data",
           BOT_FOLDER / "components", BOT_FOLDER / "policies", BOT_FOLDER / "uv.lock",
           *(INDEX / f"onnx_{part}.py" for part in ("export", "layers", "model")))  # fmt: skip
CURRENT = "current.json"


class TrainingFailedError(RuntimeError):
    def __init__(self, log: Path) -> None:
        super().__init__(f"The bot could not be trained. What the training printed: {log}")


@dataclass(frozen=True)
class PinnedModel:
    """`sha256` is what the file hashed to when it was trained; `fingerprint` of what."""

    file: Path
    sha256: str
    fingerprint: str

    def intact(self) -> bool:
        """Whether the file is there and still the one that was trained. Reads all of it."""
        try:
            with self.file.open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def training_fingerprint() -> str:
    """Hash of everything that a model is made from."""
    digest = hashlib.sha256()
    for source in SOURCES:
        files = sorted(source.rglob("*")) if source.is_dir() else [source]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(CHECKOUT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def pinned_model(settings: Settings) -> PinnedModel | None:
    """The model that was trained last, whatever the checkout has become since."""
    try:
        kept = json.loads((settings.models_folder / CURRENT).read_text())
        file = settings.models_folder / kept["file"]
        return PinnedModel(file, kept["sha256"], kept["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def current_model(settings: Settings) -> PinnedModel | None:
    """The model that was trained from what lies in the checkout now, or None."""
    model = pinned_model(settings)
    if model is None or model.fingerprint != training_fingerprint() or not model.intact():
        return None
    return model


async def train_model(settings: Settings, progress: Callable[[str], None]) -> PinnedModel:
    """Train in the bot's environment and make the result current. Raises `TrainingFailedError`.

    `progress` is given a short line whenever the training says where it is.
    """
    settings.models_folder.mkdir(parents=True, exist_ok=True)
    fingerprint = training_fingerprint()
    name = f"shopbell-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}.tar.gz"
    file = settings.models_folder / name
    log = settings.home / "logs" / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        str(bot_python()), "-m", "bot.train", "--out", str(file),
        cwd=CHECKOUT,
        env=bot_environment(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    last = ""
    with log.open("wb") as kept:
        while process.stdout and (line := await process.stdout.readline()):
            kept.write(line)
            last = line.decode(errors="replace").strip()
            if last.startswith("progress: "):
                progress(last.removeprefix("progress: "))
    # The last line is the hash, taken by the process that wrote the file.
    if await process.wait() != 0 or not re.fullmatch("[0-9a-f]{64}", last):
        raise TrainingFailedError(log)
    model = PinnedModel(file, sha256=last, fingerprint=fingerprint)
    make_current(settings, model)
    return model


def make_current(settings: Settings, model: PinnedModel) -> None:
    """`up` starts with this model from now on; one that runs changes to it."""
    record = {"file": model.file.name, "fingerprint": model.fingerprint, "sha256": model.sha256}
    current = settings.models_folder / CURRENT
    partial = current.with_suffix(".partial")
    partial.write_text(json.dumps(record))
    partial.replace(current)
