"""What is read of a text, and how the readers share it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.components.intents.encoder import models_folder
from bot.components.intents.reading import Shares
from bot.components.intents.universal import WIDTH, UniversalReader

SHARES = Shares(ngrams=0.2, universal=0.5, alone=0.4)
READ = np.array([1, 0], np.float32)


@pytest.fixture(scope="module")
def universal() -> UniversalReader:
    return UniversalReader(models_folder())


def test_the_universal_encoder_finds_the_same_question_in_another_language(
    universal: UniversalReader,
) -> None:
    asked, same, other = universal.vectors(
        ["where is my order", "我的订单在哪里", "the weather is nice today"]
    )
    assert asked @ same > asked @ other + 0.3
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", " ", "😀" * 50, "\u200b", "word " * 1000])
def test_any_text_has_a_vector(universal: UniversalReader, text: str) -> None:
    assert np.isfinite(universal.vectors([text])).all()


def test_no_texts_have_no_vectors(universal: UniversalReader) -> None:
    assert universal.vectors([]).shape == (0, WIDTH)


def test_the_table_is_written_once_and_gives_the_same_vectors(
    universal: UniversalReader, tmp_path: Path
) -> None:
    one = UniversalReader(tmp_path).vectors(["hello"])
    (table,) = tmp_path.iterdir()
    written = table.stat().st_mtime_ns
    assert np.array_equal(UniversalReader(tmp_path).vectors(["hello"]), one)
    assert table.stat().st_mtime_ns == written
    assert np.array_equal(universal.vectors(["hello"]), one)


def test_all_readers_together_have_the_whole_of_a_text() -> None:
    for universal in (True, False):
        shares = np.square(SHARES.weights(READ, universal))
        assert shares.sum(axis=0) == pytest.approx(1)


def test_a_text_that_the_encoder_does_not_read_is_shared_by_the_others() -> None:
    ngrams, encoder, universal = np.square(SHARES.weights(READ, universal=True))
    assert (ngrams[1], encoder[1], universal[1]) == pytest.approx((0.4, 0, 0.6))
    assert SHARES.weights(READ, universal=False)[0][1] == 1
