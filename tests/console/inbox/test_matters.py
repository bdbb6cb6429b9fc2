from __future__ import annotations

import pytest

from console.inbox.matters import asks_something, is_matter


@pytest.mark.parametrize(
    "text",
    [
        "ok, thank you so much!!",
        "yes please",
        "x",
        "好的，谢谢您",
        "在吗？",
        "收到",
        "#W1000001",
        "a@shop.test",
    ],
)
def test_a_polite_word_or_a_proof_alone_asks_nothing(text: str) -> None:
    assert not asks_something(text)


@pytest.mark.parametrize(
    "text",
    ["ok, and the dress?", "is the serum ok?", "size?", "没有收到", "好的，那退款呢", "尺码"],
)
def test_a_question_does_however_short_or_polite(text: str) -> None:
    assert asks_something(text)


def test_who_asks_for_a_person_at_length_says_why() -> None:
    assert not is_matter("a person please", "talk_to_human")
    assert is_matter("a person please, my parcel came open and empty today", "talk_to_human")
