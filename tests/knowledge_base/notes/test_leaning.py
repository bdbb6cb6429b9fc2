from __future__ import annotations

import pytest

from knowledge_base.notes.leaning import leaning


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("I love it, very comfortable.", "en", 1),
        ("The strap broke and I sent it back.", "en", -1),
        ("It arrived on a Tuesday.", "en", 0),
        ("Not comfortable at all.", "en", -1),
        ("It never leaks.", "en", 1),
        ("Pretty, but it fell apart.", "en", -1),
        ("很舒服，推荐", "zh", 1),
        ("洗一次就掉色，失望", "zh", -1),
        ("不掉色", "zh", 1),
        ("Ich liebe es.", "de", 0),
        ("", "en", 0),
        ("🙂" * 5_000, "zh", 0),
    ],
)
def test_which_way_words_lean(text: str, language: str, expected: int) -> None:
    assert leaning(text, language=language) == expected
