"""docs/conversations.md says what the bot says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.bot.running_bot import RunningBot
from tests.bot.stories import load_stories
from tests.bot.transcripts import conversations_page

pytestmark = [pytest.mark.slow, pytest.mark.long]

PAGE = CHECKOUT / "docs" / "conversations.md"


def test_the_page_is_what_the_bot_says(bot: RunningBot) -> None:
    page = conversations_page(bot, load_stories(Path(__file__).parent))
    if os.environ.get("SHOPBELL_WRITE_CONVERSATIONS"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "run: make conversations"
