"""The trained bot, on messages that training never sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.bot.wishes_asked import (
    HELD_OUT,
    accuracy,
    confusions,
    in_language,
    put_to_bot,
    read_asked,
)
from tests.bot.training_examples import read_examples

FLOOR = 0.9
