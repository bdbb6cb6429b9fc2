"""How the bot's process is started, trained and asked: always in its own environment."""

from __future__ import annotations

import os
from pathlib import Path

from shopbell.processes.supervisor import Program
from shopbell.settings import CHECKOUT, Settings

BOT_FOLDER = CHECKOUT / "bot"
BOT_BIN = BOT_FOLDER / ".venv" / "bin"
BOT = "bot"
# A bot that is told to end finishes its turns first; none takes longer than the channel's 18 s.
DRAIN_S = 19


class BotEnvironmentMissingError(RuntimeError):
    def __init__(self) -> None:
        super().__init__("The bot's environment is not there. Run: make environments")


def bot_python() -> Path:
    """Raises `BotEnvironmentMissingError`."""
    python = BOT_BIN / "python"
    if not python.exists():
        raise BotEnvironmentMissingError
    return python


def bot_environment(settings: Settings) -> dict[str, str]:
    """The variables that the bot's process reads, on top of the caller's own."""
    return {
        **{key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
        "PYTHONPATH": str(CHECKOUT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SANIC_GRACEFUL_SHUTDOWN_TIMEOUT": str(DRAIN_S),
        "SHOPBELL_HOME": str(settings.home),
        "SHOPBELL_PORT": str(settings.port),
        "SHOPBELL_BOT_PORT": str(settings.bot_port),
        "SHOPBELL_BOT_DATABASE": str(settings.bot_database_file),
        "SHOPBELL_INTERNAL_SECRET": settings.shared_secret(),
    }


def bot_program(settings: Settings, model: Path, *, port: int, name: str = BOT) -> Program:
    return Program(
        name=name,
        command=[str(bot_python()), "-m", "bot.serve", "--model", str(model), "--port", str(port)],
        environment=bot_environment(settings),
        folder=CHECKOUT,
        log=settings.home / "logs" / "bot.log",
    )
