from __future__ import annotations

import pytest

from conversations.search.excerpts import excerpt
from conversations.search.folding import Phrase, fold, phrases


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Where is my ORDER?", "where is my order"),
        ("Crème brûlée", "creme brulee"),
        ("我要退款, order #W1000001!", "我 要 退 款 order w1000001"),
        ("ＡＢＣ 12", "abc 12"),
        ("mina@shop.example", "mina shop example"),
        ("'; DROP TABLE x; -- \"*", "drop table x"),
        ("👍", ""),
    ],
)
def test_text_is_folded_to_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_query_is_phrases_of_which_the_last_may_be_unfinished() -> None:
    assert phrases("late par") == (Phrase(("late",)), Phrase(("par",), open=True))
    assert phrases('"late parcel"') == (Phrase(("late", "parcel")),)
    assert phrases("退款 ") == (Phrase(("退", "款")),)
    assert phrases("  ?! ") == ()


def test_an_excerpt_shows_what_was_found_where_it_stands() -> None:
    text = "x " * 100 + "the Crème is late" + " y" * 200
    pieces = excerpt(text, phrases("creme late"))
    assert [piece.text for piece in pieces if piece.hit] == ["Crème", "late"]
    assert pieces[0].text == "…"
    assert pieces[-1].text.endswith("…")
    assert sum(len(piece.text) for piece in pieces) < 230
    assert [(one.text, one.hit) for one in excerpt("我要退款", phrases("退款"))] == [
        ("我要", False),
        ("退款", True),
    ]
