"""How files that people send are read here: pictures by the bot's environment, which has Pillow."""

from __future__ import annotations

from conversations.uploads.reading import FileReader
from shopbell.processes.bot import bot_python


def open_file_reader() -> FileReader:
    return FileReader(bot_python)
