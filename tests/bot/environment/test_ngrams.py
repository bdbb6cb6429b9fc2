"""N-grams of one text by itself, as in a turn, and of many together, as in training."""

from __future__ import annotations

import numpy as np
import pytest

from bot.components.intents.ngrams import Ngrams

TEXTS = (
    "where is my order order_number",
    "the the the red dress, please!",
    "我的订单在哪里",
    "退款 refund 退款",
    "xyzzy",
    "",
    "!!",
)


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    return Ngrams.fit(["where is my order", "the red dress please", "我的订单", "退款 refund"])


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_same_row_alone_as_among_others(ngrams: Ngrams, text: str) -> None:
    among_others = ngrams.rows([*TEXTS, text])[-1].toarray()
    np.testing.assert_allclose(ngrams.rows([text]).toarray(), among_others, atol=1e-6)


def test_a_restored_one_gives_the_same_rows(ngrams: Ngrams) -> None:
    restored = Ngrams.restore(ngrams.terms(), ngrams.weights())
    for text in TEXTS:
        assert (restored.rows([text]) != ngrams.rows([text])).nnz == 0
