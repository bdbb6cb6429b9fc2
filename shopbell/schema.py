"""Brings the databases to the newest schema, with the one Alembic chain."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from shopbell.settings import CHECKOUT, Settings


def migrate(settings: Settings) -> None:
    """Upgrade the main database, and the bot's own file where the database is SQLite."""
    settings.home.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(settings), "head")


def alembic_config(settings: Settings) -> Config:
    config = Config()
    config.set_main_option("script_location", str(CHECKOUT / "migrations"))
    config.attributes["main"] = settings.database
    config.attributes["bot"] = settings.bot_database_url
    return config
