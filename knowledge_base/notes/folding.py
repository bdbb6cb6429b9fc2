"""Which notes say the same: told by their words, whatever the case, marks and spaces."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from knowledge_base.articles.schemas import ArticleContent

_NO_WORDS: Final = re.compile(r"[\W_]+")
_DRAWN_OUT: Final = re.compile(r"([^\W\d_])\1{2,}")


def folded(content: ArticleContent, *, locale: str) -> str:
    """The same for two notes on one product in one language whose words are the same.

    Neither the title nor the author counts: whoever sends one text many times changes those first.
    """
    parts = (locale, content.product_id or "", words_of(content.body) or words_of(content.title))
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def words_of(text: str) -> str:
    """In lower case, without marks, emoji and hidden letters; a "sooooo" is a "so"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return _NO_WORDS.sub(" ", _DRAWN_OUT.sub(r"\1", seen)).strip()
