from __future__ import annotations

import pytest

from knowledge_base.articles.schemas import ArticleContent
from knowledge_base.notes.authors import author_key
from knowledge_base.notes.folding import folded, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("So soft! I love it.", "SO SOFT 😍 i love it"),
        ("So soft", "Sooooooo soft!!!"),
        ("It fits.", "It\u200b fi\u00adts"),
        ("Ｆｕｌｌ width", "full width"),
        ("很好，推荐！", "很好 推荐~~~"),
    ],
)
def test_marks_case_and_hidden_letters_make_no_other_text(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Runs 1 size small", "Runs 2 sizes small"),
        ("good, not small", "not good, small"),
        ("It is soft", "It is not soft"),
        ("尺码偏大", "尺码偏小"),
    ],
)
def test_other_words_or_another_order_are_another_text(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_the_same_words_of_another_product_or_language_are_not_the_same() -> None:
    note = ArticleContent(title="A", body="Soft.", product_id="p1")
    other = ArticleContent(title="B", body="soft", product_id="p2")
    assert folded(note, locale="en") != folded(other, locale="en")
    assert folded(note, locale="en") != folded(note, locale="de")
    same = ArticleContent(title="Another title", body="soft!", product_id="p1", author="Tom")
    assert folded(note, locale="en") == folded(same, locale="en")


@pytest.mark.parametrize("name", ["Spam Bot", "spam  bot", " ＳＰＡＭ bot", "Sp\u200bam Bot\u202e"])
def test_an_author_does_not_become_another_by_spelling(name: str) -> None:
    assert author_key(name) == "spam bot"
