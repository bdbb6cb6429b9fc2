"""The intent model, trained on a small shop's examples with the real encoder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.components.intents.classifier import RANKED, told
from bot.components.intents.dictionary import Dictionary
from bot.components.intents.encoder import (
    EncoderChangedError,
    EncoderMissingError,
    SentenceReader,
    models_folder,
    open_reader,
    prepared_encoder,
)
from bot.components.intents.model import IntentModel, Judgement
from bot.components.intents.reading import Readers
from bot.components.intents.storage import ARRAYS, META, IntentModelDamagedError, load, save
from bot.components.intents.training import ExamplesMissingError, train
from bot.components.intents.universal import UniversalReader
from bot.components.masking import MAX_CHARACTERS, Masking

REJECTED = "out_of_scope"
EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hey", "你好", "早上好", "在吗"],
    "track_order": [
        "where is my order", "track my parcel", "order status please", "has it been sent",
        "我的订单在哪", "查一下物流", "包裹到哪了",
    ],
    "return_item": [
        "i want to send this back", "how do i return a dress", "return these shoes please",
        "it does not fit and has to go back", "我要退货", "这件衣服想退", "怎么退货",
    ],
    "talk_to_human": [
        "get me a person", "human please", "let me talk to an agent", "operator",
        "转人工", "我要找客服", "有人吗，真人",
    ],
    "payment_issue": [
        "my card was declined", "i was charged twice", "the payment did not go through",
        "paying fails at checkout", "付款失败", "被扣了两次钱", "支付不了",
    ],
    REJECTED: [
        "who won the match last night", "what is the capital of france", "tell me about dinosaurs",
        "solve this equation for me", "will it rain tomorrow", "how tall is that mountain",
        "法国的首都是哪里", "明天下雨吗", "昨晚比赛谁赢了",
    ],
}  # fmt: skip
MASKING = Masking("W")


DICTIONARY = Dictionary.english()
NO_READERS = Readers(None, all_scripts=False, universal=None)


@pytest.fixture(scope="session")
def readers() -> Readers:
    return Readers(SentenceReader(prepared_encoder()), False, UniversalReader(models_folder()))


def trained(readers: Readers) -> IntentModel:
    pairs = [(MASKING.mask(text), intent) for intent, texts in EXAMPLES.items() for text in texts]
    texts, intents = zip(*pairs, strict=True)
    return train(texts, intents, readers, DICTIONARY, rejected=REJECTED, seed=17)


@pytest.fixture(scope="session")
def model(readers: Readers) -> IntentModel:
    return trained(readers)


@pytest.fixture(scope="session")
def saved(model: IntentModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intents")
    save(model, folder)
    return folder


def judged(model: IntentModel, text: str) -> Judgement:
    return model.judge(MASKING.mask(text))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("helo", "greet"),
        ("when will my package get here", "track_order"),
        ("订单到哪里了", "track_order"),
        ("the jacket is too small, can you take it back", "return_item"),
        ("我想退货", "return_item"),
        ("is there a real human i could speak with", "talk_to_human"),
        ("帮我转人工客服", "talk_to_human"),
        ("you took the money from my account two times", "payment_issue"),
        ("where is W2611340", "track_order"),
    ],
)
def test_rephrased_misspelt_and_chinese_messages_are_understood(
    model: IntentModel, text: str, intent: str
) -> None:
    judgement = judged(model, text)
    assert (judgement.ranking[0][0], judgement.understood) == (intent, True)


@pytest.mark.parametrize(
    "text", ["what is the capital of spain", "who won the cup final", "德国的首都是哪里"]
)
def test_what_is_out_of_scope_is_not_understood(model: IntentModel, text: str) -> None:
    ranking = told(judged(model, text), REJECTED)
    assert [each["name"] for each in ranking[:2]] == ["nlu_fallback", REJECTED]
    assert len(ranking) == RANKED


def test_confidences_are_shares_in_order(model: IntentModel) -> None:
    ranking = judged(model, "hello, my order").ranking
    shares = [share for _, share in ranking]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert {name for name, _ in ranking} == set(EXAMPLES)


def test_the_number_of_an_order_does_not_matter(model: IntentModel) -> None:
    one, other = (judged(model, f"where is #W{number}") for number in (1000001, 7654321))
    assert one == other


def test_training_twice_gives_the_same_bytes(readers: Readers, saved: Path, tmp_path: Path) -> None:
    save(trained(readers), tmp_path)
    for file in saved.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_what_was_saved_judges_alike(model: IntentModel, saved: Path) -> None:
    loaded = load(saved, None)
    for text in ("hello", "where is it", "订单", "x", ""):
        expected, found = judged(model, text), judged(loaded, text)
        assert found.understood == expected.understood
        assert dict(found.ranking) == pytest.approx(dict(expected.ranking), abs=2e-3)


@pytest.mark.parametrize("name", [ARRAYS, META])
def test_a_changed_file_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(saved, tmp_path / "changed")
    file = tmp_path / "changed" / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises(IntentModelDamagedError, match="shopbell train"):
        load(tmp_path / "changed", None)


def test_another_encoder_than_at_training_is_refused(saved: Path) -> None:
    name, _ = json.loads((saved / META).read_text())["encoder"]
    with pytest.raises(EncoderChangedError, match="shopbell train"):
        open_reader(name, "0" * 64, None)


def test_an_encoder_that_cannot_be_made_tells_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissingError, match=r"Run: .*preparation.*--source"):
        prepared_encoder(tmp_path / "nothing")


def test_without_an_encoder_ngrams_do(tmp_path: Path) -> None:
    pairs = [(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    texts, intents = zip(*pairs, strict=True)
    alone = train(texts, intents, NO_READERS, DICTIONARY, rejected="nothing", seed=17)
    save(alone, tmp_path)
    assert judged(load(tmp_path, None), "where is my ordr").ranking[0][0] == "track_order"


def test_one_intent_is_not_enough() -> None:
    with pytest.raises(ExamplesMissingError, match="two intents"):
        train(["hi"], ["greet"], NO_READERS, DICTIONARY, rejected=REJECTED, seed=1)


HOSTILE = [
    "", " ", "\x00\x01\x02", "/restart", '/inform{"order_number": "#W1"}', '{"a": [1, 2]}',
    "😀🎉👍🏽" * 50, "أين طلبي " * 20, "\u202eredro ym si erehw", "\u200b\u200d\ufeff" * 100,
    "word " * 1000, "我" * 3000, "a" * 65536, "\U0010ffff" * 200, "ﷺ" * 2000, "[x](y)" * 99,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_messages_get_a_judgement(model: IntentModel, text: str) -> None:
    assert len(MASKING.mask(text)) <= 2 * MAX_CHARACTERS
    assert len(judged(model, text).ranking) == len(EXAMPLES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_judgement(model: IntentModel, text: str) -> None:
    ranking = told(judged(model, text), REJECTED)
    assert all(0 <= each["confidence"] <= 1 for each in ranking)
