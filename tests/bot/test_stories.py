"""Every conversation in `test_stories_*.yml`, put to the running bot and app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bot.running_bot import RunningBot
from tests.bot.stories import load_stories, play

pytestmark = pytest.mark.slow

STORIES = load_stories(Path(__file__).parent)


@pytest.mark.parametrize(("name", "steps"), STORIES, ids=[name for name, _ in STORIES])
def test_conversation_goes_as_told(bot: RunningBot, name: str, steps: list[dict[str, Any]]) -> None:
    play(bot, steps)
