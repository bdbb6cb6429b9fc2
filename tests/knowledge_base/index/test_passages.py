from __future__ import annotations

import pytest

from knowledge_base.index.passages import PassageCutter, Piece


@pytest.fixture(scope="module")
def cutter() -> PassageCutter:
    return PassageCutter()


def test_prices_and_short_forms_do_not_end_a_sentence(cutter: PassageCutter) -> None:
    text = "Standard costs $4.90, e.g. for a dress. Express costs $12.50!"
    assert cutter.sentences(text, locale="en") == (
        "Standard costs $4.90, e.g. for a dress.",
        "Express costs $12.50!",
    )


def test_chinese_ends_of_sentences_count_and_a_decimal_point_does_not(
    cutter: PassageCutter,
) -> None:
    text = "运费19.90元。“可以退吗？”可以！请联系我们"
    assert cutter.sentences(text, locale="zh-cn") == (
        "运费19.90元。",
        "“可以退吗？”",
        "可以！",
        "请联系我们",
    )


def test_a_language_without_rules_of_its_own_is_cut_too(cutter: PassageCutter) -> None:
    assert len(cutter.sentences("Mae'r siop ar agor. Dewch i mewn.", locale="cy")) == 2


def test_a_passage_never_crosses_a_heading_and_knows_it(cutter: PassageCutter) -> None:
    body = "Thirty days.\n\n## Fees\n\nReturns are free.\n\n## Gifts\n\nYou get a voucher."
    assert cutter.cut(body, locale="en") == (
        Piece("Thirty days."),
        Piece("Returns are free.", "Fees"),
        Piece("You get a voucher.", "Gifts"),
    )


def test_long_text_is_cut_between_sentences_and_loses_none(cutter: PassageCutter) -> None:
    sentences = [f"This is sentence number {n} about returning a parcel." for n in range(40)]
    pieces = cutter.cut(" ".join(sentences), locale="en")
    assert len(pieces) > 3
    assert " ".join(piece.text for piece in pieces) == " ".join(sentences)
    assert all(len(piece.text) <= 450 for piece in pieces)
    assert all(piece.text.endswith(".") for piece in pieces)


def test_chinese_passages_are_shorter_and_joined_without_blanks(cutter: PassageCutter) -> None:
    sentence = "签收后三十天内可以退货，商品需要未使用。"
    pieces = cutter.cut(sentence * 20, locale="zh")
    assert "".join(piece.text for piece in pieces) == sentence * 20
    assert len(pieces) >= 3


def test_a_line_stays_with_the_list_that_it_announces(cutter: PassageCutter) -> None:
    filler = "We are glad to help you with this at any time of the week. " * 6
    body = f"{filler}\n\nYou cannot return:\n\n- opened make-up\n- pierced jewellery"
    last = cutter.cut(body, locale="en")[-1]
    assert last.text.endswith("You cannot return:\n- opened make-up\n- pierced jewellery")


def test_markup_is_gone_and_the_addresses_of_links_stay(cutter: PassageCutter) -> None:
    body = (
        "**Free** over $50, see [our list](https://shop.example/zones).\n\n| A | B |\n|-|-|\n|1|2|"
    )
    assert cutter.cut(body, locale="en") == (
        Piece("Free over $50, see our list (https://shop.example/zones).\n- A; B\n- 1; 2"),
    )


def test_text_without_any_end_is_bounded(cutter: PassageCutter) -> None:
    pieces = cutter.cut("word " * 2_000, locale="en")
    assert all(len(piece.text) <= 800 for piece in pieces)
    assert sum(piece.text.count("word") for piece in pieces) == 2_000


@pytest.mark.parametrize("body", ["", "   ", "---", "![](https://x.example/y.png)"])
def test_a_body_without_words_has_no_passage(cutter: PassageCutter, body: str) -> None:
    assert cutter.cut(body, locale="en") == ()
