"""A blank spaCy language whose tokens suit order numbers, e-mail addresses and Chinese alike."""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

# An e-mail address or a carrier's number is one token; so is each run of letters or of digits,
# and each other sign. Chinese is not segmented: what is looked for stands beside it unspaced.
EMAIL = r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,24}"
TRACKING = r"1[Zz][0-9A-Za-z]{16}|[A-Za-z]{0,3}[0-9]{10,22}[A-Za-z]{0,2}"
_TOKEN = re.compile(
    rf"{EMAIL}|(?<![A-Za-z0-9])(?:{TRACKING})(?![A-Za-z0-9])"
    r"|[0-9]+|[^\W\d_\u3400-\u9fff]+|\S|\s+"
)
MAX_CHARACTERS = 5_000


class ShopTokenizer:
    """Splits without losing a character: token offsets are offsets of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = [match.group() for match in _TOKEN.finditer(text[:MAX_CHARACTERS])]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


def blank_shop_language() -> Language:
    """Needs no model to be downloaded."""
    language = spacy.blank("xx")
    language.tokenizer = ShopTokenizer(language.vocab)
    return language
