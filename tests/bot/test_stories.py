"""Every conversation in `test_stories_*.yml`, put to the running bot and app."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.running_bot import RunningBot
from tests.bot.stories import Story, load_stories, play

pytestmark = [pytest.mark.slow, pytest.mark.long]

STORIES = load_stories(Path(__file__).parent)


@pytest.mark.parametrize("story", STORIES, ids=[story.id for story in STORIES])
def test_conversation_goes_as_told(bot: RunningBot, story: Story) -> None:
    play(bot, story.steps)
