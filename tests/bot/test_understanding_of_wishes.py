"""The trained bot, on messages that training never sees. The table: `benchmarks/wishes.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.wishes_asked import (
    HELD_OUT,
    Answered,
    accuracy,
    confusions,
    in_language,
    put_to_bot,
    read_unseen,
)

pytestmark = [pytest.mark.slow, pytest.mark.long]

FLOOR = 0.9


@pytest.fixture(scope="module")
def answers(trained_model: Path) -> list[Answered]:
    return put_to_bot(trained_model, read_unseen(HELD_OUT))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nine_of_ten_held_out_wishes_are_understood(answers: list[Answered], language: str) -> None:
    asked = list(in_language(answers, language))
    assert accuracy(asked) >= FLOOR, confusions(asked)[:10]
