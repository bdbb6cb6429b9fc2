from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from bot.components.ngram_model import NgramModel

TEXTS = {
    "greet": ["hello", "hi there", "good morning", "你好"],
    "track_order": ["where is my order", "track my parcel", "order status", "我的订单在哪"],
    "talk_to_human": ["get me a person", "human please", "talk to an agent", "转人工"],
}


def fitted(seed: int = 17) -> NgramModel:
    pairs = [(text, intent) for intent, texts in TEXTS.items() for text in texts]
    return NgramModel.fit(
        [text for text, _ in pairs], [intent for _, intent in pairs],
        inverse_regularisation=20.0, seed=seed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("helo", "greet"),
        ("wheres my ordr", "track_order"),
        ("a human, please!", "talk_to_human"),
        ("订单在哪里", "track_order"),
    ],
)
def test_misspelt_and_unsegmented_texts_are_understood(text: str, intent: str) -> None:
    assert fitted().rank(text)[0][0] == intent


def test_shares_add_up_and_are_sorted() -> None:
    ranking = fitted().rank("hello order")
    shares = [share for _, share in ranking]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert {name for name, _ in ranking} == set(TEXTS)


def test_a_text_that_shares_nothing_has_an_answer() -> None:
    assert len(fitted().rank("")) == len(fitted().rank("☂☂☂")) == 3


def test_training_twice_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        fitted().save(tmp_path / name)
    one, other = ((tmp_path / name / "intents.json").read_bytes() for name in ("a", "b"))
    assert one == other
    arrays, same = (np.load(tmp_path / name / "intents.npz") for name in ("a", "b"))
    assert all(np.array_equal(arrays[key], same[key]) for key in arrays.files)


def test_what_was_saved_ranks_alike(tmp_path: Path) -> None:
    model = fitted()
    model.save(tmp_path)
    loaded = NgramModel.load(tmp_path)
    for text in ("hello", "where is it", "订单", "x"):
        names, shares = zip(*model.rank(text), strict=True)
        loaded_names, loaded_shares = zip(*loaded.rank(text), strict=True)
        assert loaded_names == names
        assert loaded_shares == pytest.approx(shares)


def test_files_hold_arrays_and_json_only(tmp_path: Path) -> None:
    fitted().save(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"intents.npz", "intents.json"}
    with zipfile.ZipFile(tmp_path / "intents.npz") as arrays:
        for name in arrays.namelist():
            assert arrays.read(name).startswith(b"\x93NUMPY")
            assert b"descr': '|O'" not in arrays.read(name), "an object array would be a pickle"
