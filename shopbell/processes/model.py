"""The bot's trained model: which one is current, whether it is out of date, and training it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

from shopbell.processes.bot import BOT_FOLDER, bot_environment, bot_python
from shopbell.settings import CHECKOUT, Settings

SOURCES = (CHECKOUT / "config.yml", BOT_FOLDER / "domain", BOT_FOLDER / "data",
           BOT_FOLDER / "components", BOT_FOLDER / "uv.lock")  # fmt: skip
CURRENT = "current.json"


class TrainingFailedError(RuntimeError):
    def __init__(self, log: Path) -> None:
        super().__init__(f"The bot could not be trained. What the training printed: {log}")


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


def current_model(settings: Settings) -> Path | None:
    """The model that was trained from what lies in the checkout now, or None."""
    record = settings.models_folder / CURRENT
    if not record.exists():
        return None
    kept = json.loads(record.read_text())
    model = settings.models_folder / kept["file"]
    fits = kept["fingerprint"] == training_fingerprint() and model.exists()
    return model if fits else None


async def train_model(settings: Settings, progress: Callable[[str], None]) -> Path:
    """Train in the bot's environment and make the result current. Raises `TrainingFailedError`.

    `progress` is given a short line whenever the training says where it is.
    """
    settings.models_folder.mkdir(parents=True, exist_ok=True)
    fingerprint = training_fingerprint()
    name = f"shopbell-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}.tar.gz"
    log = settings.home / "logs" / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        str(bot_python()), "-m", "bot.train", "--out", str(settings.models_folder / name),
        cwd=CHECKOUT,
        env=bot_environment(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    with log.open("wb") as kept:
        while process.stdout and (line := await process.stdout.readline()):
            kept.write(line)
            if line.startswith(b"progress: "):
                progress(line.decode(errors="replace").removeprefix("progress: ").strip())
    if await process.wait() != 0:
        raise TrainingFailedError(log)
    model = settings.models_folder / name
    record = {"file": name, "fingerprint": fingerprint}
    (settings.models_folder / CURRENT).write_text(json.dumps(record))
    return model
