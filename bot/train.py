"""`python -m bot.train --out MODEL.tar.gz`: train the bot and pin the result by its hash.

Prints `progress: …` lines, in between what Rasa says, and the model's SHA-256 as the last line.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import Callable

from bot.logs import configure
from bot.model_pin import pin_model

BOT = Path(__file__).resolve().parent
HOOKS = "rasa.engine.training.hooks"
CLASSIFIER = "bot.components.intents.classifier"
STARTED = "Starting to train component"


class ProgressHandler(logging.Handler):
    """Tells each component that Rasa begins to train, and how far the classifier has come."""

    def __init__(self, report: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith(STARTED):
            self._report(message.split("'")[1])
        elif record.name == CLASSIFIER:
            self._report(message)


class TrainingFailedError(Exception):
    code = "training_failed"


def train(model: Path, report: Callable[[str], None]) -> str:
    """Train from config.yml and this folder into `model` and return the hash that pins it."""
    report("reading the training data")
    # Training takes seconds; Rasa's cache would lie in the checkout and outlive what it was for.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    from rasa.model_training import train as train_with_rasa

    loggers = [logging.getLogger(name) for name in (HOOKS, CLASSIFIER)]
    handler = ProgressHandler(report)
    for logger in loggers:
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
    try:
        result = train_with_rasa(
            domain=str(BOT / "domain"),
            config=str(BOT.parent / "config.yml"),
            training_files=[str(BOT / "data")],
            output=str(model.parent),
            fixed_model_name=model.name,
            force_training=True,
        )
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    if result.code != 0 or result.model is None or Path(result.model) != model:
        raise TrainingFailedError(f"Rasa ended with code {result.code}")
    report("pinning the model")
    return pin_model(model)


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the bot.")
    parser.add_argument("--out", type=Path, required=True, help="the model's file, *.tar.gz")
    model = parser.parse_args().out.resolve()
    if not model.name.endswith(".tar.gz"):
        parser.error("the model's name must end in .tar.gz")
    model.parent.mkdir(parents=True, exist_ok=True)
    configure()
    try:
        digest = train(model, lambda line: print(f"progress: {line}", flush=True))
    except TrainingFailedError as error:
        print(error, file=sys.stderr)
        return 1
    print(digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
