"""`shopbell train` and `shopbell parse`: the bot's own work, done in its own environment."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console

from shopbell.commands.errors import BadInputError
from shopbell.settings import load_settings

TRAINING_NICENESS = 10


def add_to(app: typer.Typer) -> None:
    app.command()(train)
    app.command()(parse)


def train() -> None:
    """Train the bot from config.yml and bot/, with progress; the model goes to var/models/.

    A Shopbell that runs changes to the new model by itself.
    """
    from shopbell.processes.bot import BotEnvironmentMissingError
    from shopbell.processes.model import TrainingFailedError, train_model

    settings = load_settings()
    console = Console(stderr=True)
    # Shoppers who are talking to the bot come first.
    os.nice(TRAINING_NICENESS)
    try:
        with console.status("Training the bot") as status:
            model = asyncio.run(
                train_model(settings, lambda line: status.update(f"Training the bot: {line}"))
            )
    except (BotEnvironmentMissingError, TrainingFailedError) as problem:
        raise BadInputError(str(problem)) from None
    print(model.file)


def parse(
    stdin: Annotated[bool, typer.Option("--stdin", help="Read one utterance a line.")] = False,
) -> None:
    """What the bot understands: one JSON line for each utterance."""
    from shopbell.processes.bot import BotEnvironmentMissingError, bot_environment, bot_python
    from shopbell.processes.model import current_model
    from shopbell.settings import CHECKOUT

    if not stdin:
        raise BadInputError("parse reads from standard input. Add --stdin.")
    settings = load_settings()
    model = current_model(settings)
    if model is None:
        raise BadInputError("There is no trained model yet. Run: shopbell train")
    try:
        command = [str(bot_python()), "-m", "bot.parse", "--model", str(model.file)]
    except BotEnvironmentMissingError as problem:
        raise BadInputError(str(problem)) from None
    done = subprocess.run(
        command, cwd=CHECKOUT, env=bot_environment(settings), stdin=sys.stdin, check=False
    )
    raise typer.Exit(done.returncode)
