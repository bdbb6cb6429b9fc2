"""Words of a text as the lexical part of the score sees them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jieba import Tokenizer

_HAN_RANGE: Final = "\u3400-\u9fff\uf900-\ufaff"
_HAN: Final = re.compile(f"[{_HAN_RANGE}]")
_WORD: Final = re.compile(f"[{_HAN_RANGE}]+|[^\\W_{_HAN_RANGE}]+")
_CODE: Final = re.compile(f"[^\\W_{_HAN_RANGE}]+(?:[-/.][^\\W_{_HAN_RANGE}]+)*")
_FUNCTION_WORDS: Final = frozenset(
    re.findall(
        r"\S+",
        "a about am an and any are as at be been but by can could did do doe does for from get got"
        " had has have he her here his how i if in is it its just like may me might must my need"
        " no not of on or our shall she should so some than that the their then there these they"
        " thi this those to u want was way we were what when where which who whom why will with"
        " would you your 的 了 吗 呢 吧 啊 是 我 你 您 们 有 在 和 就 都 也 还 这 那 个 么 什么"
        " 怎么 可以 能 会 要",
    )
)
_ENDINGS: Final = ("ing", "ies", "es", "ed", "s")
_FEWEST_STEM_CHARS: Final = 3
_FEWEST_CODE_CHARS: Final = 3


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


@lru_cache(maxsize=20_000)
def tokens(text: str) -> frozenset[str]:
    """Words without their endings, codes whole (`hg-301`), Chinese as characters, pairs and the
    dictionary's words."""
    lowered = text.lower()
    found = set(codes(lowered))
    for word in _WORD.findall(lowered):
        if _HAN.match(word):
            found.update(word)
            found.update(word[i : i + 2] for i in range(len(word) - 1))
            found.update(_segmenter().cut_for_search(word))
        else:
            found.add(_stem(word))
    return frozenset(found)


def codes(text: str) -> frozenset[str]:
    """Names that only an exact match can mean: three characters or more, letters and digits."""
    return frozenset(
        code
        for code in _CODE.findall(text.lower())
        if len(code) >= _FEWEST_CODE_CHARS
        and any(c.isdigit() for c in code)
        and any(c.isalpha() for c in code)
    )


def content_words(text: str) -> frozenset[str]:
    """The words of a question that say what it is about."""
    return tokens(text) - _FUNCTION_WORDS


@cache
def _segmenter() -> Tokenizer:
    """jieba with its own dictionary, read anew: its cache is a file that anybody could have left
    in the folder for temporary files, and would be run."""
    from jieba import Tokenizer

    segmenter = Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return segmenter


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_STEM_CHARS:
            return word[: -len(ending)]
    return word
