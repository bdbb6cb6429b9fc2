from knowledge_base.index.tokens import codes, has_han, tokens


def test_words_lose_their_endings() -> None:
    assert tokens("Returned parcels") == {"return", "parcel"}


def test_codes_are_kept_whole() -> None:
    assert codes("Is HG-301 the same as SPF50?") == {"hg-301", "spf50"}
    assert codes("30 days, 3 items, an on-line shop") == frozenset()
    assert "hg-301" in tokens("Is HG-301 vegan?")


def test_chinese_counts_as_characters_pairs_and_the_dictionarys_words() -> None:
    assert tokens("退货吗") == {"退", "货", "吗", "退货", "货吗"}
    assert "保质期" in tokens("绿茶的保质期")
    assert codes("色号07N可以吗") == {"07n"}


def test_chinese_is_recognised() -> None:
    assert has_han("size M 尺码")
    assert not has_han("size M")
