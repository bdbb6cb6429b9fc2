"""Typing mistakes are read as what was meant; what is no mistake stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.intents.dictionary import Dictionary
from bot.components.intents.spelling import Spelling

DATA = [
    "where is my package", "please cancel the order i made this morning", "return the dress",
    "cancel my order", "where is the package", "i forgot my password", "password please",
    "return my order please", "this dress", "forgot the order", "made this morning",
    "help me", "help please", "my parcel", "the parcel", "thx", "thx a lot", "ok thx",
    "that's it", "that's all", "that one", "create an account", "create it", "ice cream", "cream",
    "what is this", "what for", "hello", "hello there", "send it", "in the end", "the end",
]  # fmt: skip
DICTIONARY = Dictionary.english()
SPELLING = Spelling.of(DATA, DICTIONARY)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wehre is my packge", "where is my package"),
        ("plese canel teh ordr", "please cancel the order"),
        ("cncl my ordr", "cancel my order"),
        ("frgt my pswrd", "forgot my password"),
        ("heeeelp pleeease", "help please"),
        ("retrun this drss!", "return this dress!"),
        ("WHERE IS MY PARCLE", "WHERE IS MY parcel"),
        ("thats not it", "that's not it"),
        ("creat it", "create it"),
        ("helo", "hello"),
    ],
)
def test_a_mistake_is_read_as_the_word_that_was_meant(written: str, meant: str) -> None:
    assert SPELLING.mend(written) == meant


@pytest.mark.parametrize(
    "text",
    ["my labrador weighs 32 kilos", "thx", "W2611340", "anna@example.com", "xxordernumber",
     "我的package到哪了", "i'd like a crossover tote", "zzz", "", "by wechat", "it will pend",
     "i am chaz"],
)  # fmt: skip
def test_what_a_dictionary_or_the_data_knows_and_what_is_no_word_stays(text: str) -> None:
    assert SPELLING.mend(text) == text


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_once_is_enough(text: str) -> None:
    mended = SPELLING.mend(text)
    assert SPELLING.mend(mended) == mended


def test_nothing_to_learn_from_mends_nothing() -> None:
    assert Spelling.of([], DICTIONARY).mend("wehre is teh ordr") == "wehre is teh ordr"


def test_a_dictionary_finds_its_words_and_no_others() -> None:
    words = Dictionary.of(["cat", "dog", "cat"])
    assert len(words.hashes) == 2
    assert "cat" in words
    assert "dog" in words
    assert "ca" not in words
    assert "" not in words
    assert "cat" not in Dictionary.of([])
